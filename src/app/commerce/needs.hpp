#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/caller.hpp"
#include "app/installation.hpp"
#include "cluster/organisation.hpp"
#include "store/database.hpp"
#include "store/page.hpp"

/// What clinical and industrial users need, and which products and offers answer it.
namespace grono::app {

/// A product or an offer that answers a need.
struct NeedAnswer {
  std::string kind;  ///< "product" or "market_offer"
  std::string id;
  cluster::LocalisedText title;
  std::string organisation_name;    ///< empty: the cluster's own
  double similarity = 0;            ///< 0..1
  std::vector<std::string> shared;  ///< words of both, as the need has them in the reader's language; the rarest first
};

struct NeedView {
  cluster::OrganisationId organisation;
  std::string organisation_name;
  cluster::OrganisationKind organisation_kind = cluster::OrganisationKind::enterprise;
  cluster::Capability need;
  std::vector<NeedAnswer> answers;  ///< the best first, of other organisations
};

struct NeedList {
  std::vector<NeedView> items;
  std::optional<std::string> next;
  std::int64_t total = 0;
};

struct NeedQuestion {
  std::vector<cluster::OrganisationKind> kinds = {};  ///< none: clinical users, enterprises and start-ups
  std::string text = {};
};

/// Needs of members of the cluster, as far as the caller sees them, the newest first; each with up to three
/// products and offers that the caller sees and that say the like (`matching::similar_texts`).
/// @throws NotFound  no such cluster. InvalidInput  the cursor is of no page
[[nodiscard]] NeedList list_market_needs(store::Transaction& transaction, const Installation& installation,
                                         const Caller& caller, std::string_view cluster,
                                         const NeedQuestion& question, const store::PageRequest& page);

/// Schema MarketNeed.
[[nodiscard]] nlohmann::json to_json(const NeedView& view);

}  // namespace grono::app
