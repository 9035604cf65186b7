#include <nlohmann/json.hpp>

#include "app/changes.hpp"
#include "app/errors.hpp"
#include "server/event_stream.hpp"
#include "server/problem.hpp"
#include "server/route.hpp"

namespace grono::server {
namespace {

using app::News;

// One event of text/event-stream.
std::string text_of(const News& news) {
  std::string made = news.id.empty() ? "" : "id: " + news.id + "\n";
  switch (news.kind) {
    case News::Kind::heartbeat:
      return made + ": still here\n\n";
    case News::Kind::end:
      return ": come again\nretry: 3000\n\n";
    case News::Kind::reload:
      return made + "event: reload\ndata: {}\n\n";
    case News::Kind::change:
      break;
  }
  const cluster::Change& change = *news.change;
  nlohmann::json data = {{"kind", change.subject_kind}};
  if (!change.subject.empty()) data["id"] = change.subject;
  if (!news.is_gone && change.version > 0) data["version"] = change.version;
  if (!news.is_gone && change.by) data["by"] = change.by->str();
  if (!news.is_gone && change.part) {
    data["part"] = {{"kind", change.part->kind}, {"id", change.part->id}};
    if (change.part->version > 0) data["part"]["version"] = change.part->version;
  }
  return made + "event: change\ndata: " + data.dump() + "\n\n";
}

Response listen(Context& context) {
  if (!context.visitor.user) throw HttpError(401, "log in first");
  if (!context.visitor.session)
    throw HttpError(403, "events are for who is logged in by a session; a program asks for the lists again");
  // A browser that comes back knows more than the address it began with.
  auto last_id = context.request.query_value("after");
  if (const auto written = context.request.header("last-event-id")) last_id = std::string(*written);
  Response made;
  made.with("Content-Type", "text/event-stream; charset=utf-8").with("X-Accel-Buffering", "no");
  app::Changes& changes = context.installation.changes();
  made.stream = [&changes, visitor = context.visitor, last_id](const std::shared_ptr<EventStream>& stream) {
    const bool is_taken = changes.listen(visitor, last_id, [stream](const News& news) {
      const bool goes_on = stream->send(text_of(news));
      if (news.kind == News::Kind::end) stream->end();
      return goes_on;
    });
    if (!is_taken) {
      stream->send(": too many listen already\nretry: 60000\n\n");
      stream->end();
    }
  };
  return made;
}

}  // namespace

void add_event_routes(RouteTable& table) { table.add("GET", "/events", listen); }

}  // namespace grono::server
