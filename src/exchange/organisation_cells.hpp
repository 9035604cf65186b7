#pragma once

#include <string>
#include <vector>

#include "cluster/organisation.hpp"

namespace grono::exchange {

/// Names of the columns that hold everything of an organisation that an import takes: see `fields.hpp`.
[[nodiscard]] const std::vector<std::string>& organisation_columns();

/// One cell for each of `organisation_columns`. Lists are written as people would ("a; b"), else as JSON.
[[nodiscard]] std::vector<std::string> organisation_cells(const cluster::Organisation& organisation);

/// "b; c" for tags and the like; JSON where one of them holds a semicolon or begins as JSON does.
[[nodiscard]] std::string join_list(const std::vector<std::string>& items);
/// "pkd_2025:32.50.Z*; nace_2.1:32.50", the star at the main one.
[[nodiscard]] std::string join_activities(const std::vector<cluster::ActivityCode>& activities);
/// The shortest decimal that reads back as the same number.
[[nodiscard]] std::string shortest(double number);

}  // namespace grono::exchange
