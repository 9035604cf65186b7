#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/bytes.hpp"

namespace grono::exchange {

/// Cuts the elements of a long list, one after another, out of a JSON text that need not fit into memory: of
/// the list that the text is, or of its member "features" (GeoJSON) or "@graph" (JSON-LD). A text without
/// such a list is one element.
class JsonElements {
 public:
  /// @param most_bytes  of one element
  JsonElements(ByteSource& bytes, std::size_t most_bytes);

  /// The text of the next element; valid until the next call. No value at the end.
  /// @throws InvalidInput  an element is too long or nested deeper than 64 levels, or the text ends too soon
  [[nodiscard]] std::optional<std::string_view> next();
  [[nodiscard]] std::uint64_t bytes_read() const { return read_; }

 private:
  int get();
  void find_list();
  void read_string(std::string& into);
  [[noreturn]] static void ends_too_soon();

  ByteSource& bytes_;
  std::size_t most_bytes_;
  std::vector<char> buffer_;
  std::size_t at_ = 0, filled_ = 0;
  std::uint64_t read_ = 0;
  std::size_t elements_ = 0;
  std::string element_;
  bool is_in_list_ = false, is_over_ = false, is_begun_ = false;
};

}  // namespace grono::exchange
