#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/caller.hpp"
#include "app/installation.hpp"
#include "cluster/document.hpp"
#include "store/database.hpp"

/// Files of joint projects and ideas. Who does not see what a document belongs to, or is not among those it is shared
/// with, finds no trace of it.
namespace grono::app {

/// What documents belong to.
struct DocumentsOf {
  cluster::DocumentSubject kind;
  Uuid id;
};

/// A file as it was sent.
struct SentFile {
  std::string name;
  std::string_view bytes;
};

/// A file that is kept, with what is known of it.
struct KeptFile {
  std::string digest, name, media_type;
  std::int64_t bytes = 0;
};

struct DocumentView {
  cluster::Document document;
  std::string organisation_name;      ///< empty where it is the coordinator's
  std::vector<std::string_view> may;  ///< "edit": also to add a version, to delete
};

struct DocumentContent {
  cluster::DocumentVersion version;
  std::string bytes;
};

constexpr std::size_t kMostBytesOfFile = 50U << 20;

/// Looks at the content, and keeps it. Whether the sender may is to be asked before.
/// @throws InvalidInput  where = "/file": empty, too large, a program, not what its name says
[[nodiscard]] KeptFile keep_file(const Installation& installation, const SentFile& file);

/// @throws NotFound  no such thing, or the caller may not see it
[[nodiscard]] std::vector<DocumentView> list_documents(store::Transaction& transaction, const Caller& caller,
                                                       DocumentsOf where);
/// What the caller wants to add, and may. @throws NotFound, Refused, InvalidInput
[[nodiscard]] cluster::Document check_document(store::Transaction& transaction, const Caller& caller, DocumentsOf where,
                                               const nlohmann::json& draft);
/// @throws NotFound, Refused, InvalidInput
DocumentView add_document(store::Transaction& transaction, const Caller& caller, DocumentsOf where,
                          const nlohmann::json& draft, const KeptFile& file);

/// @throws NotFound  also where the caller may not see it
[[nodiscard]] DocumentView read_document(store::Transaction& transaction, const Caller& caller, cluster::DocumentId id);
/// @throws NotFound, Refused
void require_edit(store::Transaction& transaction, const Caller& caller, cluster::DocumentId id);
/// @throws NotFound, Refused, VersionConflict
DocumentView add_version(store::Transaction& transaction, const Caller& caller, cluster::DocumentId id,
                         std::int64_t version, const KeptFile& file);
/// @throws NotFound, Refused, InvalidInput, VersionConflict
DocumentView edit_document(store::Transaction& transaction, const Caller& caller, cluster::DocumentId id,
                           std::int64_t version, const nlohmann::json& draft);
/// @throws NotFound, Refused, VersionConflict
void delete_document(store::Transaction& transaction, const Caller& caller, cluster::DocumentId id,
                     std::int64_t version);
/// Undoes that. @throws NotFound, Refused
DocumentView restore_document(store::Transaction& transaction, const Caller& caller, cluster::DocumentId id);

/// @throws NotFound, StoreUnavailable (the file is damaged)
[[nodiscard]] DocumentContent document_content(store::Transaction& transaction, const Installation& installation,
                                               const Caller& caller, cluster::DocumentId id, int number);

/// The `changes` of an audit entry about a document, as far as the caller sees it.
[[nodiscard]] nlohmann::json document_changes_as_seen_by(store::Transaction& transaction, const Caller& caller,
                                                         const std::string& document, nlohmann::json changes);

/// Schema Document.
[[nodiscard]] nlohmann::json to_json(const DocumentView& view);

}  // namespace grono::app
