#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "cluster/organisation.hpp"

/// Lists of activity codes, each in its version, and the many-to-many correspondence between versions.
namespace grono::cluster {

struct CodeEntry {
  std::string code;      ///< as written: "32.50.Z"
  std::string parent;    ///< empty at the top
  int level = 1;
  std::string title_pl, title_en;  ///< either may be empty
};

struct Correspondence {
  std::string from_scheme, from_code, to_scheme, to_code;
  bool is_partial = false;  ///< only a part of the code's meaning goes there
};

class Classifications {
 public:
  /// Reads every list and correspondence of the folder (data/classifications).
  /// @throws InvalidInput  names the file and line
  [[nodiscard]] static Classifications load(const std::filesystem::path& folder);

  [[nodiscard]] std::vector<std::string> schemes() const;
  /// Valid until that day (inclusive), where the law sets one: "pkd_2007" until 2026-12-31.
  [[nodiscard]] std::optional<Date> valid_until(std::string_view scheme) const;
  [[nodiscard]] const CodeEntry* find(std::string_view scheme, std::string_view code) const;
  /// All entries of a scheme in code order.
  [[nodiscard]] std::span<const CodeEntry> entries(std::string_view scheme) const;
  /// What a code becomes in another version: zero, one or many codes.
  [[nodiscard]] std::vector<Correspondence> corresponding(const ActivityCode& code, std::string_view to_scheme) const;
  /// The code in the scheme's own spelling from what people write ("3250Z", "32.50 z"); no value where there is none.
  [[nodiscard]] std::optional<std::string> normalise(std::string_view scheme, std::string_view text) const;
  /// The code and its ancestors, nearest first ("32.50.Z", "32.50", "32.5", "32", "C"); empty for an unknown code.
  [[nodiscard]] std::vector<std::string_view> path(std::string_view scheme, std::string_view code) const;

 private:
  /// A list in code order, with the way from a code's compact form ("3250z") to its entry.
  struct Scheme {
    std::string name;
    std::optional<Date> valid_until;
    std::vector<CodeEntry> entries;
    std::unordered_map<std::string, std::size_t> by_code, by_compact;
  };
  [[nodiscard]] const Scheme* scheme(std::string_view name) const;
  static Scheme load_scheme(const std::filesystem::path& file, std::string name, std::optional<Date> valid_until);
  void load_correspondence(const std::filesystem::path& file);

  std::vector<Scheme> schemes_;
  std::vector<Correspondence> correspondences_;
};

}  // namespace grono::cluster
