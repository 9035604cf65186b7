#include "structure/said_messages.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <optional>
#include <set>

#include "structure/source_tokens.hpp"

namespace grono::test {
namespace {

namespace fs = std::filesystem;

/// Something whose arguments are messages.
struct Teller {
  std::string name;
  std::vector<std::size_t> messages;  ///< which of its arguments
};

// What problem_response answers with. The first argument of an InvalidInput is a place: a message where it is words.
const std::vector<Teller> kThrown = {
    {"InvalidInput", {0, 1, 2}}, {"Conflict", {0}}, {"NotFound", {0}},        {"VersionConflict", {0}},
    {"AlreadyExists", {0}},      {"Gone", {0}},     {"Unauthenticated", {0}}, {"TooManyAttempts", {0}},
    {"StoreUnavailable", {0}},   {"HttpError", {1}},
};

// What hands its messages on to one of those, by file; "return" for all that a file's functions return.
const std::map<std::string, std::vector<Teller>> kTellers = {
    {"app/caller.cpp", {{"runtime_error", {0}}}},
    {"app/confidential/matching.cpp", {{"too_many", {0}}}},
    {"app/discovery/discoveries.cpp", {{"require_in_range", {3}}, {"whole", {4}}}},
    {"app/import_plan.cpp", {{"refuse", {2, 3}}}},
    {"app/kept_files.cpp", {{"fail", {1}}}},
    {"app/projects/parts.cpp", {{"to", {0}}}},
    {"cluster/commerce/inquiry.cpp", {{"require_text", {2}}}},
    {"cluster/confidential.cpp", {{"refuse", {0}}}},
    {"cluster/consortium/consortium.cpp", {{"emplace_back", {1, 2}}}},
    {"cluster/project/moves.cpp", {{"refuse_move", {2}}, {"push_back", {0}}}},
    {"cluster/project/plan_rules.cpp", {{"return", {0}}}},
    {"cluster/rules.cpp", {{"report", {1, 2}}}},
    {"consortia/checks.cpp", {{"require", {2, 3}}}},
    {"exchange/cordis_reader.cpp", {{"leave_out", {1}}, {"note", {0}}}},
    {"exchange/cordis_rows.cpp", {{"note_cell", {1}}}},
    {"exchange/organisation_row.cpp", {{"report", {1, 2}}, {"not_understood", {2}}, {"take_value", {4}}}},
    {"exchange/place_checks.cpp", {{"RowProblem", {1, 2}}}},
    {"exchange/xml_elements.cpp", {{"refuse", {0}}}},
    {"server/routes/discoveries.cpp", {{"expect_only", {1}}}},
    {"server/routes/funded_projects.cpp", {{"expect_only", {1}}}},
    {"server/routes/imports.cpp", {{"expect_only", {1}}}},
    {"server/multipart.cpp", {{"broken", {0}}}},
    {"server/problem.cpp", {{"Kind", {2}}, {"answer", {1}}}},
    {"store/connection.cpp", {{"UniqueKey", {3}}, {"return", {0}}}},
};

// What throws again what it caught, with another place, or what the system says.
const std::set<std::string> kThrowAgain = {"app/consortia/opportunities.cpp", "app/invitations.cpp", "cluster/aid/aid.cpp", "cluster/commerce/deal.cpp", "cluster/resource/resource.cpp", "app/projects/changes.cpp",
                                           "app/projects/parts.cpp", "exchange/mapped_file.cpp"};

// Thrown when the program starts or opens what it ships, which its operator reads, not a user of the API.
const std::set<std::string> kAtStart = {
    "app/demonstration.cpp",       "app/demonstration_names.cpp", "app/installation.cpp",       "app/mail/mail_words.cpp",
    "base/table_file.cpp",         "cluster/classification.cpp", "exchange/import_words.cpp",   "geo/gazetteer.cpp",
    "server/http_server.cpp",      "store/database.cpp",         "store/postgresql_database.cpp", "store/sqlite_database.cpp",
    "text/lemmatiser.cpp",         "text/messages.cpp",
};

// The rooms every call passes through; what they include, and what that includes, can be reached too. The command line
// includes them all and is reached by nobody.
const std::array<std::string, 4> kReached = {"server", "app", "store", "cluster"};

std::vector<std::string> includes_of(const fs::path& file) {
  constexpr std::string_view begin = "#include \"";
  std::vector<std::string> made;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);)
    if (line.starts_with(begin)) made.push_back(line.substr(begin.size(), line.rfind('"') - begin.size()));
  return made;
}

std::vector<std::string> all_sources(const fs::path& source) {
  std::vector<std::string> made;
  for (const auto& entry : fs::recursive_directory_iterator(source))
    if (entry.path().extension() == ".cpp" || entry.path().extension() == ".hpp")
      made.push_back(entry.path().lexically_relative(source));
  std::sort(made.begin(), made.end());
  return made;
}

std::string room_of(const std::string& file) { return file.substr(0, file.find('/')); }

/// The files from which a message can come into an answer of the API.
std::set<std::string> reached(const fs::path& source) {
  const auto all = all_sources(source);
  std::set<std::string> made;
  std::vector<std::string> left;
  const auto reach = [&](const std::string& file) {
    if (made.insert(file).second) left.push_back(file);
  };
  for (const std::string& file : all)
    if (std::find(kReached.begin(), kReached.end(), room_of(file)) != kReached.end()) reach(file);
  // A source belongs to the header of its name; without one, to those of its room that it includes.
  std::multimap<std::string, std::string> sources_of;
  for (const std::string& file : all) {
    if (!file.ends_with(".cpp")) continue;
    const std::string own = file.substr(0, file.size() - 3) + "hpp";
    sources_of.emplace(own, file);
    if (fs::exists(source / own)) continue;
    for (const std::string& header : includes_of(source / file))
      if (room_of(header) == room_of(file)) sources_of.emplace(header, file);
  }
  while (!left.empty()) {
    const std::string file = left.back();
    left.pop_back();
    for (const std::string& header : includes_of(source / file)) reach(header);
    for (auto [each, end] = sources_of.equal_range(file); each != end; ++each) reach(each->second);
  }
  return made;
}

// JSON pointers, options and names of fields are for programs; "row 12" is for people.
bool is_message(std::size_t argument, const std::string& text, bool is_thrown_input) {
  if (!is_thrown_input || argument != 0) return true;
  return text.find(' ') != text.npos && text.find('/') == text.npos && !text.starts_with("--");
}

class FileReader {
 public:
  FileReader(const fs::path& source, std::string file) : file_(std::move(file)), tokens_(tokens_of(source / file_)) {}

  std::vector<SaidMessage> run(std::vector<std::string>& unexplained) {
    const auto found = kTellers.find(file_);
    static const std::vector<Teller> none;
    const auto& handed_on = found == kTellers.end() ? none : found->second;
    const bool is_explained = found != kTellers.end() || kThrowAgain.contains(file_);
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      for (const Teller& each : handed_on)
        if (tokens_[i].is(each.name.c_str())) take(each, i, false);
      if (!tokens_[i].is("throw")) continue;
      std::size_t name = i + 1;
      while (name + 2 < tokens_.size() && tokens_[name + 1].is("::")) name += 2;
      for (const Teller& each : kThrown)
        if (tokens_[name].is(each.name.c_str()) && !take(each, name, true) && !is_explained)
          unexplained.push_back(place(i));
    }
    return std::move(made_);
  }

 private:
  std::string place(std::size_t at) const { return file_ + ":" + std::to_string(tokens_[at].line); }

  /// What stands in its brackets; up to the semicolon for "return".
  std::optional<Tokens> inside(const Teller& teller, std::size_t name) const {
    const Tokens all(tokens_);
    std::size_t open = name + 1;
    if (teller.name == "return") {
      std::size_t end = open;
      while (end < all.size() && !all[end].is(";")) ++end;
      return all.subspan(open, end - open);
    }
    if (open < all.size() && all[open].is("<"))
      while (open < all.size() && !all[open].is("(") && !all[open].is(";")) ++open;
    if (open >= all.size() || !(all[open].is("(") || all[open].is("{"))) return std::nullopt;
    return all.subspan(open + 1, closing(all, open) - open - 1);
  }

  /// @returns  whether the message itself is written here
  bool take(const Teller& teller, std::size_t name, bool is_thrown) {
    const auto inside = this->inside(teller, name);
    if (!inside) return true;
    const auto given = arguments(*inside);
    const bool is_input = is_thrown && teller.name == "InvalidInput";
    bool is_written = true;
    for (const std::size_t argument : teller.messages) {
      if (argument >= given.size()) continue;
      for (const std::string& text : sentences(given[argument])) {
        if (teller.name == "return" && text == "\"{1}\"") continue;  // what is put into quotes there
        if (is_all_hole(text)) is_written = is_written && is_input && argument == 0;
        else if (is_message(argument, text, is_input)) made_.push_back({text, place(name)});
      }
    }
    return is_written;
  }

  std::string file_;
  std::vector<Token> tokens_;
  std::vector<SaidMessage> made_;
};

}  // namespace

std::vector<SaidMessage> said_messages(const fs::path& source, std::vector<std::string>& unexplained) {
  std::vector<SaidMessage> made;
  for (const std::string& file : reached(source)) {
    if (kAtStart.contains(file) || !fs::exists(source / file)) continue;
    auto found = FileReader(source, file).run(unexplained);
    made.insert(made.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
  }
  return made;
}

}  // namespace grono::test
