#include "server/filters.hpp"

#include "app/clusters.hpp"
#include "base/error.hpp"
#include "cluster/names.hpp"
#include "text/unicode.hpp"

namespace grono::server {

std::optional<cluster::ClusterId> cluster_from(const Context& context) {
  const auto written = context.request.query_value("cluster");
  if (!written || written->empty()) return std::nullopt;
  const auto found = app::find_cluster(context.installation, *written);
  if (!found)
    throw InvalidInput("query/cluster", "there is no cluster \"" + *written + "\"",
                       "give its id or its short name");
  return found->id;
}

std::string sought_text(const Context& context) {
  constexpr std::size_t most_characters = 1'000;
  const auto text = text::nfc(text::trimmed(context.request.query_value("q").value_or("")));
  if (!text) throw InvalidInput("query/q", "is not valid UTF-8", "send the text as UTF-8");
  if (text::length(*text) > most_characters)
    throw InvalidInput("query/q", "has " + std::to_string(text::length(*text)) + " characters",
                       "shorten it to 1000");
  return *text;
}

std::optional<Date> day_from(const Context& context, std::string_view name) {
  const auto written = context.request.query_value(name);
  if (!written) return std::nullopt;
  const auto made = parse_date(*written);
  if (!made) throw InvalidInput("query/" + std::string(name), "\"" + *written + "\" is not a day", "write it as 2026-11-23");
  return made;
}

bool flag_from(const Context& context, std::string_view name, bool otherwise) {
  const auto written = context.request.query_value(name);
  if (!written) return otherwise;
  if (*written == "true") return true;
  if (*written == "false") return false;
  throw InvalidInput("query/" + std::string(name), "\"" + *written + "\" is neither true nor false",
                     "write true or false");
}

app::Filter filter_from(const Context& context) {
  app::Filter filter;
  filter.text = sought_text(context);
  filter.cluster = cluster_from(context);
  filter.kinds = named_from<cluster::OrganisationKind>(context, "kind");
  filter.places = context.request.query_values("place");
  filter.activities = context.request.query_values("activity");
  filter.competences = context.request.query_values("competence");
  filter.sizes = named_from<cluster::SizeClass>(context, "size");
  return filter;
}

}  // namespace grono::server
