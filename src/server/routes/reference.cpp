#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "cluster/names.hpp"
#include "server/route.hpp"
#include "store/errors.hpp"
#include "text/fold.hpp"

namespace grono::server {
namespace {

using nlohmann::json;

json render(const std::string& scheme, const cluster::CodeEntry& entry) {
  json title = json::object();
  if (!entry.title_pl.empty()) title["pl"] = entry.title_pl;
  if (!entry.title_en.empty()) title["en"] = entry.title_en;
  return {{"scheme", scheme}, {"code", entry.code}, {"level", entry.level}, {"title", std::move(title)}};
}

const std::string& known_scheme(Context& context) {
  const std::string& scheme = context.request.parameter("scheme");
  const auto schemes = context.installation.classifications().schemes();
  if (std::find(schemes.begin(), schemes.end(), scheme) == schemes.end())
    throw store::NotFound("there is no classification \"" + scheme + "\"");
  return scheme;
}

Response list_classifications(Context& context) {
  const auto& all = context.installation.classifications();
  json items = json::array();
  for (const std::string& scheme : all.schemes()) {
    json made = {{"scheme", scheme}, {"codes", all.entries(scheme).size()}};
    if (const auto day = all.valid_until(scheme)) made["valid_until"] = to_string(*day);
    items.push_back(std::move(made));
  }
  return json_response({{"items", std::move(items)}});
}

/// Words sought in titles: every one has to begin a word of the title, or to share a base form with one.
class TitleWords {
 public:
  TitleWords(std::string_view query, const text::Lemmatiser& lemmatiser) : lemmatiser_(lemmatiser) {
    for (std::string& word : words_of(query)) sought_.push_back({word, lemmas_of(word)});
  }
  [[nodiscard]] bool are_in(std::string_view title) const {
    const auto words = words_of(title);
    return !sought_.empty() && std::all_of(sought_.begin(), sought_.end(), [&](const Sought& sought) {
      return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        if (text::fold(word).starts_with(text::fold(sought.word))) return true;
        const auto lemmas = lemmas_of(word);
        return std::any_of(lemmas.begin(), lemmas.end(), [&](const std::string& lemma) {
          return std::find(sought.lemmas.begin(), sought.lemmas.end(), lemma) != sought.lemmas.end();
        });
      });
    });
  }

 private:
  struct Sought {
    std::string word;
    std::vector<std::string> lemmas;
  };
  static std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> made;
    std::string word;
    for (const char c : text) {
      const bool is_letter = static_cast<unsigned char>(c) >= 0x80 || std::isalnum(static_cast<unsigned char>(c)) != 0;
      if (is_letter) word += c;
      else if (!word.empty()) made.push_back(std::exchange(word, {}));
    }
    if (!word.empty()) made.push_back(std::move(word));
    return made;
  }
  [[nodiscard]] std::vector<std::string> lemmas_of(const std::string& word) const {
    std::vector<std::string> made = lemmatiser_.lemmas(word, "pl");
    for (std::string& lemma : lemmatiser_.lemmas(word, "en")) made.push_back(std::move(lemma));
    return made;
  }

  const text::Lemmatiser& lemmatiser_;
  std::vector<Sought> sought_;
};

Response codes(Context& context) {
  const std::string& scheme = known_scheme(context);
  const auto limit = static_cast<std::size_t>(context.request.query_integer("limit", 50, 1, 200));
  const std::string query = context.request.query_value("q").value_or("");
  const auto lemmatiser = context.installation.lemmatiser();
  const TitleWords words(query, *lemmatiser);
  const std::string start = text::fold(query);
  json items = json::array();
  const auto entries = context.installation.classifications().entries(scheme);
  const auto take = [&](const auto& fits) {
    for (const cluster::CodeEntry& entry : entries)
      if (items.size() < limit && fits(entry)) items.push_back(render(scheme, entry));
  };
  take([&](const cluster::CodeEntry& entry) { return text::fold(entry.code).starts_with(start); });
  if (!query.empty())
    take([&](const cluster::CodeEntry& entry) {
      return !text::fold(entry.code).starts_with(start) && (words.are_in(entry.title_pl) || words.are_in(entry.title_en));
    });
  return json_response({{"items", std::move(items)}});
}

Response corresponding(Context& context) {
  const std::string& scheme = known_scheme(context);
  const auto& all = context.installation.classifications();
  const auto code = all.normalise(scheme, context.request.parameter("code"));
  if (!code) throw store::NotFound("there is no such code in " + scheme);
  const auto to = context.request.query_value("to");
  const auto schemes = all.schemes();
  if (!to || std::find(schemes.begin(), schemes.end(), *to) == schemes.end())
    throw InvalidInput("query/to", to ? "\"" + *to + "\" is not a classification" : "is missing",
                       "name the version, as pkd_2025");
  json items = json::array();
  for (const auto& each : all.corresponding({scheme, *code, false}, *to)) {
    json made = render(*to, *all.find(*to, each.to_code));
    made["is_partial"] = each.is_partial;
    items.push_back(std::move(made));
  }
  return json_response({{"items", std::move(items)}});
}

Response localities(Context& context) {
  const auto limit = static_cast<std::size_t>(context.request.query_integer("limit", 50, 1, 200));
  json items = json::array();
  const std::string query = context.request.query_value("q").value_or("");
  if (!query.empty())
    for (const geo::Locality& each : context.installation.gazetteer().starting_with(query, limit)) {
      json made = {{"name", each.name}, {"country", each.country}, {"lon", each.position.lon}, {"lat", each.position.lat}};
      if (!each.region.empty()) made["region"] = each.region;
      if (!each.nuts.empty()) made["nuts"] = each.nuts;
      if (!each.lau.empty()) made["lau"] = each.lau;
      if (each.population > 0) made["population"] = each.population;
      items.push_back(std::move(made));
    }
  return json_response({{"items", std::move(items)}});
}

}  // namespace

void add_reference_routes(RouteTable& table) {
  table.add("GET", "/classifications", list_classifications);
  table.add("GET", "/classifications/{scheme}/codes", codes);
  table.add("GET", "/classifications/{scheme}/codes/{code}/corresponding", corresponding);
  table.add("GET", "/localities", localities);
}

}  // namespace grono::server
