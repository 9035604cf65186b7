#pragma once

#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "app/catalogue.hpp"
#include "app/clock.hpp"
#include "app/clusters.hpp"
#include "app/errors.hpp"
#include "app/installation.hpp"
#include "app/memberships.hpp"
#include "app/organisations.hpp"
#include "cluster/json.hpp"
#include "store/cluster_store.hpp"
#include "store/membership_store.hpp"
#include "store/organisation_store.hpp"
#include "store/user_store.hpp"
#include "support/small_share.hpp"

namespace grono::app::test {

using nlohmann::json;

/// An installation of its own on SQLite in a temporary folder, with one cluster ("med") and the people around
/// it.
class InstallationTest : public ::testing::Test {
 protected:
  InstallationTest() : installation_(open()) {
    med_ = cluster_named("med");
    other_ = cluster_named("aero");
  }

  /// Another process on the same database.
  [[nodiscard]] std::unique_ptr<Installation> open() const {
    Settings settings;
    settings.data = data_.path();
    settings.share = share().path();
    return std::make_unique<Installation>(std::move(settings));
  }
  [[nodiscard]] const Installation& installation() const { return *installation_; }
  [[nodiscard]] Catalogue& catalogue() const { return installation_->catalogue(); }

  template <class Work>
  auto read(const Work& work) const {
    std::optional<decltype(work(std::declval<store::Transaction&>()))> result;
    installation_->database().read([&](store::Transaction& transaction) { result = work(transaction); });
    return *std::move(result);
  }
  template <class Work>
  auto write(const Work& work, const Caller& caller = administrator()) const {
    std::optional<decltype(work(std::declval<store::Transaction&>()))> result;
    installation_->database().write(caller.author(), now(),
                                    [&](store::Transaction& transaction) { result = work(transaction); });
    return *std::move(result);
  }

  /// The person behind every caller of this fixture gets an account: what people write names them.
  void add_account() const {
    store::User user;
    user.id = *manager().actor.user;
    user.email = "lucja@przyklad.invalid";
    user.display_name = "Łucja";
    write([&](store::Transaction& transaction) {
      store::UserStore(transaction).insert(user);
      return true;
    });
  }

  static Caller guest() { return {}; }
  static Caller administrator() { return person({{cluster::Role::administrator, {}, {}}}); }
  [[nodiscard]] Caller manager() const { return person({{cluster::Role::manager, med_, {}}}); }
  [[nodiscard]] Caller animator() const { return person({{cluster::Role::animator, med_, {}}}); }
  [[nodiscard]] Caller manager_elsewhere() const { return person({{cluster::Role::manager, other_, {}}}); }
  [[nodiscard]] Caller representative(cluster::OrganisationId of,
                                      std::vector<cluster::ClusterId> member_of = {}) const {
    Caller made = person({{cluster::Role::representative, {}, of}});
    made.actor.member_of = std::move(member_of);
    return made;
  }

  /// A draft with a name, and whatever fields are given.
  static json draft(const std::string& name, json fields = json::object()) {
    json made = {{"legal_name", name}, {"kind", "enterprise"}};
    made.update(fields);
    return made;
  }
  static json capability(const std::string& title, const std::string& visibility = "everyone",
                         const std::string& kind = "laboratory") {
    return {{"kind", kind}, {"title", {{"pl", title}}}, {"visibility", visibility}};
  }
  OrganisationView create(const json& written,
                          std::optional<cluster::ClusterId> cluster = std::nullopt) const {
    return write([&](store::Transaction& transaction) {
      return create_organisation(transaction, *installation_, administrator(), written, cluster);
    });
  }
  cluster::OrganisationId add(const json& written,
                              std::optional<cluster::ClusterId> cluster = std::nullopt) const {
    return create(written, cluster).organisation.id;
  }
  cluster::OrganisationId add_member(const json& written) const { return add(written, med_); }
  [[nodiscard]] OrganisationView seen_by(const Caller& caller, cluster::OrganisationId id) const {
    return read([&](store::Transaction& transaction) { return read_organisation(transaction, caller, id); });
  }
  OrganisationView edit(const Caller& caller, cluster::OrganisationId id, const json& written) const {
    const std::int64_t version = seen_by(caller, id).organisation.version;
    return write(
        [&](store::Transaction& transaction) {
          return edit_organisation(transaction, *installation_, caller, id, version, written);
        },
        caller);
  }

  cluster::ClusterId med_, other_;

 private:
  static Caller person(std::vector<cluster::RoleGrant> grants) {
    Caller made;
    made.actor.user = cluster::UserId::parse("01900000-0000-7000-8000-000000000001");
    made.actor.grants = std::move(grants);
    made.via = "web";
    return made;
  }
  static const grono::test::SmallShare& share() {
    static const grono::test::SmallShare made;
    return made;
  }
  cluster::ClusterId cluster_named(const std::string& slug) const {
    return write([&](store::Transaction& transaction) {
             return create_cluster(transaction, *installation_, administrator(),
                                   {{"slug", slug}, {"name", {{"pl", "Klaster " + slug}}}});
           })
        .id;
  }

  grono::test::TemporaryFolder data_;
  std::unique_ptr<Installation> installation_;
};

/// Runs it and says which error came: "Refused", "NotFound", ..., "where: what" of InvalidInput, or
/// "nothing".
template <class Work>
std::string error_of(const Work& work) {
  try {
    work();
    return "nothing";
  } catch (const InvalidInput& error) {
    return error.where();
  } catch (const Refused& error) {
    return error.reason() == Refused::Reason::not_logged_in ? "Refused: not logged in" : "Refused";
  } catch (const Conflict&) {
    return "Conflict";
  } catch (const Gone&) {
    return "Gone";
  } catch (const MovedTo&) {
    return "MovedTo";
  } catch (const store::NotFound&) {
    return "NotFound";
  } catch (const store::VersionConflict&) {
    return "VersionConflict";
  } catch (const store::AlreadyExists& error) {
    return "AlreadyExists " + error.where();
  }
}

}  // namespace grono::app::test
