#include "app/installation.hpp"

#include <cstdlib>
#include <mutex>

#include "app/catalogue.hpp"
#include "app/changes.hpp"
#include "app/code_finder.hpp"
#include "app/disclosures.hpp"
#include "app/funded/proven_history.hpp"
#include "app/network_pictures.hpp"
#include "base/error.hpp"

namespace grono::app {

std::string database_url(const Settings& settings) {
  return settings.database.empty() ? "sqlite:" + (settings.data / "grono.db").string() : settings.database;
}

std::filesystem::path find_share() {
  if (const char* given = std::getenv("GRONO_SHARE")) return given;
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  // Beside the program where it was built, or where a package puts it; tests run one folder deeper.
  for (const auto& folder : {program.parent_path() / "share", program.parent_path().parent_path() / "share",
                             program.parent_path().parent_path() / "share/grono"})
    if (std::filesystem::exists(folder / "gazetteer.csv")) return folder;
  throw InvalidInput("GRONO_SHARE", "the files the program ships are not beside it",
                     "set GRONO_SHARE to the folder that holds gazetteer.csv");
}

struct Installation::Impl {
  explicit Impl(Settings given)
      : settings(std::move(given)),
        database(store::Database::open(database_url(settings))),
        classifications(cluster::Classifications::load(settings.share / "classifications")),
        aid_ceilings(cluster::load_ceilings(settings.share / "aid/ceilings.csv")),
        gazetteer(geo::Gazetteer::load(settings.share / "gazetteer.csv")),
        messages(text::load_messages(settings.share / "messages")),
        disclosures(*database),
        proven_partners(*database) {
    database->migrate();
  }

  Settings settings;
  std::unique_ptr<store::Database> database;
  cluster::Classifications classifications;
  std::vector<cluster::AidCeiling> aid_ceilings;
  geo::Gazetteer gazetteer;
  std::map<std::string, text::Messages, std::less<>> messages;
  Disclosures disclosures;
  NetworkPictures network_pictures;
  ProvenPartners proven_partners;
  // Commands that never search need not load the dictionary, nor what leans on it.
  std::once_flag lemmatiser_made, catalogue_made, code_finder_made, changes_made;
  std::shared_ptr<const text::Lemmatiser> lemmatiser;
  std::unique_ptr<Catalogue> catalogue;
  std::unique_ptr<CodeFinder> code_finder;
  std::unique_ptr<Changes> changes;
};

Installation::Installation(Settings settings) : impl_(std::make_unique<Impl>(std::move(settings))) {}
Installation::~Installation() = default;

const Settings& Installation::settings() const {
  return impl_->settings;
}
store::Database& Installation::database() const {
  return *impl_->database;
}
const cluster::Classifications& Installation::classifications() const {
  return impl_->classifications;
}
std::span<const cluster::AidCeiling> Installation::aid_ceilings() const {
  return impl_->aid_ceilings;
}
const geo::Gazetteer& Installation::gazetteer() const {
  return impl_->gazetteer;
}

const text::Messages& Installation::messages(std::string_view language) const {
  static const text::Messages as_written;
  const auto found = impl_->messages.find(language);
  return found == impl_->messages.end() ? as_written : found->second;
}

std::shared_ptr<const text::Lemmatiser> Installation::lemmatiser() const {
  std::call_once(impl_->lemmatiser_made,
                 [this] { impl_->lemmatiser = text::Lemmatiser::load(impl_->settings.hunspell); });
  return impl_->lemmatiser;
}

Catalogue& Installation::catalogue() const {
  std::call_once(impl_->catalogue_made, [this] {
    impl_->catalogue = std::make_unique<Catalogue>(*impl_->database, impl_->classifications, lemmatiser());
  });
  return *impl_->catalogue;
}

Changes& Installation::changes() const {
  std::call_once(impl_->changes_made, [this] { impl_->changes = std::make_unique<Changes>(*impl_->database); });
  return *impl_->changes;
}

NetworkPictures& Installation::network_pictures() const {
  return impl_->network_pictures;
}

Disclosures& Installation::disclosures() const {
  return impl_->disclosures;
}

ProvenPartners& Installation::proven_partners() const {
  return impl_->proven_partners;
}

const CodeFinder& Installation::code_finder() const {
  std::call_once(impl_->code_finder_made, [this] {
    impl_->code_finder = std::make_unique<CodeFinder>(impl_->classifications, lemmatiser());
  });
  return *impl_->code_finder;
}

}  // namespace grono::app
