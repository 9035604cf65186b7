#pragma once

#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "app/caller.hpp"
#include "app/installation.hpp"
#include "cluster/consortium/agreement_template.hpp"
#include "cluster/consortium/consortium.hpp"
#include "store/database.hpp"

/// Drafts of consortium agreements, and the templates they are made of: each cluster's own, else the standard
/// text in share/agreements.
namespace grono::app {

/// The draft in the languages of the template, with the partners, their tasks, shares and amounts as they are
/// now. For people to change: a lawyer reads what is signed.
[[nodiscard]] cluster::LocalisedText draft_agreement(store::Transaction& transaction,
                                                     const Installation& installation,
                                                     const cluster::Consortium& consortium,
                                                     const cluster::Opportunity& opportunity, Date today);

/// A template as those who run the cluster see it.
struct AgreementTemplateView {
  cluster::AgreementTemplate agreement;  ///< with the text in use, also where it is the standard one
  bool is_standard = true;
  std::string written_by;  ///< name; empty where nobody wrote it
};

/// @throws Refused, NotFound  no such cluster
[[nodiscard]] AgreementTemplateView read_agreement_template(store::Transaction& transaction,
                                                            const Installation& installation,
                                                            const Caller& caller, std::string_view cluster);
/// Every version that was written, the newest first.
/// @throws Refused, NotFound
[[nodiscard]] std::vector<AgreementTemplateView> agreement_template_versions(store::Transaction& transaction,
                                                                             const Installation& installation,
                                                                             const Caller& caller,
                                                                             std::string_view cluster);
/// Drafts that were made before keep their text. @throws Refused, NotFound, InvalidInput, VersionConflict
AgreementTemplateView edit_agreement_template(store::Transaction& transaction,
                                              const Installation& installation, const Caller& caller,
                                              std::string_view cluster, std::int64_t version,
                                              const nlohmann::json& draft);
/// Back to the standard text, which is a version as well. @throws Refused, NotFound, VersionConflict
AgreementTemplateView reset_agreement_template(store::Transaction& transaction,
                                               const Installation& installation, const Caller& caller,
                                               std::string_view cluster, std::int64_t version);
/// What a draft of an invented consortium would be. Nothing is kept.
/// @throws Refused, NotFound, InvalidInput
[[nodiscard]] cluster::LocalisedText preview_agreement_template(store::Transaction& transaction,
                                                                const Installation& installation,
                                                                const Caller& caller,
                                                                std::string_view cluster,
                                                                const nlohmann::json& draft, Date today);

/// Schema AgreementTemplate.
[[nodiscard]] nlohmann::json to_json(const AgreementTemplateView& view, const Installation& installation);
/// An entry of schema AgreementTemplateVersions.
[[nodiscard]] nlohmann::json version_to_json(const AgreementTemplateView& view);

/// What a consortium usually has to have before it begins, from share/readiness; each consortium changes it
/// as it needs.
[[nodiscard]] std::vector<cluster::ReadinessItem> usual_readiness(const Installation& installation,
                                                                  std::string_view language);

}  // namespace grono::app
