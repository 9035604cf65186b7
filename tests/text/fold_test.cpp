#include "text/fold.hpp"

#include <gtest/gtest.h>

namespace grono::text {
namespace {

TEST(Fold, TakesAwayCaseAndDiacritics) {
  EXPECT_EQ(fold("Łódź"), "lodz");
  EXPECT_EQ(fold("ZAŻÓŁĆ GĘŚLĄ JAŹŃ"), "zazolc gesla jazn");
  EXPECT_EQ(fold("Straße Ørsted Æther"), "strasse orsted aether");
}

TEST(Fold, TreatsComposedAndDecomposedLettersAlike) {
  EXPECT_EQ(fold("ó"), fold("o\u0301"));
}

TEST(Fold, ResolvesCompatibilityForms) {
  EXPECT_EQ(fold("ﬁrma №1"), "firma no1");
}

TEST(Fold, KeepsPunctuationAndOtherScripts) {
  EXPECT_EQ(fold("C++, ЛЬВОВ!"), "c++, львов!");
}

TEST(Fold, MakesBytesThatAreNotUtf8Spaces) {
  EXPECT_EQ(fold("a\xff"
                 "b"),
            "a b");
  EXPECT_EQ(fold("\xc5"), " ");
}

TEST(NameKey, MakesOneKeyOfEverySpelling) {
  EXPECT_EQ(name_key("Bielsko-Biała"), "bielsko biala");
  EXPECT_EQ(name_key("  BIELSKO – BIAŁA "), "bielsko biala");
  EXPECT_EQ(name_key("\u00a0Ruda\tŚląska."), "ruda slaska");
  EXPECT_EQ(name_key("--"), "");
}

}  // namespace
}  // namespace grono::text
