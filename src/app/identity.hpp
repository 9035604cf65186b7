#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "cluster/organisation.hpp"

/// When two records speak of one organisation: by id, by a number in a register, by name and place; never by
/// e-mail.
namespace grono::app {

enum class SameBy { id, register_number, name_and_place, similar_name_and_place };

/// "same_id", "same_register", "same_name_and_place", "similar_name_and_place".
[[nodiscard]] std::string_view name_of(SameBy reason);

struct SameAs {
  SameBy by = SameBy::id;
  std::string evidence;  ///< the number or the name they share
  /// How likely, 0..1: a rule of thumb that orders candidates, no measured probability.
  [[nodiscard]] double certainty() const;
};

/// Whether both may be one. Two numbers in the same register that differ speak against it.
[[nodiscard]] std::optional<SameAs> same(const cluster::Organisation& a, const cluster::Organisation& b);

/// Name without legal form, case, diacritics and punctuation: "ALFA Sp. z o.o." -> "alfa".
[[nodiscard]] std::string bare_name(std::string_view name);

/// What identifies an organisation among many, and whom that finds. Entries are numbered in the order of
/// adding.
class IdentityIndex {
 public:
  struct Match {
    std::size_t entry = 0;
    SameAs same;
  };
  /// Of the main place; empty where it is not known.
  struct Where {
    std::string country, locality;
  };

  /// @returns  the number of the entry
  std::size_t add(const cluster::Organisation& organisation);
  /// Adds what the organisation of that entry has come to be as well: it is found by both.
  void add_to(std::size_t entry, const cluster::Organisation& organisation);
  /// The most certain one; among names that are only similar, the first.
  [[nodiscard]] std::optional<Match> find(const cluster::Organisation& organisation) const;
  /// The entry that bears one of the organisation's register numbers and is not `but`.
  [[nodiscard]] std::optional<Match> other_with_number(const cluster::Organisation& organisation,
                                                       std::optional<std::size_t> but) const;
  [[nodiscard]] std::size_t size() const { return registers_.size(); }

 private:
  using Entries = std::unordered_map<std::string, std::vector<std::size_t>>;
  [[nodiscard]] std::optional<std::size_t> fitting(const Entries& entries, const std::string& key,
                                                   const cluster::Registers& registers) const;

  std::unordered_map<cluster::OrganisationId, std::size_t> by_id_;
  std::unordered_map<std::string, std::size_t> by_number_;
  Entries by_name_, by_bare_name_;
  std::vector<cluster::Registers> registers_;
  std::vector<Where> places_;
};

}  // namespace grono::app
