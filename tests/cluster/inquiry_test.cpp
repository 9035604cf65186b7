#include "cluster/commerce/inquiry.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "cluster/names.hpp"

namespace grono::cluster {
namespace {

const ClusterId kAsked{Uuid{1, 1}};
const OrganisationId kMember{Uuid{2, 2}}, kOtherMember{Uuid{3, 3}};

Inquiry sample_inquiry() {
  Inquiry made;
  made.cluster = kAsked;
  made.name = "Żaneta Zmyślona";
  made.email = "zaneta@example.com";
  made.subject = "Implanty";
  made.message = "Ile?";
  return made;
}

InquiryEntry entry(InquiryEntryKind kind, std::string text = "Dobrze", std::optional<OrganisationId> to = {}) {
  return {kind, parse_timestamp("2026-11-26T10:00:00Z").value(), std::move(text), {}, to};
}

template <class Work>
std::string inquiry_broken_at(const Work& work) {
  try {
    work();
  } catch (const InvalidInput& problem) {
    return problem.where();
  }
  return "";
}

TEST(Inquiry, IsFollowedToItsAnswer) {
  Inquiry inquiry = sample_inquiry();
  apply(inquiry, entry(InquiryEntryKind::forwarded, "", kMember));
  EXPECT_EQ(inquiry.state, InquiryState::forwarded);
  apply(inquiry, entry(InquiryEntryKind::answered));
  EXPECT_EQ(inquiry.state, InquiryState::answered);
  const auto first = inquiry.answered_at;
  auto again = entry(InquiryEntryKind::answered);
  again.at += std::chrono::hours(5);
  apply(inquiry, again);
  EXPECT_EQ(inquiry.answered_at, first) << "the first answer counts";
  EXPECT_EQ(entries_from_stored(entries_json(inquiry.entries)), inquiry.entries);
}

TEST(Inquiry, ComesBackWhereItWasWhenItIsOpenedAgain) {
  for (const bool is_forwarded : {false, true}) {
    Inquiry inquiry = sample_inquiry();
    if (is_forwarded) apply(inquiry, entry(InquiryEntryKind::forwarded, "", kMember));
    const InquiryState before = inquiry.state;
    apply(inquiry, entry(InquiryEntryKind::closed));
    EXPECT_EQ(inquiry.state, InquiryState::closed);
    apply(inquiry, entry(InquiryEntryKind::reopened, ""));
    EXPECT_EQ(inquiry.state, before);
  }
}

TEST(Inquiry, RefusesWhatCannotBeDoneNow) {
  Inquiry closed = sample_inquiry();
  apply(closed, entry(InquiryEntryKind::closed));
  for (const InquiryEntryKind kind : {InquiryEntryKind::answered, InquiryEntryKind::closed})
    EXPECT_EQ(inquiry_broken_at([&] { apply(closed, entry(kind)); }), "/kind");
  EXPECT_EQ(inquiry_broken_at([&] { apply(closed, entry(InquiryEntryKind::forwarded, "", kMember)); }), "/kind");
  Inquiry open = sample_inquiry();
  EXPECT_EQ(inquiry_broken_at([&] { apply(open, entry(InquiryEntryKind::reopened)); }), "/kind");
  for (const InquiryEntryKind kind : {InquiryEntryKind::answered, InquiryEntryKind::note, InquiryEntryKind::closed})
    EXPECT_EQ(inquiry_broken_at([&] { apply(open, entry(kind, " \n ")); }), "/text");
  apply(open, entry(InquiryEntryKind::forwarded, "", kMember));
  EXPECT_EQ(inquiry_broken_at([&] { apply(open, entry(InquiryEntryKind::forwarded, "", kMember)); }), "/organisation");
}

TEST(Inquiry, IsForWhoRunsTheClusterAndWhomItWasPassedOnTo) {
  Inquiry inquiry = sample_inquiry();
  apply(inquiry, entry(InquiryEntryKind::forwarded, "", kMember));
  const auto actor = [](Role role, std::optional<ClusterId> cluster, std::optional<OrganisationId> organisation) {
    Actor made;
    made.grants = {{role, cluster, organisation}};
    return made;
  };
  const auto sees = [&](const Actor& who) { return is_among(who, audiences_of(inquiry)); };
  const Actor manager = actor(Role::manager, kAsked, {}), member = actor(Role::representative, {}, kMember);
  const Actor employee = actor(Role::employee, {}, kMember), other = actor(Role::representative, {}, kOtherMember);
  EXPECT_TRUE(sees(manager) && answers_inquiry(manager, inquiry));
  EXPECT_TRUE(sees(member) && answers_inquiry(member, inquiry));
  EXPECT_TRUE(sees(employee) && !answers_inquiry(employee, inquiry));
  EXPECT_FALSE(sees(other) || answers_inquiry(other, inquiry));
  EXPECT_FALSE(sees(actor(Role::manager, ClusterId{Uuid{9, 9}}, {})));
  EXPECT_FALSE(sees(actor(Role::administrator, {}, {})));
}

TEST(Inquiry, NeedsWhoAsksAndWhat) {
  const auto refused = [](const auto& change) {
    Inquiry inquiry = sample_inquiry();
    change(inquiry);
    return inquiry_broken_at([&] { normalise(inquiry); });
  };
  EXPECT_EQ(refused([](Inquiry&) {}), "");
  EXPECT_EQ(refused([](Inquiry& it) { it.name = "  "; }), "/name");
  EXPECT_EQ(refused([](Inquiry& it) { it.subject.clear(); }), "/subject");
  EXPECT_EQ(refused([](Inquiry& it) { it.message = "\xff"; }), "/message");
  EXPECT_EQ(refused([](Inquiry& it) { it.country = "pl"; }), "/country");
  EXPECT_EQ(refused([](Inquiry& it) { it.language = "xx"; }), "/language");
}

}  // namespace
}  // namespace grono::cluster
