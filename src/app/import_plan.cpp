#include "app/import_plan.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "app/clock.hpp"
#include "base/error.hpp"
#include "cluster/rules.hpp"
#include "store/membership_store.hpp"
#include "store/organisation_store.hpp"
#include "store/ties.hpp"

namespace grono::app {
namespace {

using cluster::Organisation;
using cluster::OrganisationId;
using cluster::Permission;

constexpr std::size_t kMost = 200;    // issues and duplicates told
constexpr std::size_t kBatch = 2000;  // organisations written between two reports of progress

// What the row would add, and what is there already but hidden from the caller, is not added twice.
void drop_known(std::vector<cluster::Capability>& seen, const std::vector<cluster::Capability>& stored) {
  std::erase_if(seen, [&](const auto& item) {
    return item.id.is_nil() && std::any_of(stored.begin(), stored.end(),
                                           [&](const auto& each) { return each.title == item.title; });
  });
}

}  // namespace

ImportPlan::ImportPlan(const Installation& installation, const Caller& caller, const ImportOptions& options,
                       std::optional<cluster::ClusterId> cluster, CheckedTable& table,
                       store::Transaction& transaction)
    : installation_(installation),
      caller_(caller),
      options_(options),
      cluster_(cluster),
      table_(table),
      transaction_(transaction) {
  report_.counts = table.counts;
  report_.counts.rejected = static_cast<std::int64_t>(table.rejected.size());
  report_.issues = table.issues;
}

// Whoever runs commands on the machine itself holds the database in their hands anyway.
bool ImportPlan::is_operator() const {
  return caller_.via == "command_line";
}

void ImportPlan::index_stored() {
  store::OrganisationStore(transaction_).for_each([&](Organisation&& stored) {
    index_.add(stored);
    slots_.push_back({stored.id, {}});
  });
  ties_ = store::all_ties(transaction_);
}

const cluster::Ties& ImportPlan::ties_of(OrganisationId id) const {
  static const cluster::Ties none;
  const auto found = ties_.find(id);
  return found == ties_.end() ? none : found->second;
}

void ImportPlan::refuse(std::size_t at, const std::string& field, std::string problem, std::string mend) {
  const std::size_t number = table_.rows[at].number;
  ++report_.counts.rejected;
  const text::Messages& messages = installation_.messages(caller_.language);
  refused_.push_back({number, {}, fmt::format("{}: {} - {}", field, messages.say(problem), messages.say(mend))});
  if (report_.issues.size() < kMost)
    report_.issues.push_back({number, field, std::move(problem), std::move(mend), true});
}

void ImportPlan::assign() {
  index_stored();
  refuse_ids_of_the_gone();
  for (std::size_t at = 0; at < table_.rows.size(); ++at)
    if (table_.rows[at].number != 0) assign_row(at);
}

// An id that was deleted or merged away can't be used again.
void ImportPlan::refuse_ids_of_the_gone() {
  store::OrganisationStore organisations(transaction_);
  for (std::size_t at = 0; at < table_.rows.size(); ++at) {
    const Organisation& told = table_.rows[at].row.organisation;
    if (told.id.is_nil()) continue;
    if (const auto match = index_.find(told); match && match->same.by == SameBy::id) continue;
    if (!organisations.find(told.id) && !organisations.is_deleted(told.id)) continue;
    refuse(at, "id", "the organisation of this id was deleted or merged into another",
           "clear the id, or restore the organisation");
    table_.rows[at].number = 0;
  }
}

void ImportPlan::assign_row(std::size_t at) {
  const CheckedRow& checked = table_.rows[at];
  const Organisation& told = checked.row.organisation;
  const auto match = index_.find(told);
  std::optional<std::size_t> entry;
  if (match) {
    const auto chosen = options_.decisions.find(checked.number);
    const bool is_only_similar = match->same.by == SameBy::similar_name_and_place;
    const auto decision = chosen != options_.decisions.end() ? chosen->second
                          : is_only_similar                  ? RowDecision::create
                                                             : RowDecision::update;
    if (match->same.by != SameBy::id && report_.duplicates.size() < kMost)
      report_.duplicates.push_back({checked.number, told.legal_name,
                                    slots_[match->entry].stored.value_or(OrganisationId{}), match->same});
    if (decision == RowDecision::skip) {
      ++report_.counts.skipped;
      return;
    }
    if (decision == RowDecision::update) entry = match->entry;
  }
  if (const auto other = index_.other_with_number(told, entry))
    return refuse(at, "registers", "another organisation bears the number " + other->same.evidence,
                  "correct the number, or update that organisation");
  if (!entry) {
    entry = index_.add(told);
    slots_.push_back({});
  } else {
    index_.add_to(*entry, told);
  }
  slots_[*entry].rows.push_back(at);
}

void ImportPlan::carry_out(bool is_rehearsal, const ImportProgress& progress) {
  std::vector<Slot*> fresh, known;
  for (Slot& slot : slots_)
    if (!slot.rows.empty()) (slot.stored ? known : fresh).push_back(&slot);
  const auto total = static_cast<std::int64_t>(fresh.size() + known.size());
  std::int64_t done = 0;
  const auto in_batches = [&](std::vector<Slot*>& slots, auto work) {
    for (std::size_t from = 0; from < slots.size(); from += kBatch) {
      const auto batch = std::span(slots).subspan(from, std::min(kBatch, slots.size() - from));
      (this->*work)(batch, is_rehearsal);
      done += static_cast<std::int64_t>(batch.size());
      if (progress && !progress(ImportStage::writing, done, total)) throw ImportCancelled{};
    }
  };
  in_batches(fresh, &ImportPlan::create);
  in_batches(known, &ImportPlan::update);
}

Organisation ImportPlan::made_of(const Slot& slot) {
  Organisation made = table_.rows[slot.rows.front()].row.organisation;
  for (const std::size_t at : std::span(slot.rows).subspan(1)) exchange::overlay(made, table_.rows[at].row);
  return made;
}

void ImportPlan::create(std::span<Slot*> slots, bool is_rehearsal) {
  std::vector<Organisation> made;
  std::vector<OrganisationId> ids;
  for (Slot* slot : slots) {
    Organisation organisation = made_of(*slot);
    // A single row has been brought into its stored form already; of several, only their sum can break a
    // rule.
    std::vector<InvalidInput> broken;
    if (slot->rows.size() > 1)
      broken = cluster::normalise_and_check(organisation, installation_.classifications());
    if (!broken.empty()) {
      for (const auto at : slot->rows)
        refuse(at, broken.front().where(),
               broken.front().problem() + ", together with other rows of the same organisation",
               broken.front().mend());
      continue;
    }
    ++report_.counts.created;
    report_.counts.updated += static_cast<std::int64_t>(slot->rows.size()) - 1;
    if (organisation.id.is_nil()) organisation.id = new_id<OrganisationId>();
    cluster::give_missing_ids(organisation, new_uuid);
    ids.push_back(organisation.id);
    made.push_back(std::move(organisation));
  }
  if (is_rehearsal || made.empty()) return;
  store::OrganisationStore(transaction_).insert(made);
  join(ids, false);
}

void ImportPlan::update(std::span<Slot*> slots, bool is_rehearsal) {
  std::vector<OrganisationId> ids;
  for (const Slot* slot : slots) ids.push_back(*slot->stored);
  const auto stored = store::OrganisationStore(transaction_).find(ids);
  ids.clear();
  // In the order asked, and none can be missing within the transaction.
  for (std::size_t i = 0; i < stored.size(); ++i)
    if (update_one(*slots[i], stored[i], is_rehearsal)) ids.push_back(stored[i].id);
  if (!is_rehearsal) join(ids, true);
}

bool ImportPlan::update_one(Slot& slot, const Organisation& stored, bool is_rehearsal) {
  const auto& ties = ties_of(stored.id);
  Organisation seen = is_operator() ? stored : cluster::as_seen_by(caller_.actor, stored, ties);
  const Organisation before = seen;
  for (const auto at : slot.rows) exchange::overlay(seen, table_.rows[at].row);
  drop_known(seen.offers, stored.offers);
  drop_known(seen.needs, stored.needs);
  std::vector<InvalidInput> broken;
  if (seen != before) broken = cluster::normalise_and_check(seen, installation_.classifications());
  const auto rows = static_cast<std::int64_t>(slot.rows.size());
  if (seen == before) {
    report_.counts.unchanged += rows;
    return true;
  }
  const bool may = is_operator() || cluster::may(caller_.actor, Permission::edit_organisation,
                                                 {std::nullopt, stored.id, ties.clusters});
  for (const auto at : slot.rows) {
    if (!may)
      refuse(at, "legal_name", "it is there already (" + stored.legal_name + "), and you may not change it",
             "ask its own people or its cluster's manager");
    else if (!broken.empty())
      refuse(at, broken.front().where(), broken.front().problem() + ", together with what is stored",
             broken.front().mend());
  }
  if (!may || !broken.empty()) return false;
  report_.counts.updated += rows;
  if (is_rehearsal) return true;
  Organisation made =
      is_operator() ? std::move(seen) : cluster::merge_edit(stored, std::move(seen), caller_.actor, ties);
  cluster::give_missing_ids(made, new_uuid);
  store::OrganisationStore(transaction_).update(made);
  return true;
}

void ImportPlan::join(std::span<const OrganisationId> organisations, bool may_have_one) {
  if (!cluster_) return;
  store::MembershipStore memberships(transaction_);
  std::vector<cluster::Membership> made;
  for (const auto& organisation : organisations) {
    if (may_have_one && memberships.find_open(*cluster_, organisation)) continue;
    cluster::MembershipEvent event;
    event.kind = cluster::MembershipEventKind::joined;
    event.on = options_.joined_on.value_or(today());
    cluster::Membership membership{new_id<cluster::MembershipId>(), *cluster_, organisation, {}};
    cluster::record(membership, std::move(event));
    made.push_back(std::move(membership));
  }
  if (!made.empty()) memberships.insert(made);
}

}  // namespace grono::app
