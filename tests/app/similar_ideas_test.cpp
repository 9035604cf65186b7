#include <gmock/gmock.h>

#include "app/ideas.hpp"
#include "app/installation_fixture.hpp"

/// How well similar ideas are told while somebody types: what is typed, and which of the stored ideas it is like.
namespace grono::app {
namespace {

using nlohmann::json;

struct Stored {
  const char *language, *title, *description;
};
constexpr std::array kStored = {
    Stored{"pl", "Wspólne laboratorium biomateriałów",
           "Żadna z firm nie utrzyma sama pracowni z mikroskopem elektronowym, komorą starzeniową i stanowiskiem do "
           "badań zmęczeniowych. Razem zapełnimy ją badaniami przez cały rok, a uczelnia da opiekę naukową, studentów "
           "i akredytację. Koszt dzielimy według godzin, nadwyżkę czasu sprzedajemy na zewnątrz."},
    Stored{"pl", "Czyste pomieszczenie klasy ISO 7 dla małych firm",
           "Pakowanie wyrobów sterylnych wymaga pomieszczenia, którego mała firma nie wybuduje."},
    Stored{"pl", "Wejście na rynek skandynawski ze wspólną ofertą",
           "Szpitale w Szwecji i Norwegii kupują zestawami. Jedna oferta od implantu po narzędzia i szkolenie."},
    Stored{"en", "Shared regulatory adviser for MDR",
           "Every company pays for the same answers about clinical evaluation and technical documentation."},
    Stored{"pl", "Szkolenia dla operatorów obrabiarek CNC",
           "Brakuje operatorów. Uczymy ich razem ze szkołą branżową, na maszynach członków."},
    Stored{"pl", "Recykling proszku tytanowego z druku 3D",
           "Zużyty proszek trafia na złom. Jeden młyn i sito dla wszystkich zwróci się w rok."},
    Stored{"pl", "Newsletter klastra dla inwestorów", "Raz na kwartał, po polsku i po angielsku."},
};

struct Typed {
  const char *language, *text;
  int like;  // of kStored; -1: none
};
constexpr std::array kTyped = {
    // The same title, though the description is long.
    Typed{"pl", "Wspólne laboratorium biomateriałów", 0},
    // Inflected, also words that the dictionary does not have.
    Typed{"pl", "Laboratoria biomateriałów", 0},
    Typed{"pl", "wspólne badania w laboratorium biomateriałowym", 0},
    Typed{"pl", "Pomieszczenia czyste dla firm", 1},
    Typed{"pl", "Pakowanie sterylne w czystym pomieszczeniu", 1},
    Typed{"pl", "Skandynawskie rynki: jedna wspólna oferta", 2},
    Typed{"en", "Regulatory advisers shared by members", 3},
    Typed{"en", "shared advice on the MDR", 3},
    Typed{"pl", "Szkolimy operatorów obrabiarek", 4},
    Typed{"pl", "szkolenie operatora CNC", 4},
    Typed{"pl", "Odzysk proszków tytanowych po druku", 5},
    Typed{"pl", "newsletter dla inwestora", 6},
    // Other things, also such that share a word or two.
    Typed{"pl", "Wspólny zakup energii", -1},
    Typed{"pl", "Ubezpieczenie dla firm", -1},
    Typed{"pl", "Kalendarz targów na cały rok", -1},
    Typed{"pl", "Aplikacja do umawiania wizyt w szpitalach", -1},
    Typed{"en", "A cluster football team", -1},
    Typed{"pl", "Drukarka etykiet UDI", -1},
};

class SimilarIdeas : public test::InstallationTest {
 protected:
  SimilarIdeas() {
    add_account();
    for (const Stored& each : kStored)
      ids_.push_back(write(
          [&](store::Transaction& transaction) {
            return propose_idea(transaction, installation(), manager(), "med",
                                {{"kind", "technology"},
                                 {"title", {{each.language, each.title}}},
                                 {"description", {{each.language, each.description}}}})
                .row.idea.id;
          },
          manager()));
  }
  [[nodiscard]] std::vector<SimilarIdea> told(const Typed& typed) const {
    return read([&](store::Transaction& transaction) {
      return similar_ideas(transaction, installation(), manager(), "med", typed.text, std::nullopt, typed.language);
    });
  }

  std::vector<cluster::IdeaId> ids_;
};

TEST_F(SimilarIdeas, WhatIsAlikeIsToldFirstAndWhatIsNotIsNot) {
  int found = 0, sought = 0, wrong = 0;
  for (const Typed& typed : kTyped) {
    const auto told_now = told(typed);
    std::string said;
    for (const SimilarIdea& each : told_now) said += " | " + each.title.begin()->second + " " + std::to_string(each.similarity);
    if (typed.like < 0) {
      wrong += told_now.empty() ? 0 : 1;
      if (!told_now.empty()) GTEST_LOG_(INFO) << "told for \"" << typed.text << "\":" << said;
      continue;
    }
    ++sought;
    const bool is_first = !told_now.empty() && told_now[0].id == ids_[static_cast<std::size_t>(typed.like)];
    found += is_first ? 1 : 0;
    if (!is_first) GTEST_LOG_(INFO) << "missed for \"" << typed.text << "\":" << said;
  }
  EXPECT_EQ(found, sought);
  EXPECT_EQ(wrong, 0);
}

TEST_F(SimilarIdeas, TheSameTitleIsTheSameWhateverTheDescription) {
  const auto first = told(kTyped[0]);
  ASSERT_FALSE(first.empty());
  EXPECT_DOUBLE_EQ(first[0].similarity, 1);
}

}  // namespace
}  // namespace grono::app
