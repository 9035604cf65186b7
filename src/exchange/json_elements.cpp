#include "exchange/json_elements.hpp"

#include <fmt/format.h>

#include "base/error.hpp"

namespace grono::exchange {

namespace {

constexpr std::size_t kJsonChunk = 1 << 17;
constexpr int kDeepest = 64;

bool is_space(int c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

}  // namespace

JsonElements::JsonElements(ByteSource& bytes, std::size_t most_bytes)
    : bytes_(bytes), most_bytes_(most_bytes), buffer_(kJsonChunk) {}

void JsonElements::ends_too_soon() {
  throw InvalidInput("file", "the JSON ends too soon", "save the file again, whole");
}

int JsonElements::get() {
  if (at_ == filled_) {
    filled_ = bytes_.read(buffer_);
    at_ = 0;
    read_ += filled_;
    if (filled_ == 0) return -1;
  }
  return static_cast<unsigned char>(buffer_[at_++]);
}

// What stands behind an opening quote, as it is written, up to the closing one.
void JsonElements::read_string(std::string& into) {
  for (int c = get(); c != '"'; c = get()) {
    if (c < 0) ends_too_soon();
    into += static_cast<char>(c);
    if (c == '\\') {
      const int escaped = get();
      if (escaped < 0) ends_too_soon();
      into += static_cast<char>(escaped);
    }
    if (into.size() > most_bytes_)
      throw InvalidInput("file", fmt::format("a text is longer than {} bytes", most_bytes_), "");
  }
}

// Goes to behind the bracket that opens the list; without one, the text is read again as one element.
void JsonElements::find_list() {
  is_begun_ = true;
  int depth = 0;
  std::string text, key;
  for (int c = get(); c >= 0; c = get()) {
    if (c == '"') {
      text.clear();
      read_string(text);
    } else if (c == ':' && depth == 1) {
      key = text;
    } else if (c == '[' && (depth == 0 || (depth == 1 && (key == "features" || key == "@graph")))) {
      is_in_list_ = true;
      return;
    } else if (c == '{' || c == '[') {
      if (++depth > kDeepest)
        throw InvalidInput("file", fmt::format("the JSON is nested deeper than {} levels", kDeepest), "");
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  bytes_.rewind();
  at_ = filled_ = 0;
  read_ = 0;
}

std::optional<std::string_view> JsonElements::next() {
  if (!is_begun_) find_list();
  if (is_over_) return std::nullopt;
  element_.clear();
  int depth = 0;
  for (int c = get();; c = get()) {
    const bool is_end = depth == 0 && (is_in_list_ ? c == ',' || c == ']' : c < 0);
    if (is_end) {
      is_over_ = c != ',';
      if (element_.empty() && (is_over_ && (elements_ == 0 || is_in_list_))) return std::nullopt;
      ++elements_;
      return element_;
    }
    if (c < 0) ends_too_soon();
    if (is_space(c) && depth == 0) continue;
    element_ += static_cast<char>(c);
    if (c == '"') {
      read_string(element_);
      element_ += '"';
    }
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    if (depth > kDeepest || element_.size() > most_bytes_)
      throw InvalidInput(
          fmt::format("entry {}", elements_ + 1),
          fmt::format("it is longer than {} bytes or nested deeper than {} levels", most_bytes_, kDeepest),
          "");
  }
}

}  // namespace grono::exchange
