#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "cluster/commerce/deadline.hpp"
#include "cluster/commerce/ip_asset.hpp"
#include "cluster/commerce/offer.hpp"
#include "cluster/commerce/product.hpp"
#include "cluster/commerce/shared_fields.hpp"
#include "cluster/names.hpp"

namespace grono::cluster {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Date day_of(const char* text) {
  return parse_date(text).value();
}
const Date kToday = parse_date("2026-11-26").value();

ClusterId cluster_one() {
  return ClusterId{*parse_uuid("01900000-0000-7000-8000-000000000001")};
}
OrganisationId organisation_number(int number) {
  return OrganisationId{*parse_uuid("01900000-0000-7000-8000-00000000001" + std::to_string(number))};
}

// Where a rule is broken; empty where none is.
template <class Work>
std::string commerce_refused_at(const Work& work) {
  try {
    work();
  } catch (const InvalidInput& problem) {
    return problem.where();
  }
  return "";
}

Product some_product() {
  Product made;
  made.cluster = cluster_one();
  made.organisation = organisation_number(1);
  made.title = {{"pl", "Płytka"}};
  return made;
}

IpAsset some_patent() {
  IpAsset made;
  made.cluster = cluster_one();
  made.organisation = organisation_number(1);
  made.title = {{"pl", "Powłoka"}};
  made.owners = {{organisation_number(1), "", {2, 3}}, {std::nullopt, "Jan Zmyślony", {1, 3}}};
  return made;
}

MarketOffer some_offer() {
  MarketOffer made;
  made.cluster = cluster_one();
  made.organisation = organisation_number(1);
  made.title = {{"pl", "Licencja"}};
  return made;
}

Actor person(Role role, std::optional<ClusterId> cluster, std::optional<OrganisationId> organisation,
             std::vector<ClusterId> member_of = {}) {
  Actor made;
  made.grants = {{role, cluster, organisation}};
  made.member_of = std::move(member_of);
  return made;
}

TEST(TrlHistory, IsSortedKeepsOneLevelADayAndMarksStepsBack) {
  std::vector<TrlEntry> history = {
      {day_of("2026-05-01"), 5, ""}, {day_of("2025-01-01"), 6, " dowód "}, {day_of("2026-09-01"), 7, ""}};
  normalise_trl("/trl", history, kToday);
  EXPECT_EQ(current_trl(history), 7);
  EXPECT_EQ(history.front().evidence, "dowód");
  EXPECT_FALSE(is_step_back(history, 0));
  EXPECT_TRUE(is_step_back(history, 1));
  EXPECT_FALSE(is_step_back(history, 2));
  EXPECT_EQ(current_trl({}), std::nullopt);
}

TEST(TrlHistory, RefusesWhatCantBe) {
  const auto wrong = [](std::vector<TrlEntry> history) {
    return commerce_refused_at([&] { normalise_trl("/trl", history, kToday); });
  };
  EXPECT_EQ(wrong({{day_of("2026-01-01"), 0, ""}}), "/trl/0/trl");
  EXPECT_EQ(wrong({{day_of("2026-01-01"), 10, ""}}), "/trl/0/trl");
  EXPECT_EQ(wrong({{day_of("2026-11-28"), 4, ""}}), "/trl/0/on");
  EXPECT_EQ(wrong({{day_of("2026-11-27"), 4, ""}}), "") << "east of Greenwich it has begun";
  EXPECT_EQ(wrong({{day_of("2026-01-01"), 4, ""}, {day_of("2026-01-01"), 5, ""}}), "/trl/1/on");
  EXPECT_EQ(wrong({{day_of("2026-01-01"), 4, std::string(2'001, 'a')}}), "/trl/0/evidence");
}

TEST(DevicePath, EmdnCodesAreALetterAndPairsOfDigits) {
  for (const char* code : {"V92", "P0909", "A0101", "Z12030101", "W010102030405"})
    EXPECT_TRUE(is_emdn_code(code)) << code;
  for (const char* code : {"", "P", "P9", "p0909", "P090", "A01AA01", "09090", "P09090909090909"})
    EXPECT_FALSE(is_emdn_code(code)) << code;
}

TEST(DevicePath, UdiIsCheckedAsFarAsItsIssuerIsKnown) {
  const auto wrong = [](const char* udi) {
    DevicePath path;
    path.udi_di = udi;
    return commerce_refused_at([&] { normalise_device("/device", path, kToday); });
  };
  EXPECT_EQ(wrong("09506000134352"), "");  // GS1's own example
  EXPECT_EQ(wrong("09506000134353"), "/device/udi_di");
  EXPECT_EQ(wrong("9506000134352"), "/device/udi_di");
  EXPECT_EQ(wrong("A999MYDEVICE1234"), "");  // as HIBCC gives
  EXPECT_EQ(wrong("A 99"), "/device/udi_di");
}

TEST(DevicePath, CertificatesOfANotifiedBodyNameIt) {
  const auto wrong = [](Certificate certificate) {
    DevicePath path;
    path.certificates = {std::move(certificate)};
    return commerce_refused_at([&] { normalise_device("/device", path, kToday); });
  };
  EXPECT_EQ(wrong({CertificateKind::eu_quality_system, "1", "Jednostka", "2274", {}, {}}), "");
  EXPECT_EQ(wrong({CertificateKind::eu_quality_system, "1", "Jednostka", "", {}, {}}),
            "/device/certificates/0/notified_body_number");
  EXPECT_EQ(wrong({CertificateKind::eu_type_examination, "1", "", "22a4", {}, {}}),
            "/device/certificates/0/notified_body_number");
  EXPECT_EQ(wrong({CertificateKind::declaration_of_conformity, "", "", "", {}, {}}), "");
  EXPECT_EQ(wrong({CertificateKind::iso_13485, "", "", "", day_of("2026-02-01"), day_of("2026-01-31")}),
            "/device/certificates/0/valid_until");
}

std::vector<std::string> missing_steps(const DevicePath& path) {
  std::vector<std::string> made;
  for (const MarketStep& each : market_steps(path, kToday))
    if (each.is_required && !each.is_done) made.emplace_back(name_of(each.kind));
  return made;
}

TEST(DevicePath, WhatIsMissingFollowsFromTheClass) {
  DevicePath path;
  EXPECT_EQ(notified_body_part(DeviceClass::mdr_i), NotifiedBodyPart::none);
  EXPECT_THAT(missing_steps(path), ElementsAre("nomenclature", "declaration", "identifier"));
  path.device_class = DeviceClass::mdr_i_sterile;
  EXPECT_EQ(notified_body_part(path.device_class), NotifiedBodyPart::limited);
  EXPECT_THAT(missing_steps(path),
              ElementsAre("nomenclature", "notified_body_certificate", "declaration", "identifier"));
  path.device_class = DeviceClass::mdr_iia;
  EXPECT_THAT(missing_steps(path), ElementsAre("nomenclature", "quality_system", "notified_body_certificate",
                                               "declaration", "identifier"));
  path.device_class = DeviceClass::mdr_iib;
  path.is_implantable = true;
  EXPECT_THAT(missing_steps(path),
              ElementsAre("nomenclature", "quality_system", "clinical_evidence", "notified_body_certificate",
                          "technical_documentation", "declaration", "identifier"));
  path.is_implantable = false;
  path.device_class = DeviceClass::mdr_iii;
  EXPECT_EQ(missing_steps(path).size(), 7U);
  path.device_class = DeviceClass::ivdr_a;
  EXPECT_THAT(missing_steps(path),
              ElementsAre("nomenclature", "clinical_evidence", "declaration", "identifier"));
}

TEST(DevicePath, OnlyWhatIsValidTodayCounts) {
  DevicePath path;
  path.device_class = DeviceClass::mdr_iia;
  path.emdn = "P0909";
  path.udi_di = "09506000134352";
  path.certificates = {
      {CertificateKind::eu_quality_system, "1", "", "2274", day_of("2025-01-01"), day_of("2026-11-26")},
      {CertificateKind::declaration_of_conformity, "", "", "", day_of("2026-12-01"), {}}};
  EXPECT_THAT(missing_steps(path), ElementsAre("declaration")) << "it is not signed yet";
  path.certificates[0].valid_until = day_of("2026-11-25");
  EXPECT_THAT(missing_steps(path), ElementsAre("quality_system", "notified_body_certificate", "declaration"));
}

TEST(IpAsset, SharesSumToOneExactlyAndSayWhatIsMissing) {
  IpAsset asset = some_patent();
  EXPECT_EQ(commerce_refused_at([&] { normalise(asset); }), "");
  const auto said = [&](std::vector<IpOwner> owners) {
    IpAsset wrong = some_patent();
    wrong.owners = std::move(owners);
    try {
      normalise(wrong);
    } catch (const InvalidInput& problem) {
      EXPECT_EQ(problem.where(), "/owners");
      return problem.problem();
    }
    return std::string("accepted");
  };
  EXPECT_EQ(said({{organisation_number(1), "", {1, 2}}, {organisation_number(2), "", {1, 3}}}),
            "the shares sum to 5/6: 1/6 is missing");
  EXPECT_EQ(said({{organisation_number(1), "", {1, 2}}, {organisation_number(2), "", {2, 3}}}),
            "the shares sum to 7/6: 1/6 is too much");
  EXPECT_THAT(said({{organisation_number(1), "", {3'333, 10'000}},
                    {organisation_number(2), "", {3'333, 10'000}},
                    {organisation_number(3), "", {3'333, 10'000}}}),
              HasSubstr("0.01% is missing"));
  EXPECT_THAT(said({}), HasSubstr("nobody"));
}

TEST(IpAsset, RefusesWhatCantBe) {
  const auto wrong = [](const auto& change) {
    IpAsset asset = some_patent();
    change(asset);
    return commerce_refused_at([&] { normalise(asset); });
  };
  EXPECT_EQ(wrong([](IpAsset& it) {
              it.filed_on = day_of("2026-02-01");
              it.expires_on = day_of("2026-01-01");
            }),
            "/expires_on");
  EXPECT_EQ(wrong([](IpAsset& it) {
              it.filed_on = day_of("2026-02-01");
              it.granted_on = day_of("2026-01-01");
            }),
            "/granted_on");
  EXPECT_EQ(wrong([](IpAsset& it) {
              it.granted_on = day_of("2026-02-01");
              it.expires_on = day_of("2026-01-01");
            }),
            "/expires_on");
  EXPECT_EQ(wrong([](IpAsset& it) { it.owners[1].name = ""; }), "/owners/1/name");
  EXPECT_EQ(wrong([](IpAsset& it) {
              it.owners = {{organisation_number(1), "", {1, 2}}, {organisation_number(1), "", {1, 2}}};
            }),
            "/owners/1");
  EXPECT_EQ(wrong([](IpAsset& it) { it.reminder_days = {0}; }), "/reminder_days/0");
  EXPECT_EQ(wrong([](IpAsset& it) { it.organisation.reset(); }), "/visibility")
      << "the cluster has no people of its own";
  EXPECT_EQ(wrong([](IpAsset& it) { it.visibility = Visibility::partners; }), "/visibility");
  EXPECT_EQ(wrong([](IpAsset& it) { it.description["pl"] = std::string(20'001, 'a'); }), "/description/pl");
}

TEST(IpAsset, IsForItsOwnersAloneUnlessSaidOtherwise) {
  const json draft = {{"kind", "know_how"},
                      {"title", {{"pl", "Receptura"}}},
                      {"owners", {{{"organisation", organisation_number(2).str()}, {"share", "100%"}}}}};
  EXPECT_EQ(ip_asset_from_json(draft).visibility, Visibility::coordinator);
  json owned = draft;
  owned["organisation"] = organisation_number(1).str();
  IpAsset asset = ip_asset_from_json(owned);
  asset.cluster = cluster_one();
  EXPECT_EQ(asset.visibility, Visibility::owner);
  const auto groups = viewers(asset);
  const auto sees = [&](const Actor& actor) { return is_among(actor, groups); };
  EXPECT_TRUE(sees(person(Role::representative, {}, organisation_number(1))));
  EXPECT_TRUE(sees(person(Role::employee, {}, organisation_number(2)))) << "it owns a share";
  EXPECT_FALSE(sees(person(Role::representative, {}, organisation_number(3), {cluster_one()})));
  EXPECT_FALSE(sees(person(Role::manager, cluster_one(), {})));
  EXPECT_FALSE(sees({}));
}

TEST(IpAsset, GoesThroughJsonAndStore) {
  IpAsset asset = some_patent();
  asset.filed_on = day_of("2020-01-01");
  asset.fee_due_on = day_of("2027-01-01");
  normalise(asset);
  EXPECT_EQ(owners_from_stored(stored_owners(asset.owners)), asset.owners);
  IpAsset base;
  base.cluster = asset.cluster;
  EXPECT_EQ(ip_asset_from_json(to_json(asset), base), asset);
}

std::string who_sees_offer(const MarketOffer& offer) {
  std::string made;
  const auto groups = viewers(offer);
  if (is_among({}, groups)) made += "guest ";
  if (is_among(person(Role::employee, {}, organisation_number(2), {cluster_one()}), groups))
    made += "member ";
  if (is_among(person(Role::animator, cluster_one(), {}), groups)) made += "runner ";
  if (is_among(person(Role::employee, {}, organisation_number(1)), groups)) made += "own";
  return made;
}

TEST(MarketOffer, IsSeenAsFarAsItsStateLets) {
  MarketOffer offer = some_offer();
  const auto seen = [&] { return who_sees_offer(offer); };
  EXPECT_EQ(seen(), "guest member runner own");
  offer.state = MarketOfferState::paused;
  EXPECT_EQ(seen(), "runner own");
  offer.state = MarketOfferState::withdrawn;
  EXPECT_EQ(seen(), "own");
  offer.state = MarketOfferState::paused;
  offer.visibility = Visibility::owner;
  EXPECT_EQ(seen(), "own") << "pausing opens nothing";
}

TEST(MarketOffer, TakenDownIsNotOpenedByItsOwner) {
  MarketOffer offer = some_offer();
  offer.version = 1;
  EXPECT_EQ(commerce_refused_at([&] { take_down(offer, "", {}); }), "/reason") << "its owner has to know why";
  take_down(offer, "Wprowadza w błąd", *parse_timestamp("2026-11-26T10:00:00Z"));
  EXPECT_EQ(who_sees_offer(offer), "runner own");
  EXPECT_EQ(commerce_refused_at([&] { take_down(offer, "Jeszcze raz", {}); }), "/state");
  nlohmann::json edit = to_json(offer);
  edit.erase("taken_down");
  edit["state"] = "open";
  const MarketOffer edited = offer_from_json(edit, offer);
  EXPECT_EQ(edited.taken_down, offer.taken_down);
  EXPECT_EQ(who_sees_offer(edited), "runner own");
  offer.state = MarketOfferState::withdrawn;
  EXPECT_EQ(who_sees_offer(offer), "own") << "its owner may hide it from all others, too";
  offer.state = MarketOfferState::open;
  offer.visibility = Visibility::named;
  offer.named = {organisation_number(2)};
  EXPECT_EQ(who_sees_offer(offer), "own");
  offer.visibility = Visibility::everyone;
  let_stand(offer);
  EXPECT_EQ(who_sees_offer(offer), "guest member runner own");
  EXPECT_EQ(commerce_refused_at([&] { let_stand(offer); }), "/state");
  offer.organisation.reset();
  EXPECT_EQ(commerce_refused_at([&] { take_down(offer, "Swoją się zmienia", {}); }), "/state");
}

TEST(MarketOffer, StandsUntilTheEndOfItsLastDay) {
  MarketOffer offer = some_offer();
  EXPECT_FALSE(is_over(offer, kToday));
  offer.valid_until = kToday;
  EXPECT_FALSE(is_over(offer, kToday));
  offer.valid_until = day_of("2026-11-25");
  EXPECT_TRUE(is_over(offer, kToday));
}

TEST(MarketOffer, RefusesWhatCantBe) {
  const auto wrong = [](const auto& change) {
    MarketOffer offer = some_offer();
    change(offer);
    return commerce_refused_at([&] { normalise(offer); });
  };
  EXPECT_EQ(wrong([](MarketOffer& it) { it.amount = Money{0}; }), "/amount");
  EXPECT_EQ(wrong([](MarketOffer& it) { it.currency = "XYZ"; }), "/currency");
  EXPECT_EQ(wrong([](MarketOffer& it) { it.countries = {"Polska"}; }), "/countries/0");
  EXPECT_EQ(wrong([](MarketOffer& it) { it.title.clear(); }), "/title");
  EXPECT_EQ(wrong([](MarketOffer& it) { it.visibility = Visibility::named; }), "/named");
  EXPECT_EQ(commerce_refused_at([] {
              static_cast<void>(offer_from_json({{"kind", "sale"}, {"amount", "12,5"}}));
            }),
            "/amount");
}

TEST(Product, GoesThroughJson) {
  Product product = some_product();
  product.kind = ProductKind::product;
  product.trl = {{day_of("2026-01-01"), 4, "raport"}};
  product.device = DevicePath{};
  product.device->device_class = DeviceClass::mdr_iib;
  product.device->certificates = {
      {CertificateKind::iso_13485, "Q-1", "Jednostka", "", {}, day_of("2027-01-01")}};
  normalise(product, kToday);
  Product base;
  base.cluster = product.cluster;
  EXPECT_EQ(product_from_json(to_json(product), base), product);
  // Whose it is, and where it came from, stays.
  base.version = 1;
  EXPECT_EQ(product_from_json(to_json(product), base).organisation, std::nullopt);
}

TEST(Deadlines, AreThoseOfRightsFeesAndCertificates) {
  IpAsset asset = some_patent();
  EXPECT_THAT(deadlines_of(asset), IsEmpty());
  asset.expires_on = day_of("2030-01-01");
  asset.fee_due_on = day_of("2027-01-01");
  EXPECT_EQ(deadlines_of(asset).size(), 2U);
  Product product = some_product();
  EXPECT_THAT(deadlines_of(product), IsEmpty());
  product.device = DevicePath{};
  product.device->certificates = {{CertificateKind::iso_13485, "Q-1", "", "", {}, day_of("2027-01-01")},
                                  {CertificateKind::other, "", "", "", {}, {}}};
  ASSERT_EQ(deadlines_of(product).size(), 1U);
  EXPECT_EQ(deadlines_of(product).front().item, "iso_13485 Q-1");
}

TEST(Deadlines, AreRemindedOfAsTheirDaysCome) {
  const std::vector<int> days = {180, 60, 14};
  EXPECT_THAT(reminders_due(days, day_of("2027-11-26"), kToday), IsEmpty());
  EXPECT_THAT(reminders_due(days, day_of("2027-05-25"), kToday), ElementsAre(180));
  EXPECT_THAT(reminders_due(days, day_of("2027-01-24"), kToday), ElementsAre(180, 60));
  EXPECT_THAT(reminders_due(days, kToday, kToday), ElementsAre(180, 60, 14));
  EXPECT_THAT(reminders_due(days, day_of("2026-11-25"), kToday), IsEmpty()) << "it is over";
}

}  // namespace
}  // namespace grono::cluster
