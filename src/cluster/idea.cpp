#include "cluster/idea.hpp"

#include <utility>

#include "base/error.hpp"
#include "cluster/json_reader.hpp"

namespace grono::cluster {
namespace {

using nlohmann::json;

IdeaLink link_from(const json& object, const std::string& pointer) {
  JsonReader reader(object, pointer);
  IdeaLink made;
  made.organisation = reader.required("organisation", reader.id<OrganisationId>("organisation"));
  made.capability = reader.required("capability", reader.id<CapabilityId>("capability"));
  reader.ignore({"side", "title", "name"});
  reader.expect_nothing_else();
  return made;
}

}  // namespace

Sharing sharing_of(const Idea& idea) {
  return {idea.visibility, idea.organisation.value_or(OrganisationId{}), idea.named};
}

Ties ties_of(const Idea& idea) {
  return {{idea.cluster}, {}};
}

void move(Idea& idea, IdeaStage stage, std::string reason) {
  if (idea.stage == IdeaStage::project)
    throw InvalidInput("/stage", "a project carries on for the idea", "look for it there");
  if (stage == IdeaStage::project)
    throw InvalidInput("/stage", "an idea becomes a project by beginning one",
                       "begin a project from the idea");
  if (stage == IdeaStage::shelved && reason.empty())
    throw InvalidInput("/reason", "is missing",
                       "say why the idea is put aside, for those who come back to it");
  idea.stage = stage;
  idea.shelved_reason = stage == IdeaStage::shelved ? std::move(reason) : "";
}

void become_project(Idea& idea) {
  if (idea.stage == IdeaStage::project)
    throw InvalidInput("/idea", "a project carries on for the idea already", "look for it there");
  if (idea.stage == IdeaStage::shelved)
    throw InvalidInput("/idea", "was put aside", "take it up again first");
  idea.stage = IdeaStage::project;
}

void give_back(Idea& idea) {
  GRONO_INVARIANT(idea.stage == IdeaStage::project);
  idea.stage = IdeaStage::chosen;
}

json to_json(const Idea& idea) {
  json named = json::array(), links = json::array();
  for (const OrganisationId& each : idea.named) named.push_back(each.str());
  for (const IdeaLink& each : idea.links)
    links.push_back({{"organisation", each.organisation.str()}, {"capability", each.capability.str()}});
  json made = {{"id", idea.id.str()},
               {"cluster", idea.cluster.str()},
               {"kind", name_of(idea.kind)},
               {"title", idea.title},
               {"description", idea.description},
               {"tags", idea.tags},
               {"stage", name_of(idea.stage)},
               {"visibility", name_of(idea.visibility)},
               {"named", std::move(named)},
               {"links", std::move(links)},
               {"version", idea.version},
               {"created_at", to_string(idea.created_at)},
               {"updated_at", to_string(idea.updated_at)}};
  if (!idea.shelved_reason.empty()) made["shelved_reason"] = idea.shelved_reason;
  if (idea.organisation) made["organisation"] = idea.organisation->str();
  return made;
}

Idea idea_from_json(const json& object, Idea base) {
  BrokenRules broken;
  Idea made = idea_from_json(object, std::move(base), broken);
  broken.refuse();
  return made;
}

Idea idea_from_json(const json& object, Idea base, BrokenRules& broken) {
  JsonReader reader(object, "");
  // The organisation is told when the idea is made; then it stays. It decides who may make it: nothing goes on without it.
  const auto organisation = reader.id<OrganisationId>("organisation");
  if (base.version == 0) base.organisation = organisation;
  broken.attempt([&] { base.kind = reader.required("kind", reader.named<IdeaKind>("kind")); });
  broken.attempt([&] { base.title = reader.localised("title"); });
  broken.attempt([&] { base.description = reader.localised("description"); });
  broken.attempt([&] { base.tags = reader.texts("tags"); });
  broken.attempt([&] { base.visibility = reader.named<Visibility>("visibility").value_or(Visibility::members); });
  broken.attempt([&] { base.named = reader.ids<OrganisationId>("named"); });
  broken.attempt([&] { base.links = reader.list("links", link_from); });
  reader.ignore({"id", "cluster", "stage", "shelved_reason", "author", "organisation_name", "supporters",
                 "is_supported", "comments", "project", "may", "version", "created_at", "updated_at"});
  broken.attempt([&] { reader.expect_nothing_else(); });
  return base;
}

}  // namespace grono::cluster
