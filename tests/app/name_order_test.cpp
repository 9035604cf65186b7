#include "app/name_order.hpp"

#include <algorithm>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace grono::app {
namespace {

TEST(NameOrder, IsThatOfAPolishList) {
  const std::vector<std::string> sorted = {"3M",      "Adamed", "Azoty",   "Ąbramek", "Bielmar", "Celsa",
                                           "Ćma",     "Lek",    "Lux",     "Łabędź",  "Medgal",  "Nowa",
                                           "Ośrodek", "Ósemka", "Sanitas", "Szpital", "Śnieżka", "Zabrze",
                                           "Zzz",     "Źródło", "Żywiec"};
  std::vector<std::string> mixed = sorted;
  std::shuffle(mixed.begin(), mixed.end(), std::mt19937(3));
  std::sort(mixed.begin(), mixed.end(),
            [](const std::string& a, const std::string& b) { return name_order(a) < name_order(b); });
  EXPECT_EQ(mixed, sorted);
}

TEST(NameOrder, CaseAndForeignDiacriticsDoNotMatter) {
  EXPECT_EQ(name_order("MÜLLER"), name_order("muller"));
  EXPECT_EQ(name_order("ŁÓDŹ"), name_order("łódź"));
}

TEST(NameOrder, SignsOnlySeparate) {
  EXPECT_EQ(name_order("Bielsko-Biała"), name_order("Bielsko Biała"));
  EXPECT_LT(name_order("Med Z"), name_order("Meda"));
}

}  // namespace
}  // namespace grono::app
