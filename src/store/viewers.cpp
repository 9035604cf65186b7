#include "store/viewers.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/error.hpp"

namespace grono::store {

using cluster::Audience;

namespace {

constexpr std::array kNames = {
    std::pair(Audience::Kind::everyone, std::string_view("everyone")),
    std::pair(Audience::Kind::members_of, std::string_view("members_of")),
    std::pair(Audience::Kind::runners_of, std::string_view("runners_of")),
    std::pair(Audience::Kind::partners_in, std::string_view("partners_in")),
    std::pair(Audience::Kind::people_of, std::string_view("people_of")),
};

}  // namespace

std::string text_of(const Audience& audience) {
  for (const auto& [kind, name] : kNames)
    if (kind == audience.kind)
      return kind == Audience::Kind::everyone ? std::string(name) : std::string(name) + ":" + to_string(audience.id);
  GRONO_INVARIANT(!"an audience of no kind");
  return {};
}

std::optional<Audience> audience_from(std::string_view text) {
  const auto colon = text.find(':');
  for (const auto& [kind, name] : kNames) {
    if (name != text.substr(0, colon)) continue;
    if (kind == Audience::Kind::everyone) return Audience{};
    const auto id = colon == text.npos ? std::nullopt : parse_uuid(text.substr(colon + 1));
    return id ? std::optional(Audience{kind, *id}) : std::nullopt;
  }
  return std::nullopt;
}

GroupList::GroupList(const Transaction& transaction, std::span<const Audience> groups)
    : is_sqlite_(transaction.backend() == Backend::sqlite) {
  std::vector<std::string> texts;
  for (const Audience& each : groups) texts.push_back(text_of(each));
  groups_ = nlohmann::json(texts).dump();
}

std::string GroupList::select() const {
  return is_sqlite_ ? "SELECT value FROM json_each(:audiences)"
                    : "SELECT value FROM json_array_elements_text(CAST(:audiences AS json))";
}

std::string Viewers::condition(const std::string& column) const {
  return "EXISTS (SELECT 1 FROM viewer w WHERE w.thing = " + column + " AND w.audience IN (" + groups_.select() + "))";
}

std::vector<Audience> viewers_of(Transaction& transaction, const std::string& id) {
  std::string text;
  soci::statement statement = (transaction.sql().prepare << "SELECT audience FROM viewer WHERE thing = :thing",
                               soci::into(text), soci::use(id, "thing"));
  std::vector<Audience> made;
  statement.execute();
  while (statement.fetch())
    if (const auto audience = audience_from(text)) made.push_back(*audience);
  std::sort(made.begin(), made.end());
  return made;
}

void write_viewers(Transaction& transaction, const std::string& id, std::span<const Audience> audiences) {
  transaction.sql() << "DELETE FROM viewer WHERE thing = :thing", soci::use(id, "thing");
  for (const Audience& each : audiences) {
    const std::string audience = text_of(each);
    transaction.sql() << "INSERT INTO viewer (thing, audience) VALUES (:thing, :audience)",
        soci::use(id, "thing"), soci::use(audience, "audience");
  }
}

}  // namespace grono::store
