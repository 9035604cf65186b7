#include "app/import.hpp"

#include <gmock/gmock.h>

#include "app/export.hpp"
#include "app/identity.hpp"
#include "installation_fixture.hpp"
#include "store/audit_log.hpp"

namespace grono::app::test {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

class ImportTest : public InstallationTest {
 protected:
  ImportReport import(const std::string& csv, ImportOptions options = {},
                      const Caller& caller = administrator()) const {
    return import_organisations(installation(), caller, table_in_memory(csv), options);
  }
  [[nodiscard]] std::vector<cluster::Organisation> stored() const {
    return read([](store::Transaction& transaction) {
      std::vector<cluster::Organisation> all;
      store::OrganisationStore(transaction).for_each([&](cluster::Organisation&& each) {
        all.push_back(std::move(each));
      });
      return all;
    });
  }
  [[nodiscard]] std::int64_t last_entry() const {
    return read([](store::Transaction& transaction) { return store::AuditLog(transaction).head(); });
  }
  [[nodiscard]] std::vector<cluster::OrganisationId> members() const {
    return read([&](store::Transaction& transaction) {
      return store::MembershipStore(transaction).active_members(med_);
    });
  }
};

std::string counts(const ImportReport& report) {
  const auto& c = report.counts;
  return std::to_string(c.read) + " read, " + std::to_string(c.created) + " created, " +
         std::to_string(c.updated) + " updated, " + std::to_string(c.unchanged) + " unchanged, " +
         std::to_string(c.skipped) + " skipped, " + std::to_string(c.rejected) + " rejected";
}

const std::string kTable =
    "Nazwa;NIP;Miejscowość;Oferta\n"
    "Łódzkie Lasery;526-025-09-95;Gliwice;lasery\n"
    "Źródło;;Gliwice;\n"
    "Zła;1234567890;Gliwice;\n";

TEST_F(ImportTest, BringsInTheGoodRowsAndGivesBackTheBadOnes) {
  const auto report = import(kTable);
  EXPECT_EQ(counts(report), "3 read, 2 created, 0 updated, 0 unchanged, 0 skipped, 1 rejected");
  EXPECT_THAT(stored(), SizeIs(2));
  ASSERT_TRUE(report.rejected_csv);
  EXPECT_THAT(*report.rejected_csv, HasSubstr("Zła,1234567890,Gliwice,,row 4: NIP: the check digit"));
  ASSERT_THAT(report.issues, SizeIs(1));
  EXPECT_EQ(report.issues[0].row, 4U);
  EXPECT_EQ(report.issues[0].column, "NIP");
}

TEST_F(ImportTest, TheSameFileTwiceChangesNothing) {
  (void)import(kTable);
  const auto before = stored();
  const auto entries = last_entry();
  EXPECT_EQ(counts(import(kTable)), "3 read, 0 created, 0 updated, 2 unchanged, 0 skipped, 1 rejected");
  EXPECT_EQ(stored(), before);
  EXPECT_EQ(last_entry(), entries);
}

TEST_F(ImportTest, MendedRejectedRowsCanBeImportedAgain) {
  std::string rejected = *import(kTable).rejected_csv;
  rejected.replace(rejected.find("1234567890"), 10, "5261040828");
  EXPECT_EQ(counts(import(rejected)), "1 read, 1 created, 0 updated, 0 unchanged, 0 skipped, 0 rejected");
}

TEST_F(ImportTest, ARegisterNumberFindsTheOrganisationUnderAnotherName) {
  (void)import(kTable);
  EXPECT_EQ(counts(import("Nazwa,NIP\nLasery Łódzkie,5260250995\n")),
            "1 read, 0 created, 1 updated, 0 unchanged, 0 skipped, 0 rejected");
  EXPECT_THAT(stored(), SizeIs(2));
}

TEST_F(ImportTest, TwoRowsOfOneOrganisationMakeOne) {
  const auto report = import("Nazwa,Miasto,Tagi\nAlfa,Gliwice,tytan\nALFA,gliwice,implanty\n");
  EXPECT_EQ(counts(report), "2 read, 1 created, 1 updated, 0 unchanged, 0 skipped, 0 rejected");
  ASSERT_THAT(stored(), SizeIs(1));
  EXPECT_EQ(stored()[0].tags, (std::vector<std::string>{"implanty", "tytan"}));
}

TEST_F(ImportTest, ASimilarNameIsToldAndDecidedByAPerson) {
  (void)import("Nazwa,Miasto\nAlfa Sp. z o.o.,Gliwice\n");
  const std::string table = "Nazwa,Miasto\nAlfa S.A.,\n";
  const auto preview = preview_import(installation(), administrator(), table_in_memory(table), {});
  ASSERT_THAT(preview.report.duplicates, SizeIs(1));
  EXPECT_EQ(preview.report.duplicates[0].same.by, SameBy::similar_name_and_place);
  ImportOptions options;
  options.decisions[2] = RowDecision::skip;
  EXPECT_EQ(counts(import(table, options)),
            "1 read, 0 created, 0 updated, 0 unchanged, 1 skipped, 0 rejected");
  options.decisions[2] = RowDecision::update;
  EXPECT_EQ(counts(import(table, options)),
            "1 read, 0 created, 1 updated, 0 unchanged, 0 skipped, 0 rejected");
  EXPECT_EQ(counts(import("Nazwa,Miasto\nAlfa GmbH,\n")),
            "1 read, 1 created, 0 updated, 0 unchanged, 0 skipped, 0 rejected");
}

TEST_F(ImportTest, ANumberOfTwoOrganisationsIsRefused) {
  (void)import(kTable);
  const auto report = import("Nazwa,NIP,KRS,Miasto\nŹródło,5260250995,12345,Gliwice\nŹródło,5260250995,,\n");
  EXPECT_EQ(report.counts.created, 0);
  ImportOptions options;
  options.decisions[2] = RowDecision::create;
  const auto refused = import("Nazwa,NIP\nInna,5260250995\n", options);
  EXPECT_EQ(refused.counts.rejected, 1);
  EXPECT_THAT(refused.rejected_csv.value_or(""),
              HasSubstr("Inna,5260250995,\"row 2: registers: another organisation bears"));
}

TEST_F(ImportTest, ImportedOrganisationsBecomeMembers) {
  ImportOptions options;
  options.cluster = "med";
  (void)import(kTable, options, manager());
  EXPECT_THAT(members(), SizeIs(2));
  (void)import(kTable, options, manager());
  EXPECT_THAT(members(), SizeIs(2));
}

TEST_F(ImportTest, AsksForPermission) {
  ImportOptions options;
  options.cluster = "med";
  EXPECT_EQ(error_of([&] { (void)import(kTable, options, guest()); }), "Refused: not logged in");
  EXPECT_EQ(error_of([&] { (void)import(kTable, options, manager_elsewhere()); }), "Refused");
  EXPECT_EQ(error_of([&] { (void)import(kTable, {}, manager()); }), "Refused");
  options.cluster = "nie-ma";
  EXPECT_EQ(error_of([&] { (void)import(kTable, options); }), "/cluster");
  EXPECT_THAT(stored(), SizeIs(0));
}

TEST_F(ImportTest, AManagerChangesNobodyElsesOrganisation) {
  (void)add(draft("Obca", {{"registers", {{"nip", "5260250995"}}}}), other_);
  ImportOptions options;
  options.cluster = "med";
  const auto report = import("Nazwa,NIP\nPrzejęta,5260250995\n", options, manager());
  EXPECT_EQ(report.counts.rejected, 1);
  EXPECT_EQ(stored().at(0).legal_name, "Obca");
  EXPECT_THAT(members(), SizeIs(0)) << "nor takes it into the own cluster";
}

TEST_F(ImportTest, CancellingLeavesNothing) {
  const auto cancel = [](ImportStage stage, std::int64_t, std::int64_t) {
    return stage == ImportStage::reading;
  };
  EXPECT_THROW(
      (void)import_organisations(installation(), administrator(), table_in_memory(kTable), {}, cancel),
      ImportCancelled);
  EXPECT_THAT(stored(), SizeIs(0));
}

TEST_F(ImportTest, SaysWhenNoColumnHoldsTheName) {
  EXPECT_EQ(error_of([&] { (void)import("kolumna,inna\n1,2\n"); }), "/columns");
  ImportOptions options;
  options.columns["kolumna"] = "legal_name";
  EXPECT_EQ(import("kolumna,inna\nAlfa,2\n", options).counts.created, 1);
  options.columns["inna"] = "nie ma takiego pola";
  EXPECT_EQ(error_of([&] { (void)import("kolumna,inna\nAlfa,2\n", options); }), "/columns/inna");
}

TEST_F(ImportTest, PreviewShowsTheColumnsAndWritesNothing) {
  const auto preview = preview_import(installation(), administrator(), table_in_memory(kTable), {});
  ASSERT_THAT(preview.columns, SizeIs(4));
  EXPECT_EQ(exchange::name_of(*preview.columns[0].target), "legal_name");
  EXPECT_EQ(preview.columns[0].samples.at(0), "Łódzkie Lasery");
  EXPECT_EQ(preview.rows.size(), 2U);
  EXPECT_EQ(preview.report.counts.created, 2);
  EXPECT_THAT(stored(), SizeIs(0));
}

TEST_F(ImportTest, WhatWasExportedComesBackAsItWas) {
  (void)add(draft("Łódzkie Lasery",
                  {{"offers", {capability("lasery", "owner")}}, {"places", {{{"locality", "Gliwice"}}}}}),
            med_);
  (void)add(draft("=1+1"));
  Caller here = administrator();
  here.via = "command_line";
  for (const char* name : {"csv", "xlsx", "geojson", "jsonld"}) {
    const grono::test::TemporaryFolder folder;
    const auto file = folder.path() / "all";
    EXPECT_EQ(export_organisations(installation(), here, {}, *exchange::export_format_named(name), file), 2U);
    const auto report = import_organisations(installation(), here, table_in_file(file), {});
    EXPECT_EQ(counts(report), "2 read, 0 created, 0 updated, 2 unchanged, 0 skipped, 0 rejected") << name;
  }
}

TEST_F(ImportTest, AnExportHoldsWhatTheCallerSeesAndLeavesOneEntry) {
  (void)add(draft("Alfa", {{"offers", {capability("tajemnica", "owner"), capability("jawne")}}}), med_);
  const grono::test::TemporaryFolder folder;
  const auto entries = last_entry();
  (void)export_organisations(installation(), manager_elsewhere(), {}, exchange::ExportFormat::csv,
                             folder.path() / "all.csv");
  EXPECT_EQ(last_entry(), entries + 1);
  std::ifstream in(folder.path() / "all.csv");
  const std::string text((std::istreambuf_iterator<char>(in)), {});
  EXPECT_THAT(text, HasSubstr("jawne"));
  EXPECT_THAT(text, ::testing::Not(HasSubstr("tajemnica")));
  EXPECT_EQ(error_of([&] {
              (void)export_organisations(installation(), guest(), {}, exchange::ExportFormat::csv,
                                         folder.path() / "x");
            }),
            "Refused: not logged in");
}

TEST(Identity, LegalFormsAndSpellingDoNotCount) {
  EXPECT_EQ(bare_name("ALFA Sp. z o.o."), "alfa");
  EXPECT_EQ(bare_name("Alfa Spółka z ograniczoną odpowiedzialnością Sp. k."), "alfa");
  EXPECT_EQ(bare_name("SA"), "sa");
}

}  // namespace
}  // namespace grono::app::test
