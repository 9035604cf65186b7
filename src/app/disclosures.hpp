#pragma once

#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "app/caller.hpp"
#include "app/installation.hpp"
#include "store/disclosure_store.hpp"

/// Who saw what of whom. What a request shows is noted on its way and written before it is answered: nobody is shown
/// what its owner could not read of later.
namespace grono::app {

/// What the answer to one request shows. `Caller::shown` leads here. Thread-safe: work that goes on after the answer has
/// a caller too, and what it notes then is nobody's answer any more.
struct Shown {
  void note(cluster::Disclosed thing);
  /// Everything noted until now; nothing is noted after.
  [[nodiscard]] std::vector<cluster::Disclosed> taken();

 private:
  std::mutex mutex_;
  bool is_taken_ = false;
  std::vector<cluster::Disclosed> things_;
};

/// Notes that the caller is shown a thing, where its owner is to know that; nothing where nobody collects (commands on
/// the machine itself, which leave an entry in the audit log instead).
void note_shown(const Caller& caller, const cluster::Sharing& sharing, cluster::Disclosed thing);
/// Every offer and need of an organisation as the caller sees it.
void note_shown(const Caller& caller, const cluster::Organisation& seen, cluster::DisclosureChannel channel);

/// Writes what was noted. Requests that come together share one transaction, and what an account was shown already
/// that day in the same version costs a look into memory. Thread-safe; one for a process.
class Disclosures {
 public:
  explicit Disclosures(store::Database& database);
  ~Disclosures();

  /// Comes back when it is written. Not from within a transaction of the same thread.
  /// @throws StoreUnavailable
  void write(const Caller& caller, std::span<const cluster::Disclosed> things);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

struct DisclosureQuestion {
  cluster::OrganisationId owner;
  std::optional<Uuid> item = {};
  std::optional<cluster::OrganisationId> organisation = {};
  std::optional<Date> from = {}, to = {};
};

struct DisclosureList {
  store::Page<store::Disclosure> page;
  std::int64_t total = 0;
};

/// @throws Refused, NotFound
[[nodiscard]] DisclosureList list_disclosures(store::Transaction& transaction, const Caller& caller,
                                              const DisclosureQuestion& question, const store::PageRequest& page);

/// What the filters of the list can be set to.
struct DisclosureChoices {
  std::vector<std::pair<Uuid, cluster::LocalisedText>> items;
  std::vector<std::pair<cluster::OrganisationId, std::string>> organisations;
};
/// @throws Refused, NotFound
[[nodiscard]] DisclosureChoices disclosure_choices(store::Transaction& transaction, const Caller& caller,
                                                   cluster::OrganisationId owner);

enum class TableFormat { csv, xlsx };
/// All of the question as a file. @throws Refused, NotFound
void export_disclosures(const Installation& installation, const Caller& caller, const DisclosureQuestion& question,
                        TableFormat format, const std::filesystem::path& file);

/// Schema Disclosure.
[[nodiscard]] nlohmann::json to_json(const store::Disclosure& disclosure);

}  // namespace grono::app
