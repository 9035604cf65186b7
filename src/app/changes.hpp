#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "app/accounts.hpp"
#include "cluster/change.hpp"
#include "store/database.hpp"

/// Live events: who looks at a thing is told that somebody else has changed it.
///
/// A use case says `transaction.changed({...})`, with the groups that see the thing; once that is committed, each listener
/// who belongs to one of them is told. Nobody else learns anything, and nothing of the thing is told: who is told asks for
/// it anew. Whom an account belongs to is read again before anything is told after a role, a membership or a session may
/// have changed.
namespace grono::app {

/// What a listener is told.
struct News {
  enum class Kind { change, reload, heartbeat, end };
  Kind kind = Kind::heartbeat;
  std::string id;                            ///< after which more may be asked for; empty where it is as before
  const cluster::Change* change = nullptr;   ///< with Kind::change; lives as long as the call
  bool is_gone = false;                      ///< the listener saw the thing until now: is told no version, nor by whom
};

/// The hub of one server. Thread-safe.
class Changes {
 public:
  struct Limits {
    std::size_t of_account = 20;  ///< one more, and the account's oldest listener is ended
    std::size_t total = 5'000;    ///< one more is refused
    std::chrono::milliseconds heartbeat{15'000};
    std::chrono::minutes lifetime{60};  ///< after which a listener is ended, and comes again
  };
  /// Called on the hub's thread, one at a time; must be quick. @returns  false once it listens no more
  using Tell = std::function<bool(const News&)>;

  explicit Changes(store::Database& database) : Changes(database, Limits()) {}
  Changes(store::Database& database, Limits limits);
  ~Changes();
  Changes(const Changes&) = delete;
  Changes& operator=(const Changes&) = delete;

  /// Begins to tell somebody who is logged in by a session. Tells at once what changed after `last_id`, or "reload" where
  /// that is too long ago or of another server.
  /// @returns  false where too many listen already
  [[nodiscard]] bool listen(const Visitor& visitor, const std::optional<std::string>& last_id, Tell tell);
  /// After which to ask for what is changed from now on: whoever reads first and listens later misses nothing between.
  [[nodiscard]] std::string last_id() const { return id_of(number_); }
  [[nodiscard]] std::size_t listeners() const;
  /// Ends every listener, and takes no more.
  void stop();

 private:
  struct Listener {
    std::string session;
    cluster::UserId account;
    std::vector<cluster::Audience> audiences;
    bool is_known = false;    ///< whether `audiences` holds for this moment
    bool is_greeted = false;  ///< told what it missed
    std::chrono::steady_clock::time_point since;
    std::optional<std::uint64_t> after;  ///< the last it was told, by this server
    bool has_gap = false;                ///< it was told by another one
    Tell tell;
  };
  struct Numbered {
    std::uint64_t number = 0;
    cluster::Change change;
  };
  using Batch = std::vector<cluster::Change>;

  void run();
  void tell_batch(Batch batch);
  void tell_all(const News& news);
  void skip();
  void greet_newcomers();
  [[nodiscard]] bool greet(Listener& listener) const;
  void beat();
  void refresh();
  [[nodiscard]] std::optional<News> news_for(const Listener& listener, const Numbered& numbered) const;
  [[nodiscard]] std::string id_of(std::uint64_t number) const;

  store::Database& database_;
  Limits limits_;
  std::string server_;  ///< of which the ids are

  mutable std::mutex mutex_;  ///< of what follows, up to the thread
  std::condition_variable woken_;
  std::deque<std::optional<Batch>> waiting_;  ///< none: changes were missed
  std::list<Listener> arriving_;
  std::size_t listening_ = 0;
  bool is_stopped_ = false;

  std::atomic<std::uint64_t> number_ = 0;  ///< of the last change that was told; the hub's thread counts

  // Only the hub's thread knows these.
  std::list<Listener> listeners_;
  std::deque<Numbered> recent_;
  std::int64_t read_until_ = 0;  ///< number in the audit log
  std::chrono::steady_clock::time_point refreshed_{};
  std::thread thread_;
};

}  // namespace grono::app
