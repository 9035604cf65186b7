#include "exchange/json_list.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include <tbb/parallel_for.h>

#include "base/error.hpp"

namespace grono::exchange {
namespace {

constexpr std::size_t kNowhere = std::string_view::npos;

enum Mark : std::uint8_t { kOther, kQuote, kEscape, kOpen, kClose, kComma };

constexpr std::array<Mark, 256> marks() {
  std::array<Mark, 256> made{};
  made['"'] = kQuote;
  made['\\'] = kEscape;
  made['{'] = made['['] = kOpen;
  made['}'] = made[']'] = kClose;
  made[','] = kComma;
  return made;
}
constexpr auto kMarks = marks();

Mark mark_of(char byte) {
  return kMarks[static_cast<unsigned char>(byte)];
}

// Walks over what is outside of strings.
class Walk {
 public:
  Walk(std::string_view text, std::size_t at, bool is_inside, std::int64_t depth)
      : text_(text), at_(at), is_inside_(is_inside), depth_(depth) {}

  [[nodiscard]] std::size_t at() const { return at_; }
  [[nodiscard]] std::int64_t depth() const { return depth_; }
  [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }

  // Goes past the next mark outside of strings (the closing quote of a string is one). @return  kOther at the
  // end
  Mark next() {
    while (at_ < text_.size()) {
      if (is_inside_) {
        skip_string();
        if (is_inside_) return kOther;
        return kQuote;
      }
      const Mark mark = mark_of(text_[at_++]);
      if (mark == kOpen) ++depth_;
      if (mark == kClose) --depth_;
      if (mark == kQuote)
        is_inside_ = true;
      else if (mark != kOther && mark != kEscape)
        return mark;
    }
    return kOther;
  }

 private:
  void skip_string() {
    while (at_ < text_.size()) {
      const char byte = text_[at_++];
      if (byte == '\\') {
        ++at_;
      } else if (byte == '"') {
        is_inside_ = false;
        return;
      }
    }
  }

  std::string_view text_;
  std::size_t at_;
  bool is_inside_;
  std::int64_t depth_;
};

std::size_t first_not_blank(std::string_view text, std::size_t from) {
  return text.find_first_not_of(" \t\r\n\x1E", from);
}

// Where the list "features" of the first object begins; nowhere if that object ends without one.
std::size_t begin_of_features(std::string_view text, const std::string& name) {
  Walk walk(text, 0, false, 0);
  for (std::size_t key_from = 0;;) {
    const Mark mark = walk.next();
    if (mark == kOther)
      throw InvalidInput(name, "it ends within its first object", "see whether the file is whole");
    if (walk.depth() == 0) return kNowhere;
    if (mark != kQuote) {
      key_from = walk.at();
      continue;
    }
    const std::string_view key = text.substr(key_from, walk.at() - key_from);
    const std::size_t colon = first_not_blank(text, walk.at());
    key_from = walk.at();
    constexpr std::string_view wanted = "\"features\"";
    if (walk.depth() != 1 || !key.ends_with(wanted) || key.find('"') + wanted.size() != key.size() ||
        colon == kNowhere || text[colon] != ':')
      continue;
    const std::size_t list = first_not_blank(text, colon + 1);
    if (list != kNowhere && text[list] == '[') return list + 1;
  }
}

// How quotes and depth change over a part, were its beginning outside of strings, or inside.
struct Change {
  bool is_toggled = false;
  std::array<std::int64_t, 2> depth{};
};

Change change_over(std::string_view part) {
  Change made;
  for (std::size_t i = 0; i < part.size(); ++i) {
    const Mark mark = mark_of(part[i]);
    if (mark == kOther || mark == kComma) continue;
    if (mark == kEscape)
      ++i;
    else if (mark == kQuote)
      made.is_toggled = !made.is_toggled;
    else
      made.depth[made.is_toggled ? 1 : 0] += mark == kOpen ? 1 : -1;
  }
  return made;
}

struct Cut {
  std::size_t begin = 0;
  bool is_inside = false;
  std::int64_t depth = 0;
};

// Equal pieces, none of which begins behind a backslash, with what stands at the beginning of each.
std::vector<Cut> cuts_of(std::string_view list, std::size_t part_bytes) {
  std::vector<Cut> cuts(std::max<std::size_t>(1, list.size() / part_bytes));
  for (std::size_t i = 1; i < cuts.size(); ++i) {
    std::size_t at = std::max(cuts[i - 1].begin, i * (list.size() / cuts.size()));
    while (at < list.size() && list[at - 1] == '\\') ++at;
    cuts[i].begin = at;
  }
  const auto end_of = [&](std::size_t i) { return i + 1 == cuts.size() ? list.size() : cuts[i + 1].begin; };
  std::vector<Change> changes(cuts.size());
  tbb::parallel_for(std::size_t{0}, cuts.size(), [&](std::size_t i) {
    changes[i] = change_over(list.substr(cuts[i].begin, end_of(i) - cuts[i].begin));
  });
  for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
    const bool was_inside = cuts[i].is_inside;
    cuts[i + 1].is_inside = was_inside != changes[i].is_toggled;
    cuts[i + 1].depth = cuts[i].depth + changes[i].depth[was_inside ? 1 : 0];
  }
  return cuts;
}

// Of a piece: the first place behind a comma between two objects, and the end of the list if it is here.
struct Edges {
  std::size_t first = kNowhere, end = kNowhere;
};

Edges edges_in(std::string_view list, const Cut& cut, std::size_t end) {
  Edges made;
  Walk walk(list.substr(0, end), cut.begin, cut.is_inside, cut.depth);
  for (Mark mark = walk.next(); mark != kOther; mark = walk.next()) {
    if (walk.depth() < 0) {
      made.end = walk.at() - 1;
      return made;
    }
    if (mark == kComma && walk.depth() == 0 && made.first == kNowhere) made.first = walk.at();
  }
  return made;
}

std::vector<std::string_view> parts_of_features(std::string_view list, const std::string& name,
                                                std::size_t part_bytes) {
  const auto cuts = cuts_of(list, part_bytes);
  std::vector<Edges> edges(cuts.size());
  tbb::parallel_for(std::size_t{0}, cuts.size(), [&](std::size_t i) {
    edges[i] = edges_in(list, cuts[i], i + 1 == cuts.size() ? list.size() : cuts[i + 1].begin);
  });
  std::vector<std::string_view> made;
  std::size_t from = 0;
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    if (i > 0 && edges[i].first != kNowhere && (edges[i].end == kNowhere || edges[i].first < edges[i].end)) {
      made.push_back(list.substr(from, edges[i].first - from));
      from = edges[i].first;
    }
    if (edges[i].end == kNowhere) continue;
    made.push_back(list.substr(from, edges[i].end - from));
    return made;
  }
  throw InvalidInput(name, "it ends within its list of features", "see whether the file is whole");
}

// One object a line; a line that a part would cut in two goes to it whole.
std::vector<std::string_view> parts_of_lines(std::string_view text, std::size_t part_bytes) {
  std::vector<std::string_view> made;
  while (!text.empty()) {
    std::size_t end = std::min(part_bytes, text.size());
    end = std::min(text.find('\n', end), text.size());
    made.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return made;
}

}  // namespace

bool looks_like_json(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::size_t first = first_not_blank(text, 0);
  return first != kNowhere && (text[first] == '{' || text[first] == '[');
}

std::vector<std::string_view> parts_of_json_list(std::string_view text, const std::string& name,
                                                 std::size_t part_bytes) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::size_t first = first_not_blank(text, 0);
  if (first != kNowhere && text[first] == '[')
    return parts_of_features(text.substr(first + 1), name, part_bytes);
  const std::size_t features = begin_of_features(text, name);
  if (features != kNowhere) return parts_of_features(text.substr(features), name, part_bytes);
  return parts_of_lines(text, part_bytes);
}

std::string_view take_object(std::string_view& part) {
  const std::size_t begin = part.find_first_not_of(" \t\r\n\x1E,");
  if (begin == kNowhere) {
    part = {};
    return {};
  }
  // Up to the bracket that closes it; what is no object goes up to the next comma.
  Walk walk(part, begin, false, 0);
  std::size_t end = part.size();
  for (Mark mark = walk.next(); mark != kOther; mark = walk.next())
    if (walk.depth() <= 0 && (mark == kClose || mark == kComma)) {
      end = mark == kComma ? walk.at() - 1 : walk.at();
      break;
    }
  const std::string_view object = part.substr(begin, end - begin);
  part.remove_prefix(end);
  return object;
}

}  // namespace grono::exchange
