#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cluster/disclosure.hpp"
#include "store/database.hpp"
#include "store/page.hpp"

namespace grono::store {

/// That a person was shown a thing.
struct Disclosure {
  cluster::DisclosureId id;
  Timestamp at{};
  cluster::Disclosed what;  ///< its title as it was in that version
  cluster::UserId account;
  std::optional<cluster::OrganisationId> organisation;  ///< of that person
  std::string account_name, organisation_name;          ///< on reading only
};

/// Leave out what does not narrow.
struct DisclosureFilter {
  cluster::OrganisationId owner;
  std::optional<Uuid> item = {};
  std::optional<cluster::OrganisationId> organisation = {};  ///< whose people saw it
  std::optional<Date> from = {}, to = {};                    ///< both days included, UTC
};

/// Who saw what. Append-only: the database itself refuses to change or delete a row. One row for an account, an item
/// in a version, a way and a day, however often it was shown.
class DisclosureStore {
 public:
  explicit DisclosureStore(Transaction& transaction) : transaction_(transaction) {}

  /// Adds those that are not there yet. One statement for many.
  void add(std::span<const Disclosure> rows);
  [[nodiscard]] Page<Disclosure> list(const DisclosureFilter& filter, const PageRequest& page);  ///< newest first
  [[nodiscard]] std::int64_t count(const DisclosureFilter& filter);
  /// Everything that is choosable in a filter: of the owner's things and of the organisations that saw some.
  [[nodiscard]] std::vector<std::pair<cluster::OrganisationId, std::string>> viewers(cluster::OrganisationId owner);
  [[nodiscard]] std::vector<std::pair<Uuid, cluster::LocalisedText>> items(cluster::OrganisationId owner);

 private:
  Transaction& transaction_;
};

}  // namespace grono::store
