#include "app/consortia/opportunities.hpp"

#include <algorithm>

#include "app/clock.hpp"
#include "app/clusters.hpp"
#include "app/disclosures.hpp"
#include "app/errors.hpp"
#include "base/error.hpp"
#include "cluster/json_reader.hpp"
#include "consortia/cbc/cbc_solver.hpp"
#include "exchange/consortia_json.hpp"
#include "store/consortium_store.hpp"

namespace grono::app {
namespace {

using cluster::Opportunity;
using cluster::OpportunityId;
using cluster::Permission;
using nlohmann::json;

constexpr std::chrono::milliseconds kSolvingTime{20'000};
constexpr std::size_t kSolverMemory = std::size_t{1} << 30;

bool sees_opportunity(const Caller& caller, const Opportunity& opportunity) {
  return cluster::may_see(caller.actor, cluster::sharing_of(opportunity), cluster::ties_of(opportunity));
}

[[noreturn]] void no_such_opportunity() {
  throw NotFound("there is no such opportunity");
}

Opportunity find_seen_opportunity(store::Transaction& transaction, const Caller& caller, OpportunityId id) {
  auto found = store::OpportunityStore(transaction).find(id);
  if (!found || !sees_opportunity(caller, *found)) no_such_opportunity();
  return *std::move(found);
}

cluster::Subject of_cluster(const Opportunity& opportunity) {
  return {opportunity.cluster, std::nullopt, {}};
}

OpportunityView view_of_opportunity(const Caller& caller, Opportunity opportunity) {
  OpportunityView made;
  made.is_over = cluster::is_over(opportunity, today());
  if (cluster::may(caller.actor, Permission::manage_consortium, of_cluster(opportunity)))
    made.may = {"manage"};
  made.opportunity = std::move(opportunity);
  return made;
}

// The readers know the place of the file of `grono consortia`; here the requirements are a field.
[[noreturn]] void refuse_requirements(const InvalidInput& problem) {
  constexpr std::string_view kThere = "/opportunity";
  const std::string& where = problem.where();
  throw InvalidInput("/requirements" + (where.starts_with(kThere) ? where.substr(kThere.size()) : where),
                     problem.problem(), problem.mend());
}

void check_opportunity(Opportunity& opportunity) {
  cluster::normalise(opportunity);
  // Against nobody yet: only what contradicts itself whoever takes part.
  auto requirements = requirements_from(opportunity.requirements);
  requirements.fixed.clear();
  requirements.excluded.clear();
  requirements.apart.clear();
  try {
    consortia::require_valid(requirements, {}, {});
  } catch (const InvalidInput& problem) {
    refuse_requirements(problem);
  }
}

// The solver knows competences in the form in which words are compared; people read what they wrote.
json in_written_words(json answer, const std::vector<std::string>& written) {
  const auto put_back = [&](json& each) {
    const auto pointer = each.at("requirement").get<std::string>();
    each["competence"] = written.at(std::stoul(pointer.substr(pointer.rfind('/') + 1)));
  };
  for (json& consortium : answer.at("consortia"))
    for (json& covered : consortium.at("coverage")) put_back(covered);
  if (answer.at("conflict").is_object())
    for (json& newcomer : answer["conflict"].at("newcomers"))
      for (json& competence : newcomer.at("competences")) put_back(competence);
  return answer;
}

// Who left meanwhile is nobody whom requirements could name.
void forget_strangers(consortia::Opportunity& requirements, const CandidateField& field) {
  const auto is_stranger = [&](const std::string& id) {
    return std::none_of(field.candidates.begin(), field.candidates.end(),
                        [&](const consortia::Candidate& each) { return each.id == id; });
  };
  std::erase_if(requirements.excluded, is_stranger);
  std::erase_if(requirements.apart,
                [&](const auto& pair) { return is_stranger(pair.first) || is_stranger(pair.second); });
}

}  // namespace

consortia::Opportunity requirements_from(const json& requirements) {
  try {
    return exchange::consortia_from_json({{"opportunity", requirements}, {"candidates", json::array()}})
        .opportunity;
  } catch (const InvalidInput& problem) {
    refuse_requirements(problem);
  }
}

OpportunityList list_opportunities(store::Transaction& transaction, const Caller& caller,
                                   std::string_view cluster, const store::PageRequest& page) {
  const store::OpportunityFilter filter{read_cluster(transaction, cluster).id,
                                        cluster::audiences_of(caller.actor)};
  store::OpportunityStore opportunities(transaction);
  auto found = opportunities.list(filter, page);
  OpportunityList made;
  for (Opportunity& each : found.items)
    made.page.items.push_back(view_of_opportunity(caller, std::move(each)));
  made.page.next = found.next;
  made.total = opportunities.count(filter);
  return made;
}

OpportunityView read_opportunity(store::Transaction& transaction, const Caller& caller, OpportunityId id) {
  return view_of_opportunity(caller, find_seen_opportunity(transaction, caller, id));
}

OpportunityView announce_opportunity(store::Transaction& transaction, const Caller& caller,
                                     std::string_view cluster, const json& draft) {
  Opportunity opportunity = cluster::opportunity_from_json(draft);
  opportunity.cluster = read_cluster(transaction, cluster).id;
  require(caller, Permission::manage_consortium, of_cluster(opportunity));
  check_opportunity(opportunity);
  opportunity.id = new_id<OpportunityId>();
  store::OpportunityStore(transaction).insert(opportunity);
  return read_opportunity(transaction, caller, opportunity.id);
}

OpportunityView edit_opportunity(store::Transaction& transaction, const Caller& caller, OpportunityId id,
                                 std::int64_t version, const json& draft) {
  const Opportunity stored = find_seen_opportunity(transaction, caller, id);
  require(caller, Permission::manage_consortium, of_cluster(stored));
  Opportunity edited = cluster::opportunity_from_json(draft, stored);
  check_opportunity(edited);
  edited.version = version;
  store::OpportunityStore(transaction).update(edited);
  return read_opportunity(transaction, caller, id);
}

void delete_opportunity(store::Transaction& transaction, const Caller& caller, OpportunityId id,
                        std::int64_t version) {
  const Opportunity opportunity = find_seen_opportunity(transaction, caller, id);
  require(caller, Permission::manage_consortium, of_cluster(opportunity));
  const auto forming = store::ConsortiumStore(transaction)
                           .list(opportunity.cluster, id, cluster::audiences_of(caller.actor), 1'000);
  if (std::any_of(forming.begin(), forming.end(),
                  [](const auto& each) { return each.stage != cluster::ConsortiumStage::dissolved; }))
    throw Conflict("there is a consortium for it: dissolve that first");
  store::OpportunityStore(transaction).remove(id, version);
}

OpportunityView restore_opportunity(store::Transaction& transaction, const Caller& caller, OpportunityId id) {
  store::OpportunityStore opportunities(transaction);
  if (const auto deleted = opportunities.find_deleted(id)) {
    if (!sees_opportunity(caller, *deleted)) no_such_opportunity();
    require(caller, Permission::manage_consortium, of_cluster(*deleted));
    opportunities.restore(id);
  } else {
    require(caller, Permission::manage_consortium,
            of_cluster(find_seen_opportunity(transaction, caller, id)));
  }
  return read_opportunity(transaction, caller, id);
}

SolvingQuestion solving_question(store::Transaction& transaction, const Caller& caller, OpportunityId id,
                                 const json& changes) {
  const Opportunity opportunity = find_seen_opportunity(transaction, caller, id);
  require(caller, Permission::manage_consortium, of_cluster(opportunity));
  cluster::JsonReader reader(changes, "");
  const json* requirements = reader.value("requirements");
  const int best = reader.small_integer("best").value_or(5);
  reader.expect_nothing_else();
  if (best < 1 || best > 20) throw InvalidInput("/best", "is out of range", "give 1 to 20");
  SolvingQuestion made;
  made.requirements = requirements_from(requirements ? *requirements : opportunity.requirements);
  made.best = static_cast<std::size_t>(best);
  made.field = candidates_in(transaction, caller, opportunity.cluster);
  for (const auto& each : made.requirements.competences) made.written.push_back(each.competence);
  fold_words(made.requirements);
  forget_strangers(made.requirements, made.field);
  return made;
}

json solve(const Caller& caller, SolvingQuestion question) {
  const auto sources = std::move(question.field.sources);
  std::vector<std::string> asked;
  for (const auto& each : question.requirements.competences) asked.push_back(each.competence);
  try {
    consortia::Study study(std::move(question.requirements), std::move(question.field.candidates),
                           std::move(question.field.cooperations));
    consortia::StudyOptions options;
    options.best = question.best;
    options.limits.time = kSolvingTime;
    options.limits.memory_bytes = kSolverMemory;
    const consortia::Answer answer = study.solve(consortia::cbc::CbcSolver(), options);
    for (const consortia::Consortium& each : answer.consortia)
      for (const consortia::Coverage& covered : each.coverage)
        for (const auto* holders : {&covered.answering, &covered.also})
          for (const consortia::Holder& holder : *holders)
            if (const auto found = sources.find(
                    {study.instance().candidates[holder.candidate].id, asked[covered.requirement]});
                found != sources.end())
              note_shown(caller, found->second.sharing, found->second.shown);
    return in_written_words(exchange::to_json(study.instance(), answer), question.written);
  } catch (const InvalidInput& problem) {
    refuse_requirements(problem);
  }
}

json to_json(const OpportunityView& view) {
  json made = cluster::to_json(view.opportunity);
  // Whom the coordinator wants, does not want and takes for competitors is nobody else's business.
  if (view.may.empty() && made["requirements"].is_object())
    for (const char* const named : {"fixed", "excluded", "apart"}) made["requirements"].erase(named);
  made["is_over"] = view.is_over;
  made["may"] = view.may;
  return made;
}

}  // namespace grono::app
