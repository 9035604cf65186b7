#include "cluster/commerce/inquiry.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/names.hpp"
#include "cluster/text_rules.hpp"

namespace grono::cluster {
namespace {

using nlohmann::json;

void require_text(const std::string& where, const std::string& text, const char* mend) {
  if (text.empty()) throw InvalidInput(where, "is empty", mend);
}

void forward(Inquiry& inquiry, OrganisationId to) {
  auto& all = inquiry.forwarded_to;
  const auto place = std::lower_bound(all.begin(), all.end(), to);
  if (place != all.end() && *place == to)
    throw InvalidInput("/organisation", "has the inquiry already", "choose another");
  all.insert(place, to);
  inquiry.state = InquiryState::forwarded;
}

}  // namespace

std::vector<Audience> audiences_of(const Inquiry& inquiry) {
  std::vector<Audience> made = {{Audience::Kind::runners_of, inquiry.cluster.uuid}};
  for (const OrganisationId& each : inquiry.forwarded_to) made.push_back({Audience::Kind::people_of, each.uuid});
  std::sort(made.begin(), made.end());
  return made;
}

bool answers_inquiry(const Actor& actor, const Inquiry& inquiry) {
  if (may(actor, Permission::answer_inquiry, {inquiry.cluster, std::nullopt, {}})) return true;
  return std::any_of(inquiry.forwarded_to.begin(), inquiry.forwarded_to.end(), [&](const OrganisationId& each) {
    return may(actor, Permission::answer_inquiry, {std::nullopt, each, {}});
  });
}

void normalise(Inquiry& inquiry) {
  inquiry.name = stored_text("/name", inquiry.name, 200, false);
  require_text("/name", inquiry.name, "say who asks");
  inquiry.organisation_name = stored_text("/organisation_name", inquiry.organisation_name, 300, false);
  inquiry.subject = stored_text("/subject", inquiry.subject, 200, false);
  require_text("/subject", inquiry.subject, "say in a few words what it is about");
  inquiry.message = stored_text("/message", inquiry.message, 10'000, true);
  require_text("/message", inquiry.message, "write what you would like to know");
  if (!inquiry.country.empty()) require_country("/country", inquiry.country);
  if (inquiry.language != "pl" && inquiry.language != "en")
    throw InvalidInput("/language", "\"" + inquiry.language + "\" is no language of the program", "use pl or en");
}

void apply(Inquiry& inquiry, InquiryEntry entry) {
  entry.text = stored_text("/text", entry.text, 10'000, true);
  switch (entry.kind) {
    case InquiryEntryKind::note: require_text("/text", entry.text, "write what is to be noted"); break;
    case InquiryEntryKind::forwarded:
      GRONO_INVARIANT(entry.organisation);
      if (inquiry.state == InquiryState::closed)
        throw InvalidInput("/kind", "the inquiry is closed", "open it again first");
      forward(inquiry, *entry.organisation);
      break;
    case InquiryEntryKind::answered:
      require_text("/text", entry.text, "write the answer");
      if (inquiry.state == InquiryState::closed)
        throw InvalidInput("/kind", "the inquiry is closed", "open it again first");
      inquiry.state = InquiryState::answered;
      if (!inquiry.answered_at) inquiry.answered_at = entry.at;
      break;
    case InquiryEntryKind::closed:
      require_text("/text", entry.text, "say why nobody answers");
      if (inquiry.state == InquiryState::closed)
        throw InvalidInput("/kind", "the inquiry is closed", "leave it");
      inquiry.state = InquiryState::closed;
      break;
    case InquiryEntryKind::reopened:
      if (inquiry.state != InquiryState::closed)
        throw InvalidInput("/kind", "the inquiry is not closed", "leave it");
      inquiry.state = inquiry.answered_at            ? InquiryState::answered
                      : inquiry.forwarded_to.empty() ? InquiryState::open
                                                     : InquiryState::forwarded;
      break;
  }
  if (inquiry.entries.size() >= 500)
    throw InvalidInput("/text", "the inquiry holds 500 entries already", "go on in a project or a deal");
  inquiry.entries.push_back(std::move(entry));
}

json entries_json(const std::vector<InquiryEntry>& entries) {
  json made = json::array();
  for (const InquiryEntry& each : entries) {
    json entry = {{"kind", name_of(each.kind)}, {"at", to_string(each.at)}, {"text", each.text}};
    if (each.by) entry["by"] = each.by->str();
    if (each.organisation) entry["organisation"] = each.organisation->str();
    made.push_back(std::move(entry));
  }
  return made;
}

std::vector<InquiryEntry> entries_from_stored(const json& stored) {
  std::vector<InquiryEntry> made;
  for (const json& each : stored) {
    JsonReader reader(each, "");
    InquiryEntry entry;
    entry.kind = reader.required("kind", reader.named<InquiryEntryKind>("kind"));
    entry.at = reader.required("at", reader.moment("at"));
    entry.text = reader.text("text").value_or("");
    entry.by = reader.id<UserId>("by");
    entry.organisation = reader.id<OrganisationId>("organisation");
    made.push_back(std::move(entry));
  }
  return made;
}

json to_json(const Inquiry& inquiry) {
  json made = {{"id", inquiry.id.str()},
               {"cluster", inquiry.cluster.str()},
               {"kind", name_of(inquiry.kind)},
               {"name", inquiry.name},
               {"email", inquiry.email},
               {"organisation_name", inquiry.organisation_name},
               {"country", inquiry.country},
               {"language", inquiry.language},
               {"subject", inquiry.subject},
               {"message", inquiry.message},
               {"state", name_of(inquiry.state)},
               {"version", inquiry.version},
               {"created_at", to_string(inquiry.created_at)},
               {"updated_at", to_string(inquiry.updated_at)}};
  if (inquiry.offer) made["offer"] = inquiry.offer->str();
  if (inquiry.about) made["about"] = inquiry.about->str();
  if (inquiry.answered_at) made["answered_at"] = to_string(*inquiry.answered_at);
  return made;
}

Inquiry inquiry_from_json(const json& object) {
  JsonReader reader(object, "");
  Inquiry made;
  made.kind = reader.required("kind", reader.named<InquiryKind>("kind"));
  made.name = reader.required("name", reader.text("name"));
  made.email = reader.required("email", reader.text("email"));
  made.organisation_name = reader.text("organisation_name").value_or("");
  made.country = reader.text("country").value_or("");
  made.language = reader.text("language").value_or("en");
  made.subject = reader.required("subject", reader.text("subject"));
  made.message = reader.required("message", reader.text("message"));
  made.offer = reader.id<OfferId>("offer");
  made.about = reader.id<OrganisationId>("about");
  reader.expect_nothing_else();
  return made;
}

}  // namespace grono::cluster
