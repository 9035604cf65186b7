#include "store/viewers.hpp"

#include <nlohmann/json.hpp>

#include "base/error.hpp"

namespace grono::store {
namespace {

using cluster::Audience;

std::string text_of(const Audience& audience) {
  switch (audience.kind) {
    case Audience::Kind::everyone:
      return "everyone";
    case Audience::Kind::members_of:
      return "members_of:" + to_string(audience.id);
    case Audience::Kind::runners_of:
      return "runners_of:" + to_string(audience.id);
    case Audience::Kind::partners_in:
      return "partners_in:" + to_string(audience.id);
    case Audience::Kind::people_of:
      return "people_of:" + to_string(audience.id);
  }
  GRONO_INVARIANT(!"an audience of no kind");
  return {};
}

}  // namespace

Viewers::Viewers(const Transaction& transaction, std::span<const Audience> audiences)
    : is_sqlite_(transaction.backend() == Backend::sqlite) {
  std::vector<std::string> texts;
  for (const Audience& each : audiences) texts.push_back(text_of(each));
  audiences_ = nlohmann::json(texts).dump();
}

std::string Viewers::condition(const std::string& column) const {
  return "EXISTS (SELECT 1 FROM viewer w WHERE w.thing = " + column +
         " AND w.audience IN (SELECT value FROM " +
         (is_sqlite_ ? "json_each(:audiences)))" : "json_array_elements_text(CAST(:audiences AS json))))");
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
