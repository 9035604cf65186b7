#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "cluster/localised_text.hpp"

namespace grono::cluster {

/// Brings a text that somebody wrote into its stored form: trimmed, Unicode NFC.
/// @param longest  in characters
/// @param lines    line ends belong in it
/// @throws InvalidInput  where = `where`: not UTF-8, a control character, too long
[[nodiscard]] std::string stored_text(const std::string& where, const std::string& written, std::size_t longest,
                                      bool lines);

/// The same of each language; what is empty then is left out.
/// @throws InvalidInput  where = `where`/LANGUAGE: also where it is no language
void normalise_texts(const std::string& where, LocalisedText& texts, std::size_t longest, bool lines);

/// A country by its two letters (ISO 3166-1 alpha-2). @throws InvalidInput  it is none
void require_country(const std::string& where, const std::string& code);

/// An address of the web, trimmed; may be empty. @throws InvalidInput  neither http nor https, over 500 characters
void normalise_website(const std::string& where, std::string& website);

/// Keywords of a thing in their stored form: each as `stored_text`, sorted, each once, none empty.
/// @param most    of how many, counted as they were written
/// @param report  takes each broken rule: where = `where` or `where`/NUMBER
void normalise_tags(const std::string& where, std::vector<std::string>& tags, std::size_t most,
                    const std::function<void(InvalidInput)>& report);
/// The same; the first broken rule is thrown.
/// @throws InvalidInput
void normalise_tags(const std::string& where, std::vector<std::string>& tags, std::size_t most);

}  // namespace grono::cluster
