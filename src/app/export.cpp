#include "app/export.hpp"

#include <fstream>
#include <unordered_map>

#include <nlohmann/json.hpp>

#include "app/clock.hpp"
#include "app/disclosures.hpp"
#include "base/error.hpp"
#include "cluster/names.hpp"
#include "store/organisation_store.hpp"
#include "store/ties.hpp"

namespace grono::app {
namespace {

using cluster::Organisation;
using cluster::OrganisationId;
using exchange::ExportFormat;
using nlohmann::json;

template <class Value>
json names_of(const std::vector<Value>& values) {
  json made = json::array();
  for (const auto value : values) made.push_back(cluster::name_of(value));
  return made;
}

json filter_to_json(const Filter& filter) {
  json made = json::object();
  if (!filter.text.empty()) made["q"] = filter.text;
  if (filter.cluster) made["cluster"] = filter.cluster->str();
  if (!filter.kinds.empty()) made["kind"] = names_of(filter.kinds);
  if (!filter.places.empty()) made["place"] = filter.places;
  if (!filter.activities.empty()) made["activity"] = filter.activities;
  if (!filter.competences.empty()) made["competence"] = filter.competences;
  if (!filter.sizes.empty()) made["size"] = names_of(filter.sizes);
  return made;
}

std::vector<Organisation> as_seen(const Installation& installation, const Caller& caller,
                                  const std::vector<OrganisationId>& ids) {
  std::vector<Organisation> made;
  installation.database().read([&](store::Transaction& transaction) {
    made = store::OrganisationStore(transaction).find(ids);
    if (caller.via == "command_line") return;
    auto ties = store::all_ties(transaction);
    for (auto& organisation : made) {
      organisation = cluster::as_seen_by(caller.actor, std::move(organisation), ties[organisation.id]);
      note_shown(caller, organisation, cluster::DisclosureChannel::exported);
    }
  });
  return made;
}

// Without the search index, which a command would have to build for nothing.
std::vector<Organisation> everything(const Installation& installation) {
  std::vector<Organisation> made;
  installation.database().read([&](store::Transaction& transaction) {
    store::OrganisationStore(transaction).for_each([&](Organisation&& each) {
      made.push_back(std::move(each));
    });
  });
  return made;
}

void write(std::span<const Organisation> organisations, ExportFormat format,
           const std::filesystem::path& file) {
  if (format == ExportFormat::xlsx) return exchange::write_xlsx(organisations, file);
  std::ofstream out(file, std::ios::binary);
  if (!out)
    throw InvalidInput(file.string(), "the file can't be written",
                       "check the folder and who may write there");
  switch (format) {
    case ExportFormat::csv:
      exchange::write_csv(organisations, out);
      break;
    case ExportFormat::geojson:
      exchange::write_geojson(organisations, out);
      break;
    case ExportFormat::json_ld:
      exchange::write_json_ld(organisations, out);
      break;
    case ExportFormat::xlsx:
      break;
  }
  out.close();
  if (!out) throw StoreUnavailable("the file can't be written: is the disk full?");
}

}  // namespace

std::size_t export_organisations(const Installation& installation, const Caller& caller, const Filter& filter,
                                 ExportFormat format, const std::filesystem::path& file) {
  require_somewhere(caller, cluster::Permission::export_catalogue);
  const bool is_everything = caller.via == "command_line" && filter_to_json(filter).empty();
  const auto organisations =
      is_everything ? everything(installation)
                    : as_seen(installation, caller, installation.catalogue().ids(filter, caller.actor));
  write(organisations, format, file);
  // The words stay the asker's own: with the count they would tell whoever reads the log of what only the asker sees.
  json asked = filter_to_json(filter);
  if (asked.contains("q")) asked["q"] = "…";
  installation.database().write(caller.author(), now(), [&](store::Transaction& transaction) {
    transaction.audit(
        "catalogue.exported", "catalogue", "",
        json{{"filter", {{"after", asked}}}, {"count", {{"after", organisations.size()}}}}
            .dump(),
        filter.cluster);
  });
  return organisations.size();
}

}  // namespace grono::app
