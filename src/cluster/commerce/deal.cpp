#include "cluster/commerce/deal.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/names.hpp"
#include "cluster/project/project.hpp"
#include "cluster/text_rules.hpp"

namespace grono::cluster {
namespace {

using nlohmann::json;

constexpr int kWholeShare = 10'000;

void require_share(const std::string& where, const std::optional<int>& share) {
  if (share && (*share < 0 || *share > kWholeShare))
    throw InvalidInput(where, "is not between 0 and 100 %", "give a share of the whole");
}

void normalise_licence(LicenceTerms& licence) {
  if (licence.territories.size() > 250)
    throw InvalidInput("/licence/territories", "are too many", "leave them out for the whole world");
  for (std::size_t i = 0; i < licence.territories.size(); ++i) {
    const std::string where = "/licence/territories/" + std::to_string(i);
    require_country(where, licence.territories[i]);
  }
  std::sort(licence.territories.begin(), licence.territories.end());
  licence.territories.erase(std::unique(licence.territories.begin(), licence.territories.end()),
                            licence.territories.end());
  licence.field_of_use = stored_text("/licence/field_of_use", licence.field_of_use, 1'000, false);
  if (licence.from && licence.until && *licence.until < *licence.from)
    throw InvalidInput("/licence/until", "is before the beginning", "give a later day");
  require_share("/licence/royalty", licence.royalty);
}

void normalise_spin_off(SpinOff& spin_off, Date today) {
  spin_off.name = stored_text("/spin_off/name", spin_off.name, 300, false);
  spin_off.number = stored_text("/spin_off/number", spin_off.number, 100, false);
  if (spin_off.founded_on && *spin_off.founded_on > today)
    throw InvalidInput("/spin_off/founded_on", "is still to come", "leave it out until the company is founded");
  require_share("/spin_off/share", spin_off.share);
}

void require_steps(const std::vector<DealStep>& steps, Date today) {
  if (steps.empty()) throw InvalidInput("/steps", "are missing", "say at least when the first contact was");
  if (steps.size() > 100) throw InvalidInput("/steps", "are too many", "give at most 100");
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const std::string where = "/steps/" + std::to_string(i);
    const DealStep& step = steps[i];
    if (step.on > today) throw InvalidInput(where + "/on", "is still to come", "give a day that has been");
    if (i > 0 && step.on < steps[i - 1].on)
      throw InvalidInput(where + "/on", "is before the step before it", "give the steps in the order of their days");
    if (i > 0 && step.stage == steps[i - 1].stage)
      throw InvalidInput(where + "/stage", "is the stage in which the deal is already", "choose another");
    if (i > 0 && steps[i - 1].stage == DealStage::signed_contract)
      throw InvalidInput(where + "/stage", "the contract is signed: the deal goes no further",
                         "take the last step back, or begin another deal");
    if ((step.stage == DealStage::lost) != step.reason.has_value())
      throw InvalidInput(where + "/reason",
                         step.reason ? "does not go with this stage" : "is missing",
                         step.reason ? "leave it out" : "say why the deal was lost");
    if (step.reason == LostReason::other && step.note.empty())
      throw InvalidInput(where + "/note", "is missing", "say why the deal was lost");
  }
}

void require_signed_whole(const Deal& deal) {
  if (stage_of(deal) != DealStage::signed_contract) return;
  if (deal.counterpart.empty())
    throw InvalidInput("/counterpart", "is missing", "say with whom the contract was signed");
  if (!deal.value) throw InvalidInput("/value", "is missing", "say what the contract is worth, 0 if nothing is paid");
}

void put_day(json& object, const char* field, const std::optional<Date>& day) {
  if (day) object[field] = to_string(*day);
}

std::optional<Money> money_of(JsonReader& reader, std::string_view field) {
  const auto written = reader.text(field);
  if (!written) return std::nullopt;
  const auto amount = parse_money(*written);
  if (!amount) throw InvalidInput(reader.at(field), "\"" + *written + "\" is no amount", "write it as \"1234.50\", without the sign of its currency");
  if (amount->hundredths < 0) throw InvalidInput(reader.at(field), "is negative", "give an amount of at least 0");
  return amount;
}

}  // namespace

Sharing sharing_of(const Deal& deal) {
  return {deal.visibility, deal.organisation.value_or(OrganisationId{}), deal.named};
}

Ties ties_of(const Deal& deal) { return {{deal.cluster}, {}}; }

Subject managed(const Deal& deal) {
  // What only its owner sees nobody else changes.
  if (deal.organisation && (deal.visibility == Visibility::owner || deal.visibility == Visibility::named))
    return {std::nullopt, deal.organisation, {}};
  return {deal.cluster, deal.organisation, {}};
}

void normalise(Deal& deal, Date today) {
  deal.title = stored_text("/title", deal.title, 200, false);
  if (deal.title.empty()) throw InvalidInput("/title", "is empty", "give the deal a name");
  deal.description = stored_text("/description", deal.description, 20'000, true);
  deal.counterpart = stored_text("/counterpart", deal.counterpart, 300, false);
  if (!deal.country.empty()) require_country("/country", deal.country);
  require_currency(deal.currency);
  if (deal.chance && (*deal.chance < 0 || *deal.chance > 100))
    throw InvalidInput("/chance", "is not between 0 and 100 %", "give a chance");
  deal.next_step = stored_text("/next_step", deal.next_step, 500, false);
  if (deal.next_on && deal.next_step.empty())
    throw InvalidInput("/next_step", "is empty", "say what is due on that day");
  for (std::size_t i = 0; i < deal.steps.size(); ++i)
    deal.steps[i].note = stored_text("/steps/" + std::to_string(i) + "/note", deal.steps[i].note, 2'000, true);
  require_steps(deal.steps, today);
  if (deal.licence && deal.kind != DealKind::licence)
    throw InvalidInput("/licence", "goes with a licence only", "choose that kind, or leave it out");
  if (deal.spin_off && deal.kind != DealKind::spin_off)
    throw InvalidInput("/spin_off", "goes with a spin-off only", "choose that kind, or leave it out");
  if (deal.licence) normalise_licence(*deal.licence);
  if (deal.spin_off) normalise_spin_off(*deal.spin_off, today);
  require_signed_whole(deal);
  normalise_named("/named", deal.visibility, deal.named);
  if (deal.visibility == Visibility::partners)
    throw InvalidInput("/visibility", "a deal has no partners", "choose the members, or name organisations");
  if (deal.visibility == Visibility::owner && !deal.organisation)
    throw InvalidInput("/visibility", "the deal is the cluster's: there is no organisation that alone could see it",
                       "choose the coordinator");
}

void advance(Deal& deal, DealStep step, Date today) {
  deal.steps.push_back(std::move(step));
  try {
    normalise(deal, today);
  } catch (const InvalidInput& problem) {
    // What is wrong with the new step is told of what was sent.
    const std::string place = "/steps/" + std::to_string(deal.steps.size() - 1);
    if (!problem.where().starts_with(place)) throw;
    throw InvalidInput(problem.where().substr(place.size()), problem.problem(), problem.mend());
  }
}

void take_back(Deal& deal) {
  if (deal.steps.size() < 2)
    throw InvalidInput("/steps", "there is only the first step", "delete the deal if it is none");
  deal.steps.pop_back();
}

json steps_json(const std::vector<DealStep>& steps) {
  json made = json::array();
  for (const DealStep& each : steps) {
    json step = {{"stage", name_of(each.stage)}, {"on", to_string(each.on)}};
    if (!each.note.empty()) step["note"] = each.note;
    if (each.reason) step["reason"] = name_of(*each.reason);
    if (each.by) step["by"] = each.by->str();
    made.push_back(std::move(step));
  }
  return made;
}

DealStep step_from_json(const json& object, const std::string& pointer, Date today) {
  JsonReader reader(object, pointer);
  DealStep made;
  made.stage = reader.required("stage", reader.named<DealStage>("stage"));
  made.on = reader.day("on").value_or(today);
  made.note = reader.text("note").value_or("");
  made.reason = reader.named<LostReason>("reason");
  reader.ignore({"by", "by_name"});
  reader.expect_nothing_else();
  return made;
}

std::vector<DealStep> steps_from_stored(const json& stored) {
  std::vector<DealStep> made;
  for (const json& each : stored) {
    DealStep step = step_from_json(each, "", {});
    if (const auto by = each.find("by"); by != each.end()) step.by = UserId::parse(by->get<std::string>());
    made.push_back(std::move(step));
  }
  return made;
}

json to_json(const LicenceTerms& licence) {
  json made = {{"is_exclusive", licence.is_exclusive},
               {"territories", licence.territories},
               {"field_of_use", licence.field_of_use}};
  put_day(made, "from", licence.from);
  put_day(made, "until", licence.until);
  if (licence.royalty) made["royalty"] = *licence.royalty;
  return made;
}

json to_json(const SpinOff& spin_off) {
  json made = {{"name", spin_off.name}, {"number", spin_off.number}};
  put_day(made, "founded_on", spin_off.founded_on);
  if (spin_off.share) made["share"] = *spin_off.share;
  return made;
}

LicenceTerms licence_from_json(const json& object, const std::string& pointer) {
  JsonReader reader(object, pointer);
  LicenceTerms made;
  made.is_exclusive = reader.flag("is_exclusive");
  made.territories = reader.texts("territories");
  made.field_of_use = reader.text("field_of_use").value_or("");
  made.from = reader.day("from");
  made.until = reader.day("until");
  made.royalty = reader.small_integer("royalty");
  reader.expect_nothing_else();
  return made;
}

SpinOff spin_off_from_json(const json& object, const std::string& pointer) {
  JsonReader reader(object, pointer);
  SpinOff made;
  made.name = reader.text("name").value_or("");
  made.number = reader.text("number").value_or("");
  made.founded_on = reader.day("founded_on");
  made.share = reader.small_integer("share");
  reader.expect_nothing_else();
  return made;
}

json to_json(const Deal& deal) {
  json named = json::array();
  for (const OrganisationId& each : deal.named) named.push_back(each.str());
  json made = {{"id", deal.id.str()},
               {"cluster", deal.cluster.str()},
               {"kind", name_of(deal.kind)},
               {"title", deal.title},
               {"description", deal.description},
               {"counterpart", deal.counterpart},
               {"country", deal.country},
               {"currency", deal.currency},
               {"next_step", deal.next_step},
               {"steps", steps_json(deal.steps)},
               {"stage", name_of(stage_of(deal))},
               {"visibility", name_of(deal.visibility)},
               {"named", std::move(named)},
               {"version", deal.version},
               {"created_at", to_string(deal.created_at)},
               {"updated_at", to_string(deal.updated_at)}};
  const auto put_id = [&](const char* field, const auto& id) {
    if (id) made[field] = id->str();
  };
  put_id("organisation", deal.organisation);
  put_id("counterpart_organisation", deal.counterpart_organisation);
  put_id("inquiry", deal.inquiry);
  put_id("offer", deal.offer);
  put_id("product", deal.product);
  if (deal.value) made["value"] = to_string(*deal.value);
  if (deal.chance) made["chance"] = *deal.chance;
  put_day(made, "expected_on", deal.expected_on);
  put_day(made, "next_on", deal.next_on);
  if (deal.licence) made["licence"] = to_json(*deal.licence);
  if (deal.spin_off) made["spin_off"] = to_json(*deal.spin_off);
  return made;
}

Deal deal_from_json(const json& object, Date today, Deal base) {
  JsonReader reader(object, "");
  const bool is_new = base.version == 0;
  base.kind = reader.required("kind", reader.named<DealKind>("kind"));
  base.title = reader.required("title", reader.text("title"));
  base.description = reader.text("description").value_or("");
  base.counterpart = reader.text("counterpart").value_or("");
  base.country = reader.text("country").value_or("");
  base.counterpart_organisation = reader.id<OrganisationId>("counterpart_organisation");
  base.offer = reader.id<OfferId>("offer");
  base.product = reader.id<ProductId>("product");
  base.value = money_of(reader, "value");
  base.currency = reader.text("currency").value_or("PLN");
  base.chance = reader.small_integer("chance");
  base.expected_on = reader.day("expected_on");
  base.next_step = reader.text("next_step").value_or("");
  base.next_on = reader.day("next_on");
  const json* licence = reader.value("licence");
  base.licence = licence ? std::optional(licence_from_json(*licence, "/licence")) : std::nullopt;
  const json* spin_off = reader.value("spin_off");
  base.spin_off = spin_off ? std::optional(spin_off_from_json(*spin_off, "/spin_off")) : std::nullopt;
  base.visibility = reader.named<Visibility>("visibility").value_or(Visibility::coordinator);
  base.named = reader.ids<OrganisationId>("named");
  // Whose it is, where it came from and how it began is told when it is made.
  const auto organisation = reader.id<OrganisationId>("organisation");
  const auto inquiry = reader.id<InquiryId>("inquiry");
  auto steps = reader.list("steps", [&](const json& each, const std::string& pointer) {
    return step_from_json(each, pointer, today);
  });
  if (is_new) {
    base.organisation = organisation;
    base.inquiry = inquiry;
    if (steps.empty()) steps.push_back({DealStage::first_contact, today, "", std::nullopt, std::nullopt});
    base.steps = std::move(steps);
  }
  reader.ignore({"id", "cluster", "organisation_name", "counterpart_organisation_name", "stage", "may", "version",
                 "created_at", "updated_at"});
  reader.expect_nothing_else();
  return base;
}

}  // namespace grono::cluster
