#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "base/money.hpp"
#include "base/time.hpp"
#include "cluster/ids.hpp"
#include "cluster/market/suppression.hpp"
#include "cluster/policy.hpp"

namespace grono::cluster {

/// `open`: those who were asked give their figures. `published`: what is safe is there for them. `closed`:
/// given up.
enum class CollectionState { open, published, closed };

/// How figures are divided: "size class" into "small", "medium", "large".
struct Dimension {
  std::string name;
  std::vector<std::string> categories;  ///< at least one, each once
  bool operator==(const Dimension&) const = default;
};

/// What has to hold of a figure for competitors to see it.
struct PublicationRules {
  int min_contributors = 5;     ///< 3..50
  int max_share_percent = 25;   ///< 10..100; 100: no such rule
  int protection_percent = 15;  ///< 1..100
  int old_after_months =
      12;  ///< figures older than this need only three contributors, whatever their shares; 1..120
  bool operator==(const PublicationRules&) const = default;
};

/// A question to competitors about their figures, of which only sums are ever shown.
struct Collection {
  CollectionId id;
  ClusterId cluster;
  std::string title;
  std::string indicator;         ///< "sales", what the figures are
  std::string unit;              ///< "PLN thousand"
  Date first_day{}, last_day{};  ///< the period of the figures, both included
  Date closes_on{};              ///< until when they can be given
  Dimension rows;
  std::optional<Dimension> columns;
  std::vector<OrganisationId> asked;  ///< sorted, unique
  PublicationRules rules;
  CollectionState state = CollectionState::open;
  std::string reason;  ///< why it was given up
  std::int64_t version = 0;
  Timestamp created_at{}, updated_at{};
  bool operator==(const Collection&) const = default;
};

/// One figure of one contributor.
struct MarketFigure {
  std::size_t row = 0, column = 0;  ///< of the dimensions' categories
  Money value;                      ///< hundredths of the unit, >= 0
  bool operator==(const MarketFigure&) const = default;
};
struct ContributedFigures {
  OrganisationId organisation;
  std::vector<MarketFigure> figures;
  bool operator==(const ContributedFigures&) const = default;
};

[[nodiscard]] std::vector<Audience> viewers_of_collection(const Collection& collection);
[[nodiscard]] bool sees_collection(const Actor& actor, const Collection& collection);
[[nodiscard]] bool is_asked(const Collection& collection, OrganisationId organisation);

/// Whether its figures are so old that they tell little of what competitors do now.
[[nodiscard]] bool is_historical(const Collection& collection, Date today);
/// The rules that hold on a day: those agreed, or of historical figures three contributors alone.
[[nodiscard]] SuppressionRules suppression_rules(const Collection& collection, Date today);

/// What everybody gave, contributors numbered by `order`. @pre  each contributor is in `order`
[[nodiscard]] ContributedTable contributed_table(const Collection& collection,
                                                 std::span<const ContributedFigures> given,
                                                 std::span<const OrganisationId> order);

/// What is shown of it: schema MarketTable. Holds nothing of what is hidden.
[[nodiscard]] nlohmann::json published_table(const Collection& collection, const SuppressedTable& table);

/// @throws InvalidInput  where = JSON pointer
void normalise(Collection& collection);
void require_open(const Collection& collection, Date today);
void close(Collection& collection, std::string reason);

[[nodiscard]] nlohmann::json to_json(const Collection& collection);
/// Reads what a client may set; the rest stays as in `base`. @throws InvalidInput  where = JSON pointer
[[nodiscard]] Collection collection_from_json(const nlohmann::json& json, Collection base = {});
/// The figures of one contributor. @throws InvalidInput  where = JSON pointer: of no category, twice,
/// negative
[[nodiscard]] std::vector<MarketFigure> figures_from_json(const Collection& collection,
                                                          const nlohmann::json& json);
[[nodiscard]] nlohmann::json to_json(const Collection& collection, std::span<const MarketFigure> figures);

}  // namespace grono::cluster
