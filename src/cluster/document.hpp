#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "base/time.hpp"
#include "cluster/ids.hpp"
#include "cluster/policy.hpp"

/// Files that belong to a thing: to a joint project or an idea.
namespace grono::cluster {

/// What a document belongs to. Who does not see that does not see the document.
enum class DocumentSubject { project, idea };

struct DocumentVersion {
  int number = 0;          ///< from 1
  std::string file_name;   ///< as the sender called it
  std::string media_type;  ///< by its content
  std::int64_t bytes = 0;
  std::string digest;      ///< SHA-256 of the content, hexadecimal: where it is kept
  Timestamp added_at{};
  std::optional<UserId> added_by;
  bool operator==(const DocumentVersion&) const = default;
};

struct Document {
  DocumentId id;
  ClusterId cluster;
  DocumentSubject subject_kind = DocumentSubject::project;
  Uuid subject;
  std::string title;
  std::optional<OrganisationId> organisation;  ///< whose it is; none: the coordinator's
  /// Among those who see what it belongs to. `everyone`: all of them.
  Visibility visibility = Visibility::partners;
  std::vector<OrganisationId> named;  ///< sorted, unique; exactly with Visibility::named some
  std::vector<DocumentVersion> versions;  ///< oldest first, at least one
  std::int64_t version = 0;               ///< of what is said about it, and of the list of its versions
  Timestamp created_at{}, updated_at{};
  bool operator==(const Document&) const = default;
};

/// How far a document is shared among those who see what it belongs to. Valid as long as the document lives.
[[nodiscard]] Sharing sharing_of(const Document& document);
[[nodiscard]] Ties ties_of(const Document& document);

/// Brings values into their stored form and checks every rule. @throws InvalidInput  where = JSON pointer
void normalise(Document& document);

/// Without the digests: where files are kept is nobody's to know.
[[nodiscard]] nlohmann::json to_json(const Document& document);
/// Reads what a client may set; the rest stays as in `base`. @throws InvalidInput  where = JSON pointer
[[nodiscard]] Document document_from_json(const nlohmann::json& json, Document base = {});

}  // namespace grono::cluster
