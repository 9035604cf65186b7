#pragma once

#include <string_view>

#include "cluster/project/parts.hpp"

/// What the parts of a project are called in files, in one language.
namespace grono::app {

class ProjectWords {
 public:
  /// @param language  "pl"; any other: English
  explicit ProjectWords(std::string_view language) : is_polish_(language == "pl") {}

  [[nodiscard]] const char* pick(const char* pl, const char* en) const { return is_polish_ ? pl : en; }
  [[nodiscard]] const char* of(cluster::TaskKind kind) const;
  [[nodiscard]] const char* of(cluster::TaskState state) const;
  [[nodiscard]] const char* of(cluster::CostCategory category) const;

 private:
  bool is_polish_;
};

}  // namespace grono::app
