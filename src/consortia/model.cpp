#include "consortia/model.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>

namespace grono::consortia {
namespace {

using Column = MipModel::Column;
using Factors = std::vector<MipModel::Term>;

// Amounts go into the program in these units, so that its factors lie near one another.
double unit_of(const Instance& it) {
  double largest = 1;
  for (const Candidate& one : it.candidates)
    largest = std::max(largest, static_cast<double>(one.least.hundredths));
  return largest;
}

/// A square table of bits.
class Bits {
 public:
  explicit Bits(std::size_t size) : words_((size + 63) / 64), all_(size * words_, 0) {}
  using Row = std::vector<std::uint64_t>;
  void set(Number a, Number b) { all_[a * words_ + b / 64] |= std::uint64_t{1} << (b % 64); }
  void clear(Number a, Number b) { all_[a * words_ + b / 64] &= ~(std::uint64_t{1} << (b % 64)); }
  [[nodiscard]] bool has(Number a, Number b) const {
    return (all_[a * words_ + b / 64] >> (b % 64) & 1) != 0;
  }
  [[nodiscard]] Row row(Number a) const {
    const auto from = all_.begin() + static_cast<std::ptrdiff_t>(a * words_);
    return {from, from + static_cast<std::ptrdiff_t>(words_)};
  }
  void keep_common(Row& row, Number a) const {
    for (std::size_t w = 0; w < words_; ++w) row[w] &= all_[a * words_ + w];
  }

 private:
  std::size_t words_;
  Row all_;
};

std::optional<Number> first_of(const Bits::Row& row) {
  for (std::size_t w = 0; w < row.size(); ++w)
    if (row[w] != 0) return static_cast<Number>(w * 64 + static_cast<std::size_t>(std::countr_zero(row[w])));
  return std::nullopt;
}

// Cells are so much smaller than the distance: smaller ones leave less for later and need more columns.
constexpr double kCellsInDistance = 2.5;

/// Builds the program row by row.
class Builder {
 public:
  Builder(const Instance& instance, const Appraisal& appraisal, std::span<const Number> candidates)
      : it_(instance), appraisal_(appraisal), place_(instance.size(), kNone) {
    model_.candidates.assign(candidates.begin(), candidates.end());
    model_.constant = constant_gain(instance);
    model_.max_partners = instance.opportunity.max_partners;
    model_.program.is_tight = true;
    const auto gains = single_gains(instance);
    for (Number i = 0; i < candidates.size(); ++i) {
      place_[candidates[i]] = i;
      model_.of_candidate.push_back(program().add_binary(-kScale * gains[candidates[i]]));
    }
  }

  Model build() {
    add_number_of_partners();
    for (Number r = 0; r < it_.opportunity.competences.size(); ++r) add_competence(r);
    add_ties();
    add_budget();
    for (const KindRule& rule : it_.opportunity.kinds) add_kind_rule(rule);
    add_countries();
    add_fixed();
    add_apart();
    return std::move(model_);
  }

 private:
  static constexpr Number kNone = ~Number{0};

  MipModel& program() noexcept { return model_.program; }
  [[nodiscard]] bool is_in(Number candidate) const { return place_[candidate] != kNone; }
  [[nodiscard]] Column column(Number candidate) const { return model_.of_candidate[place_[candidate]]; }

  void add_number_of_partners() {
    Factors all;
    for (const Column c : model_.of_candidate) all.push_back({c, 1});
    program().rows.push_back({std::move(all), static_cast<double>(it_.opportunity.min_partners),
                              static_cast<double>(it_.opportunity.max_partners)});
  }

  // z = the share of the requirement that a holder answers for: only who takes part, of each group one,
  // together as many as are asked for. With the partners given, the best z are whole, so that they need not
  // be integers.
  void add_competence(Number r) {
    const auto& wanted = it_.opportunity.competences[r];
    const double gain = quality_gains(it_)[r];
    Factors answers;
    std::map<Number, Factors> of_group;
    for (const Holder& one : it_.holders[r]) {
      if (!is_in(one.candidate)) continue;
      const Column z = program().add_part(-kScale * gain * one.quality);
      program().at_most({{z, 1}, {column(one.candidate), -1}}, 0);
      answers.push_back({z, 1});
      of_group[it_.group[one.candidate]].push_back({z, 1});
    }
    for (auto& [group, terms] : of_group)
      if (terms.size() > 1 && wanted.holders > 1) program().at_most(std::move(terms), 1);
    program().exactly(std::move(answers), wanted.holders);
  }

  // y = both work with one another in the consortium.
  void add_ties() {
    const double gain = tie_gain(it_);
    if (gain == 0) return;
    for (const Number c : model_.candidates)
      for (const Tie& tie : it_.ties[c]) {
        if (tie.other < c || !is_in(tie.other) || appraisal_.are_apart(c, tie.other)) continue;
        const Column y = program().add_part(-kScale * gain * tie.strength);
        program().at_most({{y, 1}, {column(c), -1}}, 0);
        program().at_most({{y, 1}, {column(tie.other), -1}}, 0);
      }
  }

  // Two sums, of the SMEs and of the others, each anywhere between its partners' least and most: exact, since
  // the rules look at the two only.
  void add_budget() {
    const Opportunity& o = it_.opportunity;
    const double unit = unit_of(it_);
    const double cost = kScale * budget_loss(it_) * unit;
    const Column smes = program().add({cost, 0, kUnbounded, false}),
                 others = program().add({cost, 0, kUnbounded, false});
    for (const Column part : {smes, others}) {
      Factors least, most;
      for (const Number c : model_.candidates) {
        if (it_.is_sme(c) != (part == smes)) continue;
        const auto span = budget_span(it_.candidates[c], o.partner_budget);
        if (!span) continue;
        if (span->least > 0) least.push_back({column(c), -static_cast<double>(span->least) / unit});
        most.push_back({column(c), -static_cast<double>(span->most) / unit});
      }
      least.push_back({part, 1});
      most.push_back({part, 1});
      program().at_least(std::move(least), 0);
      program().at_most(std::move(most), 0);
    }
    const auto& [least, most] = o.total_budget;
    if (least) program().at_least({{smes, 1}, {others, 1}}, static_cast<double>(least->hundredths) / unit);
    if (most) program().at_most({{smes, 1}, {others, 1}}, static_cast<double>(most->hundredths) / unit);
    if (!o.sme_share) return;
    const double share =
        static_cast<double>(o.sme_share->parts) / static_cast<double>(o.sme_share->whole);
    program().at_least({{smes, 1 - share}, {others, -share}}, 0);
  }

  void add_kind_rule(const KindRule& rule) {
    Factors counted;
    for (const Number c : model_.candidates)
      if (counts_for(rule, it_.candidates[c])) counted.push_back({column(c), 1});
    MipModel::Row row{std::move(counted), -kUnbounded, kUnbounded};
    if (rule.at_least) row.low = *rule.at_least;
    if (rule.at_most) row.high = *rule.at_most;
    program().rows.push_back(std::move(row));
  }

  void add_countries() {
    if (!it_.opportunity.countries) return;
    std::map<Number, Factors> of_country;
    for (const Number c : model_.candidates)
      if (it_.country[c] != 0) of_country[it_.country[c]].push_back({column(c), -1});
    Factors seen;
    for (auto& [country, terms] : of_country) {
      const Column v = program().add_part();
      seen.push_back({v, 1});
      terms.push_back({v, 1});
      program().at_most(std::move(terms), 0);
    }
    program().at_least(std::move(seen), *it_.opportunity.countries);
  }

  void add_fixed() {
    for (const Number c : it_.fixed) {
      // One that may not take part makes the program impossible, as it should.
      if (is_in(c)) {
        program().variables[column(c)].low = 1;
      } else {
        program().at_least({}, 1);
      }
    }
  }

  void add_apart() {
    const auto count = static_cast<Number>(model_.candidates.size());
    std::vector<std::pair<Number, Number>> pairs;
    for (Number a = 0; a < count; ++a)
      for (Number b = 0; b < a; ++b)
        if (appraisal_.are_apart(model_.candidates[a], model_.candidates[b])) pairs.emplace_back(b, a);
    if (pairs.size() > kMostPairs) {
      pairs.clear();
      if (it_.opportunity.within_each_other_m) add_cells();
      for (const auto& [one, other] : it_.apart)
        if (is_in(one) && is_in(other)) pairs.emplace_back(place_[one], place_[other]);
    }
    for (const Partners& clique : clique_cover(count, pairs)) {
      Factors terms;
      for (const Number place : clique) terms.push_back({model_.of_candidate[place], 1});
      program().at_most(std::move(terms), 1);
    }
  }

  void add_cells() {
    const DistantCells distant = distant_cells(it_, appraisal_, model_.candidates);
    std::vector<Column> is_used;
    for (const Partners& members : distant.cells) {
      is_used.push_back(program().add_part());
      for (const Number c : members) program().at_most({{column(c), 1}, {is_used.back(), -1}}, 0);
    }
    for (const auto& clique : distant.cliques) {
      Factors terms;
      for (const Number cell : clique) terms.push_back({is_used[cell], 1});
      program().at_most(std::move(terms), 1);
    }
  }

  const Instance& it_;
  const Appraisal& appraisal_;
  std::vector<Number> place_;
  Model model_;
};

}  // namespace

Model make_model(const Instance& instance, const Appraisal& appraisal, std::span<const Number> candidates) {
  return Builder(instance, appraisal, candidates).build();
}

void forbid(Model& model, std::span<const Number> partners) {
  // 2 |S ∩ P| - |P| <= |S| - 1 for the set S of partners and the chosen P: broken by P = S alone. Where
  // nobody could join S any more, |S ∩ P| <= |S| - 1 says the same and is tighter.
  const bool is_full = static_cast<int>(partners.size()) == model.max_partners;
  Factors terms;
  for (std::size_t i = 0; i < model.candidates.size(); ++i) {
    const bool is_partner = std::binary_search(partners.begin(), partners.end(), model.candidates[i]);
    if (is_partner || !is_full) terms.push_back({model.of_candidate[i], is_partner ? 1.0 : -1.0});
  }
  model.program.at_most(std::move(terms), static_cast<double>(partners.size()) - 1);
}

Partners partners_in(const Model& model, std::span<const double> values) {
  Partners partners;
  for (std::size_t i = 0; i < model.candidates.size(); ++i)
    if (values[model.of_candidate[i]] > 0.5) partners.push_back(model.candidates[i]);
  return partners;
}

std::vector<Partners> clique_cover(std::size_t candidates,
                                   const std::vector<std::pair<Number, Number>>& pairs) {
  Bits apart(candidates), open(candidates);
  for (const auto& [a, b] : pairs)
    for (Bits* bits : {&apart, &open}) {
      bits->set(a, b);
      bits->set(b, a);
    }
  std::vector<Partners> cover;
  for (const auto& [a, b] : pairs) {
    if (!open.has(a, b)) continue;
    Partners clique = {a, b};
    auto common = apart.row(a);
    apart.keep_common(common, b);
    for (auto next = first_of(common); next; next = first_of(common)) {
      clique.push_back(*next);
      apart.keep_common(common, *next);
    }
    for (const Number c : clique)
      for (const Number d : clique) open.clear(c, d);
    std::sort(clique.begin(), clique.end());
    cover.push_back(std::move(clique));
  }
  return cover;
}

DistantCells distant_cells(const Instance& it, const Appraisal& appraisal,
                           std::span<const Number> candidates) {
  constexpr double kMetresInDegree = 111'000, kRadiansInDegree = 0.017453292519943295;
  const double side = *it.opportunity.within_each_other_m / kCellsInDistance / kMetresInDegree;
  std::map<std::pair<long, long>, Partners> by_cell;
  for (const Number c : candidates) {
    const auto& place = it.candidates[c].position;
    if (!place) continue;
    const double row = std::floor(place->lat / side);
    const double across = std::max(0.05, std::cos(row * side * kRadiansInDegree));
    by_cell[{std::lround(row), std::lround(std::floor(place->lon * across / side))}].push_back(c);
  }
  DistantCells made;
  for (auto& [cell, members] : by_cell) made.cells.push_back(std::move(members));
  std::vector<std::pair<Number, Number>> pairs;
  for (Number a = 0; a < made.cells.size(); ++a)
    for (Number b = 0; b < a; ++b) {
      const auto is_far_from_all = [&](Number c) {
        return std::all_of(made.cells[b].begin(), made.cells[b].end(),
                           [&](Number d) { return appraisal.are_distant(c, d); });
      };
      if (std::all_of(made.cells[a].begin(), made.cells[a].end(), is_far_from_all)) pairs.emplace_back(b, a);
    }
  made.cliques = clique_cover(made.cells.size(), pairs);
  return made;
}

std::vector<Partners> distant_cliques(const Appraisal& appraisal, const Partners& partners) {
  std::vector<Partners> cliques;
  for (std::size_t i = 0; i < partners.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      if (!appraisal.are_distant(partners[i], partners[j])) continue;
      Partners clique = {partners[j], partners[i]};
      for (const Number c : appraisal.eligible()) {
        const bool fits = std::all_of(clique.begin(), clique.end(),
                                      [&, c](Number d) { return d != c && appraisal.are_distant(c, d); });
        if (fits) clique.push_back(c);
      }
      std::sort(clique.begin(), clique.end());
      cliques.push_back(std::move(clique));
    }
  std::sort(cliques.begin(), cliques.end());
  cliques.erase(std::unique(cliques.begin(), cliques.end()), cliques.end());
  return cliques;
}

void keep_apart(Model& model, const Partners& clique) {
  Factors terms;
  for (std::size_t i = 0; i < model.candidates.size(); ++i)
    if (std::binary_search(clique.begin(), clique.end(), model.candidates[i]))
      terms.push_back({model.of_candidate[i], 1});
  model.program.at_most(std::move(terms), 1);
}

}  // namespace grono::consortia
