#pragma once

#include <cstdint>
#include <string>

#include "base/id.hpp"
#include "cluster/ids.hpp"
#include "cluster/localised_text.hpp"

/// That somebody was shown what is not for everyone.
namespace grono::cluster {

/// Of what kind the thing is.
enum class DisclosedKind { offer, need, idea, document, resource, deal, product, ip_asset, market_offer };

/// By which way it was shown.
enum class DisclosureChannel {
  profile,    ///< the organisation's page
  search,     ///< quoted by a result of the catalogue
  partners,   ///< quoted by a recommendation of partners
  exported,   ///< in a file
  idea,       ///< an idea's page, or what the idea builds on
  ideas,      ///< the list of ideas
  similar,    ///< told as similar while somebody typed
  changes,    ///< in the log of changes
  confidential_match,
  documents,  ///< the list of documents of a thing
  document,   ///< the file itself
  resources,  ///< the list of resources
  resource,   ///< its page
  deals,      ///< the list of deals
  deal,       ///< its page
  commerce,       ///< a list of products, intellectual property, offers, or what answers a need
  commerce_page,  ///< the page of one of them
};

/// What of an organisation was shown.
struct Disclosed {
  OrganisationId owner;
  DisclosedKind kind = DisclosedKind::offer;
  Uuid item;
  std::int64_t version = 0;  ///< of the organisation, the idea or the document at that time
  DisclosureChannel channel = DisclosureChannel::profile;
  LocalisedText title;       ///< empty: to be looked up
};

}  // namespace grono::cluster
