#include "app/aid/certificate.hpp"

#include "cluster/names.hpp"
#include "store/cluster_store.hpp"
#include "store/organisation_store.hpp"

namespace grono::app {
namespace {

using nlohmann::json;

json amounts_of(const cluster::Aid& aid) {
  const bool is_withdrawn = aid.state == cluster::AidState::withdrawn;
  return {{"nominal", to_string(is_withdrawn ? Money{} : aid.nominal)},
          {"gross", to_string(is_withdrawn ? Money{} : aid.gross)},
          {"eur", to_string(is_withdrawn ? Money{} : aid.eur)}};
}

}  // namespace

json party_of_certificate(const cluster::Organisation& organisation) {
  json made = {{"name", organisation.legal_name},
               {"number", organisation.registers.nip.value_or("")},
               {"address", ""}};
  if (const cluster::Place* place = cluster::main_place(organisation)) {
    std::string address = place->street;
    const std::string town = place->postal_code + (place->postal_code.empty() ? "" : " ") + place->locality;
    if (!address.empty() && !town.empty()) address += ", ";
    made["address"] = address + town;
  }
  return made;
}

json certificate_content(store::Transaction& transaction, const Installation& installation,
                         const cluster::Aid& aid, const std::optional<cluster::Aid>& before) {
  store::OrganisationStore organisations(transaction);
  json made = {{"title", aid.title},
               {"purpose", aid.purpose},
               {"program", aid.program},
               {"scope", name_of(aid.scope)},
               {"day", to_string(aid.day)},
               {"currency", aid.currency},
               {"amounts", amounts_of(aid)},
               {"rate", cluster::rate_text(aid.rate)},
               {"rate_source", aid.rate_source},
               {"grantor", {{"name", aid.grantor}, {"number", aid.grantor_number}, {"address", ""}}},
               {"beneficiary", {{"name", ""}, {"number", ""}, {"address", ""}}}};
  if (aid.rate_day) made["rate_day"] = to_string(*aid.rate_day);
  if (const auto beneficiary = organisations.find(aid.organisation))
    made["beneficiary"] = party_of_certificate(*beneficiary);
  const auto cluster = store::ClusterStore(transaction).find(aid.cluster);
  if (cluster && cluster->coordinator)
    if (const auto coordinator = organisations.find(*cluster->coordinator);
        coordinator && coordinator->legal_name == aid.grantor)
      made["grantor"] = party_of_certificate(*coordinator);
  if (cluster) made["cluster"] = cluster->name;
  if (const auto* ceiling = cluster::ceiling_on(installation.aid_ceilings(), aid.scope, aid.day)) {
    made["regulation"] = ceiling->regulation;
    made["article"] = ceiling->article;
    made["journal"] = ceiling->journal;
  }
  if (before) {
    made["before"] = amounts_of(*before);
    made["reason"] = aid.reason;
  }
  return made;
}

}  // namespace grono::app
