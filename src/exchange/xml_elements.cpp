#include "exchange/xml_elements.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace grono::exchange {

namespace {

constexpr std::size_t kXmlChunk = 1 << 17;
constexpr std::size_t kProlog = 1 << 12;

bool ends_name(char c) {
  return c == '>' || c == '/' || c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

}  // namespace

XmlElements::XmlElements(Read read, std::string where, std::string_view name, std::size_t most_bytes)
    : read_(std::move(read)), where_(std::move(where)), most_bytes_(most_bytes), buffer_(kXmlChunk) {
  while (text_.size() < kProlog && fill()) {
  }
  read_prolog(name);
}

void XmlElements::refuse(const std::string& what) const {
  throw InvalidInput(where_, what, "save the workbook again as .xlsx");
}

bool XmlElements::fill() {
  const auto count = read_(buffer_);
  text_.append(buffer_.data(), count);
  return count > 0;
}

void XmlElements::read_prolog(std::string_view name) {
  const std::string_view text(text_);
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) refuse("its text is not in UTF-8");
  if (text.substr(0, kProlog).find("<!DOCTYPE") != std::string_view::npos) refuse("it has a document type");
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    if (at + 1 >= text.size()) break;
    if (text[at + 1] == '?' || text[at + 1] == '!') continue;
    auto root = text.substr(at + 1, 64);
    root = root.substr(
        0, static_cast<std::size_t>(std::find_if(root.begin(), root.end(), ends_name) - root.begin()));
    const auto colon = root.find(':');
    const std::string prefix = colon == std::string_view::npos ? "" : std::string(root.substr(0, colon + 1));
    open_ = "<" + prefix + std::string(name);
    close_ = "</" + prefix + std::string(name);
    return;
  }
  refuse("it is no XML");
}

// Where it stands from `from` on, reading as far as that takes; npos at the end of the text.
std::size_t XmlElements::find(std::string_view what, std::size_t from) {
  for (;;) {
    const auto found = text_.find(what, from);
    if (found != std::string::npos) return found;
    from = std::max(from, text_.size() - std::min(text_.size(), what.size()));
    if (text_.size() - at_ > most_bytes_) refuse("one of its elements is too long");
    if (!fill()) return std::string::npos;
  }
}

// Behind the ">" of the tag that begins at `from`; a ">" in quotes does not end it.
std::size_t XmlElements::end_of_tag(std::size_t from) {
  char quote = 0;
  for (std::size_t i = from;; ++i) {
    if (i == text_.size() && !fill()) refuse("it ends in the middle of a tag");
    const char c = text_[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return i + 1;
    }
    if (i - from > most_bytes_) refuse("one of its tags is too long");
  }
}

std::optional<std::string_view> XmlElements::next() {
  text_.erase(0, at_);
  at_ = 0;
  for (std::size_t from = 0;;) {
    from = find(open_, from);
    if (from == std::string::npos) return std::nullopt;
    while (from + open_.size() >= text_.size())
      if (!fill()) refuse("it ends in the middle of a tag");
    at_ = from;
    if (ends_name(text_[from + open_.size()])) break;
    from += open_.size();  // a longer name: <rowBreaks>
  }
  const auto begin = at_;
  const auto tag_end = end_of_tag(begin);
  if (text_[tag_end - 2] == '/') {
    at_ = tag_end;
  } else {
    const auto close = find(close_, tag_end);
    if (close == std::string::npos) refuse("an element of it does not end");
    at_ = end_of_tag(close);
  }
  return std::string_view(text_).substr(begin, at_ - begin);
}

}  // namespace grono::exchange
