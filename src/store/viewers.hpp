#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <soci/soci.h>

#include "cluster/policy.hpp"
#include "store/database.hpp"

namespace grono::store {

/// Groups as a list within SQL, through one parameter named `audiences`.
class GroupList {
 public:
  GroupList(const Transaction& transaction, std::span<const cluster::Audience> groups);

  /// A query that gives each as it stands in the database.
  [[nodiscard]] std::string select() const;
  void bind(auto& statement) const { statement, soci::use(groups_, "audiences"); }

 private:
  bool is_sqlite_;
  std::string groups_;
};

/// The groups of viewers that a question is asked for, as a condition in SQL: what is listed, counted and
/// paged holds nothing else, whatever the question.
class Viewers {
 public:
  Viewers(const Transaction& transaction, std::span<const cluster::Audience> audiences)
      : groups_(transaction, audiences) {}

  /// "the thing with this id is for one of the groups". @param column  that holds the id: "i.id"
  [[nodiscard]] std::string condition(const std::string& column) const;
  void bind(auto& statement) const { groups_.bind(statement); }

 private:
  GroupList groups_;
};

/// As a group stands in the database: "members_of:ID".
[[nodiscard]] std::string text_of(const cluster::Audience& audience);
[[nodiscard]] std::optional<cluster::Audience> audience_from(std::string_view text);

/// The groups that see a thing; none where it is not there, or was deleted.
[[nodiscard]] std::vector<cluster::Audience> viewers_of(Transaction& transaction, const std::string& id);

/// Who sees a thing, in place of what was written before; nobody once it is deleted.
void write_viewers(Transaction& transaction, const std::string& id,
                   std::span<const cluster::Audience> audiences);

}  // namespace grono::store
