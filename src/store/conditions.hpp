#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "store/sql.hpp"
#include "store/viewers.hpp"

namespace grono::store {

/// What a list asks for in SQL, one condition after another, with the values of their parameters.
class Conditions {
 public:
  /// @param first  what holds of every row: "i.deleted_at IS NULL"
  explicit Conditions(std::string first) : text_(std::move(first)) {}

  /// Only what is for one of the groups. @param column  that holds the id of what is seen: "i.id"
  void add_viewers(const Transaction& transaction, const std::string& column,
                   std::span<const cluster::Audience> audiences) {
    audiences_.emplace(transaction, audiences);
    add(audiences_->condition(column));
  }
  void add(const std::string& condition) { text_ += " AND " + condition; }
  /// @param before  what stands before the parameter: "i.cluster = "; `after` what stands behind it
  void add(const std::string& before, std::string value, const std::string& after = "") {
    add(before + parameter(std::move(value)) + after);
  }
  /// One of these names; nothing where none is given.
  template <class E>
  void add_names(const std::string& column, const std::vector<E>& values) {
    if (values.empty()) return;
    std::string list;
    for (const E value : values) list += (list.empty() ? "" : ", ") + parameter(std::string(cluster::name_of(value)));
    add(column + " IN (" + list + ")");
  }
  /// That one of the columns holds one of its values; nothing where none of them has any.
  void add_either(const std::vector<std::pair<std::string, std::vector<std::string>>>& columns) {
    std::string any;
    for (const auto& [column, values] : columns) {
      if (values.empty()) continue;
      std::string list;
      for (const std::string& value : values) list += (list.empty() ? "" : ", ") + parameter(value);
      any += (any.empty() ? "(" : " OR (") + column + " IN (" + list + "))";
    }
    add("(" + (any.empty() ? "1 = 0" : any) + ")");
  }
  /// Of each word sought one of its base forms, which are letters and digits only: none of them means anything to LIKE.
  void add_words(const std::string& column, const std::vector<std::vector<std::string>>& words) {
    for (const auto& forms : words) {
      std::string any;
      for (const std::string& form : forms)
        any += (any.empty() ? "" : " OR ") + (column + " LIKE " + parameter("% " + form + "%"));
      add("(" + (any.empty() ? "1 = 0" : any) + ")");
    }
  }

  [[nodiscard]] const std::string& text() const { return text_; }
  void bind(auto& statement) const {
    if (audiences_) audiences_->bind(statement);
    for (std::size_t i = 0; i < values_.size(); ++i) statement, soci::use(values_[i], "v" + std::to_string(i));
  }

 private:
  std::string parameter(std::string value) {
    values_.push_back(std::move(value));
    return ":v" + std::to_string(values_.size() - 1);
  }

  std::optional<Viewers> audiences_;
  std::vector<std::string> values_;
  std::string text_;
};

}  // namespace grono::store
