#include "store/moved_links.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "store/aid_store.hpp"
#include "store/organisation_store.hpp"

namespace grono::store {
namespace {

using cluster::LinkedEnterprise;
using cluster::LinkStatement;
using cluster::OrganisationId;
using nlohmann::json;

/// One of the two that are merged, as a link may name it.
struct LinkParty {
  OrganisationId id;
  std::string name, nip;  ///< no nip: none is known
};

LinkParty link_party(Transaction& transaction, OrganisationId id) {
  const auto found = OrganisationStore(transaction).find(id);
  GRONO_INVARIANT(found);
  return {id, found->legal_name, found->registers.nip.value_or("")};
}

bool leads_to(const LinkedEnterprise& link, const LinkParty& party) {
  return link.organisation ? *link.organisation == party.id : !party.nip.empty() && link.nip == party.nip;
}

// Each once, and nobody linked with itself.
std::vector<LinkedEnterprise> with_kept(const std::vector<LinkedEnterprise>& links, OrganisationId owner,
                                        const LinkParty& gone, const LinkParty& kept) {
  std::vector<LinkedEnterprise> made;
  for (LinkedEnterprise link : links) {
    if (leads_to(link, gone)) {
      link = {kept.id, kept.name, ""};
    }
    const bool is_kept = leads_to(link, kept);
    const bool is_there = std::any_of(made.begin(), made.end(), [&](const LinkedEnterprise& each) {
      return (is_kept && leads_to(each, kept)) ||
             (each.organisation == link.organisation && each.nip == link.nip);
    });
    if (!is_there && !(is_kept && owner == kept.id)) made.push_back(std::move(link));
  }
  return made;
}

json stored_links(const std::vector<LinkedEnterprise>& links) {
  json made = json::array();
  for (const LinkedEnterprise& each : links) made.push_back(cluster::to_json(each));
  return made;
}

}  // namespace

json move_links(Transaction& transaction, OrganisationId from, OrganisationId to) {
  const LinkParty gone = link_party(transaction, from), kept = link_party(transaction, to);
  AidStore aid(transaction);
  aid.lock();
  json moved = json::array();
  const auto restate = [&](OrganisationId owner, std::vector<LinkedEnterprise> links) {
    LinkStatement statement = aid.links(owner);
    if (statement.links == links) return;
    moved.push_back({{"organisation", owner.str()},
                     {"before", stored_links(statement.links)},
                     {"after", stored_links(links)}});
    statement.links = std::move(links);
    aid.state(statement);
  };
  auto joined = aid.links(to).links;
  const auto brought = aid.links(from).links;
  joined.insert(joined.end(), brought.begin(), brought.end());
  restate(to, with_kept(joined, to, gone, kept));
  restate(from, {});
  for (const OrganisationId& each : aid.stated_by(from, gone.nip))
    restate(each, with_kept(aid.links(each).links, each, gone, kept));
  return moved;
}

void move_links_back(Transaction& transaction, const json& moved) {
  AidStore aid(transaction);
  aid.lock();
  for (const json& each : moved) {
    LinkStatement statement = aid.links(*OrganisationId::parse(each["organisation"].get<std::string>()));
    if (stored_links(statement.links) != each["after"]) continue;
    statement = cluster::links_from_json({{"links", each["before"]}}, std::move(statement));
    aid.state(statement);
  }
}

}  // namespace grono::store
