#include <cmath>
#include <numeric>

#include "base/error.hpp"
#include "cluster/json_reader.hpp"
#include "exchange/consortia_json.hpp"

namespace grono::exchange {
namespace {

using cluster::JsonReader;
using nlohmann::json;
using namespace consortia;

constexpr double kMetresInKilometre = 1000;

// An amount as text, "1234.50", or as a number with at most two decimals.
Money money_at(const json& value, const std::string& pointer) {
  std::optional<Money> amount;
  if (value.is_string()) amount = parse_money(value.get_ref<const std::string&>());
  if (value.is_number()) {
    const double hundredths = value.get<double>() * 100;
    if (std::isfinite(hundredths) && std::abs(hundredths) <= 1e15 &&
        std::abs(hundredths - std::round(hundredths)) <= 1e-6 * std::max(1.0, std::abs(hundredths) * 1e-6))
      amount = Money{std::llround(hundredths)};
  }
  if (!amount) throw InvalidInput(pointer, "is not an amount", "write it as 1234.5 or \"1234.50\"");
  return *amount;
}

Bounds bounds_at(JsonReader& parent, std::string_view field) {
  Bounds bounds;
  const json* found = parent.value(field);
  if (!found) return bounds;
  JsonReader reader(*found, parent.at(field));
  if (const json* least = reader.value("min")) bounds.least = money_at(*least, reader.at("min"));
  if (const json* most = reader.value("max")) bounds.most = money_at(*most, reader.at("max"));
  reader.expect_nothing_else();
  return bounds;
}

[[noreturn]] void no_share(const std::string& pointer) {
  throw InvalidInput(pointer, "is not a share", "write it as 0.5, with at most six decimals, or as \"1/3\"");
}

Share share_at(const json& value, const std::string& pointer) {
  constexpr std::int64_t kMillion = 1'000'000;
  Share share{0, kMillion};
  if (value.is_number()) {
    const double millionths = value.get<double>() * static_cast<double>(kMillion);
    if (!(std::abs(millionths) <= 1e9) || std::abs(millionths - std::round(millionths)) > 1e-6)
      no_share(pointer);
    share.parts = std::llround(millionths);
  } else if (value.is_string()) {
    const auto& text = value.get_ref<const std::string&>();
    const auto slash = text.find('/');
    const auto is_number = [](const std::string& part) {
      return !part.empty() && part.size() <= 7 && part.find_first_not_of("0123456789") == part.npos;
    };
    if (slash == text.npos || !is_number(text.substr(0, slash)) || !is_number(text.substr(slash + 1)))
      no_share(pointer);
    share = {std::stoll(text.substr(0, slash)), std::stoll(text.substr(slash + 1))};
    if (share.whole == 0) no_share(pointer);
  } else {
    no_share(pointer);
  }
  const std::int64_t common = std::max<std::int64_t>(1, std::gcd(share.parts, share.whole));
  return {share.parts / common, share.whole / common};
}

geo::LonLat place_of(JsonReader& reader) {
  return {reader.required("lon", reader.number("lon")), reader.required("lat", reader.number("lat"))};
}

std::optional<geo::LonLat> place_at(JsonReader& parent, std::string_view field) {
  const json* found = parent.value(field);
  if (!found) return std::nullopt;
  JsonReader reader(*found, parent.at(field));
  const geo::LonLat place = place_of(reader);
  reader.expect_nothing_else();
  return place;
}

std::optional<Circle> circle_at(JsonReader& parent, std::string_view field) {
  const json* found = parent.value(field);
  if (!found) return std::nullopt;
  JsonReader reader(*found, parent.at(field));
  Circle circle;
  circle.centre = place_of(reader);
  circle.radius_m = kMetresInKilometre * reader.required("radius_km", reader.number("radius_km"));
  reader.expect_nothing_else();
  return circle;
}

std::optional<Size> size_of(const std::string& name, const std::string& pointer) {
  for (const auto& [known, size] : cluster::named_values<cluster::SizeClass>())
    if (known == name) return static_cast<Size>(size);
  throw InvalidInput(pointer, "\"" + name + "\" is no size",
                     "give micro, small, medium, small_mid_cap or large");
}
static_assert(static_cast<int>(Size::large) == static_cast<int>(cluster::SizeClass::large));

CompetenceRequirement competence_requirement(const json& object, const std::string& pointer) {
  JsonReader reader(object, pointer);
  CompetenceRequirement made;
  made.competence = reader.required("competence", reader.text("competence"));
  made.min_trl = reader.small_integer("min_trl");
  made.certificate = reader.text("certificate");
  made.holders = reader.small_integer("holders").value_or(1);
  made.weight = reader.number("weight").value_or(1);
  reader.expect_nothing_else();
  return made;
}

KindRule kind_rule(const json& object, const std::string& pointer) {
  JsonReader reader(object, pointer);
  KindRule made;
  made.kinds = reader.texts("kinds");
  const auto sizes = reader.texts("sizes");
  for (std::size_t i = 0; i < sizes.size(); ++i)
    made.sizes.push_back(*size_of(sizes[i], reader.at("sizes") + "/" + std::to_string(i)));
  made.at_least = reader.small_integer("at_least");
  made.at_most = reader.small_integer("at_most");
  reader.expect_nothing_else();
  return made;
}

std::pair<std::string, std::string> pair_of(const json& array, const std::string& pointer) {
  const bool is_pair = array.is_array() && array.size() == 2 && array[0].is_string() && array[1].is_string();
  if (!is_pair) throw InvalidInput(pointer, "is not a pair of ids", "write it as [\"a\", \"b\"]");
  return {array[0].get<std::string>(), array[1].get<std::string>()};
}

Weights weights_at(JsonReader& parent) {
  Weights made;
  const json* found = parent.value("weights");
  if (!found) return made;
  JsonReader reader(*found, parent.at("weights"));
  made.coverage = reader.number("coverage").value_or(0);
  made.cooperation = reader.number("cooperation").value_or(0);
  made.complementarity = reader.number("complementarity").value_or(0);
  made.closeness = reader.number("closeness").value_or(0);
  made.cost = reader.number("cost").value_or(0);
  reader.expect_nothing_else();
  return made;
}

void read_partners(JsonReader& parent, Opportunity& made) {
  const json& object = *parent.required("partners", std::optional(parent.value("partners")));
  JsonReader reader(object, parent.at("partners"));
  made.min_partners = reader.required("min", reader.small_integer("min"));
  made.max_partners = reader.required("max", reader.small_integer("max"));
  reader.expect_nothing_else();
}

Opportunity opportunity_of(const json& object) {
  JsonReader reader(object, "/opportunity");
  Opportunity made;
  if (!reader.has("partners"))
    throw InvalidInput(reader.at("partners"), "is missing", "give {\"min\": 2, \"max\": 8}");
  read_partners(reader, made);
  made.competences = reader.list("competences", competence_requirement);
  if (const json* budget = reader.value("budget")) {
    JsonReader budgets(*budget, reader.at("budget"));
    made.partner_budget = bounds_at(budgets, "partner");
    made.total_budget = bounds_at(budgets, "total");
    budgets.expect_nothing_else();
  }
  made.kinds = reader.list("kinds", kind_rule);
  if (const json* share = reader.value("sme_share"))
    made.sme_share = share_at(*share, reader.at("sme_share"));
  made.countries = reader.small_integer("countries");
  made.within = circle_at(reader, "within");
  if (const auto distance_km = reader.number("within_each_other_km"))
    made.within_each_other_m = kMetresInKilometre * *distance_km;
  made.fixed = reader.texts("fixed");
  made.excluded = reader.texts("excluded");
  made.apart = reader.list("apart", pair_of);
  made.near = place_at(reader, "near");
  made.weights = weights_at(reader);
  reader.expect_nothing_else();
  return made;
}

Competence competence_of(const json& object, const std::string& pointer) {
  JsonReader reader(object, pointer);
  Competence made;
  made.name = reader.required("competence", reader.text("competence"));
  made.trl = reader.small_integer("trl");
  made.certificates = reader.texts("certificates");
  made.quality = reader.number("quality").value_or(1);
  reader.expect_nothing_else();
  return made;
}

Candidate candidate_of(const json& object, const std::string& pointer) {
  JsonReader reader(object, pointer);
  Candidate made;
  made.id = reader.required("id", reader.text("id"));
  made.name = reader.text("name").value_or("");
  made.kind = reader.text("kind").value_or("");
  if (const auto size = reader.text("size")) made.size = size_of(*size, reader.at("size"));
  made.country = reader.text("country").value_or("");
  made.group = reader.text("group").value_or("");
  const auto lon = reader.number("lon"), lat = reader.number("lat");
  if (lon.has_value() != lat.has_value())
    throw InvalidInput(pointer, "has one coordinate without the other", "give lon and lat, or neither");
  if (lon) made.position = geo::LonLat{*lon, *lat};
  made.competences = reader.list("competences", competence_of);
  const Bounds budget = bounds_at(reader, "budget");
  made.least = budget.least.value_or(Money{0});
  if (!budget.most)
    throw InvalidInput(reader.at("budget") + "/max", "is missing", "give the most the candidate can take");
  made.most = *budget.most;
  reader.expect_nothing_else();
  return made;
}

Cooperation cooperation_of(const json& object, const std::string& pointer) {
  JsonReader reader(object, pointer);
  Cooperation made;
  made.one = reader.required("one", reader.text("one"));
  made.other = reader.required("other", reader.text("other"));
  made.strength = reader.number("strength").value_or(1);
  reader.expect_nothing_else();
  return made;
}

}  // namespace

ConsortiaFile consortia_from_json(const json& file) {
  JsonReader reader(file, "");
  ConsortiaFile made;
  const json* opportunity = reader.value("opportunity");
  if (!opportunity) throw InvalidInput("/opportunity", "is missing", "say what is required");
  made.opportunity = opportunity_of(*opportunity);
  made.candidates = reader.list("candidates", candidate_of);
  made.cooperations = reader.list("cooperations", cooperation_of);
  reader.expect_nothing_else();
  return made;
}

ConsortiaFile consortia_from_text(const std::string& text) {
  try {
    return consortia_from_json(json::parse(text));
  } catch (const json::parse_error& error) {
    throw InvalidInput("byte " + std::to_string(error.byte), "the file is not JSON from there on",
                       "NaN, comments and commas at the end are not JSON either");
  }
}

}  // namespace grono::exchange
