#include "app/commerce/needs.hpp"

#include <algorithm>
#include <functional>

#include "app/clock.hpp"
#include "app/clusters.hpp"
#include "app/commerce/owners.hpp"
#include "app/consortia/candidates.hpp"
#include "app/word_forms.hpp"
#include "base/error.hpp"
#include "cluster/names.hpp"
#include "matching/similar_texts.hpp"
#include "store/offer_store.hpp"
#include "store/product_store.hpp"

namespace grono::app {
namespace {

using cluster::Capability;
using cluster::Organisation;
using cluster::OrganisationKind;

constexpr int kMostAnswersCompared = 5'000;
// Lower than what calls two ideas alike: a hospital and a maker have fewer words in common.
constexpr double kLeastAnswer = 0.25;
constexpr std::size_t kMostAnswers = 3;

struct SeenNeed {
  const Organisation* organisation;
  const Capability* need;
};

WordForms forms_of_need(const Capability& need, const Installation& installation) {
  WordForms forms(*installation.lemmatiser());
  forms.add(need.title);
  forms.add(need.description);
  for (const std::string& tag : need.tags) forms.add(tag, "");
  return forms;
}

bool has_every_word(const std::string& joined, const std::vector<std::vector<std::string>>& sought) {
  return std::all_of(sought.begin(), sought.end(), [&](const std::vector<std::string>& forms) {
    return std::any_of(forms.begin(), forms.end(),
                       [&](const std::string& form) { return joined.find(" " + form) != std::string::npos; });
  });
}

std::string text_in(const cluster::LocalisedText& texts, const std::string& language) {
  const auto found = texts.find(language);
  return found == texts.end() ? std::string() : found->second;
}

// The shared words as the need has them: in the reader's language, or else in any.
std::vector<std::string> shared_words(std::span<const std::string> forms, const Capability& need,
                                      const std::string& language, const Installation& installation) {
  std::string tags;
  for (const std::string& each : need.tags) tags += "\n" + each;
  const auto in = [&](const std::string& one) {
    return as_written(forms, text_in(need.title, one) + "\n" + text_in(need.description, one) + tags, one,
                      *installation.lemmatiser());
  };
  std::vector<std::string> made = in(language);
  for (auto each = need.title.begin(); made.empty() && each != need.title.end(); ++each)
    made = in(each->first);
  return made;
}

/// Products and offers that the caller sees, to be compared with one need after another.
class Answers {
 public:
  Answers(store::Transaction& transaction, const Installation& installation, const Caller& caller,
          cluster::ClusterId cluster)
      : installation_(installation), caller_(caller), names_(transaction) {
    const auto audiences = cluster::audiences_of(caller.actor);
    for (auto& [product, words] :
         store::ProductStore(transaction).with_words({cluster, audiences}, kMostAnswersCompared))
      add("product", cluster::DisclosedKind::product, std::move(product), words);
    store::OfferFilter open{cluster, audiences};
    open.open_on = today();
    for (auto& [offer, words] : store::OfferStore(transaction).with_words(open, kMostAnswersCompared))
      add("market_offer", cluster::DisclosedKind::market_offer, std::move(offer), words);
  }

  std::vector<NeedAnswer> to(const Capability& need, cluster::OrganisationId asker) {
    std::vector<NeedAnswer> made;
    const auto words = forms_of_need(need, installation_).sorted();
    // One's own things answer no need of one's own: a few more are asked for in their place.
    for (auto& found :
         matching::similar_texts(words, texts_, kLeastAnswer, kMostAnswers + kMostAnswersCompared / 100)) {
      Candidate& each = candidates_[found.text];
      if (each.organisation == asker) continue;
      // "for", "dla", "or": where nothing else is shared, nothing is said of the same thing.
      auto shared = shared_words(found.shared, need, caller_.language, installation_);
      if (shared.empty()) continue;
      each.note(caller_);
      NeedAnswer answer{each.kind, each.id, each.title, "", found.similarity, std::move(shared)};
      if (each.organisation) answer.organisation_name = names_.organisation(*each.organisation);
      made.push_back(std::move(answer));
      if (made.size() == kMostAnswers) break;
    }
    return made;
  }

 private:
  struct Candidate {
    const char* kind;
    std::string id;
    cluster::LocalisedText title;
    std::optional<cluster::OrganisationId> organisation;
    std::function<void(const Caller&)> note;
  };

  template <class Thing>
  void add(const char* kind, cluster::DisclosedKind disclosed, Thing thing, const std::string& words) {
    WordForms title(*installation_.lemmatiser());
    title.add(thing.title);
    texts_.push_back({title.sorted(), split_forms(words)});
    candidates_.push_back(
        {kind, thing.id.str(), thing.title, thing.organisation, [disclosed, thing](const Caller& caller) {
           note_commerce(caller, disclosed, thing, cluster::DisclosureChannel::commerce);
         }});
  }

  const Installation& installation_;
  const Caller& caller_;
  KnownNames names_;
  std::vector<matching::ComparedText> texts_;
  std::vector<Candidate> candidates_;
};

std::vector<SeenNeed> needs_sought(const std::vector<Organisation>& members, const Installation& installation,
                                   const NeedQuestion& question) {
  const std::vector<OrganisationKind> kinds =
      question.kinds.empty() ? std::vector{OrganisationKind::clinical_user, OrganisationKind::enterprise,
                                           OrganisationKind::start_up}
                             : question.kinds;
  const auto sought = forms_sought(*installation.lemmatiser(), question.text);
  std::vector<SeenNeed> made;
  for (const Organisation& each : members) {
    if (std::find(kinds.begin(), kinds.end(), each.kind) == kinds.end()) continue;
    for (const Capability& need : each.needs)
      if (sought.empty() || has_every_word(forms_of_need(need, installation).joined(), sought))
        made.push_back({&each, &need});
  }
  std::sort(made.begin(), made.end(),
            [](const SeenNeed& a, const SeenNeed& b) { return b.need->id < a.need->id; });
  return made;
}

}  // namespace

NeedList list_market_needs(store::Transaction& transaction, const Installation& installation,
                           const Caller& caller, std::string_view cluster, const NeedQuestion& question,
                           const store::PageRequest& page) {
  std::optional<cluster::CapabilityId> after;
  if (!page.cursor.empty()) {
    after = cluster::CapabilityId::parse(page.cursor);
    if (!after)
      throw InvalidInput("query/cursor", "is of no page", "take it from \"next\" of the page before");
  }
  const auto id = read_cluster(transaction, cluster).id;
  const auto members = members_seen(transaction, caller, id);
  const auto found = needs_sought(members, installation, question);
  NeedList made;
  made.total = static_cast<std::int64_t>(found.size());
  auto first = after ? std::find_if(found.begin(), found.end(),
                                    [&](const SeenNeed& each) { return each.need->id < *after; })
                     : found.begin();
  if (first == found.end()) return made;
  Answers answers(transaction, installation, caller, id);
  for (; first != found.end(); ++first) {
    if (made.items.size() == static_cast<std::size_t>(page.limit)) {
      made.next = made.items.back().need.id.str();
      break;
    }
    const Organisation& organisation = *first->organisation;
    const Capability& need = *first->need;
    note_shown(caller, cluster::sharing_of(need, organisation.id),
               {organisation.id, cluster::DisclosedKind::need, need.id.uuid, organisation.version,
                cluster::DisclosureChannel::commerce, need.title});
    made.items.push_back({organisation.id, organisation.legal_name, organisation.kind, need,
                          answers.to(need, organisation.id)});
  }
  return made;
}

nlohmann::json to_json(const NeedView& view) {
  nlohmann::json answers = nlohmann::json::array();
  for (const NeedAnswer& each : view.answers) {
    nlohmann::json answer = {{"kind", each.kind},
                             {"id", each.id},
                             {"title", each.title},
                             {"similarity", each.similarity},
                             {"shared", each.shared}};
    if (!each.organisation_name.empty()) answer["organisation_name"] = each.organisation_name;
    answers.push_back(std::move(answer));
  }
  nlohmann::json made = {{"id", view.need.id.str()},
                         {"organisation", view.organisation.str()},
                         {"organisation_name", view.organisation_name},
                         {"organisation_kind", name_of(view.organisation_kind)},
                         {"kind", name_of(view.need.kind)},
                         {"title", view.need.title},
                         {"description", view.need.description},
                         {"tags", view.need.tags},
                         {"visibility", name_of(view.need.visibility)},
                         {"answers", std::move(answers)}};
  if (view.need.trl_from) made["trl_from"] = *view.need.trl_from;
  if (view.need.trl_to) made["trl_to"] = *view.need.trl_to;
  return made;
}

}  // namespace grono::app
