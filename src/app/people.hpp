#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/caller.hpp"
#include "cluster/idea.hpp"

/// People who may be named in what is said about a thing: those who see it, as far as the asker may know that they do.
namespace grono::app {

struct Person {
  cluster::UserId id;
  std::string name;
  std::string organisation;  ///< its name, empty where the person runs the cluster
};

/// @param query  how a word of the name begins
/// @throws NotFound  also where the caller may not see the idea
[[nodiscard]] std::vector<Person> people_to_mention(store::Transaction& transaction, const Caller& caller,
                                                    cluster::IdeaId idea, std::string_view query);

/// Whether the caller may name each of them there: exactly those whom the list above would hold.
[[nodiscard]] bool may_mention(store::Transaction& transaction, const Caller& caller, const cluster::Idea& idea,
                               const std::vector<cluster::UserId>& people);

}  // namespace grono::app
