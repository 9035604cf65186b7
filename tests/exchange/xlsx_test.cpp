#include <gmock/gmock.h>

#include "read_all.hpp"
#include "zipped.hpp"

namespace grono::exchange::test {
namespace {

using ::testing::HasSubstr;

const std::string kMain = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook of one sheet with these rows, as a program might write them.
Parts workbook(const std::string& rows) {
  return {{"_rels/.rels", "<Relationships><Relationship Id='a' Type='" + kMain +
                              "/officeDocument' Target='xl/workbook.xml'/></Relationships>"},
          {"xl/workbook.xml",
           "<workbook><sheets><sheet name='Człony' sheetId='1' r:id='r1'/></sheets></workbook>"},
          {"xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id='r1' Type='" + kMain +
                                             "/worksheet' Target='worksheets/sheet1.xml'/></Relationships>"},
          {"xl/styles.xml",
           "<styleSheet><numFmts><numFmt numFmtId='170' formatCode='dd\\-mm\\-yyyy'/></numFmts><cellXfs><xf "
           "numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='170'/></cellXfs></styleSheet>"},
          {"xl/sharedStrings.xml",
           "<sst><si><t>Nazwa</t></si><si><r><t>Łó</t></r><r><t>dź</t></r></si><si><t>_x0041_&amp;</t></si></"
           "sst>"},
          {"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"}};
}

Cells read(const std::string& rows, const TableOptions& options = {}) {
  return read_all(zipped(workbook(rows)), options);
}

std::string error_in(const Parts& parts) {
  return error_of([&] { (void)read_all(zipped(parts)); });
}

TEST(Xlsx, ReadsEveryKindOfCell) {
  EXPECT_EQ(
      read("<row r='1'><c r='A1' t='s'><v>0</v></c><c r='C1' t='s'><v>1</v></c></row>"
           "<row r='3'><c r='A3' t='inlineStr'><is><t>x</t></is></c><c r='B3'><v>16.029646320000001</v></c>"
           "<c r='C3'><v>5260250995</v></c><c r='D3' s='1'><v>45000</v></c><c r='E3' t='b'><v>1</v></c>"
           "<c r='F3' t='str'><f>A1</f><v>wynik</v></c><c r='G3' s='2'><v>1.5</v></c><c r='H3' "
           "t='s'><v>2</v></c></row>"),
      (Cells{
          {"Nazwa", "", "Łódź"},
          {"x", "16.02964632", "5260250995", "2023-03-15", "true", "wynik", "1899-12-31 12:00:00", "A&"}}));
}

TEST(Xlsx, ReadsWorkbooksWithPrefixes) {
  auto parts = workbook("");
  parts["xl/worksheets/sheet1.xml"] =
      "<?xml version='1.0'?>\n<x:worksheet><x:sheetData><x:rowBreaks/><x:row><x:c "
      "t='str'><x:v>a&gt;b</x:v></x:c><x:c><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>";
  EXPECT_EQ(read_all(zipped(parts)), (Cells{{"a>b", "2"}}));
}

TEST(Xlsx, NamesItsSheetsAndReadsTheOneAskedFor) {
  TableOptions options;
  options.sheet = "Człony";
  EXPECT_EQ(read("<row r='1'><c r='A1'><v>1</v></c></row>", options), (Cells{{"1"}}));
  options.sheet = "inny";
  EXPECT_EQ(error_of([&] { (void)read("", options); }), "sheet: there is no worksheet \"inny\"");
}

TEST(Xlsx, RefusesWhatIsNoWorkbook) {
  EXPECT_THAT(error_in({{"a.txt", "x"}}), HasSubstr("no Excel workbook"));
  EXPECT_THAT(error_of([] { (void)read_all("PK\x03\x04 nothing more"); }), HasSubstr("damaged"));
  EXPECT_THAT(error_of([] { (void)read_all("\xD0\xCF\x11\xE0\xA1\xB1"); }), HasSubstr("old Excel workbook"));
  const std::string whole = zipped(workbook("<row r='1'><c r='A1'><v>1</v></c></row>"));
  for (std::size_t size = 5; size < whole.size(); size += 97)
    EXPECT_NE(error_of([&] { (void)read_all(whole.substr(0, size)); }), "nothing") << size;
}

TEST(Xlsx, RefusesMaliciousXml) {
  auto parts = workbook("");
  parts["xl/worksheets/sheet1.xml"] =
      "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><worksheet><row "
      "r='1'><c><v>&b;</v></c></row></worksheet>";
  EXPECT_THAT(error_in(parts), HasSubstr("document type"));
  EXPECT_THAT(error_in(workbook("<row r='1'><c r='A1' t='s'><v>99</v></c></row>")),
              HasSubstr("refers to text 99"));
  EXPECT_THAT(error_in(workbook("<row r='1'><c r='A1' t='s'><v>-1</v></c></row>")),
              HasSubstr("refers to text"));
  EXPECT_THAT(error_in(workbook("<row r='2'/><row r='1'/>")), HasSubstr("out of order"));
  EXPECT_THAT(error_in(workbook("<row r='1'><c r='B1'><v>1</v></c><c r='A1'><v>1</v></c></row>")),
              HasSubstr("out of order"));
  EXPECT_THAT(error_in(workbook("<row r='99999999999'/>")), HasSubstr("out of order"));
  EXPECT_THAT(error_in(workbook("<row r='1'><c r='XFD1'><v>1</v></c></row>")),
              HasSubstr("more than 1000 columns"));
  EXPECT_THAT(error_in(workbook("<row r='1'><c r='A1'><v>1</v>")), HasSubstr("does not end"));
}

TEST(Xlsx, IsBoundedHoweverSmallTheArchive) {
  // 60 MB of zeros take 60 kB in the archive.
  auto parts = workbook("<row r='1'><c r='A1' t='str'><v>" + std::string(60 << 20, '0') + "</v></c></row>");
  const std::string bomb = zipped(parts);
  EXPECT_LT(bomb.size(), 200'000U);
  EXPECT_THAT(error_of([&] { (void)read_all(bomb); }), HasSubstr("too long"));
  TableOptions options;
  options.limits.sheet_bytes = 1 << 20;
  EXPECT_THAT(error_of([&] { (void)read_all(bomb, options); }), HasSubstr("larger than 1048576 bytes"));
}

TEST(Xlsx, AFormattedCellFarOutHoldsNothing) {
  EXPECT_EQ(read("<row r='1'><c r='A1'><v>1</v></c><c r='XFD1' s='1'/></row>"), (Cells{{"1"}}));
}

}  // namespace
}  // namespace grono::exchange::test
