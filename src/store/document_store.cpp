#include "store/document_store.hpp"

#include "base/error.hpp"
#include "cluster/json.hpp"
#include "store/sql.hpp"

namespace grono::store {
namespace {

using cluster::Document;
using cluster::DocumentId;
using cluster::DocumentVersion;
using soci::into;
using soci::use;

// Puts to documents, which stand in the order of their ids, what is known of their versions.
void read_versions(Transaction& transaction, std::vector<Document>& documents) {
  std::vector<DocumentId> asked;
  for (const Document& each : documents) asked.push_back(each.id);
  const std::string ids = ids_parameter<DocumentId>(transaction, asked);
  DocumentId document;
  DocumentVersion row;
  long long bytes = 0;
  soci::statement statement =
      (transaction.sql().prepare << "SELECT document, number, file_name, media_type, bytes, digest, added_at, added_by "
                                    "FROM document_version WHERE document" +
                                        in_ids(transaction) + " ORDER BY document, number",
       into(document), into(row.number), into(row.file_name), into(row.media_type), into(bytes), into(row.digest),
       into(row.added_at), into(row.added_by), use(ids, "ids"));
  auto at = documents.begin();
  each_row(statement, [&] {
    row.bytes = bytes;
    while (at->id != document) ++at;
    at->versions.push_back(row);
  });
}

template <class Bind>
std::vector<Document> read_documents(Transaction& transaction, const std::string& rest, const Bind& bind) {
  Document row;
  std::string subject;
  AsJson<std::vector<std::string>> named;
  long long version = 0;
  auto temporary =
      (transaction.sql().prepare << "SELECT id, cluster, subject_kind, subject, title, organisation, visibility, named, "
                                    "version, created_at, updated_at FROM document WHERE " +
                                        rest,
       into(row.id), into(row.cluster), into(row.subject_kind), into(subject), into(row.title), into(row.organisation),
       into(row.visibility), into(named), into(version), into(row.created_at), into(row.updated_at));
  bind(temporary);
  soci::statement statement = temporary;
  std::vector<Document> made;
  each_row(statement, [&] {
    const auto uuid = parse_uuid(subject);
    GRONO_INVARIANT(uuid);
    row.subject = *uuid;
    row.named = ids_of<cluster::OrganisationId>(named.value);
    row.version = version;
    made.push_back(row);
  });
  if (!made.empty()) read_versions(transaction, made);
  return made;
}

std::optional<Document> first(std::vector<Document> found) {
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

void insert_version(Transaction& transaction, DocumentId id, const DocumentVersion& version) {
  const long long bytes = version.bytes;
  transaction.sql() << "INSERT INTO document_version (document, number, file_name, media_type, bytes, digest, added_at, "
                       "added_by) VALUES (:id, :number, :name, :type, :bytes, :digest, :at, :by)",
      use(id, "id"), use(version.number, "number"), use(version.file_name, "name"), use(version.media_type, "type"),
      use(bytes, "bytes"), use(version.digest, "digest"), use(version.added_at, "at"), use(version.added_by, "by");
}

// Of what those who run the cluster do not see, its audit log knows nothing but that something happened.
void audit(Transaction& transaction, std::string_view action, const Document& document, const nlohmann::json& changes) {
  const bool is_told = cluster::runners_see(cluster::sharing_of(document), cluster::ties_of(document));
  transaction.audit(action, "document", document.id.str(), is_told ? changes.dump() : "{}",
                    is_told ? std::optional(document.cluster) : std::nullopt);
}

}  // namespace

std::optional<Document> DocumentStore::find(DocumentId id) {
  return first(read_documents(transaction_, "id = :id AND deleted_at IS NULL", [&](auto& statement) { statement, use(id, "id"); }));
}

std::optional<Document> DocumentStore::find_deleted(DocumentId id) {
  return first(
      read_documents(transaction_, "id = :id AND deleted_at IS NOT NULL", [&](auto& statement) { statement, use(id, "id"); }));
}

std::vector<Document> DocumentStore::list(const Uuid& subject) {
  const std::string id = to_string(subject);
  return read_documents(transaction_, "subject = :subject AND deleted_at IS NULL ORDER BY id",
              [&](auto& statement) { statement, use(id, "subject"); });
}

void DocumentStore::insert(Document& document) {
  GRONO_INVARIANT(!document.id.is_nil() && document.versions.size() == 1);
  document.version = 1;
  document.created_at = document.updated_at = transaction_.now();
  const std::string subject = to_string(document.subject);
  const AsJson<std::vector<std::string>> named{texts_of(document.named)};
  const long long version = document.version;
  transaction_.sql() << "INSERT INTO document (id, cluster, subject_kind, subject, title, organisation, visibility, named, "
                        "version, created_at, updated_at) VALUES (:id, :cluster, :kind, :subject, :title, :organisation, "
                        ":visibility, :named, :version, :created, :updated)",
      use(document.id, "id"), use(document.cluster, "cluster"), use(document.subject_kind, "kind"),
      use(subject, "subject"), use(document.title, "title"), use(document.organisation, "organisation"),
      use(document.visibility, "visibility"), use(named, "named"), use(version, "version"),
      use(document.created_at, "created"), use(document.updated_at, "updated");
  document.versions.front().added_at = transaction_.now();
  document.versions.front().added_by = transaction_.author().user;
  insert_version(transaction_, document.id, document.versions.front());
  audit(transaction_, "document.added", document,
        cluster::differences(nlohmann::json::object(), cluster::to_json(document)));
}

void DocumentStore::update(Document& document) {
  const auto before = find(document.id);
  const long long expected = document.version;
  if (!before || before->version != expected) throw VersionConflict("the document was changed meanwhile");
  document.version = expected + 1;
  document.updated_at = transaction_.now();
  const AsJson<std::vector<std::string>> named{texts_of(document.named)};
  const long long version = document.version;
  soci::statement statement =
      (transaction_.sql().prepare << "UPDATE document SET title = :title, visibility = :visibility, named = :named, "
                                     "version = :version, updated_at = :updated WHERE id = :id AND version = :expected",
       use(document.title, "title"), use(document.visibility, "visibility"), use(named, "named"),
       use(version, "version"), use(document.updated_at, "updated"), use(document.id, "id"), use(expected, "expected"));
  if (run(statement) == 0) throw VersionConflict("the document was changed meanwhile");
  for (std::size_t i = before->versions.size(); i < document.versions.size(); ++i) {
    document.versions[i].added_at = transaction_.now();
    document.versions[i].added_by = transaction_.author().user;
    insert_version(transaction_, document.id, document.versions[i]);
  }
  audit(transaction_, "document.updated", document,
        cluster::differences(cluster::to_json(*before), cluster::to_json(document)));
}

void DocumentStore::remove(const Document& document, std::int64_t version) {
  const Timestamp now = transaction_.now();
  const long long expected = version;
  soci::statement statement = (transaction_.sql().prepare << "UPDATE document SET deleted_at = :now WHERE id = :id AND "
                                                             "version = :expected AND deleted_at IS NULL",
                               use(now, "now"), use(document.id, "id"), use(expected, "expected"));
  if (run(statement) == 0) throw VersionConflict("the document was changed meanwhile");
  audit(transaction_, "document.deleted", document, {{"title", {{"before", document.title}}}});
}

void DocumentStore::restore(const Document& document) {
  transaction_.sql() << "UPDATE document SET deleted_at = NULL WHERE id = :id", use(document.id, "id");
  audit(transaction_, "document.restored", document, {{"title", {{"after", document.title}}}});
}

}  // namespace grono::store
