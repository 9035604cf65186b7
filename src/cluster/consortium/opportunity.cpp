#include "cluster/consortium/opportunity.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/names.hpp"
#include "cluster/text_rules.hpp"

namespace grono::cluster {

using nlohmann::json;

Sharing sharing_of(const Opportunity& opportunity) {
  return {opportunity.visibility, {}, {}};
}

Ties ties_of(const Opportunity& opportunity) {
  return {{opportunity.cluster}, {}};
}

bool is_over(const Opportunity& opportunity, Date today) {
  return opportunity.closes_on && *opportunity.closes_on < today;
}

void normalise(Opportunity& opportunity) {
  normalise_texts("/title", opportunity.title, 300, false);
  if (opportunity.title.empty())
    throw InvalidInput("/title", "is empty", "write it in at least one language");
  normalise_texts("/description", opportunity.description, 20'000, true);
  normalise_website("/website", opportunity.website);
  require_currency(opportunity.currency);
  if (opportunity.visibility != Visibility::everyone && opportunity.visibility != Visibility::members &&
      opportunity.visibility != Visibility::coordinator)
    throw InvalidInput("/visibility", "an opportunity is the cluster's",
                       "choose everyone, the members or the coordinator");
}

json to_json(const Opportunity& opportunity) {
  json made = {{"id", opportunity.id.str()},
               {"cluster", opportunity.cluster.str()},
               {"kind", name_of(opportunity.kind)},
               {"title", opportunity.title},
               {"description", opportunity.description},
               {"website", opportunity.website},
               {"currency", opportunity.currency},
               {"requirements", opportunity.requirements},
               {"visibility", name_of(opportunity.visibility)},
               {"version", opportunity.version},
               {"created_at", to_string(opportunity.created_at)},
               {"updated_at", to_string(opportunity.updated_at)}};
  if (opportunity.closes_on) made["closes_on"] = to_string(*opportunity.closes_on);
  return made;
}

Opportunity opportunity_from_json(const json& object, Opportunity base) {
  JsonReader reader(object, "");
  base.kind = reader.required("kind", reader.named<OpportunityKind>("kind"));
  base.title = reader.localised("title");
  base.description = reader.localised("description");
  base.website = reader.text("website").value_or("");
  base.closes_on = reader.day("closes_on");
  base.currency = reader.text("currency").value_or("PLN");
  if (const json* requirements = reader.value("requirements")) base.requirements = *requirements;
  base.visibility = reader.named<Visibility>("visibility").value_or(Visibility::members);
  reader.ignore({"id", "cluster", "is_over", "consortia", "may", "version", "created_at", "updated_at"});
  reader.expect_nothing_else();
  return base;
}

}  // namespace grono::cluster
