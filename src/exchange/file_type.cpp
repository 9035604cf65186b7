#include "exchange/file_type.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include <magic.h>

#include "base/error.hpp"
#include "exchange/utf8.hpp"

namespace grono::exchange {
namespace {

/// An ending of names, the type it is served as, and how the types by content that it may have begin.
struct KnownType {
  std::string_view ending, media_type;
  std::array<std::string_view, 4> contents;
};

constexpr std::string_view kZip = "application/zip", kOld = "application/CDFV2", kBytes = "application/octet-stream";
constexpr std::array kKnown = {
    KnownType{"pdf", "application/pdf", {"application/pdf"}},
    KnownType{"png", "image/png", {"image/png"}},
    KnownType{"jpg", "image/jpeg", {"image/jpeg"}},
    KnownType{"jpeg", "image/jpeg", {"image/jpeg"}},
    KnownType{"gif", "image/gif", {"image/gif"}},
    KnownType{"webp", "image/webp", {"image/webp"}},
    KnownType{"tif", "image/tiff", {"image/tiff"}},
    KnownType{"tiff", "image/tiff", {"image/tiff"}},
    KnownType{"svg", "image/svg+xml", {"image/svg", "text/"}},
    KnownType{"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
              {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", kZip, kBytes}},
    KnownType{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
              {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", kZip, kBytes}},
    KnownType{"pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation",
              {"application/vnd.openxmlformats-officedocument.presentationml.presentation", kZip, kBytes}},
    KnownType{"odt", "application/vnd.oasis.opendocument.text", {"application/vnd.oasis.opendocument.text", kZip}},
    KnownType{"ods", "application/vnd.oasis.opendocument.spreadsheet",
              {"application/vnd.oasis.opendocument.spreadsheet", kZip}},
    KnownType{"odp", "application/vnd.oasis.opendocument.presentation",
              {"application/vnd.oasis.opendocument.presentation", kZip}},
    KnownType{"doc", "application/msword", {"application/msword", kOld, "application/x-ole-storage"}},
    KnownType{"xls", "application/vnd.ms-excel", {"application/vnd.ms-excel", kOld, "application/x-ole-storage"}},
    KnownType{"ppt", "application/vnd.ms-powerpoint",
              {"application/vnd.ms-powerpoint", kOld, "application/x-ole-storage"}},
    KnownType{"rtf", "application/rtf", {"text/rtf", "application/rtf"}},
    KnownType{"zip", "application/zip", {kZip}},
    KnownType{"7z", "application/x-7z-compressed", {"application/x-7z-compressed"}},
    KnownType{"txt", "text/plain", {"text/"}},
    KnownType{"md", "text/markdown", {"text/"}},
    KnownType{"csv", "text/csv", {"text/", "application/csv"}},
    KnownType{"json", "application/json", {"application/json", "text/"}},
    KnownType{"xml", "application/xml", {"text/", "application/xml"}},
    KnownType{"ics", "text/calendar", {"text/"}},
    KnownType{"eml", "message/rfc822", {"message/", "text/"}},
    KnownType{"mp4", "video/mp4", {"video/"}},
};

// What runs by itself, whatever it is called.
constexpr std::array<std::string_view, 9> kPrograms = {
    "application/x-dosexec",     "application/x-executable",  "application/x-pie-executable",
    "application/x-sharedlib",   "application/x-mach-binary", "application/vnd.microsoft.portable-executable",
    "application/x-msi",         "application/java-archive",  "text/x-msdos-batch"};

struct CloseMagic {
  void operator()(magic_set* cookie) const { magic_close(cookie); }
};

// Opened once for each thread: a cookie can't be shared, and loading its tables takes milliseconds.
magic_t cookie() {
  static thread_local const std::unique_ptr<magic_set, CloseMagic> opened = [] {
    std::unique_ptr<magic_set, CloseMagic> made(magic_open(MAGIC_MIME_TYPE));
    GRONO_INVARIANT(made && magic_load(made.get(), nullptr) == 0);
    return made;
  }();
  return opened.get();
}

std::string type_by_content(std::string_view bytes) {
  const char* type = magic_buffer(cookie(), bytes.data(), bytes.size());
  GRONO_INVARIANT(type);
  return type;
}

// A file of a few letters libmagic takes for mere bytes.
bool is_text(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const auto sequence = utf8_sequence(bytes.substr(at));
    const auto first = static_cast<unsigned char>(bytes[at]);
    if (!sequence.is_valid || (first < 0x20 && first != '\n' && first != '\r' && first != '\t')) return false;
    at += sequence.length;
  }
  return true;
}

std::string ending_of(std::string_view name) {
  const auto point = name.rfind('.');
  std::string made(point == name.npos ? "" : name.substr(point + 1));
  std::transform(made.begin(), made.end(), made.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return made;
}

bool fits(const KnownType& known, std::string_view type) {
  return std::any_of(known.contents.begin(), known.contents.end(), [&](std::string_view each) {
    return !each.empty() && type.starts_with(each);
  });
}

}  // namespace

std::string media_type_of(std::string_view where, std::string_view name, std::string_view bytes) {
  std::string type = type_by_content(bytes);
  if (type == kBytes && is_text(bytes)) type = "text/plain";
  if (std::find(kPrograms.begin(), kPrograms.end(), type) != kPrograms.end())
    throw InvalidInput(std::string(where), "holds a program (" + type + ")",
                       "programs are not kept here; send what the others are to read");
  const std::string ending = ending_of(name);
  const auto known = std::find_if(kKnown.begin(), kKnown.end(), [&](const KnownType& each) { return each.ending == ending; });
  if (known == kKnown.end()) return type.starts_with("text/") ? "text/plain" : std::string(kBytes);
  if (!fits(*known, type))
    throw InvalidInput(std::string(where), "is called ." + ending + " and holds " + type,
                       "give the file the name of what it is, or send the right one");
  return std::string(known->media_type);
}

bool is_plain_picture(std::string_view media_type) {
  constexpr std::array<std::string_view, 4> kPictures = {"image/png", "image/jpeg", "image/gif", "image/webp"};
  return std::find(kPictures.begin(), kPictures.end(), media_type) != kPictures.end();
}

}  // namespace grono::exchange
