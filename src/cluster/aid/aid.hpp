#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/money.hpp"
#include "base/time.hpp"
#include "cluster/aid/ceiling.hpp"
#include "cluster/ids.hpp"
#include "cluster/policy.hpp"

namespace grono::cluster {

/// `proposed` reserves room. `granted`: the legal right to it was conferred. `withdrawn`: never granted, or
/// taken back whole; it counts no more.
enum class AidState { proposed, granted, withdrawn };

/// PLN for one EUR and the like, in ten-thousandths: 4.2567 is 42,567. Exact, as central banks give it.
struct ExchangeRate {
  std::int64_t ten_thousandths = 10'000;
  bool operator==(const ExchangeRate&) const = default;
};
/// "4.2567"; at most four decimals. No value for anything else, nor for 0 and from 10^6 on.
[[nodiscard]] std::optional<ExchangeRate> parse_rate(std::string_view text) noexcept;
[[nodiscard]] std::string rate_text(ExchangeRate rate);

/// An amount in EUR, rounded half away from zero to a cent. @param amount  in a currency of which `rate` is
/// one EUR
/// @pre  |amount| <= 10^9 units
[[nodiscard]] Money in_eur(Money amount, ExchangeRate rate);

/// What a service, or anything else paid from public funds, is worth to a member.
struct Aid {
  AidId id;
  ClusterId cluster;
  OrganisationId organisation;  ///< that gets it
  bool is_declared = false;  ///< granted elsewhere, as its beneficiary states: nothing of it is granted here
  std::string title;         ///< the service
  std::string purpose;       ///< what it is for
  std::string grantor;       ///< name of who grants it
  std::string grantor_number;  ///< its tax number, may be empty
  std::string program;         ///< legal basis: programme, contract, resolution
  AidScope scope = AidScope::general;
  std::string currency = "PLN";
  Money nominal;                 ///< the value of what is given
  Money gross;                   ///< gross grant equivalent, in the same currency
  ExchangeRate rate;             ///< of one EUR; 1 where the currency is EUR
  std::optional<Date> rate_day;  ///< of which day the rate is; none exactly with EUR
  std::string rate_source;       ///< "NBP, table 227/A/NBP/2026"; empty exactly with EUR
  Money eur;                     ///< gross grant equivalent in EUR: follows from the others
  AidState state = AidState::proposed;
  Date day{};          ///< proposed: for which it is planned; granted: on which the legal right was conferred
  std::string reason;  ///< why it was last reduced or withdrawn
  std::int64_t version = 0;
  Timestamp created_at{}, updated_at{};
  bool operator==(const Aid&) const = default;
};

enum class AidEventKind { proposed, changed, granted, reduced, withdrawn, declared };

/// One thing that happened to it. Events are only ever added.
struct AidEvent {
  AidEventKind kind = AidEventKind::proposed;
  Timestamp at{};
  std::optional<UserId> by;
  std::string reason;
  Date day{};  ///< the day of the aid as it was then
  Money eur;
  bool operator==(const AidEvent&) const = default;
};

enum class AidCertificateKind { original, correction };

/// What its beneficiary is given in writing. What it says is kept as it was, whatever becomes of the rest.
struct AidCertificate {
  int year = 0, number = 0;  ///< numbered per cluster and year from 1, without gaps
  AidId aid;
  AidCertificateKind kind = AidCertificateKind::original;
  std::string corrects;  ///< the number of the one before it: "3/2026"
  Date issued_on{};
  nlohmann::json content;  ///< schema CertificateContent
  bool operator==(const AidCertificate&) const = default;
};
[[nodiscard]] std::string number_of(const AidCertificate& certificate);

/// Who sees it: its beneficiary's people and those who run the cluster that keeps it.
[[nodiscard]] std::vector<Audience> viewers_of_aid(const Aid& aid);
[[nodiscard]] bool sees_aid(const Actor& actor, const Aid& aid);

/// Brings values into their stored form, reckons EUR and checks every rule but those of the ceilings.
/// @throws InvalidInput  where = JSON pointer of the field
void normalise(Aid& aid);

/// @param day  on which the legal right is conferred. @throws InvalidInput  it is not proposed; the day is to
/// come
void grant(Aid& aid, Date day, Date today);
/// What was granted turns out to be less. @throws InvalidInput  it is not granted, is no less, or no reason
/// is given
void reduce(Aid& aid, Money nominal, Money gross, std::string reason);
/// @throws InvalidInput  it is withdrawn already, or no reason is given
void withdraw(Aid& aid, std::string reason);

[[nodiscard]] nlohmann::json to_json(const Aid& aid);
[[nodiscard]] nlohmann::json to_json(const AidEvent& event);
[[nodiscard]] nlohmann::json to_json(const AidCertificate& certificate);
/// Reads what a client may set of one that is proposed or declared; the rest stays as in `base`.
/// @throws InvalidInput  where = JSON pointer
[[nodiscard]] Aid aid_from_json(const nlohmann::json& json, Aid base = {});
/// The field of an amount. @throws InvalidInput  it is missing or no amount
[[nodiscard]] Money amount_from_json(class JsonReader& reader, std::string_view field);

/// An enterprise that forms a single undertaking with another: of the catalogue, or by its tax number alone.
struct LinkedEnterprise {
  std::optional<OrganisationId> organisation;
  std::string name;
  std::string nip;  ///< ten digits; empty where an organisation is named
  bool operator==(const LinkedEnterprise&) const = default;
};

/// With whom an organisation forms a single undertaking, as its people state.
/// @source  Regulation (EU) 2023/2831 art. 2(2)
struct LinkStatement {
  OrganisationId organisation;
  std::vector<LinkedEnterprise> links;
  std::int64_t version = 0;  ///< 0: nothing was ever stated
  Timestamp updated_at{};
  bool operator==(const LinkStatement&) const = default;
};

/// @throws InvalidInput  where = JSON pointer
void normalise(LinkStatement& statement);
[[nodiscard]] nlohmann::json to_json(const LinkedEnterprise& link);
[[nodiscard]] LinkStatement links_from_json(const nlohmann::json& json, LinkStatement base);

}  // namespace grono::cluster
