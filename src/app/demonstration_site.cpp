#include "app/demonstration_site.hpp"

#include <utility>

namespace grono::app {

void EarlierTransaction::audit(std::string_view action, std::string_view subject_kind, std::string subject_id,
                               std::string changes, std::optional<cluster::ClusterId> cluster,
                               std::optional<cluster::OrganisationId> organisation) {
  transaction_.audit(action, subject_kind, std::move(subject_id), std::move(changes), cluster, organisation);
}

void EarlierTransaction::changed(cluster::Change change) {
  transaction_.changed(std::move(change));
}

Caller DemonstrationSite::manager() const {
  Caller made;
  made.actor.grants = {{cluster::Role::manager, cluster.id, std::nullopt}};
  made.language = "pl";
  return made;
}

Caller DemonstrationSite::speaker(cluster::OrganisationId organisation) const {
  Caller made;
  made.actor.grants = {{cluster::Role::representative, std::nullopt, organisation}};
  made.actor.member_of = {cluster.id};
  made.language = "pl";
  return made;
}

EarlierTransaction DemonstrationSite::at(nlohmann::json& object, const char* field) const {
  const auto written = taken<std::string>(object, field, "");
  if (written.empty()) return {transaction, transaction.now()};
  const auto moment = parse_timestamp(written);
  if (!moment) names.refuse("has \"" + written + "\" where a moment belongs", "name one, as {moment -40}");
  return {transaction, *moment};
}

}  // namespace grono::app
