#pragma once

#include <filesystem>
#include <optional>

#include "exchange/cordis.hpp"
#include "exchange/cordis_rows.hpp"

namespace grono::exchange {

/// Where the tables are.
struct CordisFiles {
  CordisInput projects, participants;
  std::optional<CordisInput> subjects;  ///< EuroSciVoc
};

/// The tables of a folder: `project.csv`, `organization.csv` and, where there is one, `euroSciVoc.csv`, as
/// CORDIS publishes them; or else one pair of `NAME_projects.csv` and `NAME_participants.csv`.
/// @throws InvalidInput  no folder, neither pair, or several of the second kind
[[nodiscard]] CordisFiles cordis_files(const std::filesystem::path& folder);

/// Reads the tables of one framework programme, or of several put together.
///
/// Columns are found by their names, letter case aside, in any order; others are not looked at. Needed are of
/// projects `id` (or `project_id`), `title`, `startDate` (or `start`), of participants `projectID`, `name`
/// (or `participant`), of subjects `projectID` and one of `euroSciVocPath`, `euroSciVocTitle`,
/// `euroSciVocCode`. Days are 2026-05-31, with an hour behind or not, or 31/05/2026; decimals have a point or
/// a comma.
///
/// Organisations are one where `organisationID` is the same. Rows without one are identified by folded name
/// (see `text::name_key`) and country, among those with a number too; the first of them counts. Several rows
/// of one organisation in one project become one participation.
///
/// A row that can't be used is left out and counted with its reason, and so is a cell that can't be read in a
/// row that can: see `CordisReport`.
///
/// @throws InvalidInput  a file can't be read, lacks a column that is needed, is broken (names file and row),
/// or holds no
///                       row that can be used
/// @note   O(bytes); memory of the texts kept
[[nodiscard]] CordisTables read_cordis(const CordisFiles& files);

}  // namespace grono::exchange
