#include "cluster/rules.hpp"

#include <algorithm>
#include <set>

#include "base/invalid_fields.hpp"
#include "cluster/idea.hpp"
#include "cluster/registers.hpp"
#include "cluster/text_rules.hpp"
#include "text/unicode.hpp"

namespace grono::cluster {
namespace {

constexpr std::size_t kLongText = 20'000;

/// Brings the fields of one thing into their stored form, and collects every broken rule on the way.
class Rules {
 public:
  Rules(const Classifications& classifications, std::vector<InvalidInput>& broken)
      : classifications_(classifications), broken_(broken) {}

  void organisation(Organisation& organisation);
  void cluster(Cluster& cluster);
  void idea(Idea& idea);

 private:
  void report(const std::string& where, const std::string& what, const std::string& mend) {
    broken_.emplace_back(where, what, mend);
  }
  template <class Work>
  void attempt(const std::string& where, const Work& work) {
    try {
      work();
    } catch (const InvalidInput& problem) {
      report(where, problem.problem(), problem.mend());
    }
  }
  template <class T>
  void within(const std::string& where, const std::optional<T>& value, T from, T to) {
    if (value && (*value < from || *value > to))
      report(where, std::to_string(*value) + " is not between " + std::to_string(from) + " and " + std::to_string(to),
             "check the number");
  }
  void line(const std::string& where, std::string& text, std::size_t longest, bool is_needed = false);
  void text(const std::string& where, std::string& text, std::size_t longest, bool lines);
  void localised(const std::string& where, LocalisedText& texts, std::size_t longest, bool is_needed = false);
  void tags(const std::string& where, std::vector<std::string>& tags, std::size_t most);
  void most(const std::string& where, std::size_t count, std::size_t most);
  void registers(Registers& registers);
  void website(std::optional<std::string>& website);
  void places(std::vector<Place>& places);
  void place(const std::string& where, Place& place);
  void activities(const std::string& where, std::vector<ActivityCode>& codes);
  void capabilities(const std::string& where, std::vector<Capability>& items);
  void named(const std::string& where, Visibility visibility, std::vector<OrganisationId>& named);

  const Classifications& classifications_;
  std::vector<InvalidInput>& broken_;
};

void Rules::text(const std::string& where, std::string& text, std::size_t longest, bool lines) {
  attempt(where, [&] { text = stored_text(where, text, longest, lines); });
}

void Rules::line(const std::string& where, std::string& value, std::size_t longest, bool is_needed) {
  text(where, value, longest, false);
  if (is_needed && value.empty()) report(where, "is empty", "give it a value");
}

void Rules::localised(const std::string& where, LocalisedText& texts, std::size_t longest, bool is_needed) {
  for (auto& [language, written] : texts) {
    if (!is_language_tag(language))
      report(where + "/" + language, "\"" + language + "\" is not a language", "use a tag such as pl, en or de");
    text(where + "/" + language, written, longest, longest > 500);
  }
  std::erase_if(texts, [](const auto& each) { return each.second.empty(); });
  if (is_needed && texts.empty()) report(where, "is empty", "write it in at least one language");
}

void Rules::most(const std::string& where, std::size_t count, std::size_t most) {
  if (count > most)
    report(where, "holds " + std::to_string(count) + " entries", "keep to " + std::to_string(most));
}

void Rules::tags(const std::string& where, std::vector<std::string>& tags, std::size_t at_most) {
  normalise_tags(where, tags, at_most, [this](InvalidInput problem) { broken_.push_back(std::move(problem)); });
}

void Rules::registers(Registers& registers) {
  const auto check = [this](const char* where, std::optional<std::string>& number, auto normalise) {
    if (!number) return;
    const std::string_view written = text::trimmed(*number);
    if (written.empty()) return number.reset();
    attempt(where, [&] { number = normalise(written); });
  };
  check("/registers/nip", registers.nip, normalise_nip);
  check("/registers/regon", registers.regon, normalise_regon);
  check("/registers/krs", registers.krs, normalise_krs);
  check("/registers/eu_vat", registers.eu_vat, normalise_eu_vat);
}

void Rules::website(std::optional<std::string>& website) {
  if (!website) return;
  line("/website", *website, 500);
  if (website->empty()) return website.reset();
  // People write addresses without their scheme; any scheme but the web's (javascript:, data:) could harm a reader.
  const auto scheme = website->find("://");
  if (scheme == std::string::npos && website->find(':') == std::string::npos) *website = "https://" + *website;
  const bool is_web = website->starts_with("https://") || website->starts_with("http://");
  const std::size_t host = website->find("://") + 3;
  const bool has_host = is_web && website->size() > host && website->find('.', host) != std::string::npos;
  if (!has_host || website->find_first_of(" \"<>\\^`{|}") != std::string::npos)
    report("/website", "\"" + *website + "\" is not the address of a web site", "write it as https://www.example.com");
}

void Rules::place(const std::string& where, Place& place) {
  line(where + "/street", place.street, 300);
  line(where + "/postal_code", place.postal_code, 20);
  line(where + "/locality", place.locality, 200);
  line(where + "/lau", place.lau, 20);
  line(where + "/nuts", place.nuts, 5);
  line(where + "/country", place.country, 2);
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (place.country.size() != 2 || !std::all_of(place.country.begin(), place.country.end(), is_capital))
    report(where + "/country", "\"" + place.country + "\" is not a country", "use its two letters, as PL or CZ");
  if (place.position && !geo::is_on_earth(*place.position))
    report(where + (std::abs(place.position->lat) > 90 ? "/lat" : "/lon"), "is not on Earth",
           "longitude is from -180 to 180, latitude from -90 to 90; check that they are not swapped");
  place.position_source =
      place.position ? std::optional(place.position_source.value_or(CoordinateSource::given)) : std::nullopt;
}

void Rules::places(std::vector<Place>& places) {
  most("/places", places.size(), 200);
  for (std::size_t i = 0; i < places.size(); ++i) place("/places/" + std::to_string(i), places[i]);
  if (std::count_if(places.begin(), places.end(), [](const Place& each) { return each.is_seat; }) > 1)
    report("/places", "more than one place is the seat", "mark one as the seat");
}

void Rules::activities(const std::string& where, std::vector<ActivityCode>& codes) {
  most(where, codes.size(), 200);
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const std::string here = where + "/" + std::to_string(i);
    ActivityCode& code = codes[i];
    const auto schemes = classifications_.schemes();
    if (std::find(schemes.begin(), schemes.end(), code.scheme) == schemes.end()) {
      std::string known;
      for (const std::string& scheme : schemes) known += (known.empty() ? "" : ", ") + scheme;
      report(here + "/scheme", "\"" + code.scheme + "\" is not a classification we know", "use one of: " + known);
    } else if (const auto found = classifications_.normalise(code.scheme, code.code)) {
      code.code = *found;
    } else {
      report(here + "/code", "\"" + code.code + "\" is not in " + code.scheme,
             "look the code up; each version of a classification has its own codes");
    }
  }
  // The same code twice is one, and it is the main one if either is.
  std::sort(codes.begin(), codes.end(), [](const ActivityCode& a, const ActivityCode& b) {
    return std::tie(a.scheme, b.is_main, a.code) < std::tie(b.scheme, a.is_main, b.code);
  });
  std::set<std::pair<std::string_view, std::string_view>> seen;
  std::vector<ActivityCode> kept;
  for (const ActivityCode& code : codes)
    if (seen.emplace(code.scheme, code.code).second) kept.push_back(code);
  for (std::size_t i = 1; i < kept.size(); ++i)
    if (kept[i].is_main && kept[i - 1].is_main && kept[i].scheme == kept[i - 1].scheme)
      report(where, "more than one code of " + kept[i].scheme + " is the main one", "mark one as the main activity");
  codes = std::move(kept);
}

void Rules::capabilities(const std::string& where, std::vector<Capability>& items) {
  most(where, items.size(), 500);
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::string here = where + "/" + std::to_string(i);
    Capability& item = items[i];
    localised(here + "/title", item.title, 300, true);
    localised(here + "/description", item.description, kLongText);
    within(here + "/trl_from", item.trl_from, 1, 9);
    within(here + "/trl_to", item.trl_to, 1, 9);
    if (item.trl_from && item.trl_to && *item.trl_from > *item.trl_to)
      report(here + "/trl_to", "is below trl_from", "give the lower technology readiness first");
    tags(here + "/tags", item.tags, 50);
    named(here + "/named", item.visibility, item.named);
  }
}

void Rules::named(const std::string& where, Visibility visibility, std::vector<OrganisationId>& named) {
  attempt(where, [&] { normalise_named(where, visibility, named); });
}

void Rules::organisation(Organisation& organisation) {
  line("/legal_name", organisation.legal_name, 500, true);
  line("/short_name", organisation.short_name, 100);
  registers(organisation.registers);
  website(organisation.website);
  within("/founded", organisation.founded, 800, 2200);
  within("/employees", organisation.employees, 0, 10'000'000);
  localised("/description", organisation.description, kLongText);
  tags("/tags", organisation.tags, 100);
  places(organisation.places);
  activities("/activities", organisation.activities);
  capabilities("/offers", organisation.offers);
  capabilities("/needs", organisation.needs);
}

bool is_slug(const std::string& text) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return !text.empty() && std::all_of(text.begin(), text.end(), fits) && text.front() != '-' && text.back() != '-' &&
         text.find("--") == std::string::npos;
}

void Rules::cluster(Cluster& cluster) {
  line("/slug", cluster.slug, 60, true);
  if (!cluster.slug.empty() && !is_slug(cluster.slug))
    report("/slug", "\"" + cluster.slug + "\" can't stand in an address",
           "use lower-case letters without diacritics, digits and single dashes");
  localised("/name", cluster.name, 300, true);
  localised("/summary", cluster.summary, kLongText);
  activities("/field", cluster.field);
  tags("/tags", cluster.tags, 100);
  most("/scope/areas", cluster.scope.areas.size(), 200);
  for (std::size_t i = 0; i < cluster.scope.areas.size(); ++i)
    line("/scope/areas/" + std::to_string(i), cluster.scope.areas[i], 200, true);
}

void Rules::idea(Idea& idea) {
  localised("/title", idea.title, 300, true);
  localised("/description", idea.description, kLongText);
  tags("/tags", idea.tags, 50);
  text("/reason", idea.shelved_reason, 2'000, true);
  named("/named", idea.visibility, idea.named);
  most("/links", idea.links.size(), 200);
  std::sort(idea.links.begin(), idea.links.end());
  idea.links.erase(std::unique(idea.links.begin(), idea.links.end()), idea.links.end());
  if (idea.visibility == Visibility::owner && !idea.organisation)
    report("/visibility", "the idea is the cluster's own: there is no organisation that alone could see it",
           "choose the coordinator");
}

void refuse(std::vector<InvalidInput> broken) {
  if (!broken.empty()) throw InvalidFields(std::move(broken));
}

}  // namespace

std::vector<InvalidInput> normalise_and_check(Organisation& organisation, const Classifications& classifications) {
  std::vector<InvalidInput> broken;
  Rules(classifications, broken).organisation(organisation);
  return broken;
}

std::vector<InvalidInput> check(Organisation organisation, const Classifications& classifications) {
  return normalise_and_check(organisation, classifications);
}

std::vector<InvalidInput> check(Cluster cluster, const Classifications& classifications) {
  std::vector<InvalidInput> broken;
  Rules(classifications, broken).cluster(cluster);
  return broken;
}

void normalise(Organisation& organisation, const Classifications& classifications) {
  refuse(normalise_and_check(organisation, classifications));
}

void normalise(Cluster& cluster, const Classifications& classifications) {
  std::vector<InvalidInput> broken;
  Rules(classifications, broken).cluster(cluster);
  refuse(std::move(broken));
}

void give_missing_ids(Organisation& organisation, const std::function<Uuid()>& make) {
  const auto give = [&](auto& items) {
    for (auto& item : items)
      if (item.id.is_nil()) item.id.uuid = make();
  };
  give(organisation.places);
  give(organisation.offers);
  give(organisation.needs);
}

void normalise(Idea& idea, const Classifications& classifications) {
  std::vector<InvalidInput> broken;
  Rules(classifications, broken).idea(idea);
  refuse(std::move(broken));
}

}  // namespace grono::cluster
