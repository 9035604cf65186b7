#include "cluster/notification.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/names.hpp"
#include "cluster/time_of_day.hpp"

namespace grono::cluster {
namespace {

using Channel = NotificationChannel;

std::optional<QuietHours> quiet_from(const nlohmann::json& json, const std::string& pointer) {
  if (json.is_null()) return std::nullopt;
  JsonReader reader(json, pointer);
  QuietHours made;
  made.from = time_of_day_from(reader, "from");
  made.to = time_of_day_from(reader, "to");
  reader.expect_nothing_else();
  if (made.from == made.to)
    throw InvalidInput(pointer + "/to", "is when they begin", "give another time, or switch quiet hours off");
  return made;
}

int within(JsonReader& reader, std::string_view field, int otherwise, int from, int to) {
  const auto value = reader.small_integer(field);
  if (value && (*value < from || *value > to))
    throw InvalidInput(reader.at(field), "is out of range", fmt::format("give {} to {}", from, to));
  return value.value_or(otherwise);
}

}  // namespace

Channel default_channel(NotificationKind kind) {
  switch (kind) {
    case NotificationKind::mentioned:
    case NotificationKind::membership_applied:
    case NotificationKind::membership_decided:
    case NotificationKind::task_assigned:
    case NotificationKind::report_due:
    case NotificationKind::change_to_approve:
    case NotificationKind::project_invited:
    case NotificationKind::confidential_match:
    case NotificationKind::matchmaking_moved:
    case NotificationKind::agenda_changed:
    case NotificationKind::participant_withdrew:
    case NotificationKind::consortium_invited:
    case NotificationKind::consortium_answered:
    case NotificationKind::consortium_moved:
    case NotificationKind::inquiry_received:
    case NotificationKind::inquiry_forwarded:
    case NotificationKind::booking_requested:
    case NotificationKind::booking_answered:
    case NotificationKind::booking_ended:
    case NotificationKind::deadline_near:
    case NotificationKind::offer_judged:
    case NotificationKind::aid_changed:
    case NotificationKind::meeting_announced:
    case NotificationKind::minutes_due:
    case NotificationKind::market_figures_asked:
    case NotificationKind::report_answered: return Channel::mail_at_once;
    case NotificationKind::deal_moved:
    case NotificationKind::minutes_approved:
    case NotificationKind::market_figures_published:
    case NotificationKind::comment_on_mine:
    case NotificationKind::change_answered:
    case NotificationKind::idea_stage_changed: return Channel::mail_digest;
    case NotificationKind::comment_followed:
    case NotificationKind::invitation_accepted: return Channel::page;
  }
  return Channel::page;
}

Channel channel_of(const NotificationSettings& settings, NotificationKind kind) {
  const auto found = settings.channels.find(kind);
  return found == settings.channels.end() ? default_channel(kind) : found->second;
}

nlohmann::json to_json(const NotificationSettings& settings) {
  nlohmann::json channels = nlohmann::json::object();
  for (const auto& [name, kind] : named_values<NotificationKind>())
    channels[std::string(name)] = name_of(channel_of(settings, kind));
  nlohmann::json made = {{"channels", std::move(channels)},
                         {"digest", name_of(settings.digest)},
                         {"digest_hour", settings.digest_hour},
                         {"digest_weekday", settings.digest_weekday},
                         {"time_zone", settings.time_zone},
                         {"quiet", nullptr}};
  if (settings.quiet)
    made["quiet"] = {{"from", time_of_day(settings.quiet->from)}, {"to", time_of_day(settings.quiet->to)}};
  return made;
}

NotificationSettings notification_settings_from_json(const nlohmann::json& json, NotificationSettings base) {
  JsonReader reader(json, "");
  if (const nlohmann::json* channels = reader.value("channels")) {
    JsonReader inner(*channels, "/channels");
    for (const auto& [name, kind] : named_values<NotificationKind>())
      if (const auto channel = inner.named<Channel>(name)) base.channels[kind] = *channel;
    inner.expect_nothing_else();
  }
  base.digest = reader.named<DigestRhythm>("digest").value_or(base.digest);
  base.digest_hour = within(reader, "digest_hour", base.digest_hour, 0, 23);
  base.digest_weekday = within(reader, "digest_weekday", base.digest_weekday, 1, 7);
  base.time_zone = reader.text("time_zone").value_or(base.time_zone);
  reader.ignore({"quiet"});
  if (const auto quiet = json.find("quiet"); quiet != json.end()) base.quiet = quiet_from(*quiet, "/quiet");
  reader.expect_nothing_else();
  return base;
}

}  // namespace grono::cluster
