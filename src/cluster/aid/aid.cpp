#include "cluster/aid/aid.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/names.hpp"
#include "cluster/registers.hpp"
#include "cluster/text_rules.hpp"

namespace grono::cluster {
namespace {

using nlohmann::json;

constexpr Money kMostAid{100'000'000'000};  // keeps the reckoning in EUR within 64 bits
constexpr std::size_t kMostLinks = 100;

void require_aid_text(const std::string& where, std::string& text, std::size_t longest, bool lines = false) {
  text = stored_text(where, text, longest, lines);
  if (text.empty()) throw InvalidInput(where, "is missing", "give the field a value");
}

void check_amounts(const Aid& aid) {
  if (aid.nominal.hundredths <= 0)
    throw InvalidInput("/nominal", "is not above zero", "give the value of what is granted");
  if (aid.nominal > kMostAid) throw InvalidInput("/nominal", "is too high", "check the amount");
  if (aid.gross.hundredths <= 0)
    throw InvalidInput("/gross", "is not above zero",
                       "give the gross grant equivalent: what the beneficiary is spared");
  if (aid.gross > aid.nominal)
    throw InvalidInput("/gross", "is more than the nominal value",
                       "the gross grant equivalent is at most the value itself");
}

void check_rate(Aid& aid) {
  if (aid.currency == "EUR") {
    aid.rate = {};
    aid.rate_day.reset();
    aid.rate_source.clear();
    return;
  }
  if (!aid.rate_day) throw InvalidInput("/rate_day", "is missing", "give the day of the rate");
  if (*aid.rate_day > aid.day)
    throw InvalidInput("/rate_day", "is after the day of the aid",
                       "use the rate of that day, or the last one before it");
  require_aid_text("/rate_source", aid.rate_source, 200);
}

std::string currency_from(JsonReader& reader) {
  const std::string made = reader.text("currency").value_or("PLN");
  const bool is_code = made.size() == 3 && std::all_of(made.begin(), made.end(),
                                                       [](char each) { return each >= 'A' && each <= 'Z'; });
  if (!is_code)
    throw InvalidInput("/currency", "\"" + made + "\" is no currency code", "use ISO 4217, as PLN or EUR");
  return made;
}

ExchangeRate rate_from(JsonReader& reader, const std::string& currency) {
  const auto written = reader.text("rate");
  if (currency == "EUR") return {};
  const std::string text = reader.required("rate", written);
  const auto rate = parse_rate(text);
  if (!rate)
    throw InvalidInput("/rate", "\"" + text + "\" is no exchange rate",
                       "write how much one euro is, with at most four decimals, as \"4.2567\"");
  return *rate;
}

}  // namespace

std::optional<ExchangeRate> parse_rate(std::string_view text) noexcept {
  const auto point = text.find('.');
  const std::string_view whole = text.substr(0, point),
                         part = point == text.npos ? "" : text.substr(point + 1);
  const auto is_number = [](std::string_view each) {
    return std::all_of(each.begin(), each.end(), is_digit);
  };
  if (whole.empty() || whole.size() > 6 || part.size() > 4 || (point != text.npos && part.empty()) ||
      !is_number(whole) || !is_number(part))
    return std::nullopt;
  std::int64_t value = 0;
  for (const char each : whole) value = value * 10 + (each - '0');
  for (std::size_t i = 0; i < 4; ++i) value = value * 10 + (i < part.size() ? part[i] - '0' : 0);
  return value > 0 ? std::optional(ExchangeRate{value}) : std::nullopt;
}

std::string rate_text(ExchangeRate rate) {
  return fmt::format("{}.{:04}", rate.ten_thousandths / 10'000, rate.ten_thousandths % 10'000);
}

Money in_eur(Money amount, ExchangeRate rate) {
  GRONO_INVARIANT(rate.ten_thousandths > 0 && amount.hundredths <= kMostAid.hundredths &&
                  -amount.hundredths <= kMostAid.hundredths);
  const std::int64_t doubled = amount.hundredths * 20'000,
                     half = doubled < 0 ? -rate.ten_thousandths : rate.ten_thousandths;
  return {(doubled + half) / (2 * rate.ten_thousandths)};
}

std::string number_of(const AidCertificate& certificate) {
  return fmt::format("{}/{}", certificate.number, certificate.year);
}

std::vector<Audience> viewers_of_aid(const Aid& aid) {
  return {{Audience::Kind::runners_of, aid.cluster.uuid}, {Audience::Kind::people_of, aid.organisation.uuid}};
}

bool sees_aid(const Actor& actor, const Aid& aid) {
  return may(actor, Permission::read_aid, {aid.cluster, aid.organisation, {}});
}

void normalise(Aid& aid) {
  require_aid_text("/title", aid.title, 300);
  aid.purpose = stored_text("/purpose", aid.purpose, 2'000, true);
  require_aid_text("/grantor", aid.grantor, 300);
  aid.grantor_number = stored_text("/grantor_number", aid.grantor_number, 40, false);
  if (aid.is_declared)
    aid.program = stored_text("/program", aid.program, 500, false);
  else
    require_aid_text("/program", aid.program, 500);
  check_amounts(aid);
  check_rate(aid);
  aid.eur = in_eur(aid.gross, aid.rate);
  if (aid.eur.hundredths <= 0)
    throw InvalidInput("/gross", "is less than a cent", "check the amount and the rate");
}

void grant(Aid& aid, Date day, Date today) {
  if (aid.state != AidState::proposed)
    throw InvalidInput("/state", "it is not proposed any more", "look at what became of it");
  if (day > today)
    throw InvalidInput("/day", "is still to come",
                       "aid is granted on the day on which the right to it is conferred: record it then");
  aid.day = day;
  check_rate(aid);
  aid.state = AidState::granted;
}

void reduce(Aid& aid, Money nominal, Money gross, std::string reason) {
  if (aid.state != AidState::granted)
    throw InvalidInput("/state", "it is not granted", "only what was granted can be corrected");
  if (reason.empty()) throw InvalidInput("/reason", "is missing", "say why the aid is less than was granted");
  if (gross >= aid.gross)
    throw InvalidInput("/gross", "is not less than before",
                       "grant more as aid of its own: it has to fit under the ceiling on its day");
  if (nominal > aid.nominal)
    throw InvalidInput("/nominal", "is more than before", "grant more as aid of its own");
  aid.nominal = nominal;
  aid.gross = gross;
  check_amounts(aid);
  aid.eur = in_eur(aid.gross, aid.rate);
  aid.reason = std::move(reason);
}

void withdraw(Aid& aid, std::string reason) {
  if (aid.state == AidState::withdrawn)
    throw InvalidInput("/state", "it is withdrawn already", "look at what became of it");
  if (reason.empty()) throw InvalidInput("/reason", "is missing", "say why it is withdrawn");
  aid.state = AidState::withdrawn;
  aid.reason = std::move(reason);
}

json to_json(const Aid& aid) {
  json made = {{"id", aid.id.str()},
               {"cluster", aid.cluster.str()},
               {"organisation", aid.organisation.str()},
               {"is_declared", aid.is_declared},
               {"title", aid.title},
               {"purpose", aid.purpose},
               {"grantor", aid.grantor},
               {"grantor_number", aid.grantor_number},
               {"program", aid.program},
               {"scope", name_of(aid.scope)},
               {"currency", aid.currency},
               {"nominal", to_string(aid.nominal)},
               {"gross", to_string(aid.gross)},
               {"rate", rate_text(aid.rate)},
               {"rate_source", aid.rate_source},
               {"eur", to_string(aid.eur)},
               {"state", name_of(aid.state)},
               {"day", to_string(aid.day)},
               {"reason", aid.reason},
               {"version", aid.version},
               {"created_at", to_string(aid.created_at)},
               {"updated_at", to_string(aid.updated_at)}};
  if (aid.rate_day) made["rate_day"] = to_string(*aid.rate_day);
  return made;
}

json to_json(const AidEvent& event) {
  return {{"kind", name_of(event.kind)},
          {"at", to_string(event.at)},
          {"reason", event.reason},
          {"day", to_string(event.day)},
          {"eur", to_string(event.eur)}};
}

json to_json(const AidCertificate& certificate) {
  json made = {{"number", number_of(certificate)},
               {"kind", name_of(certificate.kind)},
               {"issued_on", to_string(certificate.issued_on)},
               {"content", certificate.content}};
  if (!certificate.corrects.empty()) made["corrects"] = certificate.corrects;
  return made;
}

Money amount_from_json(JsonReader& reader, std::string_view field) {
  const std::string text = reader.required(field, reader.text(field));
  const auto amount = parse_money(text);
  if (!amount)
    throw InvalidInput(reader.at(field), "\"" + text + "\" is not an amount", "write it as \"1234.50\"");
  return *amount;
}

Aid aid_from_json(const json& object, Aid base) {
  JsonReader reader(object, "");
  // Whose it is is told when it is made; then it stays.
  const auto organisation = reader.id<OrganisationId>("organisation");
  if (base.version == 0) base.organisation = reader.required("organisation", organisation);
  base.title = reader.text("title").value_or("");
  base.purpose = reader.text("purpose").value_or("");
  base.grantor = reader.text("grantor").value_or("");
  base.grantor_number = reader.text("grantor_number").value_or("");
  base.program = reader.text("program").value_or("");
  base.scope = reader.named<AidScope>("scope").value_or(AidScope::general);
  base.currency = currency_from(reader);
  base.nominal = amount_from_json(reader, "nominal");
  base.gross = reader.has("gross") ? amount_from_json(reader, "gross") : base.nominal;
  base.rate = rate_from(reader, base.currency);
  base.rate_day = reader.day("rate_day");
  base.rate_source = reader.text("rate_source").value_or("");
  base.day = reader.required("day", reader.day("day"));
  reader.ignore({"id", "cluster", "is_declared", "state", "eur", "reason", "version", "created_at",
                 "updated_at", "may", "organisation_name", "history", "certificates", "is_details_hidden",
                 "regulation", "room"});
  reader.expect_nothing_else();
  return base;
}

void normalise(LinkStatement& statement) {
  if (statement.links.size() > kMostLinks)
    throw InvalidInput("/links", "are too many", "give at most " + std::to_string(kMostLinks));
  for (std::size_t i = 0; i < statement.links.size(); ++i) {
    LinkedEnterprise& link = statement.links[i];
    const std::string where = "/links/" + std::to_string(i);
    link.name = stored_text(where + "/name", link.name, 300, false);
    if (link.organisation) {
      link.nip.clear();
      if (*link.organisation == statement.organisation)
        throw InvalidInput(where + "/organisation", "is the organisation itself", "name another one");
    } else {
      if (link.nip.empty())
        throw InvalidInput(where, "nobody is named", "choose an organisation, or give its tax number");
      try {
        link.nip = normalise_nip(link.nip);
      } catch (const InvalidInput& problem) {
        throw InvalidInput(where + "/nip", problem.problem(), problem.mend());
      }
    }
    const auto same = [&](const LinkedEnterprise& each) {
      return each.organisation == link.organisation && each.nip == link.nip;
    };
    if (std::any_of(statement.links.begin(), statement.links.begin() + static_cast<std::ptrdiff_t>(i), same))
      throw InvalidInput(where, "stands twice", "leave one of them out");
  }
}

json to_json(const LinkedEnterprise& link) {
  json made = {{"name", link.name}};
  if (link.organisation) made["organisation"] = link.organisation->str();
  if (!link.nip.empty()) made["nip"] = link.nip;
  return made;
}

LinkStatement links_from_json(const json& object, LinkStatement base) {
  JsonReader reader(object, "");
  base.links = reader.list("links", [](const json& each, const std::string& pointer) {
    JsonReader inner(each, pointer);
    LinkedEnterprise link;
    link.organisation = inner.id<OrganisationId>("organisation");
    link.name = inner.text("name").value_or("");
    link.nip = inner.text("nip").value_or("");
    inner.ignore({"is_confirmed"});
    inner.expect_nothing_else();
    return link;
  });
  reader.ignore({"version", "updated_at", "stated_by", "organisation"});
  reader.expect_nothing_else();
  return base;
}

}  // namespace grono::cluster
