#include "consortia/soft_program.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "consortia/model.hpp"

namespace grono::consortia {
namespace {

// Prices of what is asked of a newcomer: a competence counts most, the rest decides among equals.
constexpr double kCompetencePrice = 1, kProfilePrice = 0.01, kForeignPrice = 0.005;

}  // namespace

SoftProgram::SoftProgram(const Instance& instance, const Appraisal& appraisal, int newcomers)
    : it_(instance), appraisal_(appraisal) {
  for (const Candidate& one : it_.candidates) {
    program_.add_binary();
    unit_ = std::max(unit_, static_cast<double>(one.least.hundredths));
  }
  for (std::size_t i = 0; i < it_.requirements.size(); ++i) program_.add_binary(1);
  for (const Candidate& one : it_.candidates) all_money_ += amount(one.most.hundredths);
  add_newcomers(newcomers);
  add_budget_sums();
  for (std::size_t i = 0; i < it_.requirements.size(); ++i) add_requirement(i);
}

void SoftProgram::hold(const std::vector<bool>& held) {
  for (std::size_t i = 0; i < held.size(); ++i) program_.variables[given_up_column(i)].high = held[i] ? 0 : 1;
}

void SoftProgram::give_up_freely() {
  for (std::size_t i = 0; i < it_.requirements.size(); ++i) program_.variables[given_up_column(i)].cost = 0;
}

void SoftProgram::add_newcomers(int count) {
  std::set<std::string> kinds = {""};
  std::set<std::optional<Size>> sizes = {std::nullopt};
  for (const KindRule& rule : it_.opportunity.kinds) {
    kinds.insert(rule.kinds.begin(), rule.kinds.end());
    for (const Size size : rule.sizes) sizes.insert(size);
  }
  if (it_.opportunity.sme_share) sizes.insert(Size::small);
  for (int n = 0; n < count; ++n) {
    NewcomerColumns& one = newcomers_.emplace_back();
    for (std::size_t r = 0; r < it_.opportunity.competences.size(); ++r)
      one.covers.push_back(program_.add_binary(kCompetencePrice));
    Factors choice;
    for (const std::string& kind : kinds)
      for (const auto& size : sizes) {
        const double price = kProfilePrice * ((kind.empty() ? 0 : 1) + (size ? 1 : 0));
        one.profiles.push_back({kind, size, program_.add_binary(price)});
        choice.push_back({one.profiles.back().column, 1});
      }
    program_.exactly(std::move(choice), 1);
    one.foreign = program_.add_binary(kForeignPrice);
    one.sme_budget = program_.add({});
    one.other_budget = program_.add({});
  }
}

std::optional<std::size_t> SoftProgram::number_of(Rule rule) const {
  for (std::size_t i = 0; i < it_.requirements.size(); ++i)
    if (it_.requirements[i].rule == rule) return i;
  return std::nullopt;
}

void SoftProgram::add_requirement(std::size_t i) {
  const Requirement& one = it_.requirements[i];
  const Column s = given_up_column(i);
  const auto present = static_cast<double>(newcomers_.size());
  const auto everybody = [&] {
    Factors all;
    for (Number c = 0; c < it_.size(); ++c) all.push_back({c, 1});
    return all;
  };
  switch (one.rule) {
    case Rule::min_partners: {
      Factors all = everybody();
      all.push_back({s, static_cast<double>(it_.opportunity.min_partners)});
      return program_.at_least(std::move(all), it_.opportunity.min_partners - present);
    }
    case Rule::max_partners: {
      Factors all = everybody();
      all.push_back({s, -static_cast<double>(it_.size())});
      return program_.at_most(std::move(all), it_.opportunity.max_partners - present);
    }
    case Rule::competence:
      return add_competence(i);
    case Rule::kind_at_least:
    case Rule::kind_at_most:
      return add_kind_rule(i);
    case Rule::countries:
      return add_countries(i);
    case Rule::fixed:
      return program_.at_least({{it_.fixed[one.index], 1}, {s, 1}}, 1);
    case Rule::apart:
      return program_.at_most({{it_.apart[one.index].first, 1}, {it_.apart[one.index].second, 1}, {s, -1}},
                              1);
    case Rule::total_least:
    case Rule::total_most:
    case Rule::sme_share:
      return add_budget_rule(i);
    case Rule::partner_least:
    case Rule::partner_most:
    case Rule::within:
    case Rule::excluded:
      return add_bans(i);
    case Rule::within_each_other:
      add_cells(i);
      return add_bans(i);
  }
}

void SoftProgram::add_competence(std::size_t i) {
  const std::size_t r = it_.requirements[i].index;
  const auto& wanted = it_.opportunity.competences[r];
  std::map<Number, std::vector<Number>> of_group;
  for (const Holder& one : it_.holders[r]) of_group[it_.group[one.candidate]].push_back(one.candidate);
  Factors held;
  for (const auto& [group, members] : of_group) {
    if (members.size() == 1) {
      held.push_back({members.front(), 1});
      continue;
    }
    const Column any = program_.add_part();
    Factors some = {{any, 1}};
    for (const Number c : members) some.push_back({c, -1});
    program_.at_most(std::move(some), 0);
    held.push_back({any, 1});
  }
  for (const auto& one : newcomers_) held.push_back({one.covers[r], 1});
  held.push_back({given_up_column(i), static_cast<double>(wanted.holders)});
  program_.at_least(std::move(held), wanted.holders);
}

void SoftProgram::add_kind_rule(std::size_t i) {
  const Requirement& one = it_.requirements[i];
  const KindRule& rule = it_.opportunity.kinds[one.index];
  Factors counted;
  for (Number c = 0; c < it_.size(); ++c)
    if (counts_for(rule, it_.candidates[c])) counted.push_back({c, 1});
  for (const auto& newcomer : newcomers_)
    for (const Profile& profile : newcomer.profiles) {
      Candidate like;
      like.kind = profile.kind;
      like.size = profile.size;
      if (counts_for(rule, like)) counted.push_back({profile.column, 1});
    }
  const Column s = given_up_column(i);
  if (one.rule == Rule::kind_at_least) {
    counted.push_back({s, static_cast<double>(*rule.at_least)});
    program_.at_least(std::move(counted), *rule.at_least);
  } else {
    counted.push_back({s, -static_cast<double>(it_.size() + newcomers_.size())});
    program_.at_most(std::move(counted), *rule.at_most);
  }
}

void SoftProgram::add_countries(std::size_t i) {
  std::map<Number, Factors> of_country;
  for (Number c = 0; c < it_.size(); ++c)
    if (it_.country[c] != 0) of_country[it_.country[c]].push_back({c, -1});
  Factors seen;
  for (auto& [country, terms] : of_country) {
    const Column v = program_.add_part();
    seen.push_back({v, 1});
    terms.push_back({v, 1});
    program_.at_most(std::move(terms), 0);
  }
  for (const auto& one : newcomers_) seen.push_back({one.foreign, 1});
  const int wanted = *it_.opportunity.countries;
  seen.push_back({given_up_column(i), static_cast<double>(wanted)});
  program_.at_least(std::move(seen), wanted);
}

// The sums lie between what the partners need and can take; narrowed by the bounds for each partner while
// these hold.
void SoftProgram::add_budget_sums() {
  smes_ = program_.add({});
  others_ = program_.add({});
  const Bounds& bounds = it_.opportunity.partner_budget;
  const auto least_rule = number_of(Rule::partner_least), most_rule = number_of(Rule::partner_most);
  for (const Column part : {smes_, others_}) {
    Factors least = {{part, 1}}, most = {{part, 1}}, least_held = {{part, 1}}, most_held = {{part, 1}};
    double more = 0, less = 0;
    for (Number c = 0; c < it_.size(); ++c) {
      if (it_.is_sme(c) != (part == smes_)) continue;
      const std::int64_t low = it_.candidates[c].least.hundredths, high = it_.candidates[c].most.hundredths;
      const std::int64_t low_held = std::max(low, bounds.least.value_or(Money{0}).hundredths);
      const std::int64_t high_held = bounds.most ? std::min(high, bounds.most->hundredths) : high;
      least.push_back({c, -amount(low)});
      most.push_back({c, -amount(high)});
      least_held.push_back({c, -amount(low_held)});
      most_held.push_back({c, -amount(high_held)});
      more += amount(low_held - low);
      less += amount(high - high_held);
    }
    for (const auto& one : newcomers_) {
      const Column budget = part == smes_ ? one.sme_budget : one.other_budget;
      for (Factors* terms : {&least, &most, &least_held, &most_held}) terms->push_back({budget, -1});
    }
    program_.at_least(std::move(least), 0);
    program_.at_most(std::move(most), 0);
    if (least_rule && more > 0) {
      least_held.push_back({given_up_column(*least_rule), more});
      program_.at_least(std::move(least_held), 0);
    }
    if (most_rule && less > 0) {
      most_held.push_back({given_up_column(*most_rule), -less});
      program_.at_most(std::move(most_held), 0);
    }
  }
  // A newcomer has its budget as an SME or as another, within the bounds for each partner.
  const double low = amount(bounds.least.value_or(Money{0}).hundredths);
  const double high = bounds.most ? amount(bounds.most->hundredths) : 1e6;
  for (const auto& one : newcomers_)
    for (const bool as_sme : {true, false}) {
      Factors at_least = {{as_sme ? one.sme_budget : one.other_budget, 1}}, at_most = at_least;
      for (const Profile& profile : one.profiles)
        if ((profile.size && is_sme(*profile.size)) == as_sme) {
          at_least.push_back({profile.column, -low});
          at_most.push_back({profile.column, -high});
        }
      program_.at_least(std::move(at_least), 0);
      program_.at_most(std::move(at_most), 0);
    }
}

void SoftProgram::add_budget_rule(std::size_t i) {
  const Opportunity& o = it_.opportunity;
  const Column s = given_up_column(i);
  const Rule rule = it_.requirements[i].rule;
  if (rule == Rule::total_least) {
    const double least = amount(o.total_budget.least->hundredths);
    program_.at_least({{smes_, 1}, {others_, 1}, {s, least}}, least);
  } else if (rule == Rule::total_most) {
    program_.at_most({{smes_, 1}, {others_, 1}, {s, -all_money_}}, amount(o.total_budget.most->hundredths));
  } else {
    const double share =
        static_cast<double>(o.sme_share->parts) / static_cast<double>(o.sme_share->whole);
    program_.at_least({{smes_, 1 - share}, {others_, -share}, {s, share * all_money_}}, 0);
  }
}

bool SoftProgram::is_banned(const Requirement& one, Number c) const {
  const Opportunity& o = it_.opportunity;
  const Candidate& candidate = it_.candidates[c];
  switch (one.rule) {
    case Rule::partner_least:
      return candidate.most < *o.partner_budget.least;
    case Rule::partner_most:
      return candidate.least > *o.partner_budget.most;
    case Rule::within:
      return !candidate.position ||
             geo::distance_m(o.within->centre, *candidate.position) > o.within->radius_m;
    case Rule::within_each_other:
      return !candidate.position;
    case Rule::excluded:
      return it_.excluded[one.index] == c;
    default:
      return false;
  }
}

void SoftProgram::add_cells(std::size_t i) {
  std::vector<Number> all;
  for (Number c = 0; c < it_.size(); ++c) all.push_back(c);
  const DistantCells distant = distant_cells(it_, appraisal_, all);
  std::vector<Column> is_used;
  for (const Partners& members : distant.cells) {
    is_used.push_back(program_.add_part());
    for (const Number c : members) program_.at_most({{c, 1}, {is_used.back(), -1}}, 0);
  }
  for (const auto& clique : distant.cliques) {
    Factors terms = {{given_up_column(i), -static_cast<double>(clique.size() - 1)}};
    for (const Number cell : clique) terms.push_back({is_used[cell], 1});
    program_.at_most(std::move(terms), 1);
  }
}

void SoftProgram::add_bans(std::size_t i) {
  for (Number c = 0; c < it_.size(); ++c)
    if (is_banned(it_.requirements[i], c)) program_.at_most({{c, 1}, {given_up_column(i), -1}}, 0);
}

Partners SoftProgram::partners_in(const std::vector<double>& values) const {
  Partners partners;
  for (Number c = 0; c < it_.size(); ++c)
    if (values[c] > 0.5) partners.push_back(c);
  return partners;
}

std::vector<bool> SoftProgram::given_up(const std::vector<double>& values) const {
  std::vector<bool> all;
  for (std::size_t i = 0; i < it_.requirements.size(); ++i) all.push_back(values[given_up_column(i)] > 0.5);
  return all;
}

std::vector<Newcomer> SoftProgram::newcomers_in(const std::vector<double>& values) const {
  std::vector<Newcomer> all;
  for (const auto& columns : newcomers_) {
    Newcomer one;
    for (Number r = 0; r < columns.covers.size(); ++r)
      if (values[columns.covers[r]] > 0.5) one.requirements.push_back(r);
    for (const Profile& profile : columns.profiles)
      if (values[profile.column] > 0.5) {
        one.kind = profile.kind;
        one.size = profile.size;
      }
    one.from_another_country = values[columns.foreign] > 0.5;
    const double budget = (values[columns.sme_budget] + values[columns.other_budget]) * unit_;
    one.budget.hundredths = static_cast<std::int64_t>(budget + 0.5);
    all.push_back(std::move(one));
  }
  return all;
}

bool SoftProgram::part_the_distant(const Partners& partners) {
  const auto rule = number_of(Rule::within_each_other);
  if (!rule) return false;
  bool found = false;
  for (const auto& clique : distant_cliques(appraisal_, partners)) {
    Factors terms;
    for (const Number c : clique) terms.push_back({c, 1});
    terms.push_back({given_up_column(*rule), -static_cast<double>(clique.size() - 1)});
    program_.at_most(std::move(terms), 1);
    found = true;
  }
  return found;
}

void SoftProgram::forbid(const Partners& partners) {
  Factors terms;
  for (Number c = 0; c < it_.size(); ++c)
    terms.push_back({c, std::binary_search(partners.begin(), partners.end(), c) ? 1.0 : -1.0});
  program_.at_most(std::move(terms), static_cast<double>(partners.size()) - 1);
}

}  // namespace grono::consortia
