#include "app/documents.hpp"

#include <nlohmann/json.hpp>

#include "app/errors.hpp"
#include "base/error.hpp"
#include "exchange/file_type.hpp"
#include "server/multipart.hpp"
#include "server/route.hpp"

namespace grono::server {
namespace {

using cluster::DocumentId;
using cluster::DocumentSubject;
using nlohmann::json;

// What a form takes besides the file.
constexpr std::size_t kMostBytesOfUpload = app::kMostBytesOfFile + (1U << 20);

Response answer(const app::DocumentView& view, int status = 200) {
  return json_response(app::to_json(view), status).with_version(view.document.version);
}

struct UploadedFile {
  app::SentFile file;
  json draft;
};

// The fields "file", "name" and, of a new document, "document".
UploadedFile upload_of(const Context& context, bool has_draft) {
  const Form form = multipart_form(context.request);
  const auto field = [&](std::string_view name) {
    const auto found = form.find(name);
    if (found == form.end()) throw InvalidInput("/" + std::string(name), "is missing", "see the API document");
    return found->second;
  };
  UploadedFile made{{std::string(field("name")), field("file")}, {}};
  if (has_draft) {
    made.draft = json::parse(field("document"), nullptr, false);
    if (made.draft.is_discarded()) throw InvalidInput("/document", "is not JSON", "see the API document");
  }
  return made;
}

// What makes two uploads the same: the boundary of a form is another each time.
std::string content_of(const UploadedFile& upload) {
  return upload.draft.dump() + "\n" + upload.file.name + "\n" + std::string(upload.file.bytes);
}

template <class IdType>
app::DocumentsOf documents_of(const Context& context, DocumentSubject kind) {
  return {kind, context.id<IdType>().uuid};
}

Response list_documents(Context& context, app::DocumentsOf where) {
  json made = {{"items", json::array()}};
  context.read([&](store::Transaction& transaction) {
    for (const auto& view : app::list_documents(transaction, context.caller(), where))
      made["items"].push_back(app::to_json(view));
  });
  return json_response(made);
}

Response add_document(Context& context, app::DocumentsOf where) {
  // Who may not see it gets no word of what is wrong with the request.
  context.read([&](store::Transaction& transaction) {
    static_cast<void>(app::list_documents(transaction, context.caller(), where));
  });
  const UploadedFile upload = upload_of(context, true);
  return context.once(content_of(upload), [&](const Context::Remember& remember) {
    context.read([&](store::Transaction& transaction) {
      static_cast<void>(app::check_document(transaction, context.caller(), where, upload.draft));
    });
    const app::KeptFile file = app::keep_file(context.installation, upload.file);
    Response made;
    context.write([&](store::Transaction& transaction) {
      const auto view = app::add_document(transaction, context.caller(), where, upload.draft, file);
      made = answer(view, 201).with("Location", "/api/v1/documents/" + view.document.id.str());
      remember(transaction, made);
    });
    return made;
  });
}

Response read_document(Context& context) {
  Response made;
  context.read([&](store::Transaction& transaction) {
    made = answer(app::read_document(transaction, context.caller(), context.id<DocumentId>()));
  });
  return made;
}

Response write_document(Context& context, const std::function<app::DocumentView(store::Transaction&)>& work) {
  Response made;
  context.write([&](store::Transaction& transaction) {
    static_cast<void>(app::read_document(transaction, context.caller(), context.id<DocumentId>()));
    made = answer(work(transaction));
  });
  return made;
}

Response edit_document(Context& context) {
  return write_document(context, [&](store::Transaction& transaction) {
    return app::edit_document(transaction, context.caller(), context.id<DocumentId>(), context.expected_version(),
                              context.request.json());
  });
}

Response delete_document(Context& context) {
  context.write([&](store::Transaction& transaction) {
    static_cast<void>(app::read_document(transaction, context.caller(), context.id<DocumentId>()));
    app::delete_document(transaction, context.caller(), context.id<DocumentId>(), context.expected_version());
  });
  return empty_response(204);
}

Response restore_document(Context& context) {
  Response made;
  context.write([&](store::Transaction& transaction) {
    made = answer(app::restore_document(transaction, context.caller(), context.id<DocumentId>()));
  });
  return made;
}

Response add_version(Context& context) {
  context.read([&](store::Transaction& transaction) {
    app::require_edit(transaction, context.caller(), context.id<DocumentId>());
  });
  const std::int64_t version = context.expected_version();
  const app::KeptFile file = app::keep_file(context.installation, upload_of(context, false).file);
  return write_document(context, [&](store::Transaction& transaction) {
    return app::add_version(transaction, context.caller(), context.id<DocumentId>(), version, file);
  });
}

// RFC 6266: a plain name for old programs, the real one in UTF-8.
std::string disposition(std::string_view kind, std::string_view name) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
    if (is_plain) encoded += c;
    else encoded += {'%', kHex[byte >> 4U], kHex[byte & 15U]};
  }
  return std::string(kind) + "; filename*=UTF-8''" + encoded;
}

Response read_content(Context& context) {
  app::DocumentContent content;
  const auto& written = context.request.parameter("number");
  if (written.empty() || written.size() > 6 || written.find_first_not_of("0123456789") != written.npos)
    throw app::NotFound("the document has no such version");
  const int number = std::stoi(written);
  context.read([&](store::Transaction& transaction) {
    content = app::document_content(transaction, context.installation, context.caller(), context.id<DocumentId>(), number);
  });
  const bool is_shown = exchange::is_plain_picture(content.version.media_type) && context.request.query_value("inline");
  return text_response(std::move(content.bytes), content.version.media_type)
      .with("Content-Disposition", disposition(is_shown ? "inline" : "attachment", content.version.file_name))
      .with("Content-Security-Policy", "sandbox; default-src 'none'");
}

}  // namespace

void add_document_routes(RouteTable& table) {
  const auto project = [](Context& context) { return documents_of<cluster::ProjectId>(context, DocumentSubject::project); };
  const auto idea = [](Context& context) { return documents_of<cluster::IdeaId>(context, DocumentSubject::idea); };
  table.add("GET", "/projects/{id}/documents", [=](Context& context) { return list_documents(context, project(context)); });
  table.add("POST", "/projects/{id}/documents", [=](Context& context) { return add_document(context, project(context)); }, kMostBytesOfUpload);
  table.add("GET", "/ideas/{id}/documents", [=](Context& context) { return list_documents(context, idea(context)); });
  table.add("POST", "/ideas/{id}/documents", [=](Context& context) { return add_document(context, idea(context)); }, kMostBytesOfUpload);
  table.add("GET", "/documents/{id}", read_document);
  table.add("PUT", "/documents/{id}", edit_document);
  table.add("DELETE", "/documents/{id}", delete_document);
  table.add("POST", "/documents/{id}/restoration", restore_document);
  table.add("POST", "/documents/{id}/versions", add_version, kMostBytesOfUpload);
  table.add("GET", "/documents/{id}/versions/{number}", read_content);
}

}  // namespace grono::server
