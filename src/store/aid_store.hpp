#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cluster/aid/aid.hpp"
#include "store/database.hpp"
#include "store/page.hpp"

namespace grono::store {

/// Which aid of a cluster, and who asks. Leave out what does not narrow.
struct AidFilter {
  cluster::ClusterId cluster;
  std::vector<cluster::Audience> audiences;  ///< only what is for one of these
  std::vector<cluster::AidState> states;
  std::vector<cluster::AidScope> scopes;
  std::optional<cluster::OrganisationId> organisation;
  std::optional<bool> is_declared;
  std::optional<Date> from, to;                 ///< its day, both included
  std::vector<std::vector<std::string>> words;  ///< of each word sought its base forms
};

/// De minimis aid with its history, and the certificates of it. Nothing is ever deleted; events and
/// certificates are append-only in the database itself.
class AidStore {
 public:
  explicit AidStore(Transaction& transaction) : transaction_(transaction) {}

  /// From here to the end of the transaction nobody else writes aid: two who grant at once can't both use the
  /// same room, and numbers of certificates have no gaps. Call it before anything is read that the decision
  /// rests on.
  void lock();

  [[nodiscard]] std::optional<cluster::Aid> find(cluster::AidId id);
  /// The newest first.
  [[nodiscard]] Page<cluster::Aid> list(const AidFilter& filter, const PageRequest& page);
  [[nodiscard]] std::int64_t count(const AidFilter& filter);
  /// Of any of the organisations, whichever cluster keeps it, by its day.
  [[nodiscard]] std::vector<cluster::Aid> of_organisations(
      std::span<const cluster::OrganisationId> organisations);

  /// Sets version 1 and the times. @param words  base forms of what is written in it, for the search
  void insert(cluster::Aid& aid, cluster::AidEventKind kind, const std::string& words);
  /// @throws VersionConflict
  void update(cluster::Aid& aid, cluster::AidEventKind kind, const std::string& reason,
              const std::string& words);
  /// Oldest first.
  [[nodiscard]] std::vector<cluster::AidEvent> history(cluster::AidId id);

  /// Gives it the next number of its cluster and year. @pre  `lock` was called
  void issue(cluster::ClusterId cluster, cluster::AidCertificate& certificate);
  /// Of one aid, oldest first.
  [[nodiscard]] std::vector<cluster::AidCertificate> certificates(cluster::AidId id);
  /// Of a cluster, issued in some time, by number.
  [[nodiscard]] std::vector<cluster::AidCertificate> certificates(cluster::ClusterId cluster, Date from,
                                                                  Date to);

  /// Version 0 where nothing was stated yet.
  [[nodiscard]] cluster::LinkStatement links(cluster::OrganisationId organisation);
  /// Who names the organisation, or that tax number, as linked with it.
  [[nodiscard]] std::vector<cluster::OrganisationId> stated_by(cluster::OrganisationId organisation,
                                                               const std::string& nip);
  /// @throws VersionConflict
  void state(cluster::LinkStatement& statement);

 private:
  Transaction& transaction_;
};

/// Those that form a single undertaking with an organisation, itself first: over any number of statements.
struct Undertaking {
  std::vector<cluster::OrganisationId> organisations;
  std::vector<cluster::LinkedEnterprise>
      outside;  ///< by their tax number alone: nothing is known of their aid
};

/// @param only_confirmed  only links that both sides state: what one may see of another
[[nodiscard]] Undertaking undertaking_of(Transaction& transaction, cluster::OrganisationId organisation,
                                         bool only_confirmed);

}  // namespace grono::store
