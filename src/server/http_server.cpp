#include "server/http_server.hpp"

#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>
#include <vector>

#include <restinio/all.hpp>
#include <spdlog/spdlog.h>

#include "base/error.hpp"
#include "server/event_stream.hpp"
#include "server/route.hpp"

namespace grono::server {
namespace {

constexpr int kMostWaiting = 2'000;
constexpr std::chrono::seconds kLastWords{4};

using RequestHandler = std::function<restinio::request_handling_status_t(restinio::request_handle_t)>;
struct Traits : restinio::default_traits_t {
  using request_handler_t = RequestHandler;
};

Request request_of(const restinio::request_t& from) {
  Request made;
  const auto& header = from.header();
  made.method = header.method().c_str();
  made.path = percent_decoded(std::string_view(header.path().data(), header.path().size()));
  made.query = parse_query(std::string_view(header.query().data(), header.query().size()));
  header.for_each_field([&](const restinio::http_header_field_t& field) {
    std::string name = field.name();
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    made.headers.insert_or_assign(std::move(name), field.value());
  });
  made.body = from.body();
  made.address = from.remote_endpoint().address().to_string();
  return made;
}

std::string_view reason(int status) {
  switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 304: return "Not Modified";
    case 308: return "Permanent Redirect";
    default: return status < 500 ? "Refused" : "Failed";
  }
}

// Of one that takes nothing so many events are kept for it.
constexpr int kMostUnsent = 100;

/// An answer in pieces. RESTinio lengthens the time for it with each piece, so that heartbeats keep it open.
class OpenAnswer final : public EventStream {
 public:
  using Builder = restinio::response_builder_t<restinio::chunked_output_t>;
  explicit OpenAnswer(Builder builder) : builder_(std::move(builder)) {}

  bool send(std::string text) override {
    const std::lock_guard lock(mutex_);
    if (is_ended_) return false;
    if (writes_->is_broken || writes_->under_way >= kMostUnsent) {
      finish();
      return false;
    }
    ++writes_->under_way;
    return attempt([&] {
      builder_.append_chunk(std::move(text));
      builder_.flush([writes = writes_](const asio::error_code& error) {
        --writes->under_way;
        if (error) writes->is_broken = true;
      });
    });
  }

  void end() override {
    const std::lock_guard lock(mutex_);
    if (!is_ended_) finish();
  }

 private:
  void finish() {
    is_ended_ = true;
    attempt([&] { builder_.done(); });
  }
  // Whoever tells many listeners goes on with the others.
  template <class Work>
  bool attempt(const Work& work) {
    try {
      work();
      return true;
    } catch (const std::exception& failed) {
      spdlog::error("a stream of events failed: {}", failed.what());
      is_ended_ = true;
      return false;
    }
  }

  struct Writes {
    std::atomic<int> under_way = 0;
    std::atomic<bool> is_broken = false;
  };
  std::mutex mutex_;
  Builder builder_;
  bool is_ended_ = false;
  std::shared_ptr<Writes> writes_ = std::make_shared<Writes>();
};

void open_stream(const restinio::request_handle_t& request, Response response) {
  auto reply = request->create_response<restinio::chunked_output_t>(restinio::status_ok());
  for (auto& [name, value] : response.headers) reply.append_header(std::move(name), std::move(value));
  reply.append_header_date_field();
  reply.connection_close();
  response.stream(std::make_shared<OpenAnswer>(std::move(reply)));
}

void send(const restinio::request_handle_t& request, Response response) {
  if (response.stream && request->header().method() != restinio::http_method_head())
    return open_stream(request, std::move(response));
  auto reply = request->create_response(restinio::http_status_line_t{
      restinio::http_status_code_t{static_cast<std::uint16_t>(response.status)}, std::string(reason(response.status))});
  for (auto& [name, value] : response.headers) reply.append_header(std::move(name), std::move(value));
  reply.append_header_date_field();
  const bool is_head = request->header().method() == restinio::http_method_head();
  if (!response.file.empty() && !is_head)
    reply.set_body(restinio::sendfile(response.file.string()));
  else if (!is_head)
    reply.set_body(std::move(response.body));
  reply.done();
}

/// Everything that runs while the server does.
class HttpServer {
 public:
  HttpServer(const HttpSettings& settings, const std::function<Response(Request)>& handle)
      : handle_(handle), workers_(settings.workers), server_(restinio::external_io_context(io_), configured(settings)) {}

  void run(std::size_t io_threads, const std::function<void()>& is_ready, const std::function<void()>& is_ending) {
    asio::signal_set signals(io_, SIGTERM, SIGINT);
    signals.async_wait([this, &is_ending](const auto& error, int) {
      if (!error) stop(is_ending);
    });
    std::exception_ptr refused;
    server_.open_async(is_ready, [&](std::exception_ptr error) {
      refused = error;
      io_.stop();
    });
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < io_threads; ++i) threads.emplace_back([this] { serve(); });
    serve();
    threads.clear();
    workers_.join();
    if (refused) std::rethrow_exception(refused);
  }

 private:
  restinio::server_settings_t<Traits> configured(const HttpSettings& settings) {
    restinio::server_settings_t<Traits> made;
    made.address(settings.host)
        .port(settings.port)
        .request_handler(RequestHandler([this](restinio::request_handle_t request) { return take(std::move(request)); }))
        .read_next_http_message_timelimit(std::chrono::seconds(60))
        .write_http_response_timelimit(std::chrono::seconds(120))
        .handle_request_timeout(std::chrono::seconds(300))
        .max_pipelined_requests(8)
        .incoming_http_msg_limits(restinio::incoming_http_msg_limits_t{}
                                      .max_url_size(16'384)
                                      .max_field_name_size(256)
                                      .max_field_value_size(16'384)
                                      .max_field_count(100)
                                      .max_body_size(kMostBytesOfTable));
    return made;
  }

  // What goes wrong with one connection ends that, not the server.
  void serve() {
    for (;;) {
      try {
        io_.run();
        return;
      } catch (const std::exception& failed) {
        spdlog::error("a connection failed: {}", failed.what());
      }
    }
  }

  restinio::request_handling_status_t take(restinio::request_handle_t request) {
    if (waiting_.fetch_add(1) >= kMostWaiting) {
      waiting_.fetch_sub(1);
      Response busy = text_response("busy\n", "text/plain", 503);
      send(request, std::move(busy.with("Retry-After", "5")));
      return restinio::request_accepted();
    }
    asio::post(workers_, [this, request = std::move(request)] {
      try {
        send(request, handle_(request_of(*request)));
      } catch (const std::exception& failed) {
        spdlog::error("an answer could not be sent: {}", failed.what());
      }
      waiting_.fetch_sub(1);
    });
    return restinio::request_accepted();
  }

  // No new requests; those under way are answered, then the threads run out of work. What takes longer is cut off.
  void stop(const std::function<void()>& is_ending) {
    server_.close_async([] {}, [](std::exception_ptr) {});
    ending_ = std::jthread([this, &is_ending] {
      is_ending();
      const auto until = std::chrono::steady_clock::now() + kLastWords;
      while (waiting_ > 0 && std::chrono::steady_clock::now() < until)
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
      std::this_thread::sleep_for(std::chrono::milliseconds(50));  // for the last bytes to leave
      workers_.stop();
      io_.stop();
    });
  }

  std::function<Response(Request)> handle_;
  asio::io_context io_;
  asio::thread_pool workers_;
  std::atomic<int> waiting_ = 0;
  restinio::http_server_t<Traits> server_;
  std::jthread ending_;
};

}  // namespace

void serve_http(const HttpSettings& settings, const std::function<Response(Request)>& handle,
                const std::function<void()>& is_ready, const std::function<void()>& is_ending) {
  HttpServer server(settings, handle);
  try {
    server.run(settings.io_threads, is_ready, is_ending);
  } catch (const std::system_error& error) {
    throw InvalidInput("--port " + std::to_string(settings.port), error.code().message(),
                       "end the program that uses it, or choose another with --port");
  }
}

}  // namespace grono::server
