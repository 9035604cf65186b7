#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "base/time.hpp"
#include "cluster/classification.hpp"
#include "base/invalid_fields.hpp"
#include "cluster/ids.hpp"
#include "cluster/localised_text.hpp"
#include "cluster/policy.hpp"

/// The register of innovation possibilities of a cluster.
namespace grono::cluster {

/// The ten kinds of innovation possibilities. @source  Enright (2004)
enum class IdeaKind {
  technology,
  market_or_product,
  business_model,
  tools_and_techniques,
  development_path,
  organisational_form,
  cooperation_form,
  public_goods,
  communication,
  inter_cluster_link,
};

/// How far an idea has come. `project`: a joint project carries on for it. `shelved`: put aside, with the
/// reason.
enum class IdeaStage { spark, discussed, shaped, chosen, project, shelved };

/// A competence or need that an idea builds on.
struct IdeaLink {
  OrganisationId organisation;
  CapabilityId capability;
  auto operator<=>(const IdeaLink&) const = default;
};

struct Idea {
  IdeaId id;
  ClusterId cluster;
  IdeaKind kind = IdeaKind::technology;
  LocalisedText title;  ///< at least one language
  LocalisedText description;
  std::vector<std::string> tags;  ///< sorted, unique
  IdeaStage stage = IdeaStage::spark;
  std::string shelved_reason;                  ///< exactly where shelved some
  std::optional<OrganisationId> organisation;  ///< whose idea it is; none: the cluster's own
  std::optional<UserId> author;
  Visibility visibility = Visibility::members;
  std::vector<OrganisationId> named;  ///< sorted, unique; exactly with Visibility::named some
  std::vector<IdeaLink> links;        ///< sorted, unique
  std::int64_t version = 0;
  Timestamp created_at{}, updated_at{};
  bool operator==(const Idea&) const = default;
};

/// How far an idea is shared. Valid as long as the idea lives.
[[nodiscard]] Sharing sharing_of(const Idea& idea);
/// Within its cluster.
[[nodiscard]] Ties ties_of(const Idea& idea);

/// Brings values into their stored form and checks every rule.
/// @throws InvalidFields  every broken rule; where = JSON pointer of the field
void normalise(Idea& idea, const Classifications& classifications);

/// Puts an idea into another stage.
/// @param reason  why it is shelved; of other stages none
/// @throws InvalidInput  a project carries on for it, or is to be made of it (which is done by beginning
/// one); shelved
///                       without a reason
void move(Idea& idea, IdeaStage stage, std::string reason);

/// A joint project carries on for it. @throws InvalidInput  where = "/idea": one does already, or it is shelved
void become_project(Idea& idea);
/// Undoes that: it is `chosen` again.
void give_back(Idea& idea);

[[nodiscard]] nlohmann::json to_json(const Idea& idea);
/// Reads what a client may set; the rest stays as in `base`. @throws InvalidInput  where = JSON pointer
[[nodiscard]] Idea idea_from_json(const nlohmann::json& json, Idea base = {});
/// The same, going on after a field that can't be read: what is wrong with it is in `broken`, the field as it was.
/// @throws InvalidInput  not an object, or an organisation that can't be read: it decides who may do what
[[nodiscard]] Idea idea_from_json(const nlohmann::json& json, Idea base, BrokenRules& broken);

}  // namespace grono::cluster
