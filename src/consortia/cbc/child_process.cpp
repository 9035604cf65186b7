#include "consortia/cbc/child_process.hpp"

#include <cerrno>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "consortia/mip.hpp"

extern char** environ;

namespace grono::consortia::cbc {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds kLookAgain{50};

std::string reason(int error) {
  return std::string(std::strerror(error));
}

/// A started child; kills and collects it when it goes out of scope.
class Child {
 public:
  explicit Child(pid_t id) : id_(id), descriptor_(descriptor_of(id)) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (!collected_) end();
    if (descriptor_ >= 0) close(descriptor_);
  }

  /// Waits until it has ended, at most so long. @returns whether it has
  [[nodiscard]] bool has_ended(std::chrono::milliseconds within) {
    if (descriptor_ >= 0) {
      pollfd waited{descriptor_, POLLIN, 0};
      poll(&waited, 1, static_cast<int>(within.count()));
    } else {
      usleep(2'000);  // a kernel without descriptors for processes
    }
    int got = 0;
    do got = waitpid(id_, &status_, WNOHANG);
    while (got < 0 && errno == EINTR);
    collected_ = got == id_;
    return collected_;
  }
  void end() {
    kill(id_, SIGKILL);
    while (waitpid(id_, &status_, 0) < 0 && errno == EINTR) continue;
    collected_ = true;
  }
  void limit_memory(std::size_t bytes) const {
    const rlimit limit{bytes, bytes};
    prlimit(id_, RLIMIT_AS, &limit, nullptr);
  }
  [[nodiscard]] int status() const noexcept { return status_; }

 private:
  // Not by <sys/pidfd.h>: Debian 12's declares it for C alone.
  static int descriptor_of(pid_t id) { return static_cast<int>(syscall(SYS_pidfd_open, id, 0U)); }

  pid_t id_;
  int descriptor_;
  int status_ = 0;
  bool collected_ = false;
};

/// Where the child's input comes from and its output goes.
class Streams {
 public:
  explicit Streams(const std::filesystem::path& output) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions_, STDOUT_FILENO, output.c_str(), O_WRONLY | O_CREAT | O_TRUNC,
                                     0600);
    posix_spawn_file_actions_adddup2(&actions_, STDOUT_FILENO, STDERR_FILENO);
  }
  Streams(const Streams&) = delete;
  Streams& operator=(const Streams&) = delete;
  ~Streams() { posix_spawn_file_actions_destroy(&actions_); }
  [[nodiscard]] const posix_spawn_file_actions_t* get() const noexcept { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

pid_t start(std::vector<std::string>& words, const std::filesystem::path& output) {
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const Streams streams(output);
  pid_t id = 0;
  const int error = posix_spawnp(&id, arguments[0], streams.get(), nullptr, arguments.data(), environ);
  if (error == ENOENT)
    throw SolverUnavailable(
        "the program " + words[0] +
        " is not installed, which searches for consortia; install the package coinor-cbc");
  if (error != 0) throw SolverUnavailable("the program " + words[0] + " can't be started: " + reason(error));
  return id;
}

}  // namespace

ProcessEnd run(std::vector<std::string> words, const std::filesystem::path& output,
               const ProcessLimits& limits) {
  const auto until = Clock::now() + limits.time;
  Child child(start(words, output));
  child.limit_memory(limits.memory_bytes);
  while (!child.has_ended(kLookAgain)) {
    const bool is_late = Clock::now() >= until;
    if (!is_late && !limits.stop.stop_requested()) continue;
    child.end();
    return {is_late ? ProcessEnd::How::killed_by_limit : ProcessEnd::How::cancelled, 0};
  }
  if (WIFEXITED(child.status())) return {ProcessEnd::How::exited, WEXITSTATUS(child.status())};
  return {ProcessEnd::How::crashed, WTERMSIG(child.status())};
}

}  // namespace grono::consortia::cbc
