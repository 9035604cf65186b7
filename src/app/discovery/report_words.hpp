#pragma once

#include <string>
#include <string_view>

#include "mapping/scope.hpp"

namespace grono::app {

/// A text as it stands in HTML, between tags or within a quoted attribute.
[[nodiscard]] std::string escaped(std::string_view text);

/// The words of the report in one language.
class Words {
 public:
  explicit Words(const std::string& language) : is_polish_(language == "pl") {}

  [[nodiscard]] const char* pick(const char* pl, const char* en) const { return is_polish_ ? pl : en; }
  [[nodiscard]] const std::string& pick(const std::string& pl, const std::string& en) const {
    return is_polish_ ? pl : en;
  }
  /// With so many digits behind the point, or the comma; a dash where there is no value.
  [[nodiscard]] std::string number(double value, int digits = 0) const;
  [[nodiscard]] std::string scope(mapping::Scope scope) const;

 private:
  bool is_polish_;
};

}  // namespace grono::app
