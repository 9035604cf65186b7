#include "app/labels.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "cluster/names.hpp"
#include "text/fold.hpp"

namespace grono::app::labels {
namespace {

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

bool is_nuts(std::string_view value) {
  return value.size() >= 2 && value.size() <= 5 && is_capital(value[0]) && is_capital(value[1]) &&
         std::all_of(value.begin() + 2, value.end(), [](char c) { return is_digit(c) || is_capital(c); });
}

std::string nuts(std::string_view code) {
  return "place:nuts:" + std::string(code);
}
std::string lau(std::string_view code) {
  return "place:lau:" + std::string(code);
}
std::string locality(std::string_view name) {
  return std::string(kLocality) + text::name_key(name);
}

std::string activity(int level, std::string_view scheme, std::string_view code) {
  return "activity:" + std::to_string(level) + ":" + std::string(scheme) + ":" + std::string(code);
}

}  // namespace

std::string of(cluster::OrganisationKind kind) {
  return std::string(kKind) + std::string(cluster::name_of(kind));
}
std::string of(cluster::SizeClass size) {
  return std::string(kSize) + std::string(cluster::name_of(size));
}
std::string of(cluster::ClusterId cluster) {
  return "cluster:" + cluster.str();
}
std::string of(cluster::CapabilityKind kind) {
  return std::string(kCompetence) + std::string(cluster::name_of(kind));
}
std::string of_tag(std::string_view tag) {
  return std::string(kCompetence) + "tag:" + std::string(tag);
}

std::vector<std::string> of(const cluster::Place& place) {
  std::vector<std::string> made = {nuts(place.country)};
  for (std::size_t length = 3; length <= place.nuts.size(); ++length)
    made.push_back(nuts(place.nuts.substr(0, length)));
  if (!place.lau.empty()) made.push_back(lau(place.lau));
  if (!place.locality.empty()) made.push_back(locality(place.locality));
  return made;
}

std::vector<std::string> of(const cluster::ActivityCode& code,
                            const cluster::Classifications& classifications) {
  std::vector<std::string> made;
  for (const std::string_view step : classifications.path(code.scheme, code.code))
    if (const auto* entry = classifications.find(code.scheme, step))
      made.push_back(activity(entry->level, code.scheme, entry->code));
  return made;
}

std::string sought_place(std::string_view value) {
  if (is_nuts(value)) return nuts(value);
  if (!value.empty() && std::all_of(value.begin(), value.end(), is_digit)) return lau(value);
  return locality(value);
}

std::string sought_activity(std::string_view value, const cluster::Classifications& classifications) {
  const std::size_t colon = value.find(':');
  const std::string_view scheme = value.substr(0, colon);
  const auto schemes = classifications.schemes();
  if (colon == std::string_view::npos || std::find(schemes.begin(), schemes.end(), scheme) == schemes.end())
    throw InvalidInput("query/activity",
                       "\"" + std::string(value) + "\" does not begin with a classification we know",
                       "write the classification, a colon and the code, as pkd_2025:32.5");
  const auto code = classifications.normalise(scheme, value.substr(colon + 1));
  const auto* entry = code ? classifications.find(scheme, *code) : nullptr;
  if (!entry)
    throw InvalidInput("query/activity",
                       "\"" + std::string(value.substr(colon + 1)) + "\" is not in " + std::string(scheme),
                       "look the code up; each version of a classification has its own codes");
  return activity(entry->level, scheme, entry->code);
}

std::string sought_competence(std::string_view value) {
  if (value.starts_with("tag:") && value.size() > 4) return of_tag(value.substr(4));
  if (const auto kind = cluster::value_of<cluster::CapabilityKind>(value)) return of(*kind);
  throw InvalidInput("query/competence",
                     "\"" + std::string(value) + "\" is neither a kind of capability nor a tag",
                     "use a kind such as laboratory, or tag: and the tag");
}

}  // namespace grono::app::labels
