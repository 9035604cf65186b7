#include "server/route.hpp"

#include <charconv>

#include <nlohmann/json.hpp>

#include "app/clock.hpp"
#include "base/error.hpp"
#include "server/problem.hpp"
#include "store/errors.hpp"
#include "store/idempotency_store.hpp"

namespace grono::server {
namespace {

constexpr std::chrono::hours kRemembered{24};

std::vector<std::string_view> segments(std::string_view path) {
  std::vector<std::string_view> made;
  while (!path.empty()) {
    path.remove_prefix(1);
    made.push_back(path.substr(0, path.find('/')));
    path.remove_prefix(made.back().size());
  }
  return made;
}

// One segment against one of a pattern: "{id}" takes any, "organisations.{format}" what follows the dot.
bool fits(std::string_view pattern, std::string_view text, std::map<std::string, std::string, std::less<>>& parameters) {
  const std::size_t open = pattern.find('{');
  if (open == std::string_view::npos) return pattern == text;
  const std::size_t close = pattern.find('}');
  const std::string_view before = pattern.substr(0, open), after = pattern.substr(close + 1);
  if (text.size() <= before.size() + after.size() || !text.starts_with(before) || !text.ends_with(after)) return false;
  parameters[std::string(pattern.substr(open + 1, close - open - 1))] =
      text.substr(before.size(), text.size() - before.size() - after.size());
  return true;
}

std::optional<std::map<std::string, std::string, std::less<>>> matched(std::string_view pattern, std::string_view path) {
  const auto wanted = segments(pattern), given = segments(path);
  if (wanted.size() != given.size()) return std::nullopt;
  std::map<std::string, std::string, std::less<>> parameters;
  for (std::size_t i = 0; i < wanted.size(); ++i)
    if (!fits(wanted[i], given[i], parameters)) return std::nullopt;
  return parameters;
}

std::optional<std::int64_t> version_in(std::string_view etag) {
  if (etag.starts_with("W/")) etag.remove_prefix(2);
  if (etag.size() < 3 || etag.front() != '"' || etag.back() != '"') return std::nullopt;
  std::int64_t version = 0;
  const char *first = etag.data() + 1, *last = etag.data() + etag.size() - 1;
  const auto [end, error] = std::from_chars(first, last, version);
  return error == std::errc() && end == last ? std::optional(version) : std::nullopt;
}

Response replayed(const store::RememberedAnswer& answer) {
  Response made;
  made.status = answer.status;
  made.body = answer.body;
  const auto headers = nlohmann::json::parse(answer.headers);  // has to outlive the loop over its items
  for (const auto& [name, value] : headers.items()) made.with(name, value.get<std::string>());
  return made.with("Idempotent-Replayed", "true");
}

store::RememberedAnswer remembered(const Response& response, std::string request_digest) {
  nlohmann::json headers = nlohmann::json::object();
  for (const auto& [name, value] : response.headers) headers[name] = value;
  return {std::move(request_digest), response.status, headers.dump(), response.body};
}

}  // namespace

std::int64_t Context::expected_version() const {
  const auto written = request.header("if-match");
  if (!written) throw HttpError(428, "send the ETag you have read in If-Match, so that nobody's change is lost");
  const auto version = version_in(*written);
  if (!version)
    throw InvalidInput("header/If-Match", "\"" + std::string(*written) + "\" is no ETag of ours", "send it as it came");
  return *version;
}

bool Context::has_version(std::int64_t version) const {
  const auto written = request.header("if-none-match");
  return written && version_in(*written) == version;
}

void Context::write(const std::function<void(store::Transaction&)>& work) const {
  installation.database().write(caller().author(), app::now(), work);
}

Response Context::once(std::string_view content, const std::function<Response(const Remember&)>& work) const {
  const auto key = request.header("idempotency-key");
  if (!key) return work([](store::Transaction&, const Response&) {});
  if (key->size() < 8 || key->size() > 100)
    throw InvalidInput("header/Idempotency-Key", "has " + std::to_string(key->size()) + " characters",
                       "use 8 to 100, as a UUID has");
  const std::string actor = visitor.user ? visitor.user->id.str() : "guest " + request.address;
  const std::string request_digest = app::digest(request.method + "\n" + request.path + "\n" + std::string(content));
  const auto first_answer = [&] {
    std::optional<store::RememberedAnswer> answer;
    read([&](store::Transaction& transaction) { answer = store::IdempotencyStore(transaction).find(actor, *key); });
    if (answer && answer->request_digest != request_digest)
      throw InvalidInput("header/Idempotency-Key", "was used for another request", "take a new key for each request");
    return answer;
  };
  if (const auto answer = first_answer()) return replayed(*answer);
  try {
    return work([&](store::Transaction& transaction, const Response& response) {
      store::IdempotencyStore(transaction)
          .remember(actor, *key, remembered(response, request_digest), transaction.now() + kRemembered);
    });
  } catch (const store::AlreadyExists&) {
    // The same request came twice at once, and the other was first: its answer is ours.
    if (const auto answer = first_answer()) return replayed(*answer);
    throw;
  }
}

Response Context::create(const std::function<Response(store::Transaction&)>& work) const {
  return once(request.body, [&](const Remember& remember) {
    Response made;
    write([&](store::Transaction& transaction) {
      made = work(transaction);
      remember(transaction, made);
    });
    return made;
  });
}

void Context::no_such_thing() { throw store::NotFound("there is nothing under this id"); }

void RouteTable::add(std::string method, std::string pattern, Handler handle, std::size_t most_bytes) {
  routes_.push_back({std::move(method), std::move(pattern), std::move(handle), most_bytes});
}

RouteTable::Match RouteTable::find(std::string_view method, std::string_view path) const {
  std::optional<Match> best;
  bool is_known_path = false;
  for (const Route& route : routes_) {
    auto parameters = matched(route.pattern, path);
    if (!parameters) continue;
    is_known_path = true;
    if (route.method == method && (!best || parameters->size() < best->parameters.size()))
      best = Match{&route, std::move(*parameters)};
  }
  if (best) return *std::move(best);
  if (is_known_path) throw HttpError(405, std::string(method) + " is not possible here");
  throw HttpError(404, "there is nothing at this address");
}

}  // namespace grono::server
