#include "store/change_channel.hpp"

#include <libpq-fe.h>
#include <poll.h>

#include <condition_variable>
#include <memory>
#include <mutex>

#include <nlohmann/json.hpp>

#include "store/viewers.hpp"

namespace grono::store {
namespace {

using cluster::Audience;
using cluster::Change;
using cluster::UserId;

constexpr const char* kChannel = "grono_change";
// A payload may have 8,000 bytes, a group takes about 55.
constexpr std::size_t kMostOfEach = 40;
// Whoever changes more at once has everybody ask anew.
constexpr std::size_t kMostChanges = 200;
constexpr const char* kTooMany = "too many";
constexpr std::chrono::seconds kBetweenAttempts{2};
constexpr int kWait_ms = 500;

template <class T>
std::vector<T> part(const std::vector<T>& all, std::size_t from) {
  if (from >= all.size()) return {};
  return {all.begin() + static_cast<std::ptrdiff_t>(from),
          all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), from + kMostOfEach))};
}

nlohmann::json texts(const std::vector<Audience>& audiences) {
  nlohmann::json made = nlohmann::json::array();
  for (const Audience& each : audiences) made.push_back(text_of(each));
  return made;
}

std::vector<Audience> audiences_in(const nlohmann::json& texts) {
  std::vector<Audience> made;
  for (const auto& each : texts)
    if (const auto audience = audience_from(each.get<std::string>())) made.push_back(*audience);
  return made;
}

}  // namespace

std::vector<std::string> payloads_of(const Change& change) {
  std::vector<std::string> made;
  const std::size_t most = std::max({change.audiences.size(), change.formerly.size(), change.accounts.size()});
  for (std::size_t from = 0; from == 0 || from < most; from += kMostOfEach) {
    nlohmann::json accounts = nlohmann::json::array(), changed_part;
    if (change.part)
      changed_part = {{"kind", change.part->kind}, {"id", change.part->id}, {"version", change.part->version}};
    for (const UserId& each : part(change.accounts, from)) accounts.push_back(each.str());
    made.push_back(nlohmann::json{{"kind", change.subject_kind},
                                  {"subject", change.subject},
                                  {"version", change.version},
                                  {"by", change.by ? change.by->str() : ""},
                                  {"audiences", texts(part(change.audiences, from))},
                                  {"formerly", texts(part(change.formerly, from))},
                                  {"accounts", std::move(accounts)},
                                  {"part", std::move(changed_part)}}
                       .dump());
  }
  return made;
}

std::optional<Change> change_from(const std::string& payload) {
  const auto read = nlohmann::json::parse(payload, nullptr, false);
  if (!read.is_object()) return std::nullopt;
  try {
    Change made;
    made.subject_kind = read.at("kind").get<std::string>();
    made.subject = read.at("subject").get<std::string>();
    made.version = read.at("version").get<std::int64_t>();
    made.by = UserId::parse(read.at("by").get<std::string>());
    made.audiences = audiences_in(read.at("audiences"));
    made.formerly = audiences_in(read.at("formerly"));
    for (const auto& each : read.at("accounts"))
      if (const auto id = UserId::parse(each.get<std::string>())) made.accounts.push_back(*id);
    if (const auto& part = read.at("part"); !part.is_null())
      made.part = {part.at("kind").get<std::string>(), part.at("id").get<std::string>(),
                   part.at("version").get<std::int64_t>()};
    return made;
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;
  }
}

void announce(soci::session& sql, std::span<const Change> changes) {
  const auto tell = [&](const std::string& payload) {
    sql << "SELECT pg_notify('" + std::string(kChannel) + "', :payload)", soci::use(payload, "payload");
  };
  if (changes.size() > kMostChanges) return tell(kTooMany);
  for (const Change& each : changes)
    for (const std::string& payload : payloads_of(each)) tell(payload);
}

ChangeListener::ChangeListener(std::string url, ChangeWatcher watcher)
    : url_(std::move(url)), watcher_(std::move(watcher)), thread_([this](const std::stop_token& stop) { run(stop); }) {}

void ChangeListener::run(const std::stop_token& stop) const {
  std::mutex mutex;
  std::condition_variable_any woken;
  while (!stop.stop_requested()) {
    listen(stop);
    std::unique_lock lock(mutex);
    woken.wait_for(lock, stop, kBetweenAttempts, [] { return false; });
  }
}

void ChangeListener::listen(const std::stop_token& stop) const {
  const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(PQconnectdb(url_.c_str()), &PQfinish);
  if (PQstatus(connection.get()) != CONNECTION_OK) return;
  PQclear(PQexec(connection.get(), (std::string("LISTEN ") + kChannel).c_str()));
  if (PQstatus(connection.get()) != CONNECTION_OK) return;
  watcher_.missed();  // whatever was changed before this moment
  while (!stop.stop_requested()) {
    pollfd waiting{PQsocket(connection.get()), POLLIN, 0};
    if (::poll(&waiting, 1, kWait_ms) < 0 && errno != EINTR) break;
    if (PQconsumeInput(connection.get()) == 0) break;
    std::vector<Change> changes;
    bool are_too_many = false;
    while (PGnotify* notified = PQnotifies(connection.get())) {
      const std::string payload = notified->extra;
      PQfreemem(notified);
      if (payload == kTooMany) are_too_many = true;
      if (auto change = change_from(payload)) changes.push_back(*std::move(change));
    }
    if (!changes.empty()) watcher_.changed(std::move(changes));
    if (are_too_many) watcher_.missed();
  }
  if (!stop.stop_requested()) watcher_.missed();
}

}  // namespace grono::store
