#pragma once

#include <optional>
#include <vector>

#include "cluster/commerce/inquiry.hpp"
#include "store/database.hpp"
#include "store/page.hpp"

namespace grono::store {

/// Which inquiries. Leave out what does not narrow.
struct InquiryFilter {
  cluster::ClusterId cluster;
  std::vector<cluster::Audience> audiences;  ///< of who asks: nothing else is found
  std::vector<cluster::InquiryKind> kinds;
  std::vector<cluster::InquiryState> states;
};

/// What guests have asked. The log of changes tells that something was done, never what somebody wrote.
class InquiryStore {
 public:
  explicit InquiryStore(Transaction& transaction) : transaction_(transaction) {}

  [[nodiscard]] std::optional<cluster::Inquiry> find(cluster::InquiryId id);
  /// The newest first.
  [[nodiscard]] Page<cluster::Inquiry> list(const InquiryFilter& filter, const PageRequest& page);
  [[nodiscard]] std::int64_t count(const InquiryFilter& filter);
  /// How many the cluster, and one mail address anywhere, have sent since that moment.
  struct Sent {
    std::int64_t to_cluster = 0, by_email = 0;
  };
  [[nodiscard]] Sent sent_since(cluster::ClusterId cluster, const std::string& email, Timestamp since);

  /// Sets version and times.
  void insert(cluster::Inquiry& inquiry);
  /// @throws VersionConflict
  void update(cluster::Inquiry& inquiry);
  /// For good, with all that it says of a person. @throws VersionConflict
  void remove(const cluster::Inquiry& inquiry, std::int64_t version);

 private:
  Transaction& transaction_;
};

}  // namespace grono::store
