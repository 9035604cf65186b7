#include "exchange/encoding.hpp"

#include <algorithm>
#include <vector>

#include <iconv.h>

#include "base/error.hpp"
#include "exchange/utf8.hpp"

namespace grono::exchange {

namespace {

constexpr std::size_t kBytesLookedAt = 1 << 18;

// What the bytes look like, gathered piece by piece.
struct Evidence {
  std::string start;  // the first bytes, for the byte order mark
  std::size_t bytes = 0;
  std::size_t zeros_even = 0, zeros_odd = 0;
  std::size_t sequences = 0, broken = 0;  // of UTF-8
  std::array<std::size_t, 256> counts{};
  std::string pending;

  void add(std::string_view piece) {
    if (start.size() < 4) start.append(piece.substr(0, 4 - start.size()));
    for (const char c : piece) {
      const auto byte = static_cast<unsigned char>(c);
      ++counts[byte];
      if (byte == 0) ++(bytes % 2 == 0 ? zeros_even : zeros_odd);
      ++bytes;
    }
    count_utf_8(piece);
  }

 private:
  void count_utf_8(std::string_view piece) {
    std::string joined;
    if (!pending.empty()) {
      joined = pending + std::string(piece);
      piece = joined;
    }
    std::size_t at = 0;
    while (at < piece.size()) {
      if (static_cast<unsigned char>(piece[at]) < 0x80) {
        ++at;
        continue;
      }
      const auto sequence = utf8_sequence(piece.substr(at));
      if (sequence.is_cut) break;
      ++(sequence.is_valid ? sequences : broken);
      at += sequence.length;
    }
    pending.assign(piece.substr(at));
  }
};

// ISO-8859-2 and windows-1250 write ą, ś, ź and their capitals with different bytes; all other Polish letters
// alike.
Encoding single_byte_encoding(const Evidence& seen) {
  const auto count = [&](std::initializer_list<unsigned char> bytes) {
    std::size_t sum = 0;
    for (const auto byte : bytes) sum += seen.counts[byte];
    return sum;
  };
  const auto windows = count({0xB9, 0xA5, 0x9C, 0x8C, 0x9F, 0x8F});
  const auto iso = count({0xB1, 0xA1, 0xB6, 0xA6, 0xBC, 0xAC});
  std::size_t controls =
      0;  // 0x80-0x9F are letters and quotation marks in windows-1250, controls in ISO-8859-2
  for (std::size_t byte = 0x80; byte < 0xA0; ++byte) controls += seen.counts[byte];
  return iso > windows && controls == 0 ? Encoding::iso_8859_2 : Encoding::windows_1250;
}

const char* iconv_name(Encoding encoding) {
  return encoding == Encoding::iso_8859_2 ? "ISO-8859-2" : "CP1250";
}

std::array<char32_t, 256> single_byte_table(Encoding encoding) {
  std::array<char32_t, 256> table{};
  const iconv_t converter = iconv_open("UTF-32LE", iconv_name(encoding));
  for (std::size_t byte = 0; byte < table.size(); ++byte) {
    table[byte] = byte < 0x80 ? static_cast<char32_t>(byte) : kReplacement;
    if (byte < 0x80 || converter == iconv_t(-1)) continue;
    char in = static_cast<char>(byte);
    std::array<char, 4> out{};
    char* from = &in;
    char* to = out.data();
    std::size_t from_left = 1, to_left = out.size();
    if (iconv(converter, &from, &from_left, &to, &to_left) == static_cast<std::size_t>(-1)) {
      iconv(converter, nullptr, nullptr, nullptr, nullptr);
      continue;
    }
    char32_t character = 0;
    for (std::size_t i = 0; i < 4; ++i) character |= char32_t{static_cast<unsigned char>(out[i])} << (8 * i);
    table[byte] = character;
  }
  if (converter != iconv_t(-1)) iconv_close(converter);
  return table;
}

}  // namespace

std::optional<Encoding> encoding_named(std::string_view name) {
  std::string lower(name);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
  if (lower == "utf-8" || lower == "utf8") return Encoding::utf_8;
  if (lower == "utf-16" || lower == "utf-16le") return Encoding::utf_16_le;
  if (lower == "utf-16be") return Encoding::utf_16_be;
  if (lower == "windows-1250" || lower == "cp1250") return Encoding::windows_1250;
  if (lower == "iso-8859-2") return Encoding::iso_8859_2;
  return std::nullopt;
}

std::string_view name_of(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf_8:
      return "utf-8";
    case Encoding::utf_16_le:
      return "utf-16le";
    case Encoding::utf_16_be:
      return "utf-16be";
    case Encoding::windows_1250:
      return "windows-1250";
    case Encoding::iso_8859_2:
      return "iso-8859-2";
  }
  GRONO_INVARIANT(!"encoding without a name");
  return {};
}

Encoding detect_encoding(ByteSource& bytes) {
  Evidence seen;
  std::vector<char> chunk(kBytesLookedAt);
  while (const std::size_t count = bytes.read(chunk)) seen.add(std::string_view(chunk.data(), count));
  bytes.rewind();

  if (seen.start.starts_with("\xEF\xBB\xBF")) return Encoding::utf_8;
  if (seen.start.starts_with("\xFF\xFE")) return Encoding::utf_16_le;
  if (seen.start.starts_with("\xFE\xFF")) return Encoding::utf_16_be;
  // Headers, digits and delimiters are ASCII, so that in UTF-16 a good part of every second byte is zero.
  const std::size_t few = seen.bytes / 40, many = seen.bytes / 8;
  if (seen.zeros_odd > many && seen.zeros_even <= few) return Encoding::utf_16_le;
  if (seen.zeros_even > many && seen.zeros_odd <= few) return Encoding::utf_16_be;
  if (seen.broken == 0 || seen.sequences >= 10 * seen.broken) return Encoding::utf_8;
  return single_byte_encoding(seen);
}

Decoder::Decoder(Encoding encoding) : encoding_(encoding) {
  if (encoding == Encoding::windows_1250 || encoding == Encoding::iso_8859_2)
    table_ = single_byte_table(encoding);
}

void Decoder::append(char32_t character, std::string& text) {
  if (is_at_start_ && character == kByteOrderMark) {
    is_at_start_ = false;
    return;
  }
  is_at_start_ = false;
  append_utf8(character, text);
}

void Decoder::decode(std::string_view bytes, std::string& text) {
  switch (encoding_) {
    case Encoding::utf_8:
      return decode_utf_8(bytes, text);
    case Encoding::utf_16_le:
    case Encoding::utf_16_be:
      return decode_utf_16(bytes, text);
    case Encoding::windows_1250:
    case Encoding::iso_8859_2:
      for (const char byte : bytes) append(table_[static_cast<unsigned char>(byte)], text);
      return;
  }
}

void Decoder::decode_utf_8(std::string_view bytes, std::string& text) {
  std::string joined;
  if (!pending_.empty()) {
    joined = pending_ + std::string(bytes);
    bytes = joined;
    pending_.clear();
  }
  if (is_at_start_ && !bytes.empty()) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (bytes.size() < mark.size() && mark.starts_with(bytes)) {
      pending_.assign(bytes);
      return;
    }
    if (bytes.starts_with(mark)) bytes.remove_prefix(mark.size());
    is_at_start_ = false;
  }
  std::size_t at = 0;
  while (at < bytes.size()) {
    const std::size_t from = at;
    while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80) ++at;
    text.append(bytes.substr(from, at - from));
    if (at == bytes.size()) return;
    const auto sequence = utf8_sequence(bytes.substr(at));
    if (sequence.is_cut) {
      pending_.assign(bytes.substr(at));
      return;
    }
    if (sequence.is_valid)
      text.append(bytes.substr(at, sequence.length));
    else
      append_utf8(kReplacement, text);
    at += sequence.length;
  }
}

void Decoder::decode_utf_16(std::string_view bytes, std::string& text) {
  for (const char byte : bytes) {
    pending_ += byte;
    if (pending_.size() < 2) continue;
    const auto first = static_cast<unsigned char>(pending_[0]),
               second = static_cast<unsigned char>(pending_[1]);
    pending_.clear();
    take_unit(
        static_cast<char16_t>(encoding_ == Encoding::utf_16_le ? first | second << 8 : first << 8 | second),
        text);
  }
}

void Decoder::take_unit(char16_t unit, std::string& text) {
  const bool is_high = unit >= 0xD800 && unit < 0xDC00, is_low = unit >= 0xDC00 && unit < 0xE000;
  if (high_surrogate_ != 0 && is_low) {
    append(0x10000 + (char32_t{high_surrogate_} - 0xD800) * 0x400 + (char32_t{unit} - 0xDC00), text);
    high_surrogate_ = 0;
    return;
  }
  if (high_surrogate_ != 0) append(kReplacement, text);
  high_surrogate_ = is_high ? unit : char16_t{0};
  if (is_low) append(kReplacement, text);
  if (!is_high && !is_low) append(unit, text);
}

void Decoder::finish(std::string& text) {
  if (!pending_.empty() || high_surrogate_ != 0) append_utf8(kReplacement, text);
  pending_.clear();
  high_surrogate_ = 0;
}

}  // namespace grono::exchange
