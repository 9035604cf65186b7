#include "app/merge.hpp"

#include <gmock/gmock.h>

#include "app/duplicates.hpp"
#include "installation_fixture.hpp"

namespace grono::app::test {
namespace {

using ::testing::SizeIs;

class MergeTest : public InstallationTest {
 protected:
  MergeTest()
      : alfa_(add_member(
            draft("Alfa Sp. z o.o.",
                  {{"tags", {"tytan"}}, {"places", {{{"locality", "Gliwice"}, {"is_seat", true}}}}}))),
        other_alfa_(add_member(draft("ALFA", {{"employees", 12},
                                              {"registers", {{"nip", "5260250995"}}},
                                              {"tags", {"implanty"}},
                                              {"description", {{"pl", "Druga"}}},
                                              {"places", {{{"locality", "Gliwice"}, {"is_seat", true}}}}}))) {
  }

  store::Merge merge(const json& fields = json::object(), const Caller& caller = administrator()) const {
    const auto request =
        merge_request_from({{"keep", alfa_.str()}, {"merge", other_alfa_.str()}, {"fields", fields}});
    return write(
        [&](store::Transaction& transaction) {
          return merge_organisations(transaction, installation(), caller, request);
        },
        caller);
  }
  void undo(cluster::MergeId id, const Caller& caller = administrator()) const {
    write([&](store::Transaction& transaction) { return undo_merge(transaction, caller, id), true; }, caller);
  }
  [[nodiscard]] cluster::Organisation kept() const { return seen_by(administrator(), alfa_).organisation; }

  cluster::OrganisationId alfa_, other_alfa_;
};

TEST_F(MergeTest, FillsWhatIsMissingAndJoinsLists) {
  merge();
  const auto made = kept();
  EXPECT_EQ(made.legal_name, "Alfa Sp. z o.o.");
  EXPECT_EQ(made.employees, 12);
  EXPECT_EQ(made.registers.nip, "5260250995");
  EXPECT_EQ(made.tags, (std::vector<std::string>{"implanty", "tytan"}));
  EXPECT_THAT(made.places, SizeIs(1));
  EXPECT_EQ(error_of([&] { (void)seen_by(administrator(), other_alfa_); }), "MovedTo");
}

TEST_F(MergeTest, TakesTheFieldsThatWereChosen) {
  merge({{"legal_name", "merge"}, {"tags", "keep"}, {"employees", "keep"}});
  EXPECT_EQ(kept().legal_name, "ALFA");
  EXPECT_EQ(kept().tags, (std::vector<std::string>{"tytan"}));
  EXPECT_EQ(kept().employees, std::nullopt);
}

TEST_F(MergeTest, KeepsWhatTheOneWhoMergesCannotSee) {
  const auto offering = [&](cluster::OrganisationId id, const char* title) {
    write([&](store::Transaction& transaction) {
      store::OrganisationStore organisations(transaction);
      auto organisation = *organisations.find(id);
      cluster::Capability secret;
      secret.id = new_id<cluster::CapabilityId>();
      secret.title = {{"pl", title}};
      secret.visibility = cluster::Visibility::owner;
      organisation.offers = {secret};
      organisations.update(organisation);
      return true;
    });
  };
  offering(alfa_, "Tajemnica pierwszej");
  offering(other_alfa_, "Tajemnica drugiej");
  merge({{"offers", "merge"}}, manager());
  const auto stored = read([&](store::Transaction& transaction) {
    return *store::OrganisationStore(transaction).find(alfa_);
  });
  EXPECT_THAT(stored.offers, SizeIs(2));
}

TEST_F(MergeTest, SaysWhichChoiceIsNone) {
  EXPECT_EQ(error_of([&] { merge({{"employees", "both"}}); }), "/fields/employees");
  EXPECT_EQ(error_of([&] { merge({{"nazwa", "keep"}}); }), "/fields/nazwa");
  EXPECT_EQ(error_of([&] { merge({{"tags", "wszystko"}}); }), "/fields/tags");
  EXPECT_EQ(error_of([&] {
              (void)merge_request_from({{"keep", alfa_.str()}, {"merge", alfa_.str()}});
            }),
            "/merge");
}

TEST_F(MergeTest, IsUndoneWhole) {
  const auto before = kept();
  const auto other_before = seen_by(administrator(), other_alfa_).organisation;
  undo(merge().id);
  auto after = kept(), other_after = seen_by(administrator(), other_alfa_).organisation;
  after.version = before.version;
  after.updated_at = before.updated_at;
  other_after.version = other_before.version;
  other_after.updated_at = other_before.updated_at;
  EXPECT_EQ(after, before);
  EXPECT_EQ(other_after, other_before);
}

TEST_F(MergeTest, CannotBeUndoneOverALaterChange) {
  const auto made = merge();
  (void)edit(administrator(), alfa_, draft("Zmieniona"));
  EXPECT_EQ(error_of([&] { undo(made.id); }), "Conflict");
}

TEST_F(MergeTest, NeedsItsOwnPermission) {
  EXPECT_EQ(error_of([&] { merge(json::object(), animator()); }), "Refused");
  EXPECT_EQ(error_of([&] { merge(json::object(), manager_elsewhere()); }), "Refused");
  EXPECT_EQ(error_of([&] { undo(merge(json::object(), manager()).id, animator()); }), "Refused");
}

TEST_F(MergeTest, DuplicatesAreFoundWithTheirReason) {
  const auto found = find_duplicates(installation(), manager(), alfa_);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].organisation.id, other_alfa_);
  EXPECT_EQ(found[0].same.by, SameBy::similar_name_and_place);
  EXPECT_EQ(error_of([&] { (void)find_duplicates(installation(), guest(), alfa_); }),
            "Refused: not logged in");
}

}  // namespace
}  // namespace grono::app::test
