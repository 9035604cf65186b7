#include "cluster/names.hpp"
#include "exchange/consortia_json.hpp"

namespace grono::exchange {
namespace {

using nlohmann::json;
using namespace consortia;

const std::string& id_of(const Instance& it, Number candidate) {
  return it.candidates[candidate].id;
}

json value_or_null(const std::optional<double>& value) {
  return value ? json(*value) : json();
}

json terms_json(const Terms& terms) {
  return {{"total", terms.total},
          {"coverage", value_or_null(terms.coverage)},
          {"cooperation", value_or_null(terms.cooperation)},
          {"complementarity", value_or_null(terms.complementarity)},
          {"closeness", value_or_null(terms.closeness)},
          {"cost", value_or_null(terms.cost)}};
}

json holders_json(const Instance& it, const std::vector<Holder>& holders) {
  json all = json::array();
  for (const Holder& one : holders)
    all.push_back({{"id", id_of(it, one.candidate)}, {"quality", one.quality}});
  return all;
}

json consortium_json(const Instance& it, const Consortium& one) {
  json partners = json::array(), coverage = json::array(), cooperations = json::array();
  for (std::size_t i = 0; i < one.partners.size(); ++i)
    partners.push_back({{"id", id_of(it, one.partners[i])},
                        {"name", it.candidates[one.partners[i]].name},
                        {"budget", to_string(one.budgets[i])}});
  for (const Coverage& covered : one.coverage)
    coverage.push_back({{"requirement", "/opportunity/competences/" + std::to_string(covered.requirement)},
                        {"competence", it.opportunity.competences[covered.requirement].competence},
                        {"holders", holders_json(it, covered.answering)},
                        {"also", holders_json(it, covered.also)}});
  for (const auto& [partner, tie] : one.ties)
    cooperations.push_back(
        {{"one", id_of(it, partner)}, {"other", id_of(it, tie.other)}, {"strength", tie.strength}});
  return {{"partners", partners},
          {"total_budget", to_string(one.total_budget)},
          {"sme_budget", to_string(one.sme_budget)},
          {"terms", terms_json(one.terms)},
          {"coverage", coverage},
          {"cooperations", cooperations}};
}

json newcomer_json(const Instance& it, const Newcomer& one) {
  json wanted = json::array();
  for (const Number r : one.requirements) {
    const auto& competence = it.opportunity.competences[r];
    json asked = {{"requirement", "/opportunity/competences/" + std::to_string(r)},
                  {"competence", competence.competence}};
    if (competence.min_trl) asked["min_trl"] = *competence.min_trl;
    if (competence.certificate) asked["certificate"] = *competence.certificate;
    wanted.push_back(std::move(asked));
  }
  json made = {{"competences", wanted},
               {"from_another_country", one.from_another_country},
               {"budget", to_string(one.budget)}};
  if (!one.kind.empty()) made["kind"] = one.kind;
  if (one.size)
    made["size"] = cluster::named_values<cluster::SizeClass>()[static_cast<std::size_t>(*one.size)].first;
  return made;
}

json conflict_json(const Instance& it, const Conflict& conflict) {
  json places = json::array(), newcomers = json::array();
  for (const std::size_t one : conflict.requirements) places.push_back(it.requirements[one].where);
  for (const Newcomer& one : conflict.newcomers) newcomers.push_back(newcomer_json(it, one));
  return {{"requirements", places}, {"is_smallest", conflict.is_smallest}, {"newcomers", newcomers}};
}

}  // namespace

json to_json(const Instance& instance, const Answer& answer) {
  json consortia = json::array();
  for (const Consortium& one : answer.consortia) consortia.push_back(consortium_json(instance, one));
  const Weights w = effective_weights(instance);
  json made = {{"consortia", consortia},
               {"is_proven", answer.is_proven},
               {"proven", answer.proven},
               {"bound", answer.bound},
               {"weights",
                {{"coverage", w.coverage},
                 {"cooperation", w.cooperation},
                 {"complementarity", w.complementarity},
                 {"closeness", w.closeness},
                 {"cost", w.cost}}},
               {"effort",
                {{"eligible", answer.effort.eligible},
                 {"in_program", answer.effort.in_program},
                 {"programs", answer.effort.programs}}}};
  made["conflict"] = answer.conflict ? conflict_json(instance, *answer.conflict) : json();
  return made;
}

}  // namespace grono::exchange
