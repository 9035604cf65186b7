#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/caller.hpp"
#include "app/installation.hpp"
#include "cluster/idea.hpp"
#include "store/idea_store.hpp"

/// The register of ideas. What the caller may not see does not exist for them: it is in no list, no count and
/// no likeness, and asking for it by its id is answered as if it had never been.
namespace grono::app {

/// What an idea builds on, as far as the caller sees it.
struct SeenLink {
  cluster::IdeaLink link;
  std::string organisation_name;
  std::string side;  ///< "offer" or "need"
  cluster::LocalisedText title;
};

/// An idea as the caller sees it.
struct IdeaView {
  store::IdeaRow row;
  std::string organisation_name, author_name;  ///< empty where there is none
  std::vector<SeenLink> links;
  std::optional<cluster::ProjectId> project;  ///< that carries on for it, where the caller sees that one
  std::vector<std::string_view> may;  ///< "edit", "share", "move", "choose", "delete", "take_part"
};

struct IdeaList {
  store::Page<IdeaView> page;
  std::int64_t total = 0;  ///< of all pages, of what the caller sees
};

/// What is asked of a list. Leave out what does not narrow.
struct IdeaQuestion {
  std::vector<cluster::IdeaKind> kinds = {};
  std::vector<cluster::IdeaStage> stages = {};
  std::string text = {};
  store::IdeaOrder order = store::IdeaOrder::newest;
};

/// @throws NotFound  no such cluster
[[nodiscard]] IdeaList list_ideas(store::Transaction& transaction, const Installation& installation,
                                  const Caller& caller, std::string_view cluster, const IdeaQuestion& question,
                                  const store::PageRequest& page);

using IdeaCounts = std::map<std::pair<cluster::IdeaKind, cluster::IdeaStage>, std::int64_t>;
/// Where the cluster is rich in ideas, and where nobody looks: how many of each kind and stage.
[[nodiscard]] IdeaCounts count_ideas(store::Transaction& transaction, const Caller& caller,
                                     std::string_view cluster);

/// An idea that resembles what somebody types.
struct SimilarIdea {
  cluster::IdeaId id;
  cluster::LocalisedText title;
  double similarity = 0;            ///< 0..1
  std::vector<std::string> shared;  ///< base forms of the words of both
};
/// @param text      what is typed; `except` is the idea that is edited
/// @param language  of what is typed; empty: the reader's
[[nodiscard]] std::vector<SimilarIdea> similar_ideas(store::Transaction& transaction,
                                                     const Installation& installation, const Caller& caller,
                                                     std::string_view cluster, std::string_view text,
                                                     std::optional<cluster::IdeaId> except,
                                                     std::string_view language = {});

/// @throws NotFound  also where the caller may not see it
[[nodiscard]] IdeaView read_idea(store::Transaction& transaction, const Caller& caller, cluster::IdeaId id);

/// The `changes` of an audit entry about an idea, as far as the caller sees it.
[[nodiscard]] nlohmann::json idea_changes_as_seen_by(store::Transaction& transaction, const Caller& caller,
                                                     std::string_view idea, nlohmann::json changes);

/// From schema IdeaDraft. @throws Refused, NotFound, InvalidInput
IdeaView propose_idea(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                      std::string_view cluster, const nlohmann::json& draft);
/// @throws Refused, NotFound, InvalidInput, VersionConflict
IdeaView edit_idea(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                   cluster::IdeaId id, std::int64_t version, const nlohmann::json& draft);
/// @throws Refused, NotFound, InvalidInput, VersionConflict
IdeaView move_idea(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                   cluster::IdeaId id, std::int64_t version, cluster::IdeaStage stage, std::string reason);
/// @throws Refused, NotFound, VersionConflict
void delete_idea(store::Transaction& transaction, const Caller& caller, cluster::IdeaId id,
                 std::int64_t version);
/// Undoes that. @throws Refused, NotFound
IdeaView restore_idea(store::Transaction& transaction, const Caller& caller, cluster::IdeaId id);
/// @throws Refused, NotFound
IdeaView support_idea(store::Transaction& transaction, const Caller& caller, cluster::IdeaId id,
                      bool is_supported);

/// Writes an idea that was found and changed, whoever changed it. @throws VersionConflict
void store_idea(store::Transaction& transaction, const Installation& installation, cluster::Idea idea);

/// Schema Idea.
[[nodiscard]] nlohmann::json to_json(const IdeaView& view);

}  // namespace grono::app
