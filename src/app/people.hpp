#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/discussed.hpp"

/// People who may be named in what is said about a thing: those who see it, as far as the asker may know that they do.
namespace grono::app {

struct Person {
  cluster::UserId id;
  std::string name;
  std::string organisation;  ///< its name, empty where the person runs the cluster
};

/// @param query  how a word of the name begins
/// @throws Refused  the caller may say nothing about it
[[nodiscard]] std::vector<Person> people_to_mention(store::Transaction& transaction, const Caller& caller,
                                                    const Discussed& thing, std::string_view query);

/// Whether the caller may name each of them there: exactly those whom the list above would hold.
[[nodiscard]] bool may_mention(store::Transaction& transaction, const Discussed& thing,
                               const std::vector<cluster::UserId>& people);

/// Who speaks for an organisation.
[[nodiscard]] std::vector<cluster::UserId> representatives_of(store::Transaction& transaction,
                                                              cluster::OrganisationId organisation);

/// Who runs a cluster: its managers and animators.
[[nodiscard]] std::vector<cluster::UserId> runners_of(store::Transaction& transaction, cluster::ClusterId cluster);

}  // namespace grono::app
