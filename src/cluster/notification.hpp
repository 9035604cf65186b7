#pragma once

#include <map>
#include <optional>
#include <string>

#include <nlohmann/json_fwd.hpp>

/// What people are told of while they are away, and how they want to be told.
namespace grono::cluster {

/// Why somebody is told. A new kind needs its name (names.cpp), its default channel, and its words: web/src/locales and
/// data/mail.
enum class NotificationKind {
  mentioned,
  comment_on_mine,      ///< on a thing of which one is the author
  comment_followed,     ///< on a thing on which one has commented
  idea_stage_changed,   ///< of an idea of one's own, or that one supports
  membership_applied,   ///< to who decides on it
  membership_decided,   ///< to the organisation's representatives
  invitation_accepted,  ///< to who invited
  task_assigned,
  report_due,
  change_to_approve,
  change_answered,  ///< a request for changes was applied, rejected or is outdated: to who asked
  project_invited,  ///< to the representatives of an organisation that is asked to become a partner
  confidential_match,  ///< one was found for something of the own organisation, or both sides agreed
  report_answered,  ///< accepted or returned: to the partner's representatives
  booking_requested,  ///< to who lends the resource
  booking_answered,   ///< to who booked
  booking_ended,      ///< cancelled by the other side, or withdrawn
  inquiry_received,   ///< to who runs the cluster
  inquiry_forwarded,  ///< to the representatives of the organisation
  deal_moved,         ///< to another stage: to its organisation's representatives and who runs the cluster, as far as they see it
  deadline_near,  ///< a right expires, its fee is due or a certificate ends: to who owns it and who runs the cluster
  offer_judged,   ///< taken off the market by who runs the cluster, or let stand again: to its organisation's representatives
  matchmaking_moved,     ///< registration is open, wishes are asked for, agendas are there, it is cancelled
  agenda_changed,        ///< a meeting of the own agenda was moved, added or taken out
  participant_withdrew,  ///< from an event: to who runs it
  consortium_invited,   ///< to the representatives of an organisation that is asked to join
  consortium_answered,  ///< somebody accepted, refused or withdrew: to who runs the cluster
  consortium_moved,     ///< agreed, handed over to a project or dissolved: to everybody in it
  aid_changed,          ///< proposed, granted, reduced or withdrawn: to the beneficiary's representatives
  meeting_announced,    ///< among competitors: to the people of those who take part
  minutes_due,          ///< of such a meeting: to who runs the cluster
  minutes_approved,     ///< to the people of those who took part
  market_figures_asked,      ///< to the representatives of an organisation that is asked for its figures
  market_figures_published,  ///< to the representatives of those who were asked
};

/// Where it shows. What comes by mail is in the page too.
enum class NotificationChannel { off, page, mail_at_once, mail_digest };

enum class DigestRhythm { daily, weekly };

/// Between which hours of the day mails wait; over midnight where `from` is later. In minutes after midnight.
struct QuietHours {
  int from = 22 * 60;
  int to = 7 * 60;
  bool operator==(const QuietHours&) const = default;
};

/// How an account wants to be told.
struct NotificationSettings {
  std::map<NotificationKind, NotificationChannel> channels = {};  ///< what is not in it: the default
  DigestRhythm digest = DigestRhythm::daily;
  int digest_hour = 8;     ///< of the account's day, 0..23
  int digest_weekday = 1;  ///< with weekly: 1 Monday .. 7 Sunday
  std::string time_zone = "Europe/Warsaw";
  std::optional<QuietHours> quiet = std::nullopt;
  bool operator==(const NotificationSettings&) const = default;
};

[[nodiscard]] NotificationChannel default_channel(NotificationKind kind);
[[nodiscard]] NotificationChannel channel_of(const NotificationSettings& settings, NotificationKind kind);

/// With every kind's channel.
[[nodiscard]] nlohmann::json to_json(const NotificationSettings& settings);
/// What is not in it stays as in `base`. Whether there is such a time zone is not asked here.
/// @throws InvalidInput  where = JSON pointer
[[nodiscard]] NotificationSettings notification_settings_from_json(const nlohmann::json& json,
                                                                   NotificationSettings base = {});

}  // namespace grono::cluster
