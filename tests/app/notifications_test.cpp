#include "app/notifications.hpp"

#include <gmock/gmock.h>

#include "app/accounts.hpp"
#include "app/comments.hpp"
#include "app/ideas.hpp"
#include "app/installation_fixture.hpp"
#include "app/invitations.hpp"
#include "app/mail/post.hpp"
#include "app/notify.hpp"
#include "app/people.hpp"
#include "cluster/names.hpp"
#include "store/user_store.hpp"

namespace grono::app {
namespace {

using cluster::NotificationChannel;
using cluster::NotificationKind;
using cluster::OrganisationId;
using cluster::Role;
using cluster::UserId;
using nlohmann::json;
using test::error_of;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

/// Keeps what it is to send; refuses as often as it is told to.
class KeepingMailer final : public Mailer {
 public:
  void send(const Mail& mail) override {
    if (refusals > 0) {
      --refusals;
      throw MailFailed("nobody there", is_for_good);
    }
    sent.push_back(mail);
  }
  std::vector<Mail> sent;
  int refusals = 0;
  bool is_for_good = false;
};

// The people are invented. A cluster with an owner of ideas, a rival, one whom the owner may name, and others around.
class Notifications : public test::InstallationTest {
 protected:
  Notifications() {
    own_ = add_member(draft("Alfa Implanty"));
    rival_ = add_member(draft("Beta Implanty"));
    named_ = add_member(draft("Gamma Narzędzia"));
    stranger_ = add(draft("Delta"));
    account("owner", {Role::representative, {}, own_});
    account("colleague", {Role::employee, {}, own_});
    account("rival", {Role::representative, {}, rival_});
    account("named", {Role::representative, {}, named_});
    account("stranger", {Role::representative, {}, stranger_});
    account("manager", {Role::manager, med_, {}});
    account("animator", {Role::animator, med_, {}});
    account("elsewhere", {Role::manager, other_, {}});
    account("administrator", {Role::administrator, {}, {}});
  }

  [[nodiscard]] static Timestamp at(const char* text = "2026-11-26T09:00:00Z") { return parse_timestamp(text).value(); }
  template <class Work>
  auto write_at(Timestamp moment, const Caller& caller, const Work& work) const {
    std::optional<decltype(work(std::declval<store::Transaction&>()))> result;
    installation().database().write(caller.author(), moment,
                                    [&](store::Transaction& transaction) { result = work(transaction); });
    return *std::move(result);
  }
  void account(const std::string& name, cluster::RoleGrant grant, const std::string& language = "pl") {
    ids_[name] = write([&](store::Transaction& transaction) {
      return create_user(transaction, name + "@przyklad.invalid", "Osoba " + name, language, {grant}).id;
    });
  }
  [[nodiscard]] Caller who(const std::string& name) const {
    Caller made;
    made.via = "web";
    made.actor = read([&](store::Transaction& transaction) { return actor_of(transaction, ids_.at(name)).value(); });
    return made;
  }
  cluster::Idea idea(const std::string& visibility = "members", const std::string& title = "Wspólna komora") const {
    const Caller caller = who("owner");
    json written = {{"kind", "technology"}, {"title", {{"pl", title}}}, {"visibility", visibility}, {"organisation", own_.str()}};
    if (visibility == "named") written["named"] = {named_.str()};
    return write([&](store::Transaction& transaction) {
      return propose_idea(transaction, installation(), caller, "med", written).row.idea;
    }, caller);
  }
  cluster::Idea share(const cluster::Idea& idea, const std::string& visibility) const {
    const Caller caller = who("owner");
    json written = cluster::to_json(idea);
    for (const char* field : {"id", "cluster", "stage", "shelved_reason", "author", "version", "created_at", "updated_at", "links"}) written.erase(field);
    written["visibility"] = visibility;
    written["named"] = json::array();
    return write([&](store::Transaction& transaction) {
      return edit_idea(transaction, installation(), caller, idea.id, idea.version, written).row.idea;
    }, caller);
  }
  CommentView comment(const std::string& name, const cluster::Idea& idea, const std::string& text, Timestamp moment = at()) const {
    const Caller caller = who(name);
    return write_at(moment, caller, [&](store::Transaction& transaction) { return add_comment(transaction, caller, discussed(transaction, caller, "idea", idea.id.str()), {{"text", text}}); });
  }
  [[nodiscard]] std::string at_sign(const std::string& name) const { return "@{" + ids_.at(name).str() + "}"; }
  void choose(const std::string& name, const json& change) const {
    const Caller caller = who(name);
    write([&](store::Transaction& transaction) { return change_notification_settings(transaction, caller, change).digest_hour; }, caller);
  }
  [[nodiscard]] NotificationList list(const std::string& name, const NotificationQuestion& question = {}) const {
    const Caller caller = who(name);
    return read([&](store::Transaction& transaction) { return list_notifications(transaction, caller, question, {}); });
  }
  [[nodiscard]] std::vector<std::string> kinds(const std::string& name) const {
    std::vector<std::string> made;
    for (const auto& view : list(name).page.items) made.emplace_back(name_of(view.notification.kind));
    return made;
  }
  /// Every mail that is due by then.
  std::vector<Mail> sent_by(Timestamp moment) {
    mailer_.sent.clear();
    Post post(installation(), mailer_, {"https://grono.invalid/", "Grono", "grono@przyklad.invalid"});
    while (post.send_next(moment)) {
    }
    return mailer_.sent;
  }
  void delete_it(const cluster::Idea& idea) const {
    const Caller caller = who("owner");
    write([&](store::Transaction& transaction) { delete_idea(transaction, caller, idea.id, idea.version); return 0; }, caller);
  }
  void restore_it(const cluster::Idea& idea) const {
    const Caller caller = who("owner");
    write([&](store::Transaction& transaction) { return restore_idea(transaction, caller, idea.id).row.supporters; }, caller);
  }

  std::map<std::string, UserId> ids_;
  OrganisationId own_, rival_, named_, stranger_;
  KeepingMailer mailer_;
};

// Who sees an idea of Alfa's, written out by hand: the policy is held against it.
const std::map<std::string, std::set<std::string>> kSees = {
    {"everyone", {"owner", "colleague", "rival", "named", "stranger", "manager", "animator", "elsewhere", "administrator"}},
    {"members", {"owner", "colleague", "rival", "named", "manager", "animator"}},
    {"named", {"owner", "colleague", "named"}},
    {"partners", {"owner", "colleague", "manager", "animator"}},
    {"coordinator", {"owner", "colleague", "manager", "animator"}},
    {"owner", {"owner", "colleague"}},
};

TEST_F(Notifications, ReachExactlyWhoSeesTheThingByTheChannelTheyChose) {
  std::vector<UserId> all;
  for (const auto& [name, id] : ids_) all.push_back(id);
  for (const auto& [channel_name, channel] : cluster::named_values<NotificationChannel>()) {
    for (const auto& [name, id] : ids_) choose(name, {{"channels", {{"report_due", channel_name}}}});
    for (const auto& [visibility, seers] : kSees) {
      const auto thing = idea(visibility, "Tajemnica " + visibility);
      const Caller owner = who("owner");
      std::map<std::string, std::int64_t> before;
      for (const auto& [name, id] : ids_) before[name] = list(name).total;
      write_at(at(), owner, [&](store::Transaction& transaction) {
        notify(transaction, {NotificationKind::report_due, "idea", thing.id.str()}, all);
        return 0;
      });
      const bool shows = channel != NotificationChannel::off;
      for (const auto& [name, id] : ids_) {
        const bool is_told = shows && name != "owner" && seers.contains(name);
        EXPECT_EQ(list(name).total - before[name], is_told ? 1 : 0) << name << " " << visibility << " " << channel_name;
        EXPECT_EQ(list(name).unread, list(name).total);
      }
      std::set<std::string> mailed;
      for (const Mail& mail : sent_by(at("2026-11-28T09:00:00Z"))) {
        mailed.insert(mail.to_address);
        EXPECT_THAT(mail.text, HasSubstr("Tajemnica " + visibility));
      }
      std::set<std::string> expected;
      if (channel == NotificationChannel::mail_at_once || channel == NotificationChannel::mail_digest)
        for (const std::string& name : seers)
          if (name != "owner") expected.insert(name + "@przyklad.invalid");
      EXPECT_EQ(mailed, expected) << visibility << " " << channel_name;
    }
  }
}

TEST_F(Notifications, OfWhatWasHiddenOrDeletedLeaveNoTrace) {
  const auto thing = idea();
  comment("owner", thing, "Pytanie do " + at_sign("rival") + " i " + at_sign("manager"));
  EXPECT_EQ(list("rival").unread, 1);
  const auto hidden = share(thing, "coordinator");
  EXPECT_EQ(list("rival").unread, 0);
  EXPECT_EQ(list("rival").total, 0);
  EXPECT_THAT(list("rival").page.items, IsEmpty());
  EXPECT_EQ(list("manager").total, 1);
  const auto caller = who("rival");
  EXPECT_EQ(read([&](store::Transaction& transaction) { return count_unread(transaction, caller); }), 0);
  delete_it(hidden);
  EXPECT_EQ(list("manager").unread, 0);
  restore_it(hidden);
  EXPECT_EQ(list("manager").unread, 1);
  for (const Mail& mail : sent_by(at("2026-12-26T09:00:00Z"))) EXPECT_EQ(mail.to_address, "manager@przyklad.invalid");
  share(hidden, "members");
  EXPECT_EQ(list("rival").unread, 1) << "who may see it again finds it again";
}

TEST_F(Notifications, OfWhoLeftTheClusterAreGone) {
  const auto thing = idea();
  comment("owner", thing, at_sign("rival"));
  EXPECT_EQ(list("rival").total, 1);
  write([&](store::Transaction& transaction) {
    store::UserStore users(transaction);
    auto user = users.find(ids_.at("rival")).value();
    user.grants = {{Role::representative, {}, stranger_}};
    users.update(user);
    return 0;
  });
  EXPECT_EQ(list("rival").total, 0);
  EXPECT_THAT(sent_by(at("2026-12-26T09:00:00Z")), IsEmpty());
}

TEST_F(Notifications, TellEachOnceForTheReasonThatTouchesThemMost) {
  const auto thing = idea();  // its author: owner
  comment("rival", thing, "Pierwszy");
  comment("manager", thing, "Drugi, do " + at_sign("owner") + " i " + at_sign("named"));
  EXPECT_THAT(kinds("owner"), ElementsAre("mentioned", "comment_on_mine"));
  EXPECT_THAT(kinds("rival"), ElementsAre("comment_followed"));
  EXPECT_THAT(kinds("named"), ElementsAre("mentioned"));
  EXPECT_THAT(kinds("manager"), IsEmpty()) << "nobody is told of what they do themselves";
}

TEST_F(Notifications, OfAnEditedCommentGoToTheNewlyMentionedAlone) {
  const auto thing = idea();
  const auto made = comment("owner", thing, at_sign("rival") + " i " + at_sign("named"));
  const Caller owner = who("owner");
  write_at(at(), owner, [&](store::Transaction& transaction) {
    return edit_comment(transaction, owner, made.comment.id, {{"text", at_sign("named") + " i " + at_sign("manager")}}).is_own;
  });
  EXPECT_EQ(list("named").total, 1);
  EXPECT_EQ(list("manager").total, 1);
  EXPECT_EQ(list("rival").total, 0) << "who is not mentioned any more";
}

TEST_F(Notifications, OfADeletedCommentAreGoneAndComeBackWithIt) {
  const auto thing = idea();
  const auto made = comment("owner", thing, at_sign("rival"));
  const Caller owner = who("owner"), rival = who("rival"), manager = who("manager");
  const auto remove = [&] {
    write_at(at(), owner, [&](store::Transaction& transaction) { delete_comment(transaction, owner, made.comment.id); return 0; });
  };
  const auto restore = [&](const Caller& caller, Timestamp moment) {
    return write_at(moment, caller, [&](store::Transaction& transaction) { return restore_comment(transaction, caller, made.comment.id).comment.text; });
  };
  remove();
  EXPECT_EQ(list("rival").unread, 0);
  EXPECT_EQ(error_of([&] { restore(rival, at()); }), "NotFound");
  EXPECT_EQ(error_of([&] { restore(owner, at("2026-11-28T09:00:00Z")); }), "Gone");
  EXPECT_EQ(restore(owner, at("2026-11-26T10:00:00Z")), at_sign("rival"));
  EXPECT_EQ(list("rival").unread, 1);
  remove();
  EXPECT_EQ(restore(manager, at("2026-11-26T10:00:00Z")), at_sign("rival"));
}

TEST_F(Notifications, AreMarkedByTheirOwnAccountAlone) {
  const auto thing = idea();
  comment("owner", thing, at_sign("rival") + " " + at_sign("named"));
  const auto id = list("rival").page.items.front().notification.id;
  const auto mark = [&](const std::string& name, bool is_read) {
    const Caller caller = who(name);
    return error_of([&] {
      write_at(at(), caller, [&](store::Transaction& transaction) { mark_notification(transaction, caller, id, is_read); return 0; });
    });
  };
  EXPECT_EQ(mark("named", true), "NotFound");
  EXPECT_EQ(mark("rival", true), "nothing");
  EXPECT_EQ(list("rival").unread, 0);
  EXPECT_THAT(list("rival", {{}, true}).page.items, IsEmpty());
  EXPECT_EQ(mark("rival", false), "nothing");
  EXPECT_THAT(list("rival", {{NotificationKind::mentioned}, true}).page.items, SizeIs(1));
  EXPECT_THAT(list("rival", {{NotificationKind::report_due}, false}).page.items, IsEmpty());
  const Caller rival = who("rival");
  write_at(at(), rival, [&](store::Transaction& transaction) { mark_all_notifications(transaction, rival, {}); return 0; });
  EXPECT_EQ(list("rival").unread, 0);
  EXPECT_EQ(list("named").unread, 1);
  EXPECT_EQ(error_of([&] { static_cast<void>(read([&](store::Transaction& transaction) { return count_unread(transaction, guest()); })); }), "Refused: not logged in");
}

TEST_F(Notifications, OfAStageGoToItsAuthorAndWhoSupportsIt) {
  const auto thing = idea();
  const Caller rival = who("rival"), manager = who("manager");
  write_at(at(), rival, [&](store::Transaction& transaction) { return support_idea(transaction, rival, thing.id, true).row.supporters; });
  write_at(at(), manager, [&](store::Transaction& transaction) {
    return move_idea(transaction, installation(), manager, thing.id, thing.version, cluster::IdeaStage::chosen, "").row.supporters;
  });
  for (const char* name : {"owner", "rival"}) {
    const auto found = list(name).page.items;
    ASSERT_THAT(found, SizeIs(1)) << name;
    EXPECT_EQ(to_json(found.front())["detail"]["stage"], "chosen");
  }
  EXPECT_THAT(kinds("named"), IsEmpty());
}

TEST_F(Notifications, OfAMembershipGoToWhoDecidesAndThenToWhoAsked) {
  const Caller stranger = who("stranger"), manager = who("manager");
  const auto asked = write_at(at(), stranger, [&](store::Transaction& transaction) {
    return begin_membership(transaction, stranger, "med", {stranger_, "", std::nullopt, cluster::MembershipRole::member}).membership;
  });
  EXPECT_THAT(kinds("manager"), ElementsAre("membership_applied"));
  EXPECT_THAT(kinds("animator"), IsEmpty());
  EXPECT_THAT(kinds("elsewhere"), IsEmpty());
  write_at(at(), manager, [&](store::Transaction& transaction) {
    NewEvent event;
    event.kind = cluster::MembershipEventKind::joined;
    return record_event(transaction, manager, asked.id, event).has_history;
  });
  const auto told = list("stranger").page.items;
  ASSERT_THAT(told, SizeIs(1));
  EXPECT_EQ(told.front().subject.organisation_name, "Delta");
  EXPECT_EQ(to_json(told.front())["detail"]["event"], "joined");
}

TEST_F(Notifications, OfAnAcceptedInvitationGoToWhoInvited) {
  const Caller manager = who("manager");
  const auto made = write_at(now(), manager, [&](store::Transaction& transaction) {
    InvitationDraft draft;
    draft.cluster = med_;
    draft.role = Role::animator;
    draft.email = "nowy@przyklad.invalid";
    draft.by_mail = true;
    return invite(transaction, manager, draft);
  });
  const auto mails = sent_by(now() + std::chrono::seconds(1));
  ASSERT_THAT(mails, SizeIs(1));
  EXPECT_EQ(mails.front().to_address, "nowy@przyklad.invalid");
  EXPECT_THAT(mails.front().text, HasSubstr("https://grono.invalid/join/" + made.secret));
  EXPECT_THAT(mails.front().subject, HasSubstr("Klaster med"));
  Acceptance acceptance;
  acceptance.email = "nowy@przyklad.invalid";
  acceptance.password = "zielona-łąka-nad-Odrą-7";
  acceptance.display_name = "Nowy Animator";
  static_cast<void>(accept_invitation(installation(), made.secret, acceptance));
  const auto told = list("manager").page.items;
  ASSERT_THAT(told, SizeIs(1));
  EXPECT_EQ(told.front().by_name, "Nowy Animator");
}

TEST_F(Notifications, AnInvitationWithdrawnBeforeItsMailIsNotSent) {
  const Caller manager = who("manager");
  const auto made = write_at(now(), manager, [&](store::Transaction& transaction) {
    InvitationDraft draft;
    draft.cluster = med_;
    draft.email = "nowy@przyklad.invalid";
    draft.by_mail = true;
    return invite(transaction, manager, draft);
  });
  withdraw_invitation(installation(), manager, made.invitation.id);
  EXPECT_THAT(sent_by(now() + std::chrono::seconds(1)), IsEmpty());
}

// Whom one may name.
TEST_F(Notifications, OnlyWhoSeesAThingIsOfferedAndTaken) {
  const auto offered = [&](const std::string& name, const cluster::Idea& thing, const std::string& query = "") {
    const Caller caller = who(name);
    std::vector<std::string> made;
    for (const auto& person : read([&](store::Transaction& transaction) { return people_to_mention(transaction, caller, discussed(transaction, caller, "idea", thing.id.str()), query); }))
      made.push_back(person.name.substr(6));
    return made;
  };
  EXPECT_THAT(offered("owner", idea("members")), UnorderedElementsAre("colleague", "rival", "named", "manager", "animator"));
  EXPECT_THAT(offered("rival", idea("everyone")), UnorderedElementsAre("owner", "colleague", "named", "manager", "animator"))
      << "of the public, who takes part in the cluster";
  EXPECT_THAT(offered("owner", idea("coordinator")), UnorderedElementsAre("colleague", "manager", "animator"));
  EXPECT_THAT(offered("colleague", idea("owner")), UnorderedElementsAre("owner"));
  EXPECT_THAT(offered("owner", idea("members"), "MANA"), ElementsAre("manager"));
  EXPECT_THAT(offered("owner", idea("members"), "%"), SizeIs(5));
  const auto secret = idea("owner");
  EXPECT_EQ(error_of([&] { comment("owner", secret, at_sign("rival")); }), "/text");
  EXPECT_EQ(error_of([&] { comment("owner", secret, "@{01900000-0000-7000-8000-0000000000ff}"); }), "/text");
  EXPECT_EQ(error_of([&] { offered("rival", secret); }), "NotFound");
}

TEST_F(Notifications, NamedOrganisationsLearnNothingOfOneAnotherByNames) {
  account("third", {Role::representative, {}, rival_});
  const Caller owner = who("owner");
  const json written = {{"kind", "technology"}, {"title", {{"pl", "We troje"}}}, {"visibility", "named"},
                        {"organisation", own_.str()}, {"named", {named_.str(), rival_.str()}}};
  const auto thing = write([&](store::Transaction& transaction) { return propose_idea(transaction, installation(), owner, "med", written).row.idea; }, owner);
  const auto offered = [&](const std::string& name) {
    const Caller caller = who(name);
    std::vector<std::string> made;
    for (const auto& person : read([&](store::Transaction& transaction) { return people_to_mention(transaction, caller, discussed(transaction, caller, "idea", thing.id.str()), ""); }))
      made.push_back(person.name.substr(6));
    return made;
  };
  EXPECT_THAT(offered("named"), UnorderedElementsAre("owner", "colleague"));
  EXPECT_THAT(offered("rival"), UnorderedElementsAre("owner", "colleague", "third"));
  EXPECT_THAT(offered("owner"), UnorderedElementsAre("colleague", "named", "rival", "third"));
  EXPECT_EQ(error_of([&] { comment("named", thing, at_sign("rival")); }), "/text");
}

// Mails.
TEST_F(Notifications, ByMailComeAtOnceInTheReadersLanguage) {
  account("english", {Role::employee, {}, rival_}, "en");
  const auto thing = idea("members", "Wspólna komora <próżniowa> & inne");
  comment("owner", thing, at_sign("rival") + " " + at_sign("english") + " tekst komentarza");
  const auto mails = sent_by(at());
  ASSERT_THAT(mails, SizeIs(2));
  for (const Mail& mail : mails) {
    const bool is_polish = mail.to_address == "rival@przyklad.invalid";
    EXPECT_EQ(mail.subject, is_polish ? "Osoba owner wspomina o Tobie w rozmowie: Wspólna komora <próżniowa> & inne"
                                      : "Osoba owner mentions you in a conversation: Wspólna komora <próżniowa> & inne");
    EXPECT_EQ(mail.unsubscribe_url, "https://grono.invalid/account#notifications");
    EXPECT_THAT(mail.text, HasSubstr("https://grono.invalid/ideas/" + thing.id.str()));
    EXPECT_THAT(mail.html, HasSubstr("&lt;próżniowa&gt; &amp; inne"));
    EXPECT_THAT(mail.text + mail.html, Not(HasSubstr("tekst komentarza"))) << "what somebody wrote stays in the program";
  }
  EXPECT_THAT(sent_by(at("2026-12-01T09:00:00Z")), IsEmpty()) << "each is told once";
}

TEST_F(Notifications, ThatWaitTogetherComeInOneMail) {
  const auto first = idea("members", "Jeden"), second = idea("members", "Dwa");
  comment("owner", first, at_sign("rival"));
  comment("owner", second, at_sign("rival"));
  const auto mails = sent_by(at());
  ASSERT_THAT(mails, SizeIs(1));
  EXPECT_EQ(mails.front().subject, "2 powiadomienia z klastra");
  EXPECT_THAT(mails.front().text, HasSubstr("Jeden"));
  EXPECT_THAT(mails.front().text, HasSubstr("Dwa"));
}

TEST_F(Notifications, ReadInThePageAreNotSentAnyMore) {
  comment("owner", idea(), at_sign("rival"));
  const Caller rival = who("rival");
  write_at(at(), rival, [&](store::Transaction& transaction) { mark_all_notifications(transaction, rival, {}); return 0; });
  EXPECT_THAT(sent_by(at("2026-12-01T09:00:00Z")), IsEmpty());
}

TEST_F(Notifications, WaitForTheEndOfQuietHours) {
  choose("rival", {{"quiet", {{"from", "22:00"}, {"to", "07:00"}}}});
  comment("owner", idea(), at_sign("rival"), at("2026-11-26T22:30:00Z"));
  comment("owner", idea(), at_sign("rival"), at("2026-11-27T03:00:00Z"));
  EXPECT_THAT(sent_by(at("2026-11-27T05:59:59Z")), IsEmpty());
  EXPECT_THAT(sent_by(at("2026-11-27T06:00:00Z")), SizeIs(1));
}

TEST_F(Notifications, QuietHoursChosenAfterwardsHoldAsWell) {
  comment("owner", idea(), at_sign("rival"), at("2026-11-26T22:30:00Z"));
  choose("rival", {{"quiet", {{"from", "22:00"}, {"to", "07:00"}}}});
  EXPECT_THAT(sent_by(at("2026-11-26T22:31:00Z")), IsEmpty());
  EXPECT_THAT(sent_by(at("2026-11-27T06:00:00Z")), SizeIs(1));
}

TEST_F(Notifications, OfTheDigestComeTogetherAtItsHour) {
  const auto thing = idea();
  comment("rival", thing, "Raz", at("2026-11-26T10:00:00Z"));  // on the owner's idea: by default in the digest
  comment("named", thing, "Dwa", at("2026-11-26T15:00:00Z"));
  EXPECT_THAT(sent_by(at("2026-11-27T06:59:59Z")), IsEmpty());
  const auto mails = sent_by(at("2026-11-27T07:00:00Z"));
  ASSERT_THAT(mails, SizeIs(1));
  EXPECT_EQ(mails.front().subject, "Podsumowanie: 2 powiadomienia");
  EXPECT_EQ(mails.front().to_address, "owner@przyklad.invalid");
}

TEST_F(Notifications, ADigestThatWaitsMovesWithItsHour) {
  comment("rival", idea(), "Raz", now());
  choose("owner", {{"digest", "weekly"}, {"digest_weekday", 3}});
  EXPECT_THAT(sent_by(now() + std::chrono::hours(24 * 8)), SizeIs(1));
  comment("rival", idea(), "Dwa", now());
  choose("owner", {{"channels", {{"comment_on_mine", "off"}}}});
  EXPECT_THAT(sent_by(now() + std::chrono::hours(24 * 8)), IsEmpty()) << "what is switched off meanwhile is not in it";
}

TEST_F(Notifications, AMailThatFailsIsTriedAgainForLongerEachTimeAndThenGivenUp) {
  comment("owner", idea(), at_sign("rival"));
  mailer_.refusals = 1'000;
  Post post(installation(), mailer_, {"https://grono.invalid", "Grono", "grono@przyklad.invalid"});
  Timestamp moment = at();
  for (const int minutes : {1, 5, 30, 120, 360, 1440}) {
    EXPECT_TRUE(post.send_next(moment));
    EXPECT_FALSE(post.send_next(moment + std::chrono::minutes(minutes) - std::chrono::seconds(1)));
    moment += std::chrono::minutes(minutes);
  }
  EXPECT_TRUE(post.send_next(moment));
  EXPECT_FALSE(post.send_next(moment + std::chrono::hours(24 * 365))) << "given up";
  EXPECT_EQ(mailer_.refusals, 1'000 - 7);
}

TEST_F(Notifications, AMailRefusedForGoodIsGivenUpAtOnce) {
  comment("owner", idea(), at_sign("rival"));
  mailer_.refusals = 1;
  mailer_.is_for_good = true;
  EXPECT_THAT(sent_by(at()), IsEmpty());
  EXPECT_THAT(sent_by(at("2027-11-26T09:00:00Z")), IsEmpty());
}

TEST_F(Notifications, AMailThatFailedOnceKeepsItsNumberAndTakesNothingNew) {
  comment("owner", idea("members", "Stary"), at_sign("rival"));
  mailer_.refusals = 1;
  EXPECT_THAT(sent_by(at()), IsEmpty());
  comment("owner", idea("members", "Nowy"), at_sign("rival"));
  const auto mails = sent_by(at("2026-11-26T09:01:00Z"));
  ASSERT_THAT(mails, SizeIs(2));
  EXPECT_NE(mails[0].id, mails[1].id);
}

}  // namespace
}  // namespace grono::app
