#include "app/word_forms.hpp"

#include <gmock/gmock.h>

namespace grono::app {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::shared_ptr<const text::Lemmatiser>& dictionary() {
  static const auto loaded = text::Lemmatiser::load("/usr/share/hunspell");
  return loaded;
}

TEST(WordForms, SharedWordsAreToldAsTheTextHasThem) {
  WordForms other(*dictionary());
  other.add("Badanie biozgodności wyrobu według ISO 10993 na tkankach", "pl");
  const auto forms = other.sorted();
  EXPECT_THAT(as_written(forms, "Szukamy badań wyrobów na biozgodność: ISO 10993, wyroby jałowe", "pl",
                         *dictionary()),
              ::testing::UnorderedElementsAre("10993", "badań", "biozgodność", "wyrobów"));
  // "na" and "ISO" are too short to tell anything.
  EXPECT_THAT(as_written(forms, "na ISO", "pl", *dictionary()), IsEmpty());
  EXPECT_THAT(as_written({}, "Szukamy badań", "pl", *dictionary()), IsEmpty());
}

TEST(WordForms, AreToldInTheOrderInWhichTheyWereGivenEachOnce) {
  const std::vector<std::string> forms = {"laser", "implant"};
  EXPECT_THAT(as_written(forms, "Implants: implant, laser", "en", *dictionary()),
              ElementsAre("laser", "Implants"));
}

}  // namespace
}  // namespace grono::app
