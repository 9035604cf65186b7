#pragma once

#include <vector>

#include "consortia/appraisal.hpp"
#include "consortia/conflict.hpp"
#include "consortia/mip.hpp"

namespace grono::consortia {

/// The requirements as a program in which each can be given up at a price, and in which newcomers can take
/// part.
class SoftProgram {
 public:
  /// @param newcomers  candidates that don't exist, who all take part
  SoftProgram(const Instance& instance, const Appraisal& appraisal, int newcomers);

  /// Requirements that may not be given up; the others cost 1 each. Newcomers cost by what is asked of them.
  void hold(const std::vector<bool>& held);
  /// What is not held costs nothing: it only matters whether the held ones can be met.
  void give_up_freely();
  [[nodiscard]] const MipModel& program() const noexcept { return program_; }

  [[nodiscard]] Partners partners_in(const std::vector<double>& values) const;
  [[nodiscard]] std::vector<bool> given_up(const std::vector<double>& values) const;
  [[nodiscard]] std::vector<Newcomer> newcomers_in(const std::vector<double>& values) const;

  /// Rules out what the program could not know: two partners too far from one another. @returns  whether
  /// there were any
  [[nodiscard]] bool part_the_distant(const Partners& partners);
  void forbid(const Partners& partners);

 private:
  using Column = MipModel::Column;
  using Factors = std::vector<MipModel::Term>;
  /// What a newcomer may be: a kind and a size that rules speak of, or any other.
  struct Profile {
    std::string kind;
    std::optional<Size> size;
    Column column = 0;
  };
  struct NewcomerColumns {
    std::vector<Column> covers;  // of each competence requirement
    std::vector<Profile> profiles;
    Column foreign = 0, sme_budget = 0, other_budget = 0;
  };

  void add_newcomers(int count);
  void add_requirement(std::size_t i);
  void add_competence(std::size_t i);
  void add_kind_rule(std::size_t i);
  void add_countries(std::size_t i);
  void add_budget_sums();
  void add_budget_rule(std::size_t i);
  void add_bans(std::size_t i);
  void add_cells(std::size_t i);
  [[nodiscard]] bool is_banned(const Requirement& rule, Number candidate) const;
  [[nodiscard]] std::optional<std::size_t> number_of(Rule rule) const;
  [[nodiscard]] double amount(std::int64_t hundredths) const {
    return static_cast<double>(hundredths) / unit_;
  }
  [[nodiscard]] Column given_up_column(std::size_t requirement) const {
    return static_cast<Column>(it_.size() + requirement);
  }

  const Instance& it_;
  const Appraisal& appraisal_;
  MipModel program_;  // columns: candidates, then one for each requirement: given up
  double unit_ = 1, all_money_ = 0;
  Column smes_ = 0, others_ = 0;
  std::vector<NewcomerColumns> newcomers_;
};

}  // namespace grono::consortia
