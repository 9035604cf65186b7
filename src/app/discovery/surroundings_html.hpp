#pragma once

#include <string>

#include "app/discovery/discovery.hpp"
#include "app/discovery/report_words.hpp"

namespace grono::app {

/// What a group consists of, as a small table with its diversity; empty where nothing is known.
[[nodiscard]] std::string parts_html(const char* title, const mapping::Composition& composition,
                                     const mapping::Dictionary& texts, const Words& words);

/// Who else stands in a cluster's area, how related all activities there are, and which related ones are
/// missing.
[[nodiscard]] std::string surroundings_html(const Surroundings& around, const Discovery& found,
                                            const Words& words);

/// Where the relatedness of activities is from, or why there is none.
[[nodiscard]] std::string relatedness_note(const Discovery& found, const Words& words);

}  // namespace grono::app
