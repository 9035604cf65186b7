#include "app/changes.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include <spdlog/spdlog.h>

#include "app/clock.hpp"
#include "base/error.hpp"
#include "store/audit_log.hpp"
#include "store/session_store.hpp"

namespace grono::app {
namespace {

using cluster::Audience;
using std::chrono::steady_clock;

constexpr std::size_t kMostRecent = 1'000;
// For what another process changes without our knowing (a command on SQLite).
constexpr std::chrono::seconds kKnownFor{60};

bool meet(const std::vector<Audience>& held, const std::vector<Audience>& wanted) {
  return std::any_of(wanted.begin(), wanted.end(), [&](const Audience& group) {
    return std::binary_search(held.begin(), held.end(), group);
  });
}

}  // namespace

Changes::Changes(store::Database& database, Limits limits)
    : database_(database), limits_(limits), server_(new_secret().substr(0, 8)) {
  thread_ = std::thread([this] { run(); });
  database_.watch({[this](Batch batch) {
                     {
                       const std::lock_guard lock(mutex_);
                       waiting_.emplace_back(std::move(batch));
                     }
                     woken_.notify_all();
                   },
                   [this] {
                     {
                       const std::lock_guard lock(mutex_);
                       waiting_.emplace_back(std::nullopt);
                     }
                     woken_.notify_all();
                   }});
}

Changes::~Changes() {
  database_.watch({});
  stop();
}

bool Changes::listen(const Visitor& visitor, const std::optional<std::string>& last_id, Tell tell) {
  GRONO_INVARIANT(visitor.user && visitor.session);
  Listener made;
  made.session = visitor.session->digest;
  made.account = visitor.user->id;
  made.since = steady_clock::now();
  made.tell = std::move(tell);
  if (last_id) {
    // Ids of another server, or of this one before it was started anew, say nothing about what was missed.
    std::uint64_t number = 0;
    const std::string prefix = server_ + "-";
    const char* end = last_id->data() + last_id->size();
    if (last_id->starts_with(prefix) &&
        std::from_chars(last_id->data() + prefix.size(), end, number).ptr == end)
      made.after = number;
    else
      made.has_gap = true;
  }
  {
    const std::lock_guard lock(mutex_);
    if (is_stopped_ || listening_ >= limits_.total) return false;
    ++listening_;
    arriving_.push_back(std::move(made));
  }
  woken_.notify_all();
  return true;
}

std::size_t Changes::listeners() const {
  const std::lock_guard lock(mutex_);
  return listening_;
}

void Changes::stop() {
  {
    const std::lock_guard lock(mutex_);
    is_stopped_ = true;
  }
  woken_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Changes::run() {
  auto next_beat = steady_clock::now() + limits_.heartbeat;
  for (;;) {
    std::deque<std::optional<Batch>> batches;
    {
      std::unique_lock lock(mutex_);
      woken_.wait_until(lock, next_beat,
                        [this] { return is_stopped_ || !waiting_.empty() || !arriving_.empty(); });
      if (is_stopped_) {
        listeners_.splice(listeners_.end(), arriving_);
        break;
      }
      batches.swap(waiting_);
      listeners_.splice(listeners_.end(), arriving_);
    }
    try {
      greet_newcomers();
      for (auto& batch : batches) {
        if (batch)
          tell_batch(*std::move(batch));
        else
          skip();
      }
    } catch (const std::exception& error) {
      // Who may be told what is not known now: they ask anew once they can.
      spdlog::warn("live events: {}", error.what());
      skip();
    }
    if (steady_clock::now() >= next_beat) {
      beat();
      next_beat = steady_clock::now() + limits_.heartbeat;
    }
    const std::lock_guard lock(mutex_);
    listening_ = listeners_.size() + arriving_.size();
  }
  tell_all({News::Kind::end, {}, nullptr, false});
  listeners_.clear();
  const std::lock_guard lock(mutex_);
  listening_ = 0;
}

std::string Changes::id_of(std::uint64_t number) const { return server_ + "-" + std::to_string(number); }

std::optional<News> Changes::news_for(const Listener& listener, const Numbered& numbered) const {
  const cluster::Change& change = numbered.change;
  const bool is_told = meet(listener.audiences, change.audiences) ||
                       std::find(change.accounts.begin(), change.accounts.end(), listener.account) !=
                           change.accounts.end();
  if (!is_told && !meet(listener.audiences, change.formerly)) return std::nullopt;
  return News{News::Kind::change, id_of(numbered.number), &change, !is_told};
}

// Those of one account beyond its number are ended, the oldest first.
void Changes::greet_newcomers() {
  if (std::all_of(listeners_.begin(), listeners_.end(), [](const Listener& each) { return each.is_greeted; })) return;
  refresh();
  std::map<cluster::UserId, std::size_t> of_account;
  for (const Listener& each : listeners_) ++of_account[each.account];
  std::erase_if(listeners_, [&](Listener& each) {
    if (auto& count = of_account[each.account]; count > limits_.of_account) {
      --count;
      each.tell({News::Kind::end, {}, nullptr, false});
      return true;
    }
    return !each.is_greeted && !greet(each);
  });
}

bool Changes::greet(Listener& listener) const {
  listener.is_greeted = true;
  const std::uint64_t oldest = recent_.empty() ? number_ + 1 : recent_.front().number;
  const auto after = listener.after;
  if (listener.has_gap || (after && (*after + 1 < oldest || *after > number_)))
    return listener.tell({News::Kind::reload, id_of(number_), nullptr, false});
  if (after)
    for (const Numbered& numbered : recent_) {
      if (numbered.number <= *after) continue;
      const auto news = news_for(listener, numbered);
      if (news && !listener.tell(*news)) return false;
    }
  return listener.tell({News::Kind::heartbeat, id_of(number_), nullptr, false});
}

void Changes::tell_batch(Batch batch) {
  if (!listeners_.empty()) refresh();
  for (cluster::Change& change : batch) {
    recent_.push_back({++number_, std::move(change)});
    if (recent_.size() > kMostRecent) recent_.pop_front();
    const Numbered& numbered = recent_.back();
    std::erase_if(listeners_, [&](const Listener& each) {
      const auto news = news_for(each, numbered);
      return news && !each.tell(*news);
    });
  }
}

// Something went by that can't be told one by one, now or to who comes back later.
void Changes::skip() {
  recent_.clear();
  tell_all({News::Kind::reload, id_of(++number_), nullptr, false});
}

void Changes::tell_all(const News& news) {
  std::erase_if(listeners_, [&](const Listener& each) { return !each.tell(news); });
}

void Changes::beat() {
  const auto eldest = steady_clock::now() - limits_.lifetime;
  std::erase_if(listeners_, [&](const Listener& each) {
    const bool is_over = each.since < eldest;
    return !each.tell({is_over ? News::Kind::end : News::Kind::heartbeat, {}, nullptr, false}) || is_over;
  });
}

// Who each listener is, as of now: whose session is over is ended.
void Changes::refresh() {
  std::map<std::string, std::optional<std::vector<Audience>>> by_session;
  database_.read([&](store::Transaction& transaction) {
    store::AuditLog log(transaction);
    const bool is_stale =
        steady_clock::now() - refreshed_ > kKnownFor || log.may_have_changed_access_since(read_until_);
    read_until_ = log.head();
    if (is_stale) {
      refreshed_ = steady_clock::now();
      for (Listener& each : listeners_) each.is_known = false;
    }
    for (const Listener& each : listeners_) {
      if (each.is_known) continue;
      const auto [found, is_first] = by_session.try_emplace(each.session);
      if (!is_first) continue;
      if (const auto visitor = visitor_of_session(transaction, each.session))
        found->second = cluster::audiences_of(visitor->caller.actor);
    }
  });
  std::erase_if(listeners_, [&](Listener& each) {
    if (each.is_known) return false;
    auto& audiences = by_session[each.session];
    if (!audiences) {
      each.tell({News::Kind::end, {}, nullptr, false});
      return true;
    }
    each.audiences = *audiences;
    each.is_known = true;
    return false;
  });
}

}  // namespace grono::app
