#include "cluster/classification.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/table_file.hpp"
#include "text/fold.hpp"

namespace grono::cluster {
namespace {

// People write "3250Z", "32.50 z" and "32.50.Z" for the same code.
std::string compact(std::string_view text) {
  std::string made;
  for (const char c : text::fold(text))
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')) made += c;
  return made;
}

}  // namespace

Classifications Classifications::load(const std::filesystem::path& folder) {
  Classifications made;
  const std::array<std::string_view, 2> columns = {"scheme", "valid_until"};
  const auto list = folder / "schemes.csv";
  read_table(list, columns, [&](std::span<const std::string> fields, std::size_t line) {
    const auto until = parse_date(fields[1]);
    if (!fields[1].empty() && !until)
      throw InvalidInput(place_in_table(list, line), "\"" + fields[1] + "\" is not a day", "write it as 2026-12-31");
    made.schemes_.push_back(load_scheme(folder / (fields[0] + ".csv"), fields[0], until));
  });
  made.load_correspondence(folder / "correspondence.csv");
  return made;
}

Classifications::Scheme Classifications::load_scheme(const std::filesystem::path& file, std::string name,
                                                     std::optional<Date> valid_until) {
  Scheme made;
  made.name = std::move(name);
  made.valid_until = valid_until;
  const std::array<std::string_view, 4> columns = {"code", "parent", "title_pl", "title_en"};
  read_table(file, columns, [&](std::span<const std::string> fields, std::size_t line) {
    const auto parent = made.by_code.find(fields[1]);
    if (!fields[1].empty() && parent == made.by_code.end())
      throw InvalidInput(place_in_table(file, line), "parent \"" + fields[1] + "\" does not stand above",
                         "list each code after its parent");
    const int level = fields[1].empty() ? 1 : made.entries[parent->second].level + 1;
    if (!made.by_code.emplace(fields[0], made.entries.size()).second)
      throw InvalidInput(place_in_table(file, line), "code \"" + fields[0] + "\" stands twice", "remove one");
    // A class without subclasses shares its digits with none; where digits meet, the finer code is meant.
    made.by_compact[compact(fields[0])] = made.entries.size();
    made.entries.push_back({fields[0], fields[1], level, fields[2], fields[3]});
  });
  return made;
}

void Classifications::load_correspondence(const std::filesystem::path& file) {
  const std::array<std::string_view, 5> columns = {"from_scheme", "from_code", "to_scheme", "to_code", "is_partial"};
  read_table(file, columns, [&](std::span<const std::string> fields, std::size_t line) {
    for (const std::size_t side : {0U, 2U})
      if (!find(fields[side], fields[side + 1]))
        throw InvalidInput(place_in_table(file, line), "\"" + fields[side + 1] + "\" is not in " + fields[side],
                           "correct the code");
    correspondences_.push_back({fields[0], fields[1], fields[2], fields[3], fields[4] == "1"});
  });
  std::stable_sort(correspondences_.begin(), correspondences_.end(), [](const auto& a, const auto& b) {
    return std::tie(a.from_scheme, a.from_code) < std::tie(b.from_scheme, b.from_code);
  });
}

const Classifications::Scheme* Classifications::scheme(std::string_view name) const {
  const auto found = std::find_if(schemes_.begin(), schemes_.end(), [&](const Scheme& each) { return each.name == name; });
  return found == schemes_.end() ? nullptr : &*found;
}

std::vector<std::string> Classifications::schemes() const {
  std::vector<std::string> names;
  for (const Scheme& each : schemes_) names.push_back(each.name);
  return names;
}

std::optional<Date> Classifications::valid_until(std::string_view name) const {
  const Scheme* found = scheme(name);
  return found ? found->valid_until : std::nullopt;
}

const CodeEntry* Classifications::find(std::string_view name, std::string_view code) const {
  const Scheme* in = scheme(name);
  if (!in) return nullptr;
  const auto found = in->by_code.find(std::string(code));
  return found == in->by_code.end() ? nullptr : &in->entries[found->second];
}

std::span<const CodeEntry> Classifications::entries(std::string_view name) const {
  const Scheme* found = scheme(name);
  return found ? std::span<const CodeEntry>(found->entries) : std::span<const CodeEntry>();
}

std::vector<Correspondence> Classifications::corresponding(const ActivityCode& code, std::string_view to_scheme) const {
  std::vector<Correspondence> made;
  const auto key = [](const Correspondence& each) { return std::tie(each.from_scheme, each.from_code); };
  const auto sought = std::tie(code.scheme, code.code);
  auto at = std::lower_bound(correspondences_.begin(), correspondences_.end(), sought,
                             [&](const Correspondence& each, const auto& value) { return key(each) < value; });
  for (; at != correspondences_.end() && key(*at) == sought; ++at)
    if (at->to_scheme == to_scheme) made.push_back(*at);
  return made;
}

std::optional<std::string> Classifications::normalise(std::string_view name, std::string_view text) const {
  const Scheme* in = scheme(name);
  if (!in) return std::nullopt;
  const auto exact = in->by_code.find(std::string(text));
  if (exact != in->by_code.end()) return in->entries[exact->second].code;
  const auto found = in->by_compact.find(compact(text));
  if (found == in->by_compact.end()) return std::nullopt;
  return in->entries[found->second].code;
}

std::vector<std::string_view> Classifications::path(std::string_view name, std::string_view code) const {
  std::vector<std::string_view> made;
  for (const CodeEntry* at = find(name, code); at; at = at->parent.empty() ? nullptr : find(name, at->parent))
    made.push_back(at->code);
  return made;
}

}  // namespace grono::cluster
