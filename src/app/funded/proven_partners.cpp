#include "app/funded/proven_partners.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

#include <nlohmann/json.hpp>

#include "app/catalogue.hpp"
#include "app/clusters.hpp"
#include "app/json.hpp"
#include "cluster/json_reader.hpp"
#include "store/membership_store.hpp"
#include "store/organisation_store.hpp"
#include "text/fold.hpp"
#include "text/unicode.hpp"

namespace grono::app {
namespace {

namespace partners = matching::partners;
using cluster::OrganisationId;
using nlohmann::json;

constexpr std::size_t kMostProjectsOfAReason = 3;
// What is farther from the text than this shares a few common words with it.
constexpr double kNearEnough = 1.0 / 3;

constexpr std::array kProvenFrom = {std::pair(std::string_view("all"), ProvenFrom::all),
                                    std::pair(std::string_view("members"), ProvenFrom::members),
                                    std::pair(std::string_view("others"), ProvenFrom::others)};

// An address that was kept may name one that was merged since.
std::optional<OrganisationId> who_carries_on(store::Transaction& transaction, OrganisationId id) {
  store::OrganisationStore organisations(transaction);
  for (auto found = organisations.find(id); found; found = organisations.find(*found->merged_into))
    if (!found->merged_into) return found->id;
  return std::nullopt;
}

void look_up_proven(ProvenQuery& query, cluster::JsonReader& reader, store::Transaction& transaction) {
  if (const auto name = reader.text("cluster")) {
    const auto found = find_cluster(transaction, *name);
    if (!found)
      throw InvalidInput(reader.at("cluster"), "there is no cluster \"" + *name + "\"",
                         "give its id or its short name");
    query.cluster = found->id;
  }
  if (const auto id = reader.id<OrganisationId>("on_behalf_of")) {
    query.on_behalf_of = who_carries_on(transaction, *id);
    if (!query.on_behalf_of)
      throw InvalidInput(reader.at("on_behalf_of"), "there is no such organisation",
                         "give the id of your own");
  }
}

/// What speaks for a candidate, in words of people.
class ProvenReasons {
 public:
  ProvenReasons(const ProvenMoment& today, std::optional<partners::Organisation> given,
                std::span<const std::string> words)
      : known_(*today.known),
        end_(known_.history.begun_before(today.day)),
        given_(given),
        near_(today.moment.nearness(words)) {
    if (!given) return;
    its_partners_.assign(known_.history.organisations(), false);
    for_each_partner(*given, [&](partners::Organisation each) { its_partners_[each] = true; });
  }

  /// Without its card; none where nothing speaks for it.
  [[nodiscard]] std::optional<ProvenPartner> of(partners::Organisation each) const {
    const auto projects = known_.history.projects_of(each, end_);
    ProvenPartner made;
    made.projects = projects.size();
    made.near = nearest(projects);
    if (given_) {
      put_together(projects, made);
      made.common_partners = common_partners(each);
    }
    if (made.near.empty() && made.together.empty() && made.common_partners == 0) return std::nullopt;
    return made;
  }

 private:
  template <class Take>
  void for_each_partner(partners::Organisation of, const Take& take) const {
    for (const partners::Project project : known_.history.projects_of(of, end_))
      for (const partners::Organisation each : known_.history.participants(project))
        if (each != of) take(each);
  }

  [[nodiscard]] std::vector<MentionedProject> nearest(std::span<const partners::Project> projects) const {
    std::vector<partners::Project> found;
    std::copy_if(projects.begin(), projects.end(), std::back_inserter(found),
                 [&](partners::Project each) { return near_[each] >= kNearEnough; });
    const auto shown = std::min(found.size(), kMostProjectsOfAReason);
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(shown), found.end(),
                      [&](partners::Project a, partners::Project b) {
                        return near_[a] != near_[b] ? near_[a] > near_[b] : a > b;
                      });
    std::vector<MentionedProject> made;
    for (std::size_t i = 0; i < shown; ++i) made.push_back(known_.projects[found[i]]);
    return made;
  }

  void put_together(std::span<const partners::Project> projects, ProvenPartner& made) const {
    const auto own = known_.history.projects_of(*given_, end_);
    std::vector<partners::Project> both;
    std::set_intersection(projects.begin(), projects.end(), own.begin(), own.end(), std::back_inserter(both));
    made.together_count = both.size();
    for (std::size_t i = both.size(); i-- > 0 && made.together.size() < kMostProjectsOfAReason;)
      made.together.push_back(known_.projects[both[i]]);
  }

  [[nodiscard]] std::size_t common_partners(partners::Organisation of) const {
    std::unordered_set<partners::Organisation> made;
    for_each_partner(of, [&](partners::Organisation each) {
      if (each != *given_ && its_partners_[each]) made.insert(each);
    });
    return made.size();
  }

  const ProvenHistory& known_;
  partners::Project end_;
  std::optional<partners::Organisation> given_;
  std::vector<double> near_;
  std::vector<bool> its_partners_;  // of the given one
};

/// Candidates in their order, until enough are there whom the catalogue knows.
class ProvenSearch {
 public:
  ProvenSearch(const Installation& installation, const ProvenQuery& query, const ProvenMoment& today)
      : catalogue_(installation.catalogue()),
        query_(query),
        today_(today),
        words_(partners::topic_words(query.text)) {
    if (query.cluster)
      installation.database().read([&](store::Transaction& transaction) {
        members_ = store::MembershipStore(transaction).active_members(*query.cluster);
      });
    const auto& numbers = today.known->numbers;
    if (query.on_behalf_of)
      if (const auto found = numbers.find(*query.on_behalf_of); found != numbers.end())
        given_ = found->second;
  }

  [[nodiscard]] std::vector<ProvenPartner> run() {
    const partners::Moment& moment = today_.moment;
    const ProvenReasons reasons(today_, given_, words_);
    catalogue_.refresh();
    for (const auto& each :
         find_partners(moment, {given_, words_}, today_.known->weights, moment.candidates().size())) {
      const auto organisation = today_.known->organisations[each.organisation];
      if (!organisation || organisation == query_.on_behalf_of || !is_sought(*organisation)) continue;
      auto reason = reasons.of(each.organisation);
      if (!reason) continue;
      reason->card.id = *organisation;
      if (query_.cluster) reason->is_member = is_member(*organisation);
      waiting_.push_back(*std::move(reason));
      if (waiting_.size() + found_.size() == query_.limit && show_waiting()) break;
    }
    show_waiting();
    return std::move(found_);
  }

 private:
  [[nodiscard]] bool is_member(OrganisationId id) const {
    return std::binary_search(members_.begin(), members_.end(), id);
  }
  [[nodiscard]] bool is_sought(OrganisationId id) const {
    return query_.from == ProvenFrom::all || is_member(id) == (query_.from == ProvenFrom::members);
  }

  // The catalogue has no card of a deleted organisation, nor of a merged one, whose projects the next
  // learning gives to the one that carries on. @returns  whether there are enough
  bool show_waiting() {
    std::vector<OrganisationId> ids;
    for (const ProvenPartner& each : waiting_) ids.push_back(each.card.id);
    auto next = waiting_.begin();
    for (Card& card : catalogue_.cards(ids)) {
      while (next->card.id != card.id) ++next;
      next->card = std::move(card);
      found_.push_back(std::move(*next++));
    }
    waiting_.clear();
    return found_.size() >= query_.limit;
  }

  Catalogue& catalogue_;
  const ProvenQuery& query_;
  const ProvenMoment& today_;
  std::vector<std::string> words_;
  std::vector<OrganisationId> members_;  // sorted
  std::optional<partners::Organisation> given_;
  std::vector<ProvenPartner> waiting_, found_;  // for their cards; with them
};

json mentioned_json(std::span<const MentionedProject> projects) {
  json made = json::array();
  for (const MentionedProject& each : projects) {
    made.push_back({{"id", each.id.str()},
                    {"acronym", each.acronym},
                    {"title", each.title},
                    {"begins_on", to_string(each.begins_on)}});
    if (each.ends_on) made.back()["ends_on"] = to_string(*each.ends_on);
  }
  return made;
}

}  // namespace

ProvenQuery proven_query_from(const json& body, const Installation& installation) {
  constexpr std::size_t kMostCharacters = 5'000;
  constexpr int kMostAnswers = 50;
  cluster::JsonReader reader(body, "");
  ProvenQuery query;
  query.text = reader.text("text").value_or("");
  if (text::length(query.text) > kMostCharacters)
    throw InvalidInput(reader.at("text"), "is too long", "shorten it to 5000 characters");
  query.from = reader.one_of("who", kProvenFrom).value_or(ProvenFrom::all);
  const int limit = reader.small_integer("limit").value_or(static_cast<int>(query.limit));
  if (limit < 1 || limit > kMostAnswers)
    throw InvalidInput(reader.at("limit"), "is out of range", "give a number from 1 to 50");
  query.limit = static_cast<std::size_t>(limit);
  installation.database().read(
      [&](store::Transaction& transaction) { look_up_proven(query, reader, transaction); });
  reader.expect_nothing_else();
  if (text::name_key(query.text).empty() && !query.on_behalf_of)
    throw InvalidInput(reader.at("text"), "says nothing to search by", "say what the project is about");
  if (query.from != ProvenFrom::all && !query.cluster)
    throw InvalidInput(reader.at("cluster"), "is missing beside who", "say of which cluster");
  return query;
}

ProvenAnswer find_proven_partners(const Installation& installation, const ProvenQuery& query) {
  const auto today = installation.proven_partners().of_today();
  if (!today) return {};
  return {today->known->projects.size(), ProvenSearch(installation, query, *today).run()};
}

json to_json(const ProvenAnswer& answer, const cluster::Classifications& classifications) {
  json items = json::array();
  for (const ProvenPartner& each : answer.partners) {
    items.push_back(
        {{"organisation", to_json(each.card, classifications)},
         {"projects", each.projects},
         {"together", {{"count", each.together_count}, {"projects", mentioned_json(each.together)}}},
         {"near", mentioned_json(each.near)},
         {"common_partners", each.common_partners}});
    if (each.is_member) items.back()["is_member"] = *each.is_member;
  }
  return {{"projects", answer.projects}, {"items", std::move(items)}};
}

}  // namespace grono::app
