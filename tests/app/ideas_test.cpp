#include "app/ideas.hpp"

#include <gmock/gmock.h>

#include "app/comments.hpp"
#include "app/installation_fixture.hpp"
#include "base/invalid_fields.hpp"
#include "cluster/names.hpp"
#include "store/audit_log.hpp"

namespace grono::app {
namespace {

using cluster::IdeaId;
using cluster::IdeaKind;
using cluster::IdeaStage;
using cluster::OrganisationId;
using cluster::Visibility;
using nlohmann::json;
using test::error_of;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Ideas : public test::InstallationTest {
 protected:
  Ideas() {
    own_ = add_member(draft("Alfa Implanty"));
    rival_ = add_member(draft("Beta Implanty"));
    stranger_ = add(draft("Gamma"));
    add_account();
  }

  static json idea(const std::string& title, const std::string& kind = "technology",
                   const std::string& visibility = "members") {
    return {{"kind", kind}, {"title", {{"pl", title}}}, {"visibility", visibility}};
  }
  [[nodiscard]] json own_idea(const std::string& title, const std::string& visibility = "members") const {
    json made = idea(title, "technology", visibility);
    made["organisation"] = own_.str();
    return made;
  }
  [[nodiscard]] Caller owner() const { return representative(own_, {med_}); }
  [[nodiscard]] Caller rival() const { return representative(rival_, {med_}); }

  IdeaView propose(const Caller& caller, const json& written) const {
    return write(
        [&](store::Transaction& transaction) {
          return propose_idea(transaction, installation(), caller, "med", written);
        },
        caller);
  }
  [[nodiscard]] std::vector<std::string> listed(const Caller& caller,
                                                const IdeaQuestion& question = {}) const {
    const auto page = read([&](store::Transaction& transaction) {
      return list_ideas(transaction, installation(), caller, "med", question, {}).page;
    });
    std::vector<std::string> made;
    for (const IdeaView& view : page.items) made.push_back(view.row.idea.title.begin()->second);
    return made;
  }
  [[nodiscard]] std::int64_t counted(const Caller& caller) const {
    std::int64_t all = 0;
    for (const auto& [what, count] :
         read([&](store::Transaction& transaction) { return count_ideas(transaction, caller, "med"); }))
      all += count;
    return all;
  }
  [[nodiscard]] std::vector<SimilarIdea> similar(const Caller& caller, const std::string& text) const {
    return read([&](store::Transaction& transaction) {
      return similar_ideas(transaction, installation(), caller, "med", text, {});
    });
  }
  [[nodiscard]] std::string reading(const Caller& caller, IdeaId id) const {
    return error_of(
        [&] { read([&](store::Transaction& transaction) { return read_idea(transaction, caller, id); }); });
  }
  IdeaView move(const Caller& caller, const IdeaView& view, IdeaStage stage,
                const std::string& reason = "") const {
    return write(
        [&](store::Transaction& transaction) {
          return move_idea(transaction, installation(), caller, view.row.idea.id, view.row.idea.version,
                           stage, reason);
        },
        caller);
  }

  OrganisationId own_, rival_, stranger_;
};

TEST_F(Ideas, EverythingThatIsWrongIsToldAtOnce) {
  json written = own_idea("", "named");
  written.erase("kind");
  written["organisation"] = stranger_.str();
  written["links"] = json::array();
  for (int i = 0; i < 2; ++i)
    written["links"].push_back({{"organisation", own_.str()}, {"capability", "01900000-0000-7000-8000-000000000000"}});
  std::vector<std::string> where;
  try {
    propose(manager(), written);
  } catch (const InvalidFields& broken) {
    for (const InvalidInput& each : broken.all()) where.push_back(each.where());
  }
  EXPECT_THAT(where, ElementsAre("/kind", "/organisation", "/title", "/named", "/links/0", "/visibility"));
}

// Every viewer against every visibility through every channel, held against the description of the
// visibilities.
TEST_F(Ideas, AreSeenThroughEveryChannelByWhomTheyAreForAndByNobodyElse) {
  struct Viewer {
    std::string name;
    Caller caller;
    std::set<Visibility> sees;
  };
  const std::set<Visibility> all = {Visibility::everyone, Visibility::members,     Visibility::named,
                                    Visibility::partners, Visibility::coordinator, Visibility::owner};
  const std::set<Visibility> run = {Visibility::everyone, Visibility::members, Visibility::partners,
                                    Visibility::coordinator};
  const std::vector<Viewer> viewers = {
      {"guest", guest(), {Visibility::everyone}},
      {"administrator", administrator(), {Visibility::everyone}},
      {"manager elsewhere", manager_elsewhere(), {Visibility::everyone}},
      {"stranger", representative(stranger_), {Visibility::everyone}},
      {"rival", rival(), {Visibility::everyone, Visibility::members, Visibility::named}},
      {"manager", manager(), run},
      {"animator", animator(), run},
      {"owner", owner(), all},
  };
  std::map<Visibility, IdeaId> made;
  std::map<Visibility, std::string> word;
  for (const auto& [name, visibility] : cluster::named_values<Visibility>()) {
    word[visibility] = "zaćma" + std::string(name);
    json written = own_idea("Elektroda " + word[visibility], std::string(name));
    if (visibility == Visibility::named) written["named"] = {rival_.str()};
    made[visibility] = propose(owner(), written).row.idea.id;
  }
  for (const Viewer& viewer : viewers) {
    SCOPED_TRACE(viewer.name);
    EXPECT_EQ(listed(viewer.caller).size(), viewer.sees.size());
    EXPECT_EQ(counted(viewer.caller), static_cast<std::int64_t>(viewer.sees.size()));
    EXPECT_EQ(similar(viewer.caller, "elektrody").size(), std::min<std::size_t>(viewer.sees.size(), 5));
    for (const auto& [visibility, id] : made) {
      SCOPED_TRACE(std::string(cluster::name_of(visibility)));
      const bool sees = viewer.sees.contains(visibility);
      EXPECT_EQ(reading(viewer.caller, id), sees ? "nothing" : "NotFound");
      EXPECT_EQ(listed(viewer.caller, {.text = word[visibility]}).size(), sees ? 1U : 0U);
      EXPECT_EQ(error_of([&] {
                  read([&](store::Transaction& transaction) {
                    return list_comments(transaction, viewer.caller, discussed(transaction, viewer.caller, "idea", id.str()), {});
                  });
                }),
                sees ? "nothing" : "NotFound");
      const std::string support = error_of([&] {
        write(
            [&](store::Transaction& transaction) {
              return support_idea(transaction, viewer.caller, id, false);
            },
            manager());
      });
      EXPECT_EQ(support == "NotFound", !sees) << support;
      const auto changes = read([&](store::Transaction& transaction) {
        return idea_changes_as_seen_by(transaction, viewer.caller, id.str(), {{"title", {{"after", "x"}}}});
      });
      EXPECT_EQ(changes.empty(), !sees);
    }
  }
}

TEST_F(Ideas, OfWhatIsHiddenFromThoseWhoRunTheClusterItsAuditLogKnowsNothing) {
  const auto entries = [&] {
    return read([&](store::Transaction& transaction) {
             return store::AuditLog(transaction).list({med_, {}}, {{}, 200});
           })
        .items;
  };
  const auto before = entries().size();
  propose(owner(), own_idea("Tajny stop", "owner"));
  EXPECT_EQ(entries().size(), before);
  propose(owner(), own_idea("Jawny stop"));
  ASSERT_EQ(entries().size(), before + 1);
  EXPECT_EQ(entries().front().action, "idea.created");
}

TEST_F(Ideas, WhatWasPrivateStaysOutOfTheLogWhenItIsSharedLater) {
  const auto view = propose(owner(), own_idea("Sekretna nazwa", "owner"));
  json shared = own_idea("Nazwa dla wszystkich");
  write(
      [&](store::Transaction& transaction) {
        return edit_idea(transaction, installation(), owner(), view.row.idea.id, 1, shared);
      },
      owner());
  const auto newest = read([&](store::Transaction& transaction) {
    return store::AuditLog(transaction).list({med_, {}}, {}).items.front();
  });
  EXPECT_EQ(newest.action, "idea.updated");
  EXPECT_EQ(newest.changes.find("Sekretna"), std::string::npos);
}

TEST_F(Ideas, AreFoundByInflectedWordsAndFilteredAndSorted) {
  propose(owner(), own_idea("Wspólny zakup tytanu"));
  auto second = propose(rival(), [&] {
    json written = idea("Laboratorium badań implantów", "public_goods");
    written["organisation"] = rival_.str();
    return written;
  }());
  EXPECT_THAT(listed(manager(), {.text = "laboratoriow"}), ElementsAre("Laboratorium badań implantów"));
  EXPECT_THAT(listed(manager(), {.text = "zakupy tytan"}), ElementsAre("Wspólny zakup tytanu"));
  EXPECT_THAT(listed(manager(), {.text = "%"}), SizeIs(2)) << "no sign but letters and digits means anything";
  EXPECT_THAT(listed(manager(), {.kinds = {IdeaKind::public_goods}}), SizeIs(1));
  EXPECT_THAT(listed(manager(), {.stages = {IdeaStage::chosen}}), IsEmpty());
  EXPECT_THAT(listed(manager()), ElementsAre("Laboratorium badań implantów", "Wspólny zakup tytanu"));
  const auto first = similar(manager(), "zakup tytanu");
  ASSERT_FALSE(first.empty());
  write(
      [&](store::Transaction& transaction) {
        return support_idea(transaction, manager(), first[0].id, true);
      },
      manager());
  EXPECT_THAT(listed(manager(), {.order = store::IdeaOrder::most_supported}),
              ElementsAre("Wspólny zakup tytanu", "Laboratorium badań implantów"));
}

TEST_F(Ideas, PagesHoldEachIdeaOnceInEitherOrder) {
  for (int i = 0; i < 7; ++i) {
    const auto view = propose(owner(), own_idea("Pomysł " + std::to_string(i)));
    if (i % 3 == 0)
      write(
          [&](store::Transaction& transaction) {
            return support_idea(transaction, manager(), view.row.idea.id, true);
          },
          manager());
  }
  for (const auto order : {store::IdeaOrder::newest, store::IdeaOrder::most_supported}) {
    std::set<std::string> seen;
    store::PageRequest page{{}, 2};
    std::size_t items = 0;
    do {
      const auto part = read([&](store::Transaction& transaction) {
        return list_ideas(transaction, installation(), owner(), "med", {.order = order}, page).page;
      });
      for (const IdeaView& view : part.items) seen.insert(view.row.idea.id.str());
      items += part.items.size();
      page.cursor = part.next.value_or("");
    } while (!page.cursor.empty());
    EXPECT_EQ(seen.size(), 7U);
    EXPECT_EQ(items, 7U);
  }
}

TEST_F(Ideas, LinksLeadOnlyToWhatTheReaderSees) {
  const auto offering = add_member(
      draft("Delta", {{"offers", {capability("Piec jawny", "members"), capability("Piec tajny", "owner")}}}));
  const Caller delta = representative(offering, {med_});
  const auto offers = seen_by(delta, offering).organisation.offers;
  json written = idea("Obróbka cieplna");
  written["organisation"] = offering.str();
  for (const auto& offer : offers)
    written["links"].push_back({{"organisation", offering.str()}, {"capability", offer.id.str()}});
  const auto view = propose(delta, written);
  EXPECT_THAT(view.links, SizeIs(2));
  const auto seen = read(
      [&](store::Transaction& transaction) { return read_idea(transaction, manager(), view.row.idea.id); });
  ASSERT_THAT(seen.links, SizeIs(1));
  EXPECT_EQ(seen.links[0].title.at("pl"), "Piec jawny");
  EXPECT_EQ(to_json(seen)["links"].size(), 1U);
  // The manager saves what he saw: the secret link stays.
  json sent = to_json(seen);
  write(
      [&](store::Transaction& transaction) {
        return edit_idea(transaction, installation(), manager(), view.row.idea.id, 1, sent);
      },
      manager());
  EXPECT_THAT(read([&](store::Transaction& transaction) {
                return read_idea(transaction, delta, view.row.idea.id);
              }).links,
              SizeIs(2));
  // A link to what one does not see is no link.
  json guessed = own_idea("Zgadywanka");
  guessed["links"] = {{{"organisation", offering.str()}, {"capability", offers[1].id.str()}}};
  EXPECT_EQ(error_of([&] { propose(owner(), guessed); }), "/links/0");
}

TEST_F(Ideas, WhoElseIsNamedIsBetweenThemAndTheOwner) {
  json written = own_idea("Poufne", "named");
  written["named"] = {rival_.str(), stranger_.str()};
  const auto view = propose(owner(), written);
  EXPECT_EQ(to_json(view)["named"].size(), 2U);
  const auto seen = read(
      [&](store::Transaction& transaction) { return read_idea(transaction, rival(), view.row.idea.id); });
  EXPECT_EQ(to_json(seen)["named"].size(), 0U);
}

TEST_F(Ideas, AreMovedByTheirOwnersAndChosenByWhoRunsTheCluster) {
  auto view = propose(owner(), own_idea("Sterylizacja"));
  view = move(owner(), view, IdeaStage::shaped);
  EXPECT_EQ(error_of([&] { move(owner(), view, IdeaStage::chosen); }), "Refused");
  EXPECT_EQ(error_of([&] { move(rival(), view, IdeaStage::discussed); }), "Refused");
  view = move(animator(), view, IdeaStage::chosen);
  EXPECT_EQ(error_of([&] { move(owner(), view, IdeaStage::shelved, "nie"); }), "Refused")
      << "what was chosen is not the owner's alone any more";
  EXPECT_EQ(error_of([&] { move(manager(), view, IdeaStage::shelved); }), "/reason");
  view = move(manager(), view, IdeaStage::shelved, "za drogie");
  EXPECT_EQ(view.row.idea.shelved_reason, "za drogie");
}

TEST_F(Ideas, WhoProposedOneMayMendItsWordsUntilItIsChosen) {
  Caller employee = owner();
  employee.actor.grants[0].role = cluster::Role::employee;
  Caller colleague = employee;
  colleague.actor.user = cluster::UserId::parse("01900000-0000-7000-8000-000000000002");
  auto view = propose(employee, own_idea("Sterylizacja"));
  EXPECT_THAT(view.may, ElementsAre("edit", "take_part"));
  const auto mend = [&](const Caller& caller, json changed) {
    return write(
        [&](store::Transaction& transaction) {
          return edit_idea(transaction, installation(), caller, view.row.idea.id, view.row.idea.version, changed);
        },
        caller);
  };
  view = mend(employee, own_idea("Sterylizacja parą"));
  EXPECT_EQ(view.row.idea.title.at("pl"), "Sterylizacja parą");
  EXPECT_EQ(error_of([&] { mend(colleague, own_idea("Moja")); }), "Refused");
  EXPECT_EQ(error_of([&] { mend(employee, own_idea("Dla wszystkich", "everyone")); }), "/visibility");
  EXPECT_EQ(error_of([&] { move(employee, view, IdeaStage::shaped); }), "Refused");
  view = move(manager(), view, IdeaStage::chosen);
  EXPECT_EQ(error_of([&] { mend(employee, own_idea("Za późno")); }), "Refused");
}

TEST_F(Ideas, AnAuthorWhoIsNotToldWhoIsNamedKeepsThem) {
  Caller employee = owner();
  employee.actor.grants[0].role = cluster::Role::employee;
  json written = own_idea("Poufne", "named");
  written["named"] = {rival_.str()};
  const auto view = propose(employee, written);
  json sent = to_json(view);
  EXPECT_TRUE(sent["named"].empty());
  write(
      [&](store::Transaction& transaction) {
        return edit_idea(transaction, installation(), employee, view.row.idea.id, 1, sent);
      },
      employee);
  EXPECT_THAT(listed(rival()), ElementsAre("Poufne"));
}

TEST_F(Ideas, TheClustersOwnMayNameWhoSeesThem) {
  json written = idea("Wspólna oferta", "technology", "named");
  written["named"] = {rival_.str()};
  propose(manager(), written);
  EXPECT_THAT(listed(rival()), ElementsAre("Wspólna oferta"));
  EXPECT_THAT(listed(animator()), ElementsAre("Wspólna oferta"));
  EXPECT_THAT(listed(owner()), IsEmpty());
}

TEST_F(Ideas, AListTellsHowManyThereAreOfWhatTheCallerSees) {
  for (const char* title : {"A", "B", "C"}) propose(owner(), own_idea(title));
  propose(owner(), own_idea("D", "owner"));
  const auto total = [&](const Caller& caller) {
    return read([&](store::Transaction& transaction) {
             return list_ideas(transaction, installation(), caller, "med", {}, {{}, 2});
           })
        .total;
  };
  EXPECT_EQ(total(owner()), 4);
  EXPECT_EQ(total(rival()), 3);
  EXPECT_EQ(total(guest()), 0);
}

TEST_F(Ideas, AreProposedByMembersAndByWhoRunsTheCluster) {
  EXPECT_EQ(error_of([&] { propose(guest(), idea("A")); }), "Refused: not logged in");
  EXPECT_EQ(error_of([&] { propose(administrator(), idea("A")); }), "Refused");
  EXPECT_EQ(error_of([&] { propose(manager_elsewhere(), idea("A")); }), "Refused");
  EXPECT_EQ(error_of([&] { propose(owner(), idea("A")); }), "Refused") << "not in the cluster's name";
  json written = idea("A");
  written["organisation"] = stranger_.str();
  EXPECT_EQ(error_of([&] { propose(representative(stranger_), written); }), "/organisation") << "no member";
  written["organisation"] = rival_.str();
  EXPECT_EQ(error_of([&] { propose(owner(), written); }), "Refused") << "not in a rival's name";
  EXPECT_EQ(error_of([&] { propose(manager(), idea("A", "technology", "owner")); }), "/visibility");
  EXPECT_EQ(propose(manager(), idea("A")).organisation_name, "");
  EXPECT_EQ(propose(manager(), idea("B")).author_name, "Łucja");
}

TEST_F(Ideas, TwoWhoEditAtOnceAreTold) {
  const auto view = propose(owner(), own_idea("Wersja"));
  move(manager(), view, IdeaStage::discussed);
  EXPECT_EQ(error_of([&] { move(owner(), view, IdeaStage::shaped); }), "VersionConflict");
}

TEST_F(Ideas, ADeletionIsUndone) {
  const auto view = propose(owner(), own_idea("Do kosza"));
  const auto id = view.row.idea.id;
  write(
      [&](store::Transaction& transaction) {
        delete_idea(transaction, owner(), id, 1);
        return true;
      },
      owner());
  EXPECT_EQ(reading(owner(), id), "NotFound");
  EXPECT_THAT(listed(owner()), IsEmpty());
  EXPECT_EQ(error_of([&] {
              write([&](store::Transaction& transaction) { return restore_idea(transaction, rival(), id); },
                    rival());
            }),
            "Refused");
  write([&](store::Transaction& transaction) { return restore_idea(transaction, owner(), id); }, owner());
  EXPECT_THAT(listed(owner()), ElementsAre("Do kosza"));
}

TEST_F(Ideas, AreCommentedByWhoTakesPart) {
  const auto id = propose(owner(), own_idea("Rozmowa", "everyone")).row.idea.id;
  const auto say = [&](const Caller& caller, const std::string& text) {
    return write(
        [&](store::Transaction& transaction) {
          return add_comment(transaction, caller, discussed(transaction, caller, "idea", id.str()), {{"text", text}});
        },
        caller);
  };
  const auto made = say(rival(), "  Popieramy <b>!  ");
  EXPECT_EQ(made.comment.text, "Popieramy <b>!");
  EXPECT_TRUE(made.is_own);
  EXPECT_EQ(error_of([&] { say(guest(), "x"); }), "Refused: not logged in");
  EXPECT_EQ(error_of([&] { say(administrator(), "x"); }), "Refused");
  EXPECT_EQ(error_of([&] { say(manager_elsewhere(), "x"); }), "Refused");
  EXPECT_EQ(error_of([&] { say(owner(), " "); }), "/text");
  EXPECT_EQ(error_of([&] { say(owner(), std::string("a\0b", 3)); }), "/text");
  const auto comments = [&] {
    return read([&](store::Transaction& transaction) { return list_comments(transaction, guest(), discussed(transaction, guest(), "idea", id.str()), {}); })
        .items;
  };
  ASSERT_THAT(comments(), SizeIs(1));
  EXPECT_FALSE(comments()[0].is_own);
  EXPECT_EQ(
      read([&](store::Transaction& transaction) { return read_idea(transaction, guest(), id); }).row.comments,
      1);
  write(
      [&](store::Transaction& transaction) {
        delete_comment(transaction, manager(), made.comment.id);
        return true;
      },
      manager());
  EXPECT_THAT(comments(), IsEmpty());
}

}  // namespace
}  // namespace grono::app
