#include "exchange/file_type.hpp"

#include <string>

#include <gtest/gtest.h>

#include "base/error.hpp"

namespace grono::exchange {
namespace {

using namespace std::string_literals;

std::string type_or_problem(std::string_view name, std::string_view bytes) {
  try {
    return media_type_of("/file", name, bytes);
  } catch (const InvalidInput& problem) {
    return problem.where() + " " + problem.problem();
  }
}

const std::string kPng = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89"s;
const std::string kPdf = "%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n";
const std::string kProgram = "\x7f" "ELF\2\1\1\0\0\0\0\0\0\0\0\0\2\0\x3e\0\1\0\0\0"s + std::string(200, '\0');

TEST(FileType, IsWhatTheContentIsWhereTheNameSaysSo) {
  EXPECT_EQ(type_or_problem("zdjęcie.PNG", kPng), "image/png");
  EXPECT_EQ(type_or_problem("umowa.pdf", kPdf), "application/pdf");
  EXPECT_EQ(type_or_problem("notatka.txt", "Zażółć gęślą jaźń"), "text/plain");
  EXPECT_EQ(type_or_problem("dane.csv", "a,b\n1,2\n"), "text/csv");
  EXPECT_EQ(type_or_problem("x.txt", "x"), "text/plain");
  EXPECT_EQ(type_or_problem("dane.json", "{\"a\": 1}"), "application/json");
}

TEST(FileType, RefusesWhatIsNotWhatItIsCalled) {
  EXPECT_NE(type_or_problem("umowa.pdf", "<html><script>alert(1)</script>").find("/file is called .pdf"), std::string::npos);
  EXPECT_NE(type_or_problem("zdjęcie.png", kPdf).find("/file is called .png"), std::string::npos);
  EXPECT_NE(type_or_problem("arkusz.xlsx", kPng).find("/file is called .xlsx"), std::string::npos);
}

TEST(FileType, RefusesProgramsWhateverTheyAreCalled) {
  for (const char* name : {"program", "notatka.txt", "umowa.pdf", "x.exe"})
    EXPECT_NE(type_or_problem(name, kProgram).find("holds a program"), std::string::npos) << name;
}

TEST(FileType, WhatNobodyKnowsIsBytes) {
  EXPECT_EQ(type_or_problem("model.step", "\1\2\3\4\0\5"s), "application/octet-stream");
  EXPECT_EQ(type_or_problem("strona.html", "<html><script>alert(1)</script></html>"), "text/plain") << "never as a page";
  EXPECT_EQ(type_or_problem("bez końcówki", "tekst"), "text/plain");
}

TEST(FileType, PicturesThatHoldNothingThatRuns) {
  EXPECT_TRUE(is_plain_picture("image/png"));
  EXPECT_FALSE(is_plain_picture("image/svg+xml"));
  EXPECT_FALSE(is_plain_picture("application/pdf"));
}

}  // namespace
}  // namespace grono::exchange
