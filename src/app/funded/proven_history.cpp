#include "app/funded/proven_history.hpp"

#include <algorithm>
#include <map>
#include <mutex>

#include "app/clock.hpp"
#include "text/fold.hpp"

namespace grono::app {
namespace {

namespace partners = matching::partners;
using cluster::FundedParticipation;
using cluster::FundedProject;
using cluster::OrganisationId;
using partners::PastProject;
using partners::ProjectHistory;

/// Gives each who took part a number.
class NumberedParticipants {
 public:
  explicit NumberedParticipants(store::Transaction& transaction) : transaction_(transaction) {}

  /// None for one without number and name.
  [[nodiscard]] std::optional<partners::Organisation> number(const std::string& source,
                                                             const FundedParticipation& who) {
    const auto organisation = who.organisation ? who.organisation : stands_for(source, who.number);
    const std::string key = organisation ? "organisation/" + organisation->str() : key_of(source, who);
    if (key.empty()) return std::nullopt;
    const auto [at, is_new] = by_key_.emplace(key, static_cast<partners::Organisation>(organisations.size()));
    if (is_new) {
      organisations.push_back(organisation);
      countries.push_back(ProjectHistory::kNoCountry);
      if (organisation) numbers.emplace(*organisation, at->second);
    }
    // The register may leave it out in one project and have it in the next.
    if (std::uint32_t& country = countries[at->second];
        country == ProjectHistory::kNoCountry && !who.country.empty())
      country = countries_.emplace(who.country, static_cast<std::uint32_t>(countries_.size())).first->second;
    return at->second;
  }

  std::vector<std::optional<OrganisationId>> organisations;
  std::vector<std::uint32_t> countries;
  std::unordered_map<OrganisationId, partners::Organisation> numbers;

 private:
  // An import that took nobody new knew by name alone whom a later one brought into the catalogue.
  std::optional<OrganisationId> stands_for(const std::string& source, const std::string& number) {
    if (number.empty()) return std::nullopt;
    auto known = linked_.find(source);
    if (known == linked_.end())
      known = linked_.emplace(source, store::FundedProjectStore(transaction_).linked(source)).first;
    const auto found = known->second.find(number);
    return found == known->second.end() ? std::nullopt : std::optional(found->second);
  }
  static std::string key_of(const std::string& source, const FundedParticipation& who) {
    if (!who.number.empty()) return "number/" + source + "/" + who.number;
    const std::string name = text::name_key(who.name);
    return name.empty() ? std::string() : "name/" + who.country + "/" + name;
  }

  store::Transaction& transaction_;
  std::unordered_map<std::string, partners::Organisation> by_key_;
  std::map<std::string, std::uint32_t> countries_;
  std::map<std::string, std::unordered_map<std::string, OrganisationId>> linked_;  // by source, by number
};

/// What is stored, in the order of time.
struct ReadProjects {
  store::FundedFingerprint of;
  std::vector<std::optional<OrganisationId>> organisations;
  std::vector<std::uint32_t> countries;
  std::unordered_map<OrganisationId, partners::Organisation> numbers;
  std::vector<std::pair<MentionedProject, PastProject>> projects;
};

ReadProjects read_all_projects(store::Transaction& transaction) {
  store::FundedProjectStore store(transaction);
  NumberedParticipants participants(transaction);
  ReadProjects made;
  made.of = store.fingerprint();
  made.projects.reserve(static_cast<std::size_t>(made.of.projects));
  store.for_each([&](FundedProject&& each) {
    PastProject past{each.begins_on, {}, partners::topic_words(each.title + '\n' + each.objective)};
    for (const FundedParticipation& who : each.participations)
      if (const auto number = participants.number(each.source, who)) past.participants.push_back(*number);
    made.projects.emplace_back(MentionedProject{each.id, std::move(each.acronym), std::move(each.title),
                                                each.begins_on, each.ends_on},
                               std::move(past));
  });
  // As the history will have them.
  std::stable_sort(made.projects.begin(), made.projects.end(),
                   [](const auto& a, const auto& b) { return a.second.begin < b.second.begin; });
  made.organisations = std::move(participants.organisations);
  made.countries = std::move(participants.countries);
  made.numbers = std::move(participants.numbers);
  return made;
}

// A question costs the more the more projects there are; what is learned from many hardly moves.
partners::FittingOptions fitting_options(std::size_t projects) {
  constexpr std::size_t kMany = 5'000;
  partners::FittingOptions made;
  if (projects > kMany) made.projects = 200, made.questions = 400, made.candidates = 400;
  return made;
}

ProjectHistory without_words(const ProjectHistory& history, std::vector<std::uint32_t> countries) {
  std::vector<PastProject> projects;
  projects.reserve(history.projects().size());
  for (const PastProject& each : history.projects()) projects.push_back({each.begin, each.participants, {}});
  return {std::move(countries), std::move(projects)};
}

}  // namespace

std::shared_ptr<const ProvenHistory> learn_proven_history(store::Database& database, Date day) {
  ReadProjects read;
  database.read([&](store::Transaction& transaction) { read = read_all_projects(transaction); });
  std::vector<MentionedProject> mentioned;
  std::vector<PastProject> past;
  for (auto& [told, each] : read.projects) {
    mentioned.push_back(std::move(told));
    past.push_back(std::move(each));
  }
  read.projects = {};
  const ProjectHistory history(read.countries, std::move(past));
  partners::TopicIndex index(history);
  const auto fitted = partners::fit(history, index, day, fitting_options(mentioned.size()));
  return std::make_shared<const ProvenHistory>(ProvenHistory{
      std::move(read.of), std::move(read.organisations), std::move(read.numbers), std::move(mentioned),
      without_words(history, std::move(read.countries)), std::move(index), fitted.weights});
}

struct ProvenPartners::Impl {
  explicit Impl(store::Database& the_database) : database(the_database) {}

  [[nodiscard]] std::shared_ptr<const ProvenMoment> last() const {
    const std::lock_guard lock(mutex);
    return current;
  }
  std::shared_ptr<const ProvenMoment> keep(std::shared_ptr<const ProvenMoment> made) {
    const std::lock_guard lock(mutex);
    return current = std::move(made);
  }

  store::Database& database;
  std::mutex learning;       // held by the one that learns
  mutable std::mutex mutex;  // guards what follows
  std::shared_ptr<const ProvenMoment> current;
};

ProvenPartners::ProvenPartners(store::Database& database) : impl_(std::make_unique<Impl>(database)) {}
ProvenPartners::~ProvenPartners() = default;

std::shared_ptr<const ProvenMoment> ProvenPartners::of_today() {
  store::FundedFingerprint stored;
  impl_->database.read([&](store::Transaction& transaction) {
    stored = store::FundedProjectStore(transaction).fingerprint();
  });
  if (stored.projects == 0) return impl_->keep(nullptr);
  const Date day = today();
  const auto is_of_now = [&](const auto& each) {
    return each && each->known->of == stored && each->day == day;
  };
  if (auto last = impl_->last(); is_of_now(last)) return last;
  std::unique_lock lock(impl_->learning, std::try_to_lock);
  if (!lock.owns_lock()) {
    if (auto last = impl_->last()) return last;
    lock.lock();
  }
  // Who waited finds what the other has learned.
  const auto last = impl_->last();
  if (is_of_now(last)) return last;
  const auto known =
      last && last->known->of == stored ? last->known : learn_proven_history(impl_->database, day);
  return impl_->keep(std::make_shared<const ProvenMoment>(known, day));
}

}  // namespace grono::app
