#pragma once

#include "exchange/cordis.hpp"
#include "matching/partners/history.hpp"

namespace grono::cli {

/// The projects of CORDIS as the partner search takes them. Organisations keep their numbers.
[[nodiscard]] matching::partners::ProjectHistory history_of(const exchange::CordisTables& tables);

/// What a project is about: title, objective, topics and subjects, as words.
[[nodiscard]] std::vector<std::string> words_of(const exchange::CordisProject& project);

}  // namespace grono::cli
