#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cluster/idea.hpp"
#include "store/database.hpp"
#include "store/page.hpp"

namespace grono::store {

/// Which ideas of a cluster, and who asks. Leave out what does not narrow.
struct IdeaFilter {
  cluster::ClusterId cluster;
  std::vector<cluster::Audience> audiences;  ///< only what is for one of these
  std::vector<cluster::IdeaKind> kinds;
  std::vector<cluster::IdeaStage> stages;
  /// Of each word sought its base forms: an idea has one of every word's.
  std::vector<std::vector<std::string>> words;
};

enum class IdeaOrder { newest, most_supported };

/// An idea with what people did about it.
struct IdeaRow {
  cluster::Idea idea;
  std::int64_t supporters = 0, comments = 0;
  bool is_supported = false;  ///< by the person who asks
};

/// The words of an idea, for finding similar ones.
struct IdeaWords {
  cluster::IdeaId id;
  cluster::LocalisedText title;
  std::string title_words;  ///< empty where they were not kept yet
  std::string words;
  std::optional<cluster::OrganisationId> organisation;
  cluster::Visibility visibility = cluster::Visibility::members;
  std::int64_t version = 0;
};

/// Base forms of what is written in an idea, for the search and for finding similar ones.
struct IdeaForms {
  std::string title, all;
};

/// Ideas. What is listed and counted is always filtered by the groups of viewers that the caller belongs to.
class IdeaStore {
 public:
  explicit IdeaStore(Transaction& transaction) : transaction_(transaction) {}

  /// @param asking  whose support `is_supported` tells; deleted ideas are not found
  [[nodiscard]] std::optional<IdeaRow> find(cluster::IdeaId id, std::optional<cluster::UserId> asking);
  /// Also a deleted one: for restoring it.
  [[nodiscard]] std::optional<cluster::Idea> find_deleted(cluster::IdeaId id);
  [[nodiscard]] Page<IdeaRow> list(const IdeaFilter& filter, IdeaOrder order,
                                   std::optional<cluster::UserId> asking, const PageRequest& page);
  /// How many the filter finds.
  [[nodiscard]] std::int64_t count(const IdeaFilter& filter);
  /// How many of each kind and stage.
  [[nodiscard]] std::map<std::pair<cluster::IdeaKind, cluster::IdeaStage>, std::int64_t> counts(
      const IdeaFilter& filter);
  /// The words of each, the newest first. @param most  ideas that are looked at
  [[nodiscard]] std::vector<IdeaWords> words(const IdeaFilter& filter, int most);

  /// Sets version 1 and the times.
  void insert(cluster::Idea& idea, const IdeaForms& forms);
  /// @throws VersionConflict
  void update(cluster::Idea& idea, const IdeaForms& forms);
  /// @throws NotFound, VersionConflict
  void remove(cluster::IdeaId id, std::int64_t version);
  void restore(cluster::IdeaId id);

  /// Who supports it; sorted.
  [[nodiscard]] std::vector<cluster::UserId> supporters(cluster::IdeaId id);
  /// Whether the author of this transaction supports it. Nothing happens where it is so already.
  void support(const cluster::Idea& idea, bool is_supported);

 private:
  [[nodiscard]] Page<IdeaRow> most_supported(const IdeaFilter& filter, std::optional<cluster::UserId> asking,
                                             const PageRequest& page);

  Transaction& transaction_;
};

}  // namespace grono::store
