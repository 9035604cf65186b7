#include "cluster/document.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/text_rules.hpp"

namespace grono::cluster {

using nlohmann::json;

Sharing sharing_of(const Document& document) {
  return {document.visibility, document.organisation.value_or(OrganisationId{}), document.named};
}

Ties ties_of(const Document& document) {
  Ties made{{document.cluster}, {}};
  if (document.subject_kind == DocumentSubject::project) made.projects.push_back(ProjectId{document.subject});
  return made;
}

void normalise(Document& document) {
  document.title = stored_text("/title", document.title, 300, false);
  if (document.title.empty()) throw InvalidInput("/title", "is empty", "say what the document is");
  normalise_named("/named", document.visibility, document.named);
  if (document.visibility == Visibility::owner && !document.organisation)
    throw InvalidInput("/visibility", "the document is the coordinator's: there is no organisation that alone could see it",
                       "choose the coordinator");
  if (document.subject_kind == DocumentSubject::idea && document.visibility == Visibility::partners)
    throw InvalidInput("/visibility", "an idea has no partners", "choose everyone: all who see the idea");
}

json to_json(const Document& document) {
  json named = json::array(), versions = json::array();
  for (const OrganisationId& each : document.named) named.push_back(each.str());
  for (const DocumentVersion& each : document.versions)
    versions.push_back({{"number", each.number},
                        {"file_name", each.file_name},
                        {"media_type", each.media_type},
                        {"bytes", each.bytes},
                        {"added_at", to_string(each.added_at)}});
  json made = {{"id", document.id.str()},
               {"subject_kind", name_of(document.subject_kind)},
               {"subject", to_string(document.subject)},
               {"title", document.title},
               {"visibility", name_of(document.visibility)},
               {"named", std::move(named)},
               {"versions", std::move(versions)},
               {"version", document.version},
               {"created_at", to_string(document.created_at)},
               {"updated_at", to_string(document.updated_at)}};
  if (document.organisation) made["organisation"] = document.organisation->str();
  return made;
}

Document document_from_json(const json& object, Document base) {
  JsonReader reader(object, "");
  base.title = reader.text("title").value_or("");
  base.visibility = reader.named<Visibility>("visibility")
                        .value_or(base.subject_kind == DocumentSubject::project ? Visibility::partners : Visibility::everyone);
  base.named = reader.ids<OrganisationId>("named");
  // Whose it is, is told when it is made; then it stays.
  const auto organisation = reader.id<OrganisationId>("organisation");
  if (base.version == 0) base.organisation = organisation;
  reader.ignore({"id", "subject_kind", "subject", "versions", "organisation_name", "may", "version", "created_at", "updated_at"});
  reader.expect_nothing_else();
  return base;
}

}  // namespace grono::cluster
