#include "cli/partner_model.hpp"

#include <cmath>
#include <fstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "cluster/json_reader.hpp"

namespace grono::cli {
namespace {

namespace partners = matching::partners;
using cluster::JsonReader;
using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::string_view kModelFormat = "grono partner model";
// Another meaning of a trait, or other traits, make another version.
constexpr std::int64_t kModelVersion = 1;
constexpr const char* kLearnAnew = "learn anew with grono cordis learn";

class CordisContent {
 public:
  void add(std::string_view text) {
    for (const char c : text) mix(static_cast<unsigned char>(c));
    mix(0);
  }
  void add(std::uint64_t number) {
    for (int byte = 0; byte < 8; ++byte) mix(number >> (8 * byte) & 0xFFU);
  }
  [[nodiscard]] std::uint64_t value() const { return value_; }

 private:
  // Fowler, Noll & Vo, FNV-1a.
  void mix(std::uint64_t byte) {
    constexpr std::uint64_t kPrime = 0x100000001b3;
    value_ = (value_ ^ byte) * kPrime;
  }
  std::uint64_t value_ = 0xcbf29ce484222325;
};

json read_model_json(const std::string& path) {
  std::ifstream in(path);
  if (!in) throw InvalidInput(path, "can't be read", "give a file that grono cordis learn wrote");
  auto made = json::parse(in, nullptr, false);
  if (made.is_discarded())
    throw InvalidInput(path, "is no JSON", "give a file that grono cordis learn wrote");
  return made;
}

std::size_t model_count(JsonReader& reader, std::string_view field) {
  const auto value = reader.required(field, reader.integer(field));
  if (value < 0) throw InvalidInput(reader.at(field), "is below 0", kLearnAnew);
  return static_cast<std::size_t>(value);
}

CordisMark read_cordis_mark(const json& object, const std::string& pointer) {
  JsonReader reader(object, pointer);
  CordisMark made{model_count(reader, "projects"), model_count(reader, "organisations"),
                  model_count(reader, "participations"), 0};
  const auto content = reader.required("content", reader.text("content"));
  char* end = nullptr;
  made.content = std::strtoull(content.c_str(), &end, 16);
  if (content.empty() || *end != '\0') throw InvalidInput(reader.at("content"), "is no mark", kLearnAnew);
  reader.expect_nothing_else();
  return made;
}

partners::Weights read_model_weights(const json& object, const std::string& pointer) {
  JsonReader reader(object, pointer);
  partners::Weights made{};
  for (std::size_t i = 0; i < partners::kTraits; ++i) {
    const auto name = partners::name_of(static_cast<partners::Trait>(i));
    made[i] = reader.required(name, reader.number(name));
    if (!std::isfinite(made[i])) throw InvalidInput(reader.at(name), "is no number", kLearnAnew);
  }
  reader.expect_nothing_else();
  return made;
}

PartnerModel read_model(const json& object, const std::string& path) {
  JsonReader reader(object, path);
  const auto format = reader.text("format");
  if (format != kModelFormat)
    throw InvalidInput(path, "is no model of the partner search",
                       "give a file that grono cordis learn wrote");
  const auto version = reader.required("version", reader.integer("version"));
  if (version != kModelVersion)
    throw InvalidInput(path, fmt::format("is of version {}, and version {} is read", version, kModelVersion),
                       kLearnAnew);
  PartnerModel made;
  made.before = reader.required("before", reader.day("before"));
  made.fitted.questions = model_count(reader, "questions");
  made.fitted.strength = reader.required("strength", reader.number("strength"));
  const json *tables = reader.value("tables"), *weights = reader.value("weights");
  if (tables == nullptr || weights == nullptr)
    throw InvalidInput(path, "lacks \"tables\" or \"weights\"", kLearnAnew);
  made.tables = read_cordis_mark(*tables, reader.at("tables"));
  made.fitted.weights = read_model_weights(*weights, reader.at("weights"));
  reader.expect_nothing_else();
  return made;
}

}  // namespace

CordisMark mark_of(const exchange::CordisTables& tables) {
  CordisContent content;
  for (const auto& each : tables.organisations) {
    content.add(each.id), content.add(each.name), content.add(each.country);
  }
  for (const auto& each : tables.projects) {
    content.add(each.id), content.add(each.title), content.add(each.objective), content.add(each.topics);
    content.add(static_cast<std::uint64_t>(std::chrono::sys_days(each.begin).time_since_epoch().count()));
    for (const std::string& subject : each.subjects) content.add(subject);
  }
  for (const auto& each : tables.participations)
    content.add(std::uint64_t{each.project} << 32U | each.organisation);
  return {tables.projects.size(), tables.organisations.size(), tables.participations.size(), content.value()};
}

std::string text_of(const PartnerModel& model) {
  ordered_json weights;
  for (std::size_t i = 0; i < partners::kTraits; ++i)
    weights[std::string(partners::name_of(static_cast<partners::Trait>(i)))] = model.fitted.weights[i];
  return ordered_json{{"format", kModelFormat},
                      {"version", kModelVersion},
                      {"tables",
                       {{"projects", model.tables.projects},
                        {"organisations", model.tables.organisations},
                        {"participations", model.tables.participations},
                        {"content", fmt::format("{:016x}", model.tables.content)}}},
                      {"before", to_string(model.before)},
                      {"questions", model.fitted.questions},
                      {"strength", model.fitted.strength},
                      {"weights", weights}}
      .dump(2);
}

PartnerModel read_partner_model(const std::string& path, const CordisMark& tables, Date day) {
  PartnerModel made = read_model(read_model_json(path), path);
  if (made.tables != tables)
    throw InvalidInput(
        path,
        fmt::format("was learned from other tables: of {} projects and {} participations, here "
                    "are {} and {}",
                    made.tables.projects, made.tables.participations, tables.projects, tables.participations),
        "learn anew from these with grono cordis learn, or give the tables it was learned from");
  if (made.before > day)
    throw InvalidInput(path,
                       fmt::format("was learned from what began before {}, and is asked for {}",
                                   to_string(made.before), to_string(day)),
                       fmt::format("learn with --before {}", to_string(day)));
  return made;
}

}  // namespace grono::cli
