#pragma once

#include <string>
#include <utility>

#include "base/error.hpp"
#include "store/conditions.hpp"
#include "store/page.hpp"
#include "store/sql.hpp"

namespace grono::store {

/// A page of a register whose ids are made in order of time (UUID version 7), the newest first.
/// @param id    the column of the id, such as "r.id"
/// @param read  takes what follows WHERE and what binds its values; returns the things
/// @param id_of  the id of such a thing; each has an `id` where it is left out
/// One query, whatever the size of the register, where an index leads to its conditions.
template <class Id, class Read, class IdOf>
auto newest_first(const Conditions& conditions, const std::string& id, const PageRequest& page, const Read& read,
                  const IdOf& id_of) {
  const bool is_first = page.cursor.empty();
  if (!is_first && !Id::parse(page.cursor))
    throw InvalidInput("query/cursor", "is of no page", "take it from \"next\" of the page before");
  const int most = page.limit + 1;
  auto items = read(conditions.text() + (is_first ? "" : " AND " + id + " < :after") + " ORDER BY " + id +
                        " DESC LIMIT :most",
                    [&](auto& statement) {
                      conditions.bind(statement);
                      if (!is_first) statement, soci::use(page.cursor, "after");
                      statement, soci::use(most, "most");
                    });
  Page<typename decltype(items)::value_type> made;
  made.items = std::move(items);
  if (made.items.size() == static_cast<std::size_t>(most)) {
    made.items.pop_back();
    made.next = id_of(made.items.back()).str();
  }
  return made;
}

template <class Id, class Read>
auto newest_first(const Conditions& conditions, const std::string& id, const PageRequest& page, const Read& read) {
  return newest_first<Id>(conditions, id, page, read, [](const auto& each) { return each.id; });
}

/// How many rows of `table` (with its alias, such as "resource r") meet the conditions.
inline std::int64_t count_where(Transaction& transaction, const std::string& table, const Conditions& conditions) {
  long long count = 0;
  auto temporary =
      (transaction.sql().prepare << "SELECT count(*) FROM " + table + " WHERE " + conditions.text(),
       soci::into(count));
  conditions.bind(temporary);
  soci::statement statement = temporary;
  each_row(statement, [] {});
  return count;
}

}  // namespace grono::store
