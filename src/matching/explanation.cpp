#include "matching/explanation.hpp"

#include <algorithm>
#include <set>

#include "text/fold.hpp"
#include "text/words.hpp"

namespace grono::matching {
namespace {

constexpr std::size_t kMostMeetings = 3;

/// A text of the document with the groups that stand in it.
struct Place {
  Field field = Field::name;
  Text text;
  std::vector<std::pair<std::size_t, std::size_t>> marks;
  std::vector<std::size_t> groups;
  std::optional<Uuid> item;  // none: it is public text
};

class Finding {
 public:
  Finding(const Vocabulary& vocabulary, std::span<const WordGroup> groups) : vocabulary_(vocabulary), groups_(groups) {}

  void look(const Text& text, Field field, std::optional<Uuid> item = std::nullopt) {
    Place place{field, text, {}, {}, item};
    for (const text::Word& word : text::words(text.text)) {
      const auto terms = vocabulary_.known(std::string_view(text.text).substr(word.from, word.to - word.from), text.language);
      bool is_marked = false;
      for (std::size_t i = 0; i < groups_.size(); ++i) {
        const auto& sought = groups_[i].terms;
        const bool is_in = std::any_of(terms.begin(), terms.end(), [&](Term term) {
          return std::find(sought.begin(), sought.end(), term) != sought.end();
        });
        if (!is_in) continue;
        is_marked = true;
        if (std::find(place.groups.begin(), place.groups.end(), i) == place.groups.end()) place.groups.push_back(i);
      }
      if (is_marked) place.marks.emplace_back(word.from, word.to);
    }
    if (!place.groups.empty()) places_.push_back(std::move(place));
  }
  void look(const std::vector<Text>& texts, Field field, std::optional<Uuid> item = std::nullopt) {
    for (const Text& text : texts) look(text, field, item);
  }
  [[nodiscard]] std::vector<Place>& places() { return places_; }

 private:
  const Vocabulary& vocabulary_;
  std::span<const WordGroup> groups_;
  std::vector<Place> places_;
};

void look_at_item(Finding& finding, const Item& item, Field field) {
  finding.look(item.title, field, item.id);
  for (const std::string& tag : item.tags) finding.look(Text{"", tag}, field, item.id);
  finding.look(item.description, field, item.id);
}

void look_at_public(Finding& finding, const Profile& profile) {
  finding.look(profile.names, Field::name);
  for (const std::string& tag : profile.tags) finding.look(Text{"", tag}, Field::tag);
  for (const Code& code : profile.codes) finding.look(code.titles, Field::activity);
  for (const std::string& locality : profile.localities) finding.look(Text{"pl", locality}, Field::place);
  finding.look(profile.descriptions, Field::description);
}

}  // namespace

std::vector<Reason> word_reasons(const Vocabulary& vocabulary, const Sight& sight, std::span<const WordGroup> groups,
                                 Query::In in, const Document& document, std::string_view language,
                                 float share) {
  Finding finding(vocabulary, groups);
  if (in == Query::In::anything) look_at_public(finding, document.profile);
  const auto items = static_cast<ItemNumber>(document.items.size());
  for (ItemNumber i = 0; i < items; ++i) {
    const bool is_offer = i < document.profile.offers.size();
    const bool is_asked = in == Query::In::anything || (in == Query::In::offers) == is_offer;
    if (is_asked && sight.sees(document, i))
      look_at_item(finding, item_of(document.profile, i), is_offer ? Field::offer : Field::need);
  }
  auto& places = finding.places();
  // Texts with more of the words first; among equals those of the weightier field, then those in the reader's language.
  const auto is_foreign = [&](const Place& place) { return place.text.language != language; };
  std::stable_sort(places.begin(), places.end(), [&](const Place& a, const Place& b) {
    return std::tuple(b.groups.size(), a.field, is_foreign(a)) < std::tuple(a.groups.size(), b.field, is_foreign(b));
  });
  std::set<std::size_t> explained;
  std::vector<Reason> made;
  std::vector<float> weights;
  float all = 0;
  for (Place& place : places) {
    float weight = 0;
    for (const std::size_t group : place.groups)
      if (explained.insert(group).second) weight += groups[group].idf;
    if (weight == 0) continue;
    Reason reason{};
    reason.kind = Reason::Kind::words;
    reason.field = name_of(place.field);
    reason.text = std::move(place.text);
    reason.marks = std::move(place.marks);
    if (place.item) reason.items = {{document.profile.id, *place.item}};
    made.push_back(std::move(reason));
    weights.push_back(weight);
    all += weight;
  }
  for (std::size_t i = 0; i < made.size(); ++i) made[i].share = share * weights[i] / all;
  return made;
}

std::vector<Reason> code_reasons(std::span<const Code> codes, const Document& document, float share) {
  std::vector<Reason> made;
  std::set<std::string> said;
  for (const Code& sought : codes) {
    const std::string* nearest = nullptr;
    float best = 0;
    for (const Code& has : document.profile.codes)
      for (std::size_t i = 0; i + 1 < sought.path.size() || i == 0; ++i) {
        if (std::find(has.path.begin(), has.path.end(), sought.path[i]) == has.path.end()) continue;
        const float common = static_cast<float>(sought.path.size() - i);
        const float similarity = 2 * common / static_cast<float>(sought.path.size() + has.path.size());
        if (similarity > best) {
          best = similarity;
          nearest = &sought.path[i];
        }
        break;
      }
    if (!nearest || !said.insert(*nearest).second) continue;
    Reason reason{};
    reason.kind = Reason::Kind::activity;
    reason.codes = {*nearest};
    made.push_back(std::move(reason));
  }
  for (Reason& reason : made) reason.share = share / static_cast<float>(made.size());
  return made;
}

std::vector<Reason> tag_reasons(const Sight& sight, std::span<const std::string> tags, const Document& document,
                                float share) {
  Reason reason{};
  reason.kind = Reason::Kind::tag;
  reason.share = share;
  const auto has = [](const std::vector<std::string>& all, const std::string& folded) {
    return std::any_of(all.begin(), all.end(), [&](const std::string& each) { return text::fold(each) == folded; });
  };
  for (const std::string& tag : tags) {
    const std::string folded = text::fold(tag);
    bool is_there = has(document.profile.tags, folded);
    for (ItemNumber i = 0; i < document.items.size() && !is_there; ++i) {
      const Item& item = item_of(document.profile, i);
      is_there = sight.sees(document, i) && has(item.tags, folded);
      if (is_there) reason.items.push_back({document.profile.id, item.id});
    }
    if (is_there) reason.tags.push_back(tag);
  }
  if (reason.tags.empty()) return {};
  return {std::move(reason)};
}

std::vector<Reason> meeting_reasons(const Tables& tables, const Sight& sight, const Document& own,
                                    const Document& other, std::string_view language, float share) {
  auto found = meetings(tables, sight, own, other);
  if (found.size() > kMostMeetings) found.resize(kMostMeetings);
  float all = 0;
  for (const Meeting& each : found) all += each.score;
  std::vector<Reason> made;
  for (const Meeting& each : found) {
    const auto title = [&](const Item& item) {
      const auto theirs = std::find_if(item.title.begin(), item.title.end(),
                                       [&](const Text& titled) { return titled.language == language; });
      if (theirs != item.title.end()) return theirs->text;
      return item.title.empty() ? std::string() : item.title.front().text;
    };
    const std::string mine = title(item_of(own.profile, each.own)), theirs = title(item_of(other.profile, each.other));
    Reason reason{};
    reason.kind = each.other_offers ? Reason::Kind::offer_meets_need : Reason::Kind::need_meets_offer;
    reason.share = share * each.score / all;
    reason.offer = each.other_offers ? theirs : mine;
    reason.need = each.other_offers ? mine : theirs;
    reason.items = {{other.profile.id, item_of(other.profile, each.other).id},
                    {own.profile.id, item_of(own.profile, each.own).id}};
    made.push_back(std::move(reason));
  }
  return made;
}

}  // namespace grono::matching
