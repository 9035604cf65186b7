#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "app/caller.hpp"
#include "app/import.hpp"
#include "app/installation.hpp"
#include "exchange/cordis_reader.hpp"

/// Bringing in what organisations did together in the EU's framework programmes, from the tables of CORDIS.
namespace grono::app {

/// Which participants come to stand in the catalogue.
enum class TakenParticipants {
  known,     ///< nobody new: who is there already is linked
  partners,  ///< also everybody who was in a project with one that is
  everybody  ///< of every project
};

/// Schema CordisImportOptions.
struct CordisImportOptions {
  std::string cluster;  ///< id or slug: projects in which its members took part; empty: in which anybody of
                        ///< the catalogue did
  TakenParticipants taken = TakenParticipants::partners;
  bool is_rehearsal = false;  ///< says what would happen, and writes nothing
};
/// @throws InvalidInput
[[nodiscard]] CordisImportOptions cordis_options_from(const nlohmann::json& json);

/// A participant who was taken for an organisation of the catalogue because of its name, not of a number: to
/// be looked at.
struct CordisLikeness {
  std::string name, country;  ///< in the register
  cluster::OrganisationId organisation;
  std::string legal_name;
};

struct CordisImportReport {
  std::int64_t projects_read = 0, participations_read = 0;
  std::int64_t projects = 0, participations = 0;  ///< that were kept
  /// Different organisations in the projects kept: those that were there, those that are new, those known by
  /// name alone.
  std::int64_t linked = 0, created = 0, unlinked = 0;
  std::vector<CordisLikeness> likenesses;  ///< at most 200
  exchange::CordisReport tables;           ///< what of them could not be taken as it stands
};

/// Whether the caller may import with these options, and for which cluster.
/// @throws Refused, InvalidInput (the cluster is not known, or `everybody` is asked for one cluster)
std::optional<cluster::ClusterId> require_cordis_import(const Installation& installation,
                                                        const Caller& caller,
                                                        const CordisImportOptions& options);

/// Keeps the projects in one transaction, or nothing at all; what an earlier import brought is replaced by
/// what the tables say now. Participants are found by their number in the register, by VAT number, else by
/// name, country and town; what is stored of an organisation stays as it is.
/// @throws Refused, InvalidInput (a table can't be used), StoreUnavailable, ImportCancelled
/// @note   O(tables + catalogue); memory of both texts
CordisImportReport import_cordis(const Installation& installation, const Caller& caller,
                                 const exchange::CordisFiles& files, const CordisImportOptions& options,
                                 const ImportProgress& progress = {});

/// Schema CordisImportReport.
[[nodiscard]] nlohmann::json to_json(const CordisImportReport& report);

}  // namespace grono::app
