#include "matching/entry.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "text/words.hpp"

namespace grono::matching {
namespace {

constexpr float kTitleWeight = 2, kDescriptionWeight = 1;

/// Counts words while a profile is walked through.
class Counting {
 public:
  Counting(Vocabulary& vocabulary, KnownWords& known) : vocabulary_(vocabulary), known_(known) {}

  /// @returns  how many words the text has
  std::size_t add(std::string_view text, std::string_view language, Field field, ItemNumber item,
                  std::unordered_map<Term, float>* weights = nullptr, float weight = 0) {
    const auto words = text::words(text);
    for (const text::Word& word : words)
      for (const Term term : terms_of(text.substr(word.from, word.to - word.from), language)) {
        found_.push_back({term, item, field, 1});
        if (weights) (*weights)[term] = std::max((*weights)[term], weight);
      }
    return words.size();
  }

  std::size_t add(const std::vector<Text>& texts, Field field, ItemNumber item,
                  std::unordered_map<Term, float>* weights = nullptr, float weight = 0) {
    std::size_t count = 0;
    for (const Text& text : texts) count += add(text.text, text.language, field, item, weights, weight);
    return count;
  }

  [[nodiscard]] std::vector<Occurrence> counted() {
    const auto key = [](const Occurrence& each) { return std::tuple(each.term, each.item, each.field); };
    std::sort(found_.begin(), found_.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
    std::vector<Occurrence> made;
    for (const Occurrence& each : found_) {
      if (made.empty() || key(made.back()) != key(each))
        made.push_back(each);
      else if (made.back().count < std::numeric_limits<std::uint8_t>::max())
        ++made.back().count;
    }
    made.shrink_to_fit();
    return made;
  }

 private:
  const std::vector<Term>& terms_of(std::string_view word, std::string_view language) {
    key_.assign(language).append(1, '\n').append(word);
    const auto at = known_.find(key_);
    return at != known_.end() ? at->second : known_.emplace(key_, vocabulary_.learn(word, language)).first->second;
  }

  Vocabulary& vocabulary_;
  KnownWords& known_;
  std::string key_;
  std::vector<Occurrence> found_;
};

std::uint16_t short_count(std::size_t count) {
  return static_cast<std::uint16_t>(std::min<std::size_t>(count, std::numeric_limits<std::uint16_t>::max()));
}

}  // namespace

std::string_view name_of(Field field) {
  constexpr std::array<std::string_view, kFields> kNames = {"name", "tag",   "offer",      "need",
                                                            "activity", "place", "description"};
  return kNames[static_cast<std::size_t>(field)];
}

const Item& item_of(const Profile& profile, ItemNumber number) {
  return number < profile.offers.size() ? profile.offers[number] : profile.needs[number - profile.offers.size()];
}

Entry make_entry(Profile profile, Vocabulary& vocabulary, KnownWords& known) {
  Entry made;
  Counting counting(vocabulary, known);
  counting.add(profile.names, Field::name, kPublic);
  for (const std::string& tag : profile.tags) counting.add(tag, {}, Field::tag, kPublic);
  for (const std::string& locality : profile.localities) counting.add(locality, "pl", Field::place, kPublic);
  for (const Code& code : profile.codes) counting.add(code.titles, Field::activity, kPublic);

  const std::size_t items = profile.offers.size() + profile.needs.size();
  for (std::size_t i = 0; i < items && i < kPublic; ++i) {
    const auto number = static_cast<ItemNumber>(i);
    const Item& item = item_of(profile, number);
    const Field field = i < profile.offers.size() ? Field::offer : Field::need;
    std::unordered_map<Term, float> weights;
    std::size_t words = counting.add(item.title, field, number, &weights, kTitleWeight);
    for (const std::string& tag : item.tags) words += counting.add(tag, {}, field, number, &weights, kTitleWeight);
    words += counting.add(item.description, field, number, &weights, kDescriptionWeight);
    made.lengths.push_back(short_count(words));
    made.items.push_back({{weights.begin(), weights.end()}});
    std::sort(made.items.back().weights.begin(), made.items.back().weights.end());
  }
  made.lengths.push_back(short_count(counting.add(profile.descriptions, Field::description, kPublic)));
  made.occurrences = counting.counted();
  made.profile = std::move(profile);
  return made;
}

}  // namespace grono::matching
