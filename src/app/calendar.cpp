#include "app/calendar.hpp"

#include <algorithm>

#include "app/accounts.hpp"
#include "app/clock.hpp"
#include "app/errors.hpp"
#include "app/matchmaking/agenda.hpp"
#include "app/projects/inside.hpp"
#include "app/projects/project_words.hpp"
#include "app/resources/bookings.hpp"
#include "base/error.hpp"
#include "exchange/calendar.hpp"
#include "store/calendar_store.hpp"
#include "store/part_store.hpp"
#include "store/project_store.hpp"

namespace grono::app {
namespace {

using cluster::Plan;
using exchange::CalendarEntry;

constexpr int kMostProjects = 500;
constexpr std::chrono::days kBookingsSince{90};

bool is_own(const Caller& caller, const std::optional<cluster::OrganisationId>& organisation) {
  return organisation && std::any_of(caller.actor.grants.begin(), caller.actor.grants.end(),
                                     [&](const cluster::RoleGrant& grant) { return grant.organisation == organisation; });
}

void add_tasks(std::vector<CalendarEntry>& entries, const Caller& caller, const Plan& plan, const std::string& project) {
  const auto planned = cluster::planned_tasks(plan);
  const auto schedule = cluster::schedule(plan, planned);
  for (std::size_t i = 0; i < planned.entries.size(); ++i) {
    const auto& [part, task] = planned.entries[i];
    const bool is_open = task->state != cluster::TaskState::done && task->state != cluster::TaskState::dropped;
    const bool concerns = task->kind != cluster::TaskKind::task || task->person == caller.actor.user ||
                          is_own(caller, task->organisation);
    if (!is_open || !concerns) continue;
    const cluster::TaskTimes& times = schedule.tasks[i];
    CalendarEntry entry{part->id.str(), project + ": " + task->title, task->description, cluster::day_of(times.first_day()),
                        cluster::day_of(times.last_day()), part->updated_at};
    if (task->kind != cluster::TaskKind::task && task->due_on) entry.first_day = entry.last_day = *task->due_on;
    entries.push_back(std::move(entry));
  }
}

void add_periods(std::vector<CalendarEntry>& entries, const ProjectWords& words, const Plan& plan,
                 const std::string& project) {
  for (const auto& [part, period] : plan.all<cluster::Period>())
    if (!period->is_closed)
      entries.push_back({part->id.str(), project + ": " + words.pick("sprawozdania za ", "reports for ") + period->title,
                         "", period->due_on, period->due_on, part->updated_at});
}

// What the person has booked for an own organisation, and what is booked of what it lends.
void add_bookings(store::Transaction& transaction, std::vector<CalendarEntry>& entries, const Caller& caller,
                  const std::string& language) {
  for (const BookingView& view : own_bookings(transaction, caller, transaction.now() - kBookingsSince)) {
    const cluster::Booking& booking = view.booking;
    const auto title = cluster::in_language(view.resource_title, language);
    CalendarEntry entry{booking.id.str(), (title ? std::string(title->text) : "") + " (" + view.organisation_name + ")",
                        booking.purpose, {}, {}, booking.updated_at};
    entry.from = booking.from;
    entry.to = booking.to;
    entry.is_tentative = booking.state == cluster::BookingState::requested;
    entries.push_back(std::move(entry));
  }
}

cluster::UserId user_of(const Caller& caller) {
  require(caller, cluster::Permission::manage_own_account);
  GRONO_INVARIANT(caller.actor.user);
  return *caller.actor.user;
}

}  // namespace

std::string open_calendar(store::Transaction& transaction, const Caller& caller) {
  std::string secret = new_secret();
  store::CalendarStore(transaction).set(user_of(caller), digest(secret));
  return secret;
}

void close_calendar(store::Transaction& transaction, const Caller& caller) {
  store::CalendarStore(transaction).remove(user_of(caller));
}

bool has_calendar(store::Transaction& transaction, const Caller& caller) {
  return store::CalendarStore(transaction).has(user_of(caller));
}

std::string calendar_of(store::Transaction& transaction, std::string_view secret) {
  const auto account = store::CalendarStore(transaction).find(digest(secret));
  const auto visitor = account ? visitor_by_account(transaction, *account) : std::nullopt;
  if (!visitor) throw NotFound("there is no such calendar");
  const Caller& caller = visitor->caller;
  const std::string& language = visitor->user->language;
  const ProjectWords words(language);
  store::ProjectFilter filter;
  filter.audiences = cluster::audiences_of(caller.actor);
  filter.stages = {cluster::ProjectStage::draft, cluster::ProjectStage::running};
  std::vector<CalendarEntry> entries;
  for (cluster::Project& project : store::ProjectStore(transaction).list(filter, {"", kMostProjects}).items) {
    if (!is_inside(transaction, caller, project)) continue;
    const std::string title = project.acronym.empty() ? std::string(cluster::in_language(project.title, language)->text) : project.acronym;
    auto parts = store::PartStore(transaction).list(project.id);
    const Plan plan(std::move(project), std::move(parts));
    add_tasks(entries, caller, plan, title);
    add_periods(entries, words, plan, title);
  }
  add_bookings(transaction, entries, caller, language);
  add_meetings_of_account(transaction, entries, *account, language);
  return exchange::to_icalendar(words.pick("Projekty, rezerwacje i spotkania", "Projects, bookings and meetings"), entries);
}

}  // namespace grono::app
