#pragma once

#include <string>

#include "app/caller.hpp"
#include "app/demonstration_names.hpp"
#include "app/installation.hpp"
#include "store/database.hpp"

/// Where the demonstration is written, by whom, and when it happened.
namespace grono::app {

/// The same transaction at an earlier moment: what is written through it was written then. Its entries in the
/// log of changes bear the time of the transaction itself, for that is when they were made.
class EarlierTransaction final : public store::Transaction {
 public:
  /// @param transaction  has to outlive this
  EarlierTransaction(store::Transaction& transaction, Timestamp moment)
      : transaction_(transaction), moment_(moment) {}

  [[nodiscard]] soci::session& sql() override { return transaction_.sql(); }
  [[nodiscard]] store::Backend backend() const override { return transaction_.backend(); }
  [[nodiscard]] const store::Author& author() const override { return transaction_.author(); }
  [[nodiscard]] Timestamp now() const override { return moment_; }
  void audit(std::string_view action, std::string_view subject_kind, std::string subject_id,
             std::string changes, std::optional<cluster::ClusterId> cluster,
             std::optional<cluster::OrganisationId> organisation) override;
  void changed(cluster::Change change) override;

 private:
  store::Transaction& transaction_;
  Timestamp moment_;
};

/// What every part of the demonstration is founded with.
struct DemonstrationSite {
  store::Transaction& transaction;
  const Installation& installation;
  DemonstrationNames& names;
  const cluster::Cluster& cluster;
  Date today;

  /// Who runs the cluster.
  [[nodiscard]] Caller manager() const;
  /// Who speaks for one of its members.
  [[nodiscard]] Caller speaker(cluster::OrganisationId organisation) const;
  /// As it was at the moment that `object` tells in `field`, which is taken out; now where it tells none.
  [[nodiscard]] EarlierTransaction at(nlohmann::json& object, const char* field = "at") const;
};

/// The id in a field of a description that has been filled. @throws InvalidInput  none is there
template <class Id>
Id id_in(const DemonstrationSite& site, const nlohmann::json& object, const char* field) {
  const auto id = Id::parse(object.value(field, ""));
  if (!id) site.names.refuse(std::string("has no \"") + field + "\" where one belongs", "name it");
  return *id;
}

}  // namespace grono::app
