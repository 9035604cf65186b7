#include "app/discovery/field_choice.hpp"

#include <algorithm>
#include <cctype>
#include <set>
#include <sstream>

#include <fmt/ranges.h>

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "cluster/classification.hpp"
#include "mapping/field.hpp"
#include "text/fold.hpp"

namespace grono::app {
namespace {

using cluster::Classifications;
using cluster::CodeEntry;

constexpr std::size_t kNamedAtMost = 8;

std::vector<std::string> split_at_commas(const std::string& text) {
  std::vector<std::string> made;
  std::istringstream rest(text);
  for (std::string part; std::getline(rest, part, ',');) made.push_back(part);
  return made;
}

bool looks_like_codes(const std::string& text) {
  const auto codes = split_at_commas(text);
  return std::all_of(codes.begin(), codes.end(), [](const std::string& code) {
    const std::string compact = mapping::compact_code(code);
    return compact.size() == 1 ||
           std::any_of(compact.begin(), compact.end(), is_digit);
  });
}

bool is_section(const std::string& compact) {
  return compact.size() == 1 && std::isalpha(static_cast<unsigned char>(compact[0])) != 0;
}

// Titles in either language, as names are compared.
bool has_title(const CodeEntry& entry, const std::string& key) {
  return text::name_key(entry.title_pl) == key || text::name_key(entry.title_en) == key;
}
bool has_words(const CodeEntry& entry, const std::string& key) {
  const auto holds = [&](const std::string& title) {
    return (" " + text::name_key(title) + " ").find(" " + key) != std::string::npos;
  };
  return holds(entry.title_pl) || holds(entry.title_en);
}

std::vector<const CodeEntry*> entries_called(const Classifications& lists, const std::string& classification,
                                             const std::string& name) {
  const std::string key = text::name_key(name);
  for (const auto& fits : {has_title, has_words}) {
    std::vector<const CodeEntry*> found;
    std::set<std::string> codes;
    // Parents stand before their children: a child of what is found adds nothing.
    for (const CodeEntry& entry : lists.entries(classification)) {
      if (!fits(entry, key)) continue;
      const auto path = lists.path(classification, entry.code);
      if (std::none_of(path.begin(), path.end(),
                       [&](auto code) { return codes.contains(std::string(code)); }))
        found.push_back(&entry);
      codes.insert(entry.code);
    }
    if (!found.empty()) return found;
  }
  return {};
}

std::string title_of(const CodeEntry& entry) {
  return entry.title_pl.empty() ? entry.title_en : entry.title_pl;
}

void add(FieldChoice& field, const Classifications& lists, const CodeEntry& entry) {
  field.codes.push_back(entry.code);
  if (entry.level > 1) {
    field.prefixes.push_back(mapping::compact_code(entry.code));
    return;
  }
  for (const CodeEntry& below : lists.entries(field.classification))
    if (below.parent == entry.code) field.prefixes.push_back(mapping::compact_code(below.code));
}

void choose_by_codes(FieldChoice& field, const std::string& text, const std::filesystem::path& share) {
  const auto codes = split_at_commas(text);
  field.title = fmt::format("{}", fmt::join(codes, ", "));
  if (field.classification.empty()) {
    for (const std::string& code : codes) {
      field.codes.push_back(code);
      field.prefixes.push_back(mapping::compact_code(code));
      if (is_section(field.prefixes.back()))
        throw InvalidInput("--field",
                           fmt::format("which codes section {} has depends on the classification", code),
                           "say which it is, as --classification pkd_2025");
    }
    return;
  }
  const auto lists = lists_of(share, field.classification);
  for (const std::string& code : codes) {
    const auto known = lists.normalise(field.classification, code);
    if (!known)
      throw InvalidInput("--field", fmt::format("{} is not in {}", code, field.classification),
                         "give codes of that classification, or name another with --classification");
    const CodeEntry* entry = lists.find(field.classification, *known);
    add(field, lists, *entry);
    if (codes.size() == 1) field.title = title_of(*entry);
  }
}

void choose_by_name(FieldChoice& field, const std::string& text, const std::filesystem::path& share) {
  if (field.classification.empty())
    throw InvalidInput("--field", fmt::format("\"{}\" is no list of codes", text),
                       "give codes, as 32.5,26.60, or with a title also --classification");
  const auto lists = lists_of(share, field.classification);
  const auto found = entries_called(lists, field.classification, text);
  if (found.size() != 1) {
    std::vector<std::string> named;
    for (const CodeEntry* entry : found)
      if (named.size() < kNamedAtMost) named.push_back(entry->code + " " + title_of(*entry));
    throw InvalidInput(
        "--field",
        found.empty() ? fmt::format("no title in {} has \"{}\"", field.classification, text)
                      : fmt::format("{} titles in {} have \"{}\"", found.size(), field.classification, text),
        found.empty() ? "give other words, or codes"
                      : fmt::format("give codes: {}{}", fmt::join(named, "; "),
                                    named.size() < found.size() ? "; …" : ""));
  }
  add(field, lists, *found[0]);
  field.title = title_of(*found[0]);
}

void require_one_classification(const FieldChoice& field, const mapping::Dictionary& stated) {
  std::set<std::string> names;
  for (const std::uint32_t text : stated.column)
    if (!stated.texts[text].empty()) names.insert(stated.texts[text]);
  if (names.size() > 1)
    throw InvalidInput("classification", fmt::format("the codes are of several: {}", fmt::join(names, ", ")),
                       "convert them to one, or give the rows of one only");
  if (names.size() == 1 && !field.classification.empty() && *names.begin() != field.classification)
    throw InvalidInput("--classification", fmt::format("the codes are of {}", *names.begin()),
                       fmt::format("give the field in {}", *names.begin()));
}

std::size_t count_unknown(const FieldChoice& field, const mapping::Dictionary& activity,
                          const std::filesystem::path& share) {
  const auto lists = lists_of(share, field.classification);
  std::vector<std::uint8_t> is_unknown;
  for (const std::string& text : activity.texts)
    is_unknown.push_back(!text.empty() && !lists.normalise(field.classification, text));
  std::size_t unknown = 0, stated = 0;
  for (const std::uint32_t text : activity.column) {
    unknown += is_unknown[text];
    stated += !activity.texts[text].empty();
  }
  if (2 * unknown > stated)
    throw InvalidInput(
        "--classification",
        fmt::format("{} of {} activity codes are not in {}", unknown, stated, field.classification),
        "name the classification the codes are of");
  return unknown;
}

}  // namespace

Classifications lists_of(const std::filesystem::path& share, const std::string& classification) {
  auto lists = Classifications::load(share / "classifications");
  const auto schemes = lists.schemes();
  if (std::find(schemes.begin(), schemes.end(), classification) == schemes.end())
    throw InvalidInput("--classification", fmt::format("\"{}\" is not known", classification),
                       fmt::format("give one of {}", fmt::join(schemes, ", ")));
  return lists;
}

FieldChoice choose_field(const std::string& text, const std::string& classification,
                         const std::filesystem::path& share) {
  FieldChoice field;
  field.classification = classification;
  if (looks_like_codes(text))
    choose_by_codes(field, text, share);
  else
    choose_by_name(field, text, share);
  return field;
}

FieldRows rows_of_field(const FieldChoice& field, const mapping::Dictionary& activity,
                        const mapping::Dictionary& stated, const std::filesystem::path& share) {
  require_one_classification(field, stated);
  FieldRows made;
  if (!field.classification.empty()) made.unknown_codes = count_unknown(field, activity, share);
  made.rows = mapping::establishments_of_field(activity, field.prefixes);
  if (made.rows.empty())
    throw InvalidInput("--field",
                       fmt::format("no establishment has a code of {}", fmt::join(field.codes, ", ")),
                       "check the codes and the column of activities (--activity-column)");
  return made;
}

}  // namespace grono::app
