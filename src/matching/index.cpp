#include "matching/index.hpp"

#include <algorithm>
#include <array>

#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include "matching/explanation.hpp"
#include "matching/scoring.hpp"
#include "matching/selection.hpp"

namespace grono::matching {
namespace {

// Weights of the parts; only those that a query asks for count.
constexpr float kWords = 1, kCodes = 0.6F, kTags = 0.4F, kMeetings = 1, kNear = 0.3F, kReadiness = 0.1F;
// Of being like another, by what there is to compare.
constexpr float kLikeCodes = 0.45F, kLikeTags = 0.15F, kLikeWords = 0.4F;
constexpr std::size_t kLikeTerms = 24;

struct Ranked {
  Slot slot = 0;
  float score = 0;
};

/// A query with everything that has to be looked up once.
struct Search {
  const Query& query;
  const Vocabulary& vocabulary;
  const Tables& tables;
  Sight sight;
  geo::UnitVector from;            // of `near`
  const Document* own = nullptr;   // whom hits are to be like or to complete
  std::vector<WordGroup> groups;
  std::vector<Code> codes;
  std::vector<std::string> tags;
  float w_words = 0, w_codes = 0, w_tags = 0, w_meetings = 0, w_near = 0, w_readiness = 0;

  Search(const Query& asked, const Vocabulary& words, const Tables& all);
  void be_like(const Document& document);
  [[nodiscard]] float all_weights() const {
    return w_words + w_codes + w_tags + w_meetings + w_near + w_readiness;
  }
  /// Whether a document has to score in one of these to be a hit.
  [[nodiscard]] bool ranks() const { return w_words + w_codes + w_tags + w_meetings > 0; }
};

Search::Search(const Query& asked, const Vocabulary& words, const Tables& all)
    : query(asked), vocabulary(words), tables(all), sight(all, asked.audiences),
      from(geo::unit_vector(asked.near.value_or(geo::LonLat{}))), codes(asked.codes), tags(asked.tags) {
  groups = word_groups(asked.texts, asked.as_you_type, words, all);
  if (!groups.empty()) w_words = kWords;
  if (!codes.empty()) w_codes = kCodes;
  if (!tags.empty()) w_tags = kTags;
  if (asked.near) w_near = kNear;
  if (asked.trl_min) w_readiness = kReadiness;
  if (asked.like)
    if (const Document* document = all.find(*asked.like)) be_like(*document);
  if (asked.completing) {
    own = all.find(*asked.completing);
    w_meetings = kMeetings;
  }
}

void Search::be_like(const Document& document) {
  own = &document;
  codes = document.profile.codes;
  tags = document.profile.tags;
  std::vector<WordGroup> topics;
  for (const Term term : document.topics) topics.push_back({{term}, idf(tables, std::span(&term, 1))});
  std::sort(topics.begin(), topics.end(), [](const WordGroup& a, const WordGroup& b) {
    return std::tie(b.idf, a.terms) < std::tie(a.idf, b.terms);
  });
  if (topics.size() > kLikeTerms) topics.resize(kLikeTerms);
  groups = std::move(topics);
  w_codes = codes.empty() ? 0 : kLikeCodes;
  w_tags = tags.empty() ? 0 : kLikeTags;
  w_words = groups.empty() ? 0 : kLikeWords;
}

/// The parts of every document's score; one for a thread, used again and again.
struct Parts {
  Values words, matched, codes, tags, meetings, total;
};

void score(const Search& search, Parts& parts) {
  const std::size_t documents = search.tables.documents.size();
  for (Values* each : {&parts.words, &parts.matched, &parts.codes, &parts.tags, &parts.meetings, &parts.total})
    each->clear(documents);
  if (search.w_words > 0)
    score_words(search.tables, search.sight, search.groups, search.query.in, parts.words, parts.matched);
  if (search.w_codes > 0) score_codes(search.tables, search.codes, parts.codes);
  if (search.w_tags > 0) score_tags(search.tables, search.sight, search.tags, parts.tags);
  if (search.w_meetings > 0 && search.own)
    score_meetings(search.tables, search.sight, *search.own, parts.meetings);
}

// Someone who types narrows: a document must have every word if any document has; else at least half of them.
float least_matched(const Search& search, const Parts& parts) {
  if (!search.query.as_you_type || search.groups.empty()) return 0;
  float most = 0;
  for (const Slot slot : parts.matched.touched()) most = std::max(most, parts.matched[slot]);
  const auto all = static_cast<float>(search.groups.size());
  return most >= all ? all : all / 2;
}

float near_part(const Search& search, Slot slot) {
  if (!search.query.near) return 0;
  const auto distance = distance_to(search.tables, slot, search.from);
  return distance ? nearness(*distance) : 0;
}

float total_of(const Search& search, const Parts& parts, Slot slot) {
  const float sum = search.w_words * parts.words[slot] + search.w_codes * parts.codes[slot] +
                    search.w_tags * parts.tags[slot] + search.w_meetings * parts.meetings[slot] +
                    search.w_near * near_part(search, slot) + search.w_readiness;
  const float all = search.all_weights();
  return all > 0 ? sum / all : 0;
}

// Documents that could be hits, before anything narrows.
std::vector<Slot> candidates(const Search& search, const Parts& parts) {
  std::vector<Slot> made;
  const auto documents = static_cast<Slot>(search.tables.documents.size());
  if (!search.ranks()) {
    for (Slot slot = 0; slot < documents; ++slot)
      if (search.tables.is_alive[slot] && (!search.query.near || !search.tables.positions[slot].empty()))
        made.push_back(slot);
    return made;
  }
  const float least = least_matched(search, parts);
  const std::array scores = {&parts.words, &parts.codes, &parts.tags, &parts.meetings};
  for (Slot slot = 0; slot < documents; ++slot) {
    const bool scores_somewhere =
        std::any_of(scores.begin(), scores.end(), [&](const Values* part) { return (*part)[slot] > 0; });
    if (scores_somewhere && parts.matched[slot] >= least) made.push_back(slot);
  }
  return made;
}

void sort_page(const Search& search, std::vector<Ranked>& ranked) {
  const auto& documents = search.tables.documents;
  const auto name = [&](const Ranked& each) -> const std::string& { return documents[each.slot].profile.sort_key; };
  const auto before = [&](const Ranked& a, const Ranked& b) {
    switch (search.query.order) {
      case Query::Order::relevance:
        if (a.score != b.score) return a.score > b.score;
        break;
      case Query::Order::newest: {
        const auto a_at = documents[a.slot].profile.updated, b_at = documents[b.slot].profile.updated;
        if (a_at != b_at) return a_at > b_at;
        break;
      }
      case Query::Order::name_descending:
        if (name(a) != name(b)) return name(b) < name(a);
        break;
      case Query::Order::name: break;
    }
    if (name(a) != name(b)) return name(a) < name(b);
    return documents[a.slot].profile.id < documents[b.slot].profile.id;
  };
  const std::size_t last = std::min(ranked.size(), search.query.offset + search.query.limit);
  std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(last), ranked.end(), before);
}

void explain(const Search& search, const Parts& parts, Slot slot, Hit& hit) {
  const Document& document = search.tables.documents[slot];
  const auto near = near_part(search, slot);
  const float sum = search.w_words * parts.words[slot] + search.w_codes * parts.codes[slot] +
                    search.w_tags * parts.tags[slot] + search.w_meetings * parts.meetings[slot] +
                    search.w_near * near + search.w_readiness;
  if (sum <= 0) return;
  const auto add = [&](std::vector<Reason> reasons) {
    for (Reason& each : reasons) hit.reasons.push_back(std::move(each));
  };
  if (parts.words[slot] > 0)
    add(word_reasons(search.vocabulary, search.sight, search.groups, search.query.in, document, search.query.language,
                     search.w_words * parts.words[slot] / sum));
  if (parts.codes[slot] > 0) add(code_reasons(search.codes, document, search.w_codes * parts.codes[slot] / sum));
  if (parts.tags[slot] > 0)
    add(tag_reasons(search.sight, search.tags, document, search.w_tags * parts.tags[slot] / sum));
  if (parts.meetings[slot] > 0)
    add(meeting_reasons(search.tables, search.sight, *search.own, document, search.query.language,
                        search.w_meetings * parts.meetings[slot] / sum));
  const auto single = [&](Reason::Kind kind, float share) {
    Reason reason{};
    reason.kind = kind;
    reason.share = share;
    reason.distance_m = hit.distance_m.value_or(0);
    hit.reasons.push_back(std::move(reason));
  };
  if (hit.distance_m && near > 0) single(Reason::Kind::near, search.w_near * near / sum);
  if (search.w_readiness > 0) single(Reason::Kind::certificate_or_trl, search.w_readiness / sum);
  std::stable_sort(hit.reasons.begin(), hit.reasons.end(),
                   [](const Reason& a, const Reason& b) { return a.share > b.share; });
}

}  // namespace

struct Index::Impl {
  explicit Impl(std::shared_ptr<const text::Lemmatiser> lemmatiser) : vocabulary(std::move(lemmatiser)) {}

  void pack() {
    Tables fresh;
    KnownWords known;
    for (Slot slot = 0; slot < tables.documents.size(); ++slot)
      if (tables.is_alive[slot]) fresh.add(make_entry(std::move(tables.documents[slot].profile), vocabulary, known));
    tables = std::move(fresh);
  }

  Vocabulary vocabulary;
  Tables tables;
};

Index::Index(std::shared_ptr<const text::Lemmatiser> lemmatiser) : impl_(std::make_unique<Impl>(std::move(lemmatiser))) {}
Index::~Index() = default;
Index::Index(Index&&) noexcept = default;
Index& Index::operator=(Index&&) noexcept = default;

void Index::build(std::vector<Profile> profiles) {
  std::vector<Entry> entries(profiles.size());
  tbb::enumerable_thread_specific<KnownWords> known;
  tbb::parallel_for(std::size_t{0}, profiles.size(), [&](std::size_t i) {
    entries[i] = make_entry(std::move(profiles[i]), impl_->vocabulary, known.local());
  });
  impl_->tables = Tables();
  impl_->tables.documents.reserve(entries.size());
  for (Entry& entry : entries) impl_->tables.add(std::move(entry));
}

void Index::put(Profile profile) {
  impl_->tables.remove(profile.id);
  KnownWords known;
  impl_->tables.add(make_entry(std::move(profile), impl_->vocabulary, known));
  if (impl_->tables.wants_packing()) impl_->pack();
}

void Index::remove(const Uuid& id) {
  impl_->tables.remove(id);
  if (impl_->tables.wants_packing()) impl_->pack();
}

std::size_t Index::size() const { return impl_->tables.alive; }

Result Index::find(const Query& query) const {
  thread_local Parts parts;
  const Search search(query, impl_->vocabulary, impl_->tables);
  score(search, parts);
  Selection selection(impl_->tables, search.sight, query);
  std::vector<Ranked> ranked;
  for (const Slot slot : candidates(search, parts)) {
    if (&impl_->tables.documents[slot] == search.own || !selection.take(slot)) continue;
    ranked.push_back({slot, total_of(search, parts, slot)});
  }
  sort_page(search, ranked);

  Result made;
  made.total = ranked.size();
  made.facets = selection.facets();
  for (std::size_t i = query.offset; i < std::min(ranked.size(), query.offset + query.limit); ++i) {
    const Document& document = impl_->tables.documents[ranked[i].slot];
    Hit hit{document.profile.id, ranked[i].score, std::nullopt, {}};
    if (query.near) hit.distance_m = distance_to(impl_->tables, ranked[i].slot, search.from);
    if (query.with_reasons) explain(search, parts, ranked[i].slot, hit);
    made.hits.push_back(std::move(hit));
  }
  return made;
}

namespace {

std::optional<ItemNumber> number_of(const Document& document, const Uuid& item) {
  const auto count = static_cast<ItemNumber>(document.items.size());
  for (ItemNumber i = 0; i < count; ++i)
    if (item_of(document.profile, i).id == item) return i;
  return std::nullopt;
}

}  // namespace

std::vector<Counterpart> Index::counterparts(const Uuid& owner, const Uuid& item,
                                             const std::vector<Audience>& audiences, double least,
                                             std::size_t most) const {
  std::vector<Counterpart> made;
  const Document* own = impl_->tables.find(owner);
  const auto number = own ? number_of(*own, item) : std::nullopt;
  const Sight sight(impl_->tables, audiences);
  if (!number || !sight.sees(*own, *number)) return made;
  for (const auto& [slot, met] : meetings_of(impl_->tables, sight, *own, *number, static_cast<float>(least))) {
    if (made.size() == most) break;
    const Profile& other = impl_->tables.documents[slot].profile;
    made.push_back({other.id, item_of(other, met.other).id, met.score});
  }
  return made;
}

std::optional<ItemMeeting> Index::meeting(const Uuid& owner, const Uuid& item, const Uuid& other_owner,
                                          const Uuid& other_item) const {
  const Document *own = impl_->tables.find(owner), *other = impl_->tables.find(other_owner);
  if (!own || !other) return std::nullopt;
  const auto mine = number_of(*own, item), theirs = number_of(*other, other_item);
  if (!mine || !theirs) return std::nullopt;
  if ((*mine < own->profile.offers.size()) == (*theirs < other->profile.offers.size())) return std::nullopt;
  const auto [score, common] = meeting_of(impl_->tables, *own, *mine, *other, *theirs);
  return ItemMeeting{score, common};
}

}  // namespace grono::matching
