#pragma once

#include <utility>
#include <vector>

#include "base/error.hpp"

namespace grono {

/// Several broken rules of one thing, for a form that shows them all; as an InvalidInput it is the first of them.
class InvalidFields : public InvalidInput {
 public:
  /// @pre  at least one
  explicit InvalidFields(std::vector<InvalidInput> all) : InvalidInput(all.front()), all_(std::move(all)) {}

  [[nodiscard]] const std::vector<InvalidInput>& all() const noexcept { return all_; }

 private:
  std::vector<InvalidInput> all_;
};

}  // namespace grono
