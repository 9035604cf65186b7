#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include <soci/soci.h>

namespace grono::store {

/// Connections that threads borrow. Opened when first needed, at most `most`; who comes later waits for one.
class SessionPool {
 public:
  using Open = std::function<std::unique_ptr<soci::session>()>;
  SessionPool(std::size_t most, Open open) : most_(most), open_(std::move(open)) {}

  /// A borrowed connection; goes back when it is destroyed, unless it was dropped.
  class Lease {
   public:
    Lease(SessionPool& pool, std::unique_ptr<soci::session> session) : pool_(pool), session_(std::move(session)) {}
    ~Lease() { pool_.give_back(std::move(session_)); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    [[nodiscard]] soci::session& operator*() const { return *session_; }
    /// The connection is of no more use (it was lost): a new one is opened in its place.
    void drop() { session_.reset(); }

   private:
    SessionPool& pool_;
    std::unique_ptr<soci::session> session_;
  };

  [[nodiscard]] Lease borrow() {
    std::unique_lock lock(mutex_);
    has_free_.wait(lock, [this] { return !free_.empty() || open_count_ < most_; });
    if (!free_.empty()) {
      auto session = std::move(free_.back());
      free_.pop_back();
      return Lease(*this, std::move(session));
    }
    ++open_count_;
    lock.unlock();
    try {
      return Lease(*this, open_());
    } catch (...) {
      give_back(nullptr);
      throw;
    }
  }

 private:
  void give_back(std::unique_ptr<soci::session> session) {
    {
      const std::lock_guard lock(mutex_);
      if (session)
        free_.push_back(std::move(session));
      else
        --open_count_;
    }
    has_free_.notify_one();
  }

  std::size_t most_;
  Open open_;
  std::mutex mutex_;
  std::condition_variable has_free_;
  std::vector<std::unique_ptr<soci::session>> free_;
  std::size_t open_count_ = 0;
};

}  // namespace grono::store
