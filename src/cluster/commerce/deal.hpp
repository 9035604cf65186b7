#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "base/money.hpp"
#include "base/time.hpp"
#include "cluster/ids.hpp"
#include "cluster/policy.hpp"

/// Commercialisation: from a first contact to a signed contract, or to the reason why there is none.
namespace grono::cluster {

enum class DealKind { sale, licence, spin_off, service, joint_development, investment };

/// The way of a deal. `signed_contract` and `lost` end it.
enum class DealStage { first_contact, interest, negotiation, terms_agreed, signed_contract, lost };

enum class LostReason {
  price,
  timing,
  competitor,
  no_budget,
  no_answer,
  not_ready,     ///< the technology
  certificate,   ///< one is missing
  rights,        ///< intellectual property is not clear
  plans_changed,
  other          ///< the note says which
};

/// That a deal came to a stage.
struct DealStep {
  DealStage stage = DealStage::first_contact;
  Date on{};
  std::string note;
  std::optional<LostReason> reason;  ///< exactly with `lost`
  std::optional<UserId> by;
  bool operator==(const DealStep&) const = default;
};

/// What a licence grants.
struct LicenceTerms {
  bool is_exclusive = false;
  std::vector<std::string> territories;  ///< ISO 3166-1 alpha-2, sorted, unique; none: the whole world
  std::string field_of_use;
  std::optional<Date> from, until;
  std::optional<int> royalty;  ///< of the licensee's revenue, in ten-thousandths
  bool operator==(const LicenceTerms&) const = default;
};

/// The company that a spin-off founds.
struct SpinOff {
  std::string name, number;  ///< the number in its register, where there is one
  std::optional<Date> founded_on;
  std::optional<int> share;  ///< which the owner of the deal keeps, in ten-thousandths
  bool operator==(const SpinOff&) const = default;
};

/// Something that is being sold, licensed, founded or invested in.
struct Deal {
  DealId id;
  ClusterId cluster;
  std::optional<OrganisationId> organisation;  ///< whose it is; none: the cluster's own
  DealKind kind = DealKind::sale;
  std::string title, description;
  std::string counterpart;                               ///< with whom; empty: not known yet
  std::string country;                                   ///< of the counterpart, ISO 3166-1 alpha-2; may be empty
  std::optional<OrganisationId> counterpart_organisation;  ///< where it is in the catalogue
  std::optional<InquiryId> inquiry;                      ///< that it came from
  std::optional<OfferId> offer;                          ///< that it is about
  std::optional<ProductId> product;
  std::optional<Money> value;
  std::string currency;
  std::optional<int> chance;         ///< that it comes to a contract, percent, as its people see it
  std::optional<Date> expected_on;   ///< when it should be signed
  std::string next_step;
  std::optional<Date> next_on;       ///< when that is due
  std::vector<DealStep> steps;       ///< at least one, by day
  std::optional<LicenceTerms> licence;  ///< only with DealKind::licence
  std::optional<SpinOff> spin_off;      ///< only with DealKind::spin_off
  Visibility visibility = Visibility::owner;
  std::vector<OrganisationId> named;
  std::int64_t version = 0;
  Timestamp created_at{}, updated_at{};
  bool operator==(const Deal&) const = default;
};

[[nodiscard]] constexpr bool is_end(DealStage stage) noexcept {
  return stage == DealStage::signed_contract || stage == DealStage::lost;
}
[[nodiscard]] inline DealStage stage_of(const Deal& deal) { return deal.steps.back().stage; }

[[nodiscard]] Sharing sharing_of(const Deal& deal);
[[nodiscard]] Ties ties_of(const Deal& deal);
/// For `Permission::manage_deal`.
[[nodiscard]] Subject managed(const Deal& deal);

/// Brings values into their stored form and checks every rule.
/// @param today  no step lies after it. @throws InvalidInput  where = JSON pointer
void normalise(Deal& deal, Date today);

/// Takes it to another stage. A signed one needs with whom and for how much; a lost one the reason.
/// @throws InvalidInput  it ended with a contract, or is there already, or the day or the reason is wrong
void advance(Deal& deal, DealStep step, Date today);
/// Takes its last step back. @throws InvalidInput  it is the only one
void take_back(Deal& deal);

[[nodiscard]] nlohmann::json to_json(const Deal& deal);
/// Reads what a client may set; the rest stays as in `base`. A new one may bring its steps along.
/// @throws InvalidInput  where = JSON pointer
[[nodiscard]] Deal deal_from_json(const nlohmann::json& json, Date today, Deal base = {});
/// {"stage", "on", "note", "reason"}. @throws InvalidInput
[[nodiscard]] DealStep step_from_json(const nlohmann::json& json, const std::string& pointer, Date today);

[[nodiscard]] nlohmann::json steps_json(const std::vector<DealStep>& steps);
[[nodiscard]] std::vector<DealStep> steps_from_stored(const nlohmann::json& stored);
[[nodiscard]] nlohmann::json to_json(const LicenceTerms& licence);
[[nodiscard]] nlohmann::json to_json(const SpinOff& spin_off);
[[nodiscard]] LicenceTerms licence_from_json(const nlohmann::json& json, const std::string& pointer);
[[nodiscard]] SpinOff spin_off_from_json(const nlohmann::json& json, const std::string& pointer);

}  // namespace grono::cluster
