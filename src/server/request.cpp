#include "server/request.hpp"

#include <charconv>

#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "text/fold.hpp"

namespace grono::server {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<int> integer(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

std::string percent_decoded(std::string_view text, bool plus_is_space) {
  std::string made;
  made.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_value(text[i + 2]) : -1;
    if (low >= 0) {
      made += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      made += text[i] == '+' && plus_is_space ? ' ' : text[i];
    }
  }
  return made;
}

std::vector<std::pair<std::string, std::string>> parse_query(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> made;
  while (!text.empty()) {
    const std::string_view part = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(part.size() + 1, text.size()));
    if (part.empty()) continue;
    const std::size_t equals = std::min(part.find('='), part.size());
    made.emplace_back(percent_decoded(part.substr(0, equals), true),
                      percent_decoded(part.substr(std::min(equals + 1, part.size())), true));
  }
  return made;
}

std::optional<std::string_view> Request::header(std::string_view name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? std::nullopt : std::optional<std::string_view>(found->second);
}

// Weights are left alone: people's browsers name languages in the order of preference.
std::string Request::language() const {
  std::string_view left = header("accept-language").value_or("");
  while (!left.empty()) {
    std::string_view tag = left.substr(0, left.find(','));
    left.remove_prefix(std::min(left.size(), tag.size() + 1));
    while (tag.starts_with(' ')) tag.remove_prefix(1);
    const std::string language = text::fold(tag.substr(0, tag.find_first_of("-;")));
    if (language == "pl" || language == "en") return language;
  }
  return {};
}

std::optional<std::string_view> Request::cookie(std::string_view name) const {
  std::string_view left = header("cookie").value_or("");
  while (!left.empty()) {
    std::string_view part = left.substr(0, left.find(';'));
    left.remove_prefix(std::min(part.size() + 1, left.size()));
    while (part.starts_with(' ')) part.remove_prefix(1);
    if (part.size() > name.size() && part.starts_with(name) && part[name.size()] == '=')
      return part.substr(name.size() + 1);
  }
  return std::nullopt;
}

const std::string& Request::parameter(std::string_view name) const {
  const auto found = parameters.find(name);
  GRONO_INVARIANT(found != parameters.end());
  return found->second;
}

std::optional<std::string> Request::query_value(std::string_view name) const {
  for (const auto& [each, value] : query)
    if (each == name) return value;
  return std::nullopt;
}

std::vector<std::string> Request::query_values(std::string_view name) const {
  std::vector<std::string> made;
  for (const auto& [each, value] : query)
    if (each == name && !value.empty()) made.push_back(value);
  return made;
}

int Request::query_integer(std::string_view name, int otherwise, int from, int to) const {
  const auto written = query_value(name);
  if (!written) return otherwise;
  const auto value = integer(*written);
  if (!value || *value < from || *value > to)
    throw InvalidInput("query/" + std::string(name), "\"" + *written + "\" is not a number from " + std::to_string(from) +
                                                         " to " + std::to_string(to),
                       "correct or leave it out");
  return *value;
}

store::PageRequest Request::page() const {
  return {query_value("cursor").value_or(""), query_integer("limit", 50, 1, 200)};
}

nlohmann::json Request::json() const {
  if (body.empty()) throw InvalidInput("", "the request has no body", "send a JSON object");
  try {
    return nlohmann::json::parse(body);
  } catch (const nlohmann::json::parse_error& error) {
    throw InvalidInput("", "the body is not JSON: it breaks at byte " + std::to_string(error.byte),
                       "send JSON in UTF-8");
  }
}

}  // namespace grono::server
