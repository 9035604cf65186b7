#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/caller.hpp"
#include "cluster/commerce/inquiry.hpp"
#include "store/inquiry_store.hpp"
#include "store/page.hpp"

/// What investors, buyers and others ask a cluster: it reaches who runs it, may be passed on, and is followed to an answer.
namespace grono::app {

/// An inquiry as the caller sees it.
struct InquiryView {
  cluster::Inquiry inquiry;
  std::string about_name;                    ///< of the member it is about
  cluster::LocalisedText offer_title;        ///< of the offer it is about
  std::vector<std::string> forwarded_names;  ///< as `inquiry.forwarded_to`
  struct EntryNames {
    std::string by, organisation;
  };
  std::vector<EntryNames> entry_names;  ///< as `inquiry.entries`
  struct LinkedDeal {
    cluster::DealId id;
    std::string title;
  };
  std::vector<LinkedDeal> deals;      ///< that came from it, as far as the caller sees them
  std::vector<std::string_view> may;  ///< "answer", "forward", "delete"
};

struct InquiryList {
  store::Page<InquiryView> page;
  std::int64_t total = 0;  ///< of all pages, of what the caller sees
  std::int64_t open = 0;   ///< of these nobody has answered or closed
};

/// Sends one, in nobody's name: who sends it need not log in. From schema InquiryDraft.
/// @throws NotFound  no such cluster; InvalidInput; TooManyAttempts
cluster::InquiryId send_inquiry(store::Transaction& transaction, std::string_view cluster,
                                const nlohmann::json& draft);

/// The newest first. @throws NotFound  no such cluster
[[nodiscard]] InquiryList list_inquiries(store::Transaction& transaction, const Caller& caller,
                                         std::string_view cluster, store::InquiryFilter filter,
                                         const store::PageRequest& page);
/// @throws NotFound  also where the caller may not see it
[[nodiscard]] InquiryView read_inquiry(store::Transaction& transaction, const Caller& caller,
                                       cluster::InquiryId id);

/// From schema InquiryEntryDraft: a note, an answer (which goes out by mail), passing on to a member, closing, reopening.
/// @throws Refused, NotFound, InvalidInput, VersionConflict
InquiryView add_to_inquiry(store::Transaction& transaction, const Caller& caller, cluster::InquiryId id,
                           std::int64_t version, const nlohmann::json& draft);
/// For good, with what it says of a person. @throws Refused, NotFound, VersionConflict
void delete_inquiry(store::Transaction& transaction, const Caller& caller, cluster::InquiryId id,
                    std::int64_t version);

/// Schema Inquiry.
[[nodiscard]] nlohmann::json to_json(const InquiryView& view);

}  // namespace grono::app
