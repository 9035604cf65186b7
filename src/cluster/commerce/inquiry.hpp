#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "base/time.hpp"
#include "cluster/ids.hpp"
#include "cluster/policy.hpp"

/// What investors, buyers, partners and authorities ask a cluster, followed to its answer.
namespace grono::cluster {

enum class InquiryKind { investor, buyer, partner, authority, press, other };

/// `open`: nobody has taken it up. `closed`: without an answer, with the reason.
enum class InquiryState { open, forwarded, answered, closed };

enum class InquiryEntryKind { note, forwarded, answered, closed, reopened };

/// What was done about it.
struct InquiryEntry {
  InquiryEntryKind kind = InquiryEntryKind::note;
  Timestamp at{};
  std::string text;
  std::optional<UserId> by;
  std::optional<OrganisationId> organisation;  ///< to which it was forwarded
  bool operator==(const InquiryEntry&) const = default;
};

struct Inquiry {
  InquiryId id;
  ClusterId cluster;
  InquiryKind kind = InquiryKind::other;
  std::string name, email, organisation_name;  ///< of who asks
  std::string country;                         ///< ISO 3166-1 alpha-2; may be empty
  std::string language = "en";                 ///< in which the answer is wanted
  std::string subject, message;
  std::optional<OfferId> offer;                ///< about which
  std::optional<OrganisationId> about;         ///< or about which member
  std::vector<OrganisationId> forwarded_to;    ///< sorted, unique
  std::vector<InquiryEntry> entries;           ///< by time
  InquiryState state = InquiryState::open;
  std::optional<Timestamp> answered_at;        ///< for the first time
  std::int64_t version = 0;
  Timestamp created_at{}, updated_at{};
  bool operator==(const Inquiry&) const = default;
};

/// Who runs the cluster, and whom it was forwarded to.
[[nodiscard]] std::vector<Audience> audiences_of(const Inquiry& inquiry);
/// Whether the actor may answer it or note something: who runs the cluster, and who speaks for whom it was forwarded to.
[[nodiscard]] bool answers_inquiry(const Actor& actor, const Inquiry& inquiry);

/// Brings it into its stored form and checks every rule but that of the mail address. @throws InvalidInput
void normalise(Inquiry& inquiry);

/// Does what the entry says. @throws InvalidInput  it can't be done now, or a text is missing
void apply(Inquiry& inquiry, InquiryEntry entry);

[[nodiscard]] nlohmann::json to_json(const Inquiry& inquiry);
/// Schema InquiryDraft: what a guest sends. @throws InvalidInput  where = JSON pointer
[[nodiscard]] Inquiry inquiry_from_json(const nlohmann::json& json);

[[nodiscard]] nlohmann::json entries_json(const std::vector<InquiryEntry>& entries);
[[nodiscard]] std::vector<InquiryEntry> entries_from_stored(const nlohmann::json& stored);

}  // namespace grono::cluster
