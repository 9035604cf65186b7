#include "app/discovery/discoveries.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "app/catalogue.hpp"
#include "app/clock.hpp"
#include "app/clusters.hpp"
#include "app/errors.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/names.hpp"
#include "geo/earth_points.hpp"
#include "mapping/k_density.hpp"
#include "store/membership_store.hpp"

namespace grono::app {
namespace {

using cluster::OrganisationId;
using nlohmann::json;
using Need = exchange::EstablishmentColumn::Need;

constexpr std::size_t kMostFieldCandidates = 500, kMostPlaces = 5'000, kMostGroups = 400, kMostRadii = 20;
constexpr std::uint32_t kMostReplications = 9'999, kCurveDraws = 199;
constexpr std::size_t kMostOfCurve =
    3'000;  // establishments whose distances are still counted while one waits
constexpr int kCurvePlaces = 60;

// The levels one steps through, by how far a group reaches.
constexpr double kQuarter_m = 2'500, kContinent_m = 1'000'000;
constexpr std::array<const char*, 6> kLevels = {"quarter", "city",         "region",
                                                "country", "cross-border", "continent"};

std::string level_of(const GroupPlace& place) {
  if (place.scope == mapping::Scope::city && place.radius_m <= kQuarter_m) return "quarter";
  if (place.scope == mapping::Scope::cross_border && place.radius_m >= kContinent_m) return "continent";
  return std::string(mapping::name_of(place.scope));
}

/// Establishments with what leads back to where they are from.
struct Source {
  exchange::EstablishmentFile file;
  std::vector<OrganisationId> organisation;  ///< of each; empty where a file was sent
  std::vector<std::string> name;             ///< of each organisation's
  std::vector<std::uint32_t> field;          ///< rows of the field
  FieldChoice choice;
  std::size_t unknown_codes = 0;
};

Source of_file(const DiscoveryQuestion& question, std::string_view text, const std::filesystem::path& share) {
  Source made;
  made.file = exchange::read_establishments(text, question.source, question.columns);
  made.choice = choose_field(question.field, question.classification, share);
  auto field = rows_of_field(made.choice, made.file.establishments.activity, made.file.classification, share);
  made.field = std::move(field.rows);
  made.unknown_codes = field.unknown_codes;
  return made;
}

// The catalogue knows which organisations are of a field, whichever list their codes are of.
Source of_catalogue(const Installation& installation, const Caller& caller, const DiscoveryQuestion& question,
                    const std::filesystem::path& share) {
  Source made;
  made.choice = choose_field(question.field, question.classification, share);
  Filter filter;
  for (const std::string& code : made.choice.codes)
    filter.activities.push_back(question.classification + ":" + code);
  Catalogue& catalogue = installation.catalogue();
  const auto of_field = catalogue.ids(filter, caller.actor);
  const std::set<OrganisationId> is_of_field(of_field.begin(), of_field.end());
  mapping::Establishments& all = made.file.establishments;
  std::map<std::string, std::uint32_t> activities, kinds;
  const auto add = [](std::map<std::string, std::uint32_t>& numbers, mapping::Dictionary& texts,
                      std::string text) {
    const auto [found, is_new] = numbers.try_emplace(text, static_cast<std::uint32_t>(texts.texts.size()));
    if (is_new) texts.texts.push_back(std::move(text));
    texts.column.push_back(found->second);
  };
  std::uint64_t without_place = 0;
  catalogue.for_each_card(catalogue.ids({}, caller.actor), [&](const Card& card) {
    if (card.positions.empty()) ++without_place;
    for (const geo::LonLat& place : card.positions) {
      if (is_of_field.contains(card.id)) made.field.push_back(static_cast<std::uint32_t>(all.x.size()));
      all.x.push_back(place.lon);
      all.y.push_back(place.lat);
      add(activities, all.activity, card.activity ? card.activity->code : std::string());
      add(kinds, all.kind, std::string(cluster::name_of(card.kind)));
      made.organisation.push_back(card.id);
      made.name.push_back(card.name);
    }
  });
  made.file.report.rows = all.size() + without_place;
  made.file.report.unusable[0].count = without_place;
  return made;
}

// Who of the field stands in a cluster: organisations once each, or rows of the file.
json candidates(const Source& source, const std::vector<std::uint32_t>& members) {
  json made = json::array();
  std::set<OrganisationId> seen;
  const auto& rows = source.file.establishments.row;
  for (const std::uint32_t row : members) {
    if (made.size() == kMostFieldCandidates) break;
    if (!source.organisation.empty()) {
      if (seen.insert(source.organisation[row]).second)
        made.push_back({{"organisation", source.organisation[row].str()}, {"name", source.name[row]}});
      continue;
    }
    json one = {{"row", rows.empty() ? row + std::uint64_t{1} : rows[row]}};
    if (const auto& name = source.file.name; !name.column.empty()) one["name"] = name.texts[name.column[row]];
    made.push_back(std::move(one));
  }
  return made;
}

json with_candidates(const Discovery& found, const std::vector<FoundCluster>& clusters,
                     const Source& source) {
  json made = clusters_geojson(found, clusters);
  for (std::size_t i = 0; i < clusters.size(); ++i) {
    json& properties = made["features"][i]["properties"];
    properties["level"] = level_of(clusters[i].place);
    properties["candidates"] = candidates(source, clusters[i].members);
  }
  return made;
}

json levels(const DiscoveryQuestion& question, const Discovery& found, const Source& source) {
  json made = json::array();
  for (const char* level : kLevels) {
    const auto groups = significant_groups(found, question.significance,
                                           [&](const GroupPlace& place) { return level_of(place) == level; });
    if (groups.empty()) continue;
    const auto label = mapping::areas_of(found.excess, groups);
    const auto clusters = told_clusters(question, found, groups, label);
    made.push_back({{"level", level}, {"clusters", with_candidates(found, clusters, source)}});
  }
  return made;
}

json excess_by_scale(const Discovery& found) {
  std::vector<std::uint32_t> groups;
  for (std::uint32_t group = 0; group < found.excess.groups.size(); ++group)
    if (found.excess.groups[group].node != mapping::kNone &&
        found.excess.groups[group].log_likelihood_ratio > 0)
      groups.push_back(group);
  const auto strength = [&](std::uint32_t group) { return found.excess.groups[group].log_likelihood_ratio; };
  std::stable_sort(groups.begin(), groups.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return strength(a) > strength(b); });
  json made = json::array();
  for (std::size_t i = 0; i < std::min(groups.size(), kMostGroups); ++i) {
    const mapping::ExcessGroup& group = found.excess.groups[groups[i]];
    made.push_back({{"radius_m", found.places[groups[i]].radius_m},
                    {"log_likelihood_ratio", group.log_likelihood_ratio},
                    {"establishments", group.establishments.cases},
                    {"p", std::isnan(group.p_value) ? json() : json(group.p_value)}});
  }
  return made;
}

// The distances within the field, from 0 to where nine in ten of it stand from its middle.
json k_density(const Source& source, const Discovery& found, const DiscoveryQuestion& question,
               const std::function<bool(double)>& progress) {
  const mapping::Establishments& all = source.file.establishments;
  if (source.field.size() < 3 || source.field.size() > kMostOfCurve) return nullptr;
  double reach_m = 0;
  for (const GroupPlace& place : found.places) reach_m = std::max(reach_m, place.radius_m);
  if (reach_m <= 0) return nullptr;
  mapping::KDensityOptions options;
  options.step_m = reach_m / kCurvePlaces;
  options.to_m = reach_m;
  options.bands.draws = kCurveDraws;
  options.bands.seed = question.options.seed;
  options.bands.progress = progress;
  mapping::KDensity curve;
  if (question.columns.projected) {
    curve = mapping::k_density({all.x, all.y, {}, false}, source.field, {}, options);
  } else {
    const auto earth = geo::earth_points(all.x, all.y);
    curve = mapping::k_density({earth.x, earth.y, earth.z, true}, source.field, {}, options);
  }
  if (curve.bands.is_cancelled) throw DiscoveryCancelled{};
  return {{"distance_m", curve.distance_m},   {"value", curve.value},
          {"low", curve.bands.global.low},    {"high", curve.bands.global.high},
          {"bandwidth_m", curve.bandwidth_m}, {"draws", kCurveDraws}};
}

json places_of_field(const Source& source) {
  json made = json::array();
  const std::size_t count = source.field.size(), shown = std::min(count, kMostPlaces);
  const auto rounded = [](double degrees) { return std::round(degrees * 1e5) / 1e5; };
  for (std::size_t i = 0; i < shown; ++i) {
    const std::uint32_t row = source.field[i * count / shown];
    made.push_back({rounded(source.file.establishments.x[row]), rounded(source.file.establishments.y[row])});
  }
  return made;
}

void require_in_range(const cluster::JsonReader& reader, const char* field, bool is_right, const char* mend) {
  if (!is_right) throw InvalidInput(reader.at(field), "is out of range", mend);
}

// None, for every density.
std::vector<double> radii_from(cluster::JsonReader& reader) {
  const auto method = reader.text("method").value_or("hdbscan");
  require_in_range(reader, "method", method == "hdbscan" || method == "dbscan", "give hdbscan or dbscan");
  std::vector<double> made;
  if (const json* radii = reader.value("radii_m")) {
    require_in_range(reader, "radii_m", radii->is_array() && radii->size() <= kMostRadii,
                     "give a list of up to 20 lengths in metres");
    for (const json& radius : *radii) {
      require_in_range(reader, "radii_m", radius.is_number() && radius.get<double>() > 0,
                       "give lengths in metres, above 0");
      made.push_back(radius.get<double>());
    }
  }
  require_in_range(reader, "radii_m", (method == "dbscan") != made.empty(),
                   "give it with dbscan, and only then");
  std::sort(made.begin(), made.end());
  made.erase(std::unique(made.begin(), made.end()), made.end());
  return made;
}

}  // namespace

DiscoveryQuestion discovery_question_from(const json& body) {
  cluster::JsonReader reader(body, "");
  DiscoveryQuestion made;
  made.field = reader.required("field", reader.text("field"));
  made.classification = reader.text("classification").value_or("");
  mapping::ExcessOptions& options = made.options;
  const auto measure = reader.text("measure").value_or("establishments");
  require_in_range(reader, "measure", measure == "establishments" || measure == "employment",
                   "give establishments or employment");
  options.measure = measure == "employment" ? mapping::Measure::employment : mapping::Measure::establishments;
  const auto whole = [&](const char* field, std::uint32_t otherwise, int least, int most, const char* mend) {
    const auto value = reader.small_integer(field);
    require_in_range(reader, field, !value || (*value >= least && *value <= most), mend);
    return value ? static_cast<std::uint32_t>(*value) : otherwise;
  };
  options.radii_m = radii_from(reader);
  options.min_points = whole("min_points", 5, 1, 1'000, "give 1 to 1000");
  options.min_cluster_size = whole("min_cluster_size", 5, 2, 100'000, "give 2 to 100000");
  options.replications = whole("replications", 999, 19, static_cast<int>(kMostReplications),
                               "give 19 to 9999: fewer prove nothing");
  options.seed = whole("seed", 1, 0, 1'000'000'000, "give 0 to 1000000000");
  options.max_share = reader.number("max_share").value_or(0.5);
  made.significance = reader.number("significance").value_or(0.05);
  require_in_range(reader, "significance", made.significance > 0 && made.significance < 1, "give 0.05, say");
  made.columns.coordinates = reader.text("coordinate_columns").value_or("");
  made.columns.activity = {Need::required, reader.text("activity_column").value_or("")};
  made.columns.employees = {options.measure == mapping::Measure::employment ? Need::required : Need::if_there,
                            reader.text("employees_column").value_or("")};
  made.columns.kind.need = made.columns.classification.need = made.columns.name.need = Need::if_there;
  made.source = reader.text("file_name").value_or("establishments");
  reader.expect_nothing_else();
  return made;
}

json run_discovery(const Installation& installation, const Caller& caller, const DiscoveryQuestion& asked,
                   std::optional<std::string_view> file, const DiscoveryProgress& progress) {
  require(caller, cluster::Permission::discover_clusters);
  const auto go_on = [&](store::JobStage stage, std::int64_t done, std::int64_t total) {
    if (!progress(stage, done, total)) throw DiscoveryCancelled{};
  };
  const auto share = find_share();
  go_on(store::JobStage::reading, 0, 0);
  if (!file && asked.classification.empty())
    throw InvalidInput("/classification", "is missing", "say which list the codes are of");
  if (!file && asked.options.measure == mapping::Measure::employment)
    throw InvalidInput("/measure", "organisations of the catalogue are counted one by one", "leave it out");
  DiscoveryQuestion question = asked;
  if (!file) question.source = "catalogue";
  Source source =
      file ? of_file(question, *file, share) : of_catalogue(installation, caller, question, share);
  constexpr double kThousand = 1'000;
  question.options.progress = [&](double done) {
    return progress(store::JobStage::searching, std::lround(done * kThousand), std::lround(kThousand));
  };
  Discovery found;
  found.field = source.choice;
  found.input = source.file;
  found.unknown_codes = source.unknown_codes;
  go_on(store::JobStage::searching, 0, std::lround(kThousand));
  search(question, source.field, share, found);
  if (found.excess.is_cancelled) throw DiscoveryCancelled{};
  json made = {{"record", record_of(question, found)},
               {"messages", found.input.report.messages()},
               {"establishments", found.input.establishments.size()},
               {"of_field", source.field.size()},
               {"field_title", found.field.title},
               {"is_own", !file},
               {"clusters", with_candidates(found, found.clusters, source)},
               {"levels", levels(question, found, source)},
               {"excess_by_scale", excess_by_scale(found)},
               {"places", places_of_field(source)}};
  made["k_density"] = k_density(source, found, question, [&](double done) {
    return progress(store::JobStage::writing, std::lround(done * kThousand), std::lround(kThousand));
  });
  return made;
}

BegunCluster begin_cluster(store::Transaction& transaction, const Installation& installation,
                           const Caller& caller, const json& result, const json& body) {
  require(caller, cluster::Permission::create_cluster);
  cluster::JsonReader reader(body, "");
  const std::string level = reader.text("level").value_or("own");
  const int number = reader.required("cluster", reader.small_integer("cluster"));
  const json* draft = reader.value("draft");
  if (!draft) throw InvalidInput("/draft", "is missing", "give the cluster a name and an address");
  reader.expect_nothing_else();
  const json* clusters = level == "own" ? &result["clusters"] : nullptr;
  for (const json& each : result["levels"])
    if (each["level"] == level) clusters = &each["clusters"];
  if (!clusters || number < 1 || static_cast<std::size_t>(number) > (*clusters)["features"].size())
    throw store::NotFound("there is no such cluster in what was found");
  BegunCluster made;
  made.cluster = create_cluster(transaction, installation, caller, *draft);
  std::vector<cluster::Membership> memberships;
  for (const json& candidate :
       (*clusters)["features"][static_cast<std::size_t>(number - 1)]["properties"]["candidates"]) {
    if (!candidate.contains("organisation")) continue;
    cluster::Membership membership;
    membership.id = new_id<cluster::MembershipId>();
    membership.cluster = made.cluster.id;
    membership.organisation = OrganisationId::parse(candidate["organisation"].get<std::string>()).value();
    cluster::record(
        membership,
        {cluster::MembershipEventKind::invited, today(), cluster::MembershipRole::member, "", {}, {}});
    memberships.push_back(std::move(membership));
  }
  store::MembershipStore(transaction).insert(memberships);
  made.invited = memberships.size();
  return made;
}

}  // namespace grono::app
