#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace grono::exchange {

/// Cuts the elements of one name, one after another, out of an XML text that is too long to be kept whole.
/// Strict: only UTF-8, no document type (which could define entities that grow without end).
class XmlElements {
 public:
  /// Fills the buffer; 0 at the end.
  using Read = std::function<std::size_t(std::span<char>)>;
  /// @param name        local name of the element; its prefix is that of the root element
  /// @param most_bytes  of one element
  /// @throws InvalidInput  not XML, or not what is said above
  XmlElements(Read read, std::string where, std::string_view name, std::size_t most_bytes);

  /// The text of the next element, from its tag to its end tag; valid until the next call. No value at the
  /// end.
  /// @throws InvalidInput  the element does not end, or is too long
  [[nodiscard]] std::optional<std::string_view> next();

 private:
  bool fill();
  void read_prolog(std::string_view name);
  std::size_t find(std::string_view what, std::size_t from);
  std::size_t end_of_tag(std::size_t from);
  [[noreturn]] void refuse(const std::string& what) const;

  Read read_;
  std::string where_;
  std::size_t most_bytes_;
  std::string open_, close_;  // "<row", "</row"
  std::vector<char> buffer_;
  std::string text_;
  std::size_t at_ = 0;
};

}  // namespace grono::exchange
