#include "app/documents.hpp"

#include <algorithm>

#include "app/clock.hpp"
#include "app/disclosures.hpp"
#include "app/errors.hpp"
#include "app/ideas.hpp"
#include "app/kept_files.hpp"
#include "app/projects/inside.hpp"
#include "base/error.hpp"
#include "cluster/names.hpp"
#include "cluster/text_rules.hpp"
#include "exchange/file_type.hpp"
#include "store/document_store.hpp"
#include "store/idea_store.hpp"
#include "store/organisation_store.hpp"
#include "store/part_store.hpp"
#include "store/project_store.hpp"

namespace grono::app {
namespace {

using cluster::Document;
using cluster::DocumentId;
using cluster::DocumentSubject;
using cluster::Permission;

constexpr std::size_t kMostDocuments = 2'000;
constexpr std::size_t kMostVersions = 200;

KeptFiles files_of(const Installation& installation) { return KeptFiles(installation.settings().data / "files"); }

// The cluster of what documents belong to, where the caller sees that.
cluster::ClusterId cluster_of(store::Transaction& transaction, const Caller& caller, DocumentsOf where) {
  if (where.kind == DocumentSubject::project)
    return seen_project(transaction, caller, cluster::ProjectId{where.id}).cluster;
  return read_idea(transaction, caller, cluster::IdeaId{where.id}).row.idea.cluster;
}

bool sees_subject(store::Transaction& transaction, const Caller& caller, const Document& document) {
  if (document.subject_kind == DocumentSubject::project) {
    const auto found = store::ProjectStore(transaction).find(cluster::ProjectId{document.subject});
    return found && sees_project(transaction, caller, *found);
  }
  const auto found = store::IdeaStore(transaction).find(cluster::IdeaId{document.subject}, std::nullopt);
  return found && cluster::may_see(caller.actor, cluster::sharing_of(found->idea), cluster::ties_of(found->idea));
}

bool sees(store::Transaction& transaction, const Caller& caller, const Document& document) {
  return cluster::may_see(caller.actor, cluster::sharing_of(document), cluster::ties_of(document)) &&
         sees_subject(transaction, caller, document);
}

cluster::Subject subject_of(const Document& document) { return {document.cluster, document.organisation, {}}; }

Permission needed_to_add(const Document& document) {
  return document.subject_kind == DocumentSubject::project ? Permission::work_in_project : Permission::propose_idea;
}

Permission needed_to_edit(const Document& document) {
  return document.subject_kind == DocumentSubject::project ? Permission::work_in_project : Permission::edit_idea;
}

// What one may not see is not there.
Document find_seen(store::Transaction& transaction, const Caller& caller, DocumentId id) {
  auto found = store::DocumentStore(transaction).find(id);
  if (!found || !sees(transaction, caller, *found)) throw NotFound("there is no such document");
  return *std::move(found);
}

Document find_own(store::Transaction& transaction, const Caller& caller, DocumentId id) {
  Document document = find_seen(transaction, caller, id);
  require(caller, needed_to_edit(document), subject_of(document));
  return document;
}

DocumentView view_of(store::Transaction& transaction, const Caller& caller, Document document) {
  DocumentView made;
  if (document.organisation)
    if (const auto found = store::OrganisationStore(transaction).find(*document.organisation))
      made.organisation_name = found->legal_name;
  if (cluster::may(caller.actor, needed_to_edit(document), subject_of(document))) made.may = {"edit"};
  made.document = std::move(document);
  return made;
}

// What an organisation keeps from others, shown to one of them.
void note(const Caller& caller, const Document& document, cluster::DisclosureChannel channel) {
  if (!document.organisation) return;
  note_shown(caller, cluster::sharing_of(document),
             {*document.organisation, cluster::DisclosedKind::document, document.id.uuid, document.version, channel,
              {{"pl", document.title}}});
}

cluster::DocumentVersion version_of(const KeptFile& file, int number) {
  return {number, file.name, file.media_type, file.bytes, file.digest, {}, {}};
}

// Whoever shares a document so that they do not see it themselves could not see what they did.
void require_still_seen(const Caller& caller, const Document& document) {
  if (!cluster::may_see(caller.actor, cluster::sharing_of(document), cluster::ties_of(document)))
    throw InvalidInput("/visibility", "you would not see the document yourself",
                       "choose who sees it so that you are among them");
}

void require_member_of_subject(store::Transaction& transaction, const Document& document) {
  if (!document.organisation || document.subject_kind != DocumentSubject::project) return;
  const cluster::ProjectId project{document.subject};
  const auto parts = store::PartStore(transaction).list(project, cluster::PartKind::partner);
  if (std::none_of(parts.begin(), parts.end(), [&](const cluster::Part& part) {
        const auto* partner = part.as<cluster::Partner>();
        return partner->organisation == *document.organisation && partner->state == cluster::PartnerState::active;
      }))
    throw InvalidInput("/organisation", "is no partner of the project", "choose one that is");
}

}  // namespace

KeptFile keep_file(const Installation& installation, const SentFile& file) {
  if (file.bytes.empty()) throw InvalidInput("/file", "is empty", "choose a file that holds something");
  if (file.bytes.size() > kMostBytesOfFile)
    throw InvalidInput("/file", "has " + std::to_string(file.bytes.size() >> 20) + " MB",
                       "keep to " + std::to_string(kMostBytesOfFile >> 20) + " MB");
  KeptFile made;
  // Only the last part of a name: some programs send the whole path.
  const auto slash = file.name.find_last_of("/\\");
  made.name = cluster::stored_text("/file", slash == file.name.npos ? file.name : file.name.substr(slash + 1), 255, false);
  if (made.name.empty() || made.name == "." || made.name == "..")
    throw InvalidInput("/file", "has no name", "give the file a name");
  made.media_type = exchange::media_type_of("/file", made.name, file.bytes);
  made.bytes = static_cast<std::int64_t>(file.bytes.size());
  made.digest = files_of(installation).keep(file.bytes);
  return made;
}

std::vector<DocumentView> list_documents(store::Transaction& transaction, const Caller& caller, DocumentsOf where) {
  static_cast<void>(cluster_of(transaction, caller, where));
  std::vector<DocumentView> made;
  for (Document& each : store::DocumentStore(transaction).list(where.id))
    if (cluster::may_see(caller.actor, cluster::sharing_of(each), cluster::ties_of(each))) {
      note(caller, each, cluster::DisclosureChannel::documents);
      made.push_back(view_of(transaction, caller, std::move(each)));
    }
  return made;
}

Document check_document(store::Transaction& transaction, const Caller& caller, DocumentsOf where,
                        const nlohmann::json& draft) {
  Document document;
  document.cluster = cluster_of(transaction, caller, where);
  document.subject_kind = where.kind;
  document.subject = where.id;
  document = cluster::document_from_json(draft, std::move(document));
  require(caller, needed_to_add(document), subject_of(document));
  if (where.kind == DocumentSubject::project)
    static_cast<void>(project_inside(transaction, caller, cluster::ProjectId{where.id}));
  cluster::normalise(document);
  require_member_of_subject(transaction, document);
  require_still_seen(caller, document);
  if (store::DocumentStore(transaction).list(where.id).size() >= kMostDocuments)
    throw Conflict("there are " + std::to_string(kMostDocuments) + " documents already: delete those that nobody needs");
  return document;
}

DocumentView add_document(store::Transaction& transaction, const Caller& caller, DocumentsOf where,
                          const nlohmann::json& draft, const KeptFile& file) {
  Document document = check_document(transaction, caller, where, draft);
  document.id = new_id<DocumentId>();
  document.versions = {version_of(file, 1)};
  store::DocumentStore(transaction).insert(document);
  return view_of(transaction, caller, std::move(document));
}

DocumentView read_document(store::Transaction& transaction, const Caller& caller, DocumentId id) {
  Document document = find_seen(transaction, caller, id);
  note(caller, document, cluster::DisclosureChannel::documents);
  return view_of(transaction, caller, std::move(document));
}

void require_edit(store::Transaction& transaction, const Caller& caller, DocumentId id) {
  static_cast<void>(find_own(transaction, caller, id));
}

DocumentView add_version(store::Transaction& transaction, const Caller& caller, DocumentId id, std::int64_t version,
                         const KeptFile& file) {
  Document document = find_own(transaction, caller, id);
  if (document.versions.size() >= kMostVersions)
    throw Conflict("the document has " + std::to_string(kMostVersions) + " versions: begin another one");
  document.versions.push_back(version_of(file, document.versions.back().number + 1));
  document.version = version;
  store::DocumentStore(transaction).update(document);
  return view_of(transaction, caller, std::move(document));
}

DocumentView edit_document(store::Transaction& transaction, const Caller& caller, DocumentId id, std::int64_t version,
                           const nlohmann::json& draft) {
  const Document stored = find_own(transaction, caller, id);
  Document edited = cluster::document_from_json(draft, stored);
  cluster::normalise(edited);
  require_still_seen(caller, edited);
  edited.version = version;
  store::DocumentStore(transaction).update(edited);
  return view_of(transaction, caller, std::move(edited));
}

void delete_document(store::Transaction& transaction, const Caller& caller, DocumentId id, std::int64_t version) {
  const Document document = find_own(transaction, caller, id);
  store::DocumentStore(transaction).remove(document, version);
}

DocumentView restore_document(store::Transaction& transaction, const Caller& caller, DocumentId id) {
  store::DocumentStore documents(transaction);
  if (const auto deleted = documents.find_deleted(id)) {
    if (!sees(transaction, caller, *deleted)) throw NotFound("there is no such document to bring back");
    require(caller, needed_to_edit(*deleted), subject_of(*deleted));
    documents.restore(*deleted);
  } else {
    static_cast<void>(find_own(transaction, caller, id));  // it is there already
  }
  return read_document(transaction, caller, id);
}

DocumentContent document_content(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                                 DocumentId id, int number) {
  const Document document = find_seen(transaction, caller, id);
  const auto found = std::find_if(document.versions.begin(), document.versions.end(),
                                  [&](const cluster::DocumentVersion& each) { return each.number == number; });
  if (found == document.versions.end()) throw NotFound("the document has no such version");
  note(caller, document, cluster::DisclosureChannel::document);
  return {*found, files_of(installation).read(found->digest)};
}

nlohmann::json document_changes_as_seen_by(store::Transaction& transaction, const Caller& caller,
                                           const std::string& document, nlohmann::json changes) {
  const auto id = DocumentId::parse(document);
  GRONO_INVARIANT(id);
  store::DocumentStore documents(transaction);
  auto found = documents.find(*id);
  if (!found) found = documents.find_deleted(*id);
  return found && sees(transaction, caller, *found) ? changes : nlohmann::json::object();
}

nlohmann::json to_json(const DocumentView& view) {
  nlohmann::json made = cluster::to_json(view.document);
  if (!view.organisation_name.empty()) made["organisation_name"] = view.organisation_name;
  // Who else was let in is between them and the owner.
  if (view.may.empty()) made["named"] = nlohmann::json::array();
  made["may"] = view.may;
  return made;
}

}  // namespace grono::app
