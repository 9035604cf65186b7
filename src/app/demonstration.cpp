#include "app/demonstration.hpp"

#include <algorithm>
#include <array>
#include <random>
#include <set>

#include "app/clock.hpp"
#include "app/demonstration_work.hpp"
#include "app/installation.hpp"
#include "base/error.hpp"
#include "base/table_file.hpp"
#include "cluster/names.hpp"
#include "cluster/registers.hpp"
#include "cluster/rules.hpp"
#include "store/cluster_store.hpp"
#include "store/membership_store.hpp"
#include "store/organisation_store.hpp"

namespace grono::app {
namespace {

using cluster::Capability;
using cluster::Membership;
using cluster::MembershipEventKind;
using cluster::Organisation;
using cluster::OrganisationKind;

/// The same numbers on every machine; the standard's distributions are not.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  [[nodiscard]] std::size_t below(std::size_t bound) { return static_cast<std::size_t>(engine_() % bound); }
  [[nodiscard]] int between(int from, int to) { return from + static_cast<int>(below(static_cast<std::size_t>(to - from + 1))); }
  [[nodiscard]] double share() { return static_cast<double>(engine_() >> 11) * 0x1p-53; }
  [[nodiscard]] bool happens(double probability) { return share() < probability; }
  template <class T>
  [[nodiscard]] const T& one_of(const std::vector<T>& all) { return all[below(all.size())]; }

 private:
  std::mt19937_64 engine_;
};

/// What somebody can offer, and somebody else is looking for.
struct Topic {
  std::string name;
  cluster::CapabilityKind kind;
  cluster::LocalisedText offer, need, about;
  std::vector<std::string> tags;
  std::string pkd_2025, pkd_2007;
  int trl_from, trl_to;
};
struct Kind {
  OrganisationKind kind;
  int share;
  std::vector<std::string> name_forms, topics;
  int employees_from, employees_to;
  cluster::LocalisedText about;
};
struct Town {
  std::string name, postal_code;
  int weight;
};
struct Lists {
  std::vector<Topic> topics;
  std::vector<Kind> kinds;
  std::vector<Town> towns;
  std::map<std::string, std::vector<std::string>> words;  // "start", "end", "patron", "street"
};

std::vector<std::string> parts(const std::string& text) {
  std::vector<std::string> made;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t bar = std::min(text.find('|', from), text.size());
    made.push_back(text.substr(from, bar - from));
    from = bar + 1;
  }
  return made;
}

std::string filled(std::string form, std::string_view place, const std::string& value) {
  if (const auto at = form.find(place); at != std::string::npos) form.replace(at, place.size(), value);
  return form;
}

Lists read_lists(const std::filesystem::path& folder) {
  Lists made;
  constexpr std::array<std::string_view, 13> kTopic = {"topic",    "kind",     "offer_pl", "offer_en", "need_pl",
                                                       "need_en",  "about_pl", "about_en", "tags",     "pkd_2025",
                                                       "pkd_2007", "trl_from", "trl_to"};
  read_table(folder / "topics.csv", kTopic, [&](std::span<const std::string> f, std::size_t line) {
    const auto kind = cluster::value_of<cluster::CapabilityKind>(f[1]);
    if (!kind) throw InvalidInput(place_in_table(folder / "topics.csv", line), "no such kind", "correct it");
    made.topics.push_back({f[0], *kind, {{"pl", f[2]}, {"en", f[3]}}, {{"pl", f[4]}, {"en", f[5]}},
                           {{"pl", f[6]}, {"en", f[7]}}, parts(f[8]), f[9], f[10], std::stoi(f[11]), std::stoi(f[12])});
  });
  constexpr std::array<std::string_view, 8> kKind = {"kind",           "share",        "name_forms", "topics",
                                                     "employees_from", "employees_to", "about_pl",   "about_en"};
  read_table(folder / "kinds.csv", kKind, [&](std::span<const std::string> f, std::size_t line) {
    const auto kind = cluster::value_of<OrganisationKind>(f[0]);
    if (!kind) throw InvalidInput(place_in_table(folder / "kinds.csv", line), "no such kind", "correct it");
    made.kinds.push_back({*kind, std::stoi(f[1]), parts(f[2]), parts(f[3]), std::stoi(f[4]), std::stoi(f[5]),
                          {{"pl", f[6]}, {"en", f[7]}}});
  });
  constexpr std::array<std::string_view, 3> kTown = {"town", "postal_code", "weight"};
  read_table(folder / "towns.csv", kTown, [&](std::span<const std::string> f, std::size_t) {
    made.towns.push_back({f[0], f[1], std::stoi(f[2])});
  });
  constexpr std::array<std::string_view, 2> kName = {"part", "text"};
  read_table(folder / "names.csv", kName,
             [&](std::span<const std::string> f, std::size_t) { made.words[f[0]].push_back(f[1]); });
  return made;
}

template <class T>
const T& weighted(Dice& dice, const std::vector<T>& all, int T::*weight) {
  int sum = 0;
  for (const T& each : all) sum += each.*weight;
  int left = dice.between(0, sum - 1);
  for (const T& each : all)
    if ((left -= each.*weight) < 0) return each;
  return all.back();
}

class Generator {
 public:
  Generator(const Lists& lists, const geo::Gazetteer& gazetteer, std::uint64_t seed, Date today)
      : lists_(lists), gazetteer_(gazetteer), dice_(seed), today_(today) {}

  Organisation organisation();
  Membership membership(const Organisation& organisation, cluster::ClusterId cluster, bool is_coordinator);
  [[nodiscard]] Dice& dice() { return dice_; }

 private:
  std::string name(const Kind& kind, const Town& town);
  cluster::Registers registers();
  cluster::Place place(const Town& town, bool is_seat);
  Capability capability(const Topic& topic, bool is_offer);
  const Topic& topic(const std::string& name) const;
  Date day_in(int year) {
    return Date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(dice_.between(1, 12))},
                std::chrono::day{static_cast<unsigned>(dice_.between(1, 28))}};
  }

  const Lists& lists_;
  const geo::Gazetteer& gazetteer_;
  Dice dice_;
  Date today_;
  std::set<std::string> names_;
  std::uint64_t serial_ = 0;
};

std::string Generator::name(const Kind& kind, const Town& town) {
  for (;;) {
    const std::string stem = dice_.one_of(lists_.words.at("start")) + dice_.one_of(lists_.words.at("end"));
    std::string made = filled(dice_.one_of(kind.name_forms), "{stem}", stem);
    made = filled(made, "{patron}", dice_.one_of(lists_.words.at("patron")));
    made = filled(made, "{town}", town.name);
    // Names run out in a large load: then they are numbered.
    if (names_.size() > 3'000) made += " " + std::to_string(names_.size());
    if (names_.insert(made).second) return made;
  }
}

// Numbers that no register has given out, with right check digits: tax offices' prefixes begin at 101.
cluster::Registers Generator::registers() {
  cluster::Registers made;
  for (;;) {
    std::string nine = "00" + std::to_string(10'000'000 + serial_++);
    nine = nine.substr(nine.size() - 9);
    nine[0] = '0';
    const auto nip = cluster::nip_check_digit(nine);
    if (!nip) continue;
    made.nip = nine + *nip;
    const std::string eight = nine.substr(1);
    made.regon = eight + cluster::regon_check_digit(eight);
    made.krs = "09" + eight;
    return made;
  }
}

cluster::Place Generator::place(const Town& town, bool is_seat) {
  const auto locality = gazetteer_.find(town.name, "PL", "śląskie");
  GRONO_INVARIANT(locality.has_value());
  cluster::Place made;
  made.id.uuid = new_uuid();
  made.is_seat = is_seat;
  made.street = "ul. " + dice_.one_of(lists_.words.at("street")) + " " + std::to_string(dice_.between(1, 140));
  made.postal_code = town.postal_code;
  made.locality = town.name;
  made.lau = locality->lau;
  made.nuts = locality->nuts;
  // Somewhere within two kilometres or so of the middle of the town.
  made.position = geo::LonLat{locality->position.lon + (dice_.share() - 0.5) * 0.05,
                              locality->position.lat + (dice_.share() - 0.5) * 0.03};
  made.position_source = cluster::CoordinateSource::given;
  return made;
}

const Topic& Generator::topic(const std::string& name) const {
  const auto found = std::find_if(lists_.topics.begin(), lists_.topics.end(),
                                  [&](const Topic& each) { return each.name == name; });
  if (found == lists_.topics.end())
    throw InvalidInput("kinds.csv", "topic \"" + name + "\" is not in topics.csv", "add it there");
  return *found;
}

Capability Generator::capability(const Topic& topic, bool is_offer) {
  constexpr std::array kSeen = {cluster::Visibility::everyone, cluster::Visibility::everyone,
                                cluster::Visibility::everyone, cluster::Visibility::members,
                                cluster::Visibility::members,  cluster::Visibility::coordinator};
  Capability made;
  made.id.uuid = new_uuid();
  made.kind = topic.kind;
  made.title = is_offer ? topic.offer : topic.need;
  if (is_offer) made.description = topic.about;
  made.trl_from = topic.trl_from;
  made.trl_to = topic.trl_to;
  made.tags = topic.tags;
  made.visibility = kSeen[dice_.below(kSeen.size())];
  return made;
}

Organisation Generator::organisation() {
  const Kind& kind = weighted(dice_, lists_.kinds, &Kind::share);
  const Town& town = weighted(dice_, lists_.towns, &Town::weight);
  Organisation made;
  made.id = new_id<cluster::OrganisationId>();
  made.is_invented = true;
  made.kind = kind.kind;
  made.legal_name = name(kind, town);
  made.registers = registers();
  made.website = "https://organizacja-" + std::to_string(serial_) + ".invalid";
  made.founded = dice_.between(kind.kind == OrganisationKind::start_up ? 2018 : 1962, 2024);
  // Few are large: the square bends the draw downwards.
  const double draw = dice_.share();
  made.employees = kind.employees_from + static_cast<int>(draw * draw * (kind.employees_to - kind.employees_from));
  made.places.push_back(place(town, true));
  if (*made.employees > 150 && dice_.happens(0.4))
    made.places.push_back(place(weighted(dice_, lists_.towns, &Town::weight), false));

  std::set<std::string> own;
  const int offers = dice_.between(1, 3);
  for (int i = 0; i < offers; ++i) own.insert(dice_.one_of(kind.topics));
  for (const std::string& each : own) {
    const Topic& of = topic(each);
    made.offers.push_back(capability(of, true));
    const bool is_first = made.activities.empty();
    made.activities.push_back({"pkd_2025", of.pkd_2025, is_first});
    made.activities.push_back({"pkd_2007", of.pkd_2007, is_first});
    made.tags.insert(made.tags.end(), of.tags.begin(), of.tags.begin() + 1);
  }
  const int needs = dice_.between(1, 2);
  for (int i = 0; i < needs; ++i) {
    const Topic& wanted = dice_.one_of(lists_.topics);
    if (!own.contains(wanted.name)) made.needs.push_back(capability(wanted, false));
  }
  const Topic& main = topic(*own.begin());
  for (const auto& [language, about] : kind.about)
    made.description[language] = filled(about, "{town}", town.name) + " " + main.offer.at(language) + ": " +
                                 main.about.at(language);
  return made;
}

Membership Generator::membership(const Organisation& organisation, cluster::ClusterId cluster, bool is_coordinator) {
  const int last_year = static_cast<int>(today_.year());
  const int year = is_coordinator ? last_year - 10 : dice_.between(last_year - 9, last_year - 1);
  const auto role = is_coordinator          ? cluster::MembershipRole::coordinator
                    : dice_.happens(0.08) ? cluster::MembershipRole::supporting
                                          : cluster::MembershipRole::member;
  Membership made{new_id<cluster::MembershipId>(), cluster, organisation.id, {}};
  const Date applied = day_in(year);
  cluster::record(made, {MembershipEventKind::applied, applied, role, "", {}, {}});
  if (!is_coordinator && dice_.happens(0.05)) return made;  // still to be decided on
  const Date joined = Date{std::chrono::floor<std::chrono::days>(std::chrono::sys_days(applied) + std::chrono::days(21))};
  cluster::record(made, {MembershipEventKind::joined, joined, role, "", {}, {}});
  // Who applied in December joined in the year after: nobody leaves before the second.
  if (!is_coordinator && year < last_year - 2 && dice_.happens(0.09))
    cluster::record(made, {MembershipEventKind::left, day_in(dice_.between(year + 2, last_year - 1)), role, "", {}, {}});
  return made;
}

cluster::Cluster demonstration_cluster() {
  cluster::Cluster made;
  made.id = new_id<cluster::ClusterId>();
  made.is_invented = true;
  made.slug = "slaskie-wyroby-medyczne";
  made.name = {{"pl", "Grono Śląskich Wyrobów Medycznych (przykład)"},
               {"en", "Silesian Medical Devices Cluster (example)"}};
  made.summary = {
      {"pl",
       "Zmyślony klaster pokazowy: producenci wyrobów medycznych, szpitale, instytuty i uczelnie ze Śląska, którzy razem "
       "rozwijają, badają i wdrażają nowe wyroby. Żadna z tych organizacji nie istnieje."},
      {"en",
       "An invented cluster to look around in: makers of medical devices, hospitals, institutes and universities of "
       "Silesia that develop, test and introduce new devices together. None of these organisations exists."}};
  made.field = {{"pkd_2007", "32.50.Z", true}, {"pkd_2025", "26.60.Z", false}, {"pkd_2025", "32.50.B", true}};
  made.tags = {"implanty", "medtech", "ortopedia", "wyroby medyczne"};
  made.scope = {cluster::ScopeLevel::region, {"PL22", "śląskie"}};
  return made;
}

}  // namespace

Demonstration demonstration(const std::filesystem::path& folder, const geo::Gazetteer& gazetteer, std::uint64_t seed,
                            std::size_t count, Date today) {
  const Lists lists = read_lists(folder);
  Generator generator(lists, gazetteer, seed, today);
  Demonstration made{demonstration_cluster(), {}, {}};
  made.organisations.reserve(count);
  for (std::size_t i = 0; i < count; ++i) made.organisations.push_back(generator.organisation());
  const auto coordinator = std::find_if(made.organisations.begin(), made.organisations.end(), [](const auto& each) {
    return each.kind == OrganisationKind::business_support;
  });
  if (coordinator != made.organisations.end()) made.cluster.coordinator = coordinator->id;
  for (const Organisation& each : made.organisations)
    made.memberships.push_back(generator.membership(each, made.cluster.id, each.id == made.cluster.coordinator));
  return made;
}

cluster::ClusterId found_demonstration(const Installation& installation, bool with_work) {
  constexpr std::uint64_t kSeed = 2025;
  constexpr std::size_t kOrganisations = 110;
  Demonstration made = demonstration(installation.settings().share / "demonstration", installation.gazetteer(), kSeed,
                                     kOrganisations, today());
  for (Organisation& each : made.organisations) cluster::normalise(each, installation.classifications());
  cluster::normalise(made.cluster, installation.classifications());
  installation.database().write({}, now(), [&](store::Transaction& transaction) {
    store::OrganisationStore(transaction).insert(made.organisations);
    store::ClusterStore(transaction).insert(made.cluster);
    store::MembershipStore(transaction).insert(made.memberships);
    if (with_work) found_demonstration_work(transaction, installation, made, today());
  });
  return made.cluster.id;
}

}  // namespace grono::app
