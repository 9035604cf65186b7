#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "cluster/aid/ceiling.hpp"
#include "cluster/classification.hpp"
#include "geo/gazetteer.hpp"
#include "store/database.hpp"
#include "text/lemmatiser.hpp"
#include "text/messages.hpp"

namespace grono::app {

/// Where things are on this machine.
struct Settings {
  std::string database;         ///< URL; empty: "sqlite:" and DATA/grono.db
  std::filesystem::path data;   ///< this installation's own files
  std::filesystem::path share;  ///< what the program ships: code lists, gazetteer, boundaries, the web UI
  std::filesystem::path hunspell = "/usr/share/hunspell";
};

/// Where a program's own database is: `Settings::database`, else the embedded one in `Settings::data`.
[[nodiscard]] std::string database_url(const Settings& settings);

/// `share` next to the program (BUILD/share), else GRONO_SHARE from the environment.
/// @throws InvalidInput  neither is there
[[nodiscard]] std::filesystem::path find_share();

class Catalogue;
class Changes;
class CodeFinder;
class Disclosures;
class NetworkPictures;
class ProvenPartners;

/// What every use case needs, opened once for a process. Thread-safe.
class Installation {
 public:
  /// Opens (and creates) the database and brings its schema up to date; reads code lists, gazetteer and messages.
  /// @throws InvalidInput, StoreUnavailable
  explicit Installation(Settings settings);
  ~Installation();

  [[nodiscard]] const Settings& settings() const;
  [[nodiscard]] store::Database& database() const;
  [[nodiscard]] const cluster::Classifications& classifications() const;
  /// Of de minimis aid, as the law sets them.
  [[nodiscard]] std::span<const cluster::AidCeiling> aid_ceilings() const;
  [[nodiscard]] const geo::Gazetteer& gazetteer() const;
  /// What is refused, said in a language; English, in which it is written, for those that have no catalogue.
  [[nodiscard]] const text::Messages& messages(std::string_view language) const;
  [[nodiscard]] std::shared_ptr<const text::Lemmatiser> lemmatiser() const;
  /// The search index over all organisations; built on first use, brought up to date at each.
  [[nodiscard]] Catalogue& catalogue() const;
  /// The hub of live events; begins to watch on first use, so only a server does.
  [[nodiscard]] Changes& changes() const;
  /// Made on first use.
  [[nodiscard]] const CodeFinder& code_finder() const;
  /// What was learned from projects of funding programmes; learns on first use.
  [[nodiscard]] ProvenPartners& proven_partners() const;
  /// Of the networks that were looked at lately.
  [[nodiscard]] NetworkPictures& network_pictures() const;
  /// Where is written who saw what.
  [[nodiscard]] Disclosures& disclosures() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace grono::app
