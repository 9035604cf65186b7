#pragma once

#include <bitset>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cluster/classification.hpp"
#include "cluster/organisation.hpp"
#include "exchange/fields.hpp"
#include "exchange/import_words.hpp"
#include "geo/gazetteer.hpp"

namespace grono::exchange {

/// What is wrong, or at least odd, about a row.
struct RowProblem {
  std::string field;  ///< name of the field, empty: the row as a whole
  std::string problem, mend;
  bool is_fatal = true;  ///< else the row goes in all the same
};

/// What the columns themselves do not say.
struct RowDefaults {
  std::string language = "pl";
  std::string scheme;          ///< of activity codes; empty: found from the code
  std::string country = "PL";  ///< of places
};

/// An organisation as one row tells it.
struct OrganisationRow {
  cluster::Organisation organisation;  ///< its id is nil where the row names none
  std::bitset<kFields> given;          ///< fields whose cell is not empty
  std::vector<RowProblem> problems;
  bool is_located = false;  ///< its place has coordinates from the gazetteer
  [[nodiscard]] bool is_rejected() const;
};

/// What rows are read with.
struct RowReading {
  const ImportWords& words;
  const cluster::Classifications& classifications;
  const geo::Gazetteer& gazetteer;
  RowDefaults defaults;
};

/// Reads a row, brings it into its stored form and checks every rule. Longitude and latitude that were
/// swapped are put right where the country or the town shows it, a place without coordinates gets those of
/// its town; both are told.
/// @param targets  of the columns, in their order; none: the column is left out. A row may be shorter or
/// longer.
[[nodiscard]] OrganisationRow read_organisation_row(std::span<const std::string> cells,
                                                    std::span<const std::optional<Target>> targets,
                                                    const RowReading& reading);

/// Takes over from the row what it says into an organisation that is there already. Empty cells take nothing
/// away, and tags are added to those that are there.
void overlay(cluster::Organisation& stored, const OrganisationRow& row);

}  // namespace grono::exchange
