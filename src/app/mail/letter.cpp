#include "app/mail/letter.hpp"

#include <fmt/format.h>

#include "app/discovery/report_words.hpp"
#include "base/error.hpp"
#include "cluster/localised_text.hpp"
#include "cluster/names.hpp"

namespace grono::app {
namespace {

// Mail programs know no style sheets but those in the tags, and some no variables: everything is said in place.
constexpr const char* kPage =
    "<!doctype html>\n<html lang=\"{language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
    "content=\"width=device-width\"><title>{title}</title></head>\n"
    "<body style=\"margin:0;padding:24px 12px;background:#f4f5f7;font-family:Arial,Helvetica,sans-serif;"
    "color:#1f2430\">\n<div style=\"max-width:560px;margin:0 auto;background:#ffffff;border-radius:8px;padding:24px\">\n"
    "{content}\n</div>\n<p style=\"max-width:560px;margin:16px auto 0;font-size:13px;line-height:1.5;color:#5a6170\">"
    "{foot}</p>\n</body></html>\n";

std::string put_in(std::string_view text, const MailWords::Values& values) {
  return MailWords(nlohmann::json{{"text", text}}).say("/text", values);
}

std::string paragraph(const std::string& text) {
  return "<p style=\"margin:0 0 16px;font-size:16px;line-height:1.5\">" + escaped(text) + "</p>\n";
}

std::string button(const std::string& address, const std::string& label) {
  return "<p style=\"margin:8px 0 16px\"><a href=\"" + escaped(address) +
         "\" style=\"display:inline-block;padding:10px 18px;background:#6b2fa0;color:#ffffff;text-decoration:none;"
         "border-radius:6px;font-weight:bold\">" +
         escaped(label) + "</a></p>\n";
}

std::string path_of(const NotificationView& view) {
  const store::Notification& told = view.notification;
  if (told.subject_kind == "idea")
    return "/ideas/" + told.subject + (told.comment ? "#comment-" + told.comment->str() : "");
  if (told.subject_kind == "project") return "/projects/" + told.subject;
  if (told.subject_kind == "opportunity") return "/opportunities/" + told.subject;
  if (told.subject_kind == "consortium") return "/consortia/" + told.subject;
  if (told.subject_kind == "ip_asset") return "/commerce/ip/" + told.subject;
  if (told.subject_kind == "market_offer") return "/commerce/offers/" + told.subject;
  if (told.subject_kind == "product") return "/commerce/products/" + told.subject;
  if (told.subject_kind == "matchmaking") return "/events/" + told.subject;
  if (told.subject_kind == "booking") return "/resources/" + view.subject.resource;
  if (told.subject_kind == "inquiry") return "/commerce/inquiries/" + told.subject;
  if (told.subject_kind == "deal") return "/commerce/deals/" + told.subject;
  if (told.subject_kind == "aid") return "/aid/" + told.subject;
  if (told.subject_kind == "meeting_record") return "/conduct/meetings/" + told.subject;
  if (told.subject_kind == "market_collection") return "/conduct/market/" + told.subject;
  if (told.subject_kind == "membership" && told.kind == cluster::NotificationKind::membership_applied) return "/members";
  if (told.subject_kind == "confidential_match") return "/organisations/" + view.subject.organisation + "/matching";
  if (!view.subject.organisation.empty()) return "/organisations/" + view.subject.organisation;
  return "/notifications";
}

std::string title_of(const NotificationView& view, const std::string& language) {
  const auto title = cluster::in_language(view.subject.title, language);
  return title ? std::string(title->text) : view.subject.organisation_name;
}

MailWords::Values values_of(const MailWords& words, const NotificationView& view, const std::string& language) {
  const auto detail = nlohmann::json::parse(view.notification.detail);
  const auto named = [&](const char* field) {
    const std::string name = detail.value(field, "");
    return words.word(std::string("/") + field + "/" + name, name);
  };
  return {{"by", view.by_name.empty() ? words.say("/somebody") : view.by_name},
          {"title", title_of(view, language)},
          {"organisation", view.subject.organisation_name},
          {"stage", named("stage")},
          {"event", named("event")},
          {"state", named("state")},
          {"deadline", named("deadline")},
          {"day", detail.value("day", "")}};
}

void frame(Mail& mail, const std::string& content, const std::string& foot_html) {
  mail.html = put_in(kPage, {{"language", escaped(mail.language)},
                             {"title", escaped(mail.subject)},
                             {"content", content},
                             {"foot", foot_html}});
}

}  // namespace

void write_letter(Mail& mail, const MailWords& words, std::span<const NotificationView> told, bool is_digest,
                  const std::string& public_url) {
  GRONO_INVARIANT(!told.empty());
  const auto line = [&](const NotificationView& view) {
    return words.say("/line/" + std::string(name_of(view.notification.kind)), values_of(words, view, mail.language));
  };
  const auto count = static_cast<std::int64_t>(told.size());
  mail.subject = told.size() == 1 && !is_digest ? line(told.front())
                                                : words.count(is_digest ? "/digest_subject" : "/several_subject", count);
  const std::string lead = words.count(is_digest ? "/digest_lead" : "/lead", count);
  mail.unsubscribe_url = public_url + "/account#notifications";
  mail.text = words.say("/greeting", {{"name", mail.to_name}}) + "\n\n" + lead + "\n\n";
  std::string content = paragraph(words.say("/greeting", {{"name", mail.to_name}})) + paragraph(lead);
  for (const NotificationView& view : told) {
    const std::string address = public_url + path_of(view), said = line(view);
    const std::string& reason = view.subject.reason;
    mail.text += "- " + said + "\n  " + (reason.empty() ? "" : reason + "\n  ") + address + "\n\n";
    content += "<p style=\"margin:0 0 12px;padding:12px 14px;border-left:4px solid #6b2fa0;background:#f7f3fb;"
               "font-size:16px;line-height:1.5\"><a href=\"" +
               escaped(address) + "\" style=\"color:#4f1f7c\">" + escaped(said) + "</a>" +
               (reason.empty() ? "" : "<br><span style=\"white-space:pre-wrap\">" + escaped(reason) + "</span>") +
               "</p>\n";
  }
  content += button(public_url + "/notifications", words.say("/open"));
  const std::string why = words.say("/why"), choose = words.say("/choose");
  mail.text += "-- \n" + why + "\n" + choose + ": " + mail.unsubscribe_url + "\n";
  frame(mail, content,
        escaped(why) + "<br><a href=\"" + escaped(mail.unsubscribe_url) + "\" style=\"color:#5a6170\">" +
            escaped(choose) + "</a>");
}

void write_letter(Mail& mail, const MailWords& words, const InvitationLetter& letter, const std::string& public_url) {
  const std::string where = letter.cluster.empty() ? letter.organisation : letter.cluster;
  const MailWords::Values values = {{"where", where},
                                    {"organisation", letter.organisation},
                                    {"role", words.word("/role/" + letter.role, letter.role)},
                                    {"until", to_string(Date{std::chrono::floor<std::chrono::days>(letter.expires_at)})}};
  mail.subject = words.say("/invitation/subject", values);
  const std::string lead = words.say("/invitation/lead", values), until = words.say("/invitation/until", values);
  const std::string foot = words.say("/invitation/why", values);
  mail.text = words.say("/invitation/greeting") + "\n\n" + lead + "\n\n";
  std::string content = paragraph(words.say("/invitation/greeting")) + paragraph(lead);
  if (!letter.note.empty()) {
    mail.text += letter.note + "\n\n";
    content += "<blockquote style=\"margin:0 0 16px;padding:8px 14px;border-left:4px solid #c9ccd4;font-size:16px;"
               "line-height:1.5;white-space:pre-wrap\">" +
               escaped(letter.note) + "</blockquote>\n";
  }
  mail.text += letter.link + "\n\n" + until + "\n\n-- \n" + foot + "\n" + public_url + "\n";
  content += button(letter.link, words.say("/invitation/open")) + paragraph(until);
  frame(mail, content, escaped(foot));
}

void write_letter(Mail& mail, const MailWords& words, const AnswerLetter& letter, const std::string& public_url) {
  const MailWords::Values values = {
      {"name", letter.name}, {"cluster", letter.cluster}, {"subject", letter.subject}, {"by", letter.by}};
  mail.subject = words.say("/answer/subject", values);
  const std::string greeting = words.say("/greeting", values), asked = words.say("/answer/asked", values);
  const std::string foot = words.say("/answer/why", values);
  mail.text = greeting + "\n\n" + letter.answer + "\n\n" + letter.by + "\n" + letter.cluster + "\n\n" + asked + "\n\n";
  // Each line of what was asked is quoted, as mail programs do.
  std::string quoted = letter.message;
  for (std::size_t at = 0; (at = quoted.find('\n', at)) != quoted.npos; at += 3) quoted.insert(at + 1, "> ");
  mail.text += "> " + quoted + "\n\n-- \n" + foot + "\n" + public_url + "\n";
  const std::string block = "margin:0 0 16px;font-size:16px;line-height:1.5;white-space:pre-wrap";
  frame(mail,
        paragraph(greeting) + "<div style=\"" + block + "\">" + escaped(letter.answer) + "</div>\n" +
            paragraph(letter.by) + paragraph(letter.cluster) + paragraph(asked) + "<blockquote style=\"" + block +
            ";padding:8px 14px;border-left:4px solid #c9ccd4;color:#5a6170\">" + escaped(letter.message) +
            "</blockquote>\n",
        escaped(foot));
}

}  // namespace grono::app
