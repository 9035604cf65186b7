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

/// Gathers broken rules, so that a form hears of all of them at once; of each place the first thing that is wrong with it.
class BrokenRules {
 public:
  /// Goes on after what `work` finds broken.
  template <class Work>
  void attempt(const Work& work) {
    try {
      work();
    } catch (const InvalidFields& several) {
      for (const InvalidInput& each : several.all()) add(each);
    } catch (const InvalidInput& one) {
      add(one);
    }
  }
  /// @throws InvalidFields  where anything was broken
  void refuse() {
    if (!all_.empty()) throw InvalidFields(std::move(all_));
  }

 private:
  void add(const InvalidInput& broken) {
    for (const InvalidInput& each : all_)
      if (each.where() == broken.where()) return;
    all_.push_back(broken);
  }

  std::vector<InvalidInput> all_;
};

}  // namespace grono
