#include "app/consortia/agreement.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/clusters.hpp"
#include "app/errors.hpp"
#include "base/error.hpp"
#include "store/agreement_template_store.hpp"
#include "store/organisation_store.hpp"
#include "store/user_store.hpp"

namespace grono::app {
namespace {

using cluster::AgreementTemplate;
using cluster::LocalisedText;
using cluster::Permission;
using nlohmann::json;

// The languages in which the program ships a text.
constexpr std::array<std::string_view, 2> kAgreementLanguages = {"pl", "en"};
constexpr int kMostVersions = 200;

std::string shipped(const Installation& installation, const std::filesystem::path& name) {
  const auto path = installation.settings().share / name;
  std::ifstream in(path, std::ios::binary);
  if (!in) throw StoreUnavailable("a file of the installation is not there: " + path.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

LocalisedText standard_text(const Installation& installation) {
  LocalisedText made;
  for (const std::string_view language : kAgreementLanguages)
    made[std::string(language)] = shipped(installation, "agreements/" + std::string(language) + ".md");
  return made;
}

/// A partner as an agreement names it.
struct Party {
  std::string name, krs, nip, task;
  int share = 0;  ///< ten-thousandths
  Money budget;
  bool is_lead = false;
};

/// What an agreement tells of a consortium, in one language.
struct Terms {
  std::string title, consortium, currency, cluster, coordinator;
  std::optional<Date> closes_on;
  std::vector<Party> parties;
};

/// How numbers, days and words stand in the agreements of a language.
class Writing {
 public:
  Writing(const Installation& installation, std::string language)
      : language_(std::move(language)), words_(json::parse(shipped(installation, "agreements/words.json"))) {
    // A language of which nothing is shipped takes the words of English.
    const auto found = words_.find(language_);
    words_ = found == words_.end() ? words_.at("en") : *found;
  }

  [[nodiscard]] std::string day(Date date) const {
    const std::chrono::year_month_day it(date);
    if (language_ != "pl") return to_string(date);
    return fmt::format("{:02}.{:02}.{}", unsigned(it.day()), unsigned(it.month()), int(it.year()));
  }
  // 1234567.5 is "1 234 567,50" in Polish, with spaces that do not break, and "1,234,567.50" in English.
  [[nodiscard]] std::string amount(Money money) const {
    const std::string written = to_string(money);
    const auto point = written.find('.');
    std::string made;
    for (std::size_t i = 0; i < point; ++i) {
      if (i > 0 && (point - i) % 3 == 0 && written[i - 1] != '-') made += is_polish() ? "\u00a0" : ",";
      made += written[i];
    }
    return made + (is_polish() ? "," : ".") + written.substr(point + 1);
  }
  [[nodiscard]] std::string percent(int ten_thousandths) const {
    return fmt::format("{}{}{:02} %", ten_thousandths / 100, is_polish() ? "," : ".", ten_thousandths % 100);
  }
  [[nodiscard]] std::string word(const char* name) const { return words_.at(name).get<std::string>(); }
  [[nodiscard]] std::string or_none(const std::string& text) const {
    return text.empty() ? word("none") : text;
  }

 private:
  [[nodiscard]] bool is_polish() const { return language_ == "pl"; }
  std::string language_;
  json words_;
};

std::string party_line(const Party& party, const std::string& currency, const Writing& writing) {
  std::string made = "- " + party.name;
  if (!party.krs.empty()) made += ", KRS " + party.krs;
  if (!party.nip.empty()) made += ", NIP " + party.nip;
  made += fmt::format(": {} {}, {} {} {}", writing.word("share"), writing.percent(party.share),
                      writing.word("up_to"), writing.amount(party.budget), currency);
  if (!party.task.empty()) made += "; " + writing.word("brings") + ": " + party.task;
  return made + "\n";
}

std::string agreement_of(const std::string& text, const Terms& terms, const Writing& writing, Date today) {
  std::string partners, signatures, lead;
  Money total;
  for (const Party& each : terms.parties) {
    partners += party_line(each, terms.currency, writing);
    signatures += "- " + each.name + ": ....................\n";
    total += each.budget;
    if (each.is_lead) lead = each.name;
  }
  return cluster::filled(
      text, {{"date", writing.day(today)},
             {"title", writing.or_none(terms.title)},
             {"consortium", writing.or_none(terms.consortium)},
             {"partners", writing.or_none(partners)},
             {"lead", writing.or_none(lead)},
             {"signatures", writing.or_none(signatures)},
             {"partners_number", std::to_string(terms.parties.size())},
             {"total_budget", writing.amount(total)},
             {"currency", terms.currency},
             {"closes_on", terms.closes_on ? writing.day(*terms.closes_on) : writing.word("none")},
             {"cluster", writing.or_none(terms.cluster)},
             {"coordinator", writing.or_none(terms.coordinator)}});
}

std::string in(const LocalisedText& text, const std::string& language) {
  const auto found = cluster::in_language(text, language);
  return found ? std::string(found->text) : "";
}

void name_cluster(store::Transaction& transaction, const cluster::Cluster& cluster,
                  const std::string& language, Terms& terms) {
  terms.cluster = in(cluster.name, language);
  if (!cluster.coordinator) return;
  if (const auto coordinator = store::OrganisationStore(transaction).find(*cluster.coordinator))
    terms.coordinator = coordinator->legal_name;
}

std::vector<Party> parties_of(store::Transaction& transaction, const cluster::Consortium& consortium) {
  std::vector<Party> made;
  for (const cluster::Seat& seat : consortium.seats) {
    if (!cluster::counts(seat.state)) continue;
    const auto organisation = store::OrganisationStore(transaction).find(seat.organisation);
    if (!organisation) continue;
    made.push_back({organisation->legal_name, organisation->registers.krs.value_or(""),
                    organisation->registers.nip.value_or(""), seat.task, seat.share, seat.budget,
                    seat.role == cluster::SeatRole::lead});
  }
  return made;
}

// An invented consortium, marked as such.
Terms sample_terms(const Installation& installation, const std::string& language) {
  const json sample = json::parse(shipped(installation, "agreements/sample.json"));
  const auto text = [&](const json& texts) { return in(texts.get<LocalisedText>(), language); };
  Terms made;
  made.title = text(sample.at("title"));
  made.consortium = text(sample.at("consortium"));
  made.currency = sample.at("currency");
  made.closes_on = parse_date(sample.at("closes_on").get<std::string>());
  for (const json& each : sample.at("partners")) {
    const auto budget = parse_money(each.at("budget").get<std::string>());
    GRONO_INVARIANT(budget);
    made.parties.push_back({each.at("name"), each.value("krs", ""), each.value("nip", ""),
                            text(each.at("task")), each.at("share"), *budget, each.at("role") == "lead"});
  }
  return made;
}

cluster::ClusterId managed_cluster(store::Transaction& transaction, const Caller& caller,
                                   std::string_view cluster) {
  const cluster::ClusterId id = read_cluster(transaction, cluster).id;
  require(caller, Permission::manage_consortium, {id, std::nullopt, {}});
  return id;
}

AgreementTemplateView view_of_template(store::Transaction& transaction, const Installation& installation,
                                       AgreementTemplate agreement) {
  AgreementTemplateView made;
  made.is_standard = agreement.text.empty();
  if (made.is_standard) agreement.text = standard_text(installation);
  if (agreement.written_by)
    if (const auto user = store::UserStore(transaction).find(*agreement.written_by))
      made.written_by = user->display_name;
  made.agreement = std::move(agreement);
  return made;
}

AgreementTemplate template_from(cluster::ClusterId cluster, const json& draft) {
  AgreementTemplate made;
  made.cluster = cluster;
  made.text = cluster::agreement_text_from_json(draft);
  cluster::normalise(made);
  return made;
}

}  // namespace

LocalisedText draft_agreement(store::Transaction& transaction, const Installation& installation,
                              const cluster::Consortium& consortium, const cluster::Opportunity& opportunity,
                              Date today) {
  auto templates = store::AgreementTemplateStore(transaction).current(consortium.cluster).text;
  if (templates.empty()) templates = standard_text(installation);
  const auto cluster = read_cluster(transaction, consortium.cluster.str());
  LocalisedText made;
  for (const auto& [language, text] : templates) {
    Terms terms;
    terms.title = in(opportunity.title, language);
    terms.consortium = consortium.name.empty() ? terms.title : consortium.name;
    terms.currency = opportunity.currency;
    terms.closes_on = opportunity.closes_on;
    terms.parties = parties_of(transaction, consortium);
    name_cluster(transaction, cluster, language, terms);
    made[language] = agreement_of(text, terms, Writing(installation, language), today);
  }
  return made;
}

AgreementTemplateView read_agreement_template(store::Transaction& transaction,
                                              const Installation& installation, const Caller& caller,
                                              std::string_view cluster) {
  const auto id = managed_cluster(transaction, caller, cluster);
  return view_of_template(transaction, installation, store::AgreementTemplateStore(transaction).current(id));
}

std::vector<AgreementTemplateView> agreement_template_versions(store::Transaction& transaction,
                                                               const Installation& installation,
                                                               const Caller& caller,
                                                               std::string_view cluster) {
  const auto id = managed_cluster(transaction, caller, cluster);
  std::vector<AgreementTemplateView> made;
  for (AgreementTemplate& each : store::AgreementTemplateStore(transaction).versions(id, kMostVersions))
    made.push_back(view_of_template(transaction, installation, std::move(each)));
  return made;
}

AgreementTemplateView edit_agreement_template(store::Transaction& transaction,
                                              const Installation& installation, const Caller& caller,
                                              std::string_view cluster, std::int64_t version,
                                              const json& draft) {
  AgreementTemplate written = template_from(managed_cluster(transaction, caller, cluster), draft);
  written.version = version;
  store::AgreementTemplateStore(transaction).write(written);
  return view_of_template(transaction, installation, std::move(written));
}

AgreementTemplateView reset_agreement_template(store::Transaction& transaction,
                                               const Installation& installation, const Caller& caller,
                                               std::string_view cluster, std::int64_t version) {
  AgreementTemplate standard;
  standard.cluster = managed_cluster(transaction, caller, cluster);
  standard.version = version;
  store::AgreementTemplateStore(transaction).write(standard);
  return view_of_template(transaction, installation, std::move(standard));
}

LocalisedText preview_agreement_template(store::Transaction& transaction, const Installation& installation,
                                         const Caller& caller, std::string_view cluster, const json& draft,
                                         Date today) {
  const AgreementTemplate written = template_from(managed_cluster(transaction, caller, cluster), draft);
  const auto of = read_cluster(transaction, cluster);
  LocalisedText made;
  for (const auto& [language, text] : written.text) {
    Terms terms = sample_terms(installation, language);
    name_cluster(transaction, of, language, terms);
    made[language] = agreement_of(text, terms, Writing(installation, language), today);
  }
  return made;
}

json version_to_json(const AgreementTemplateView& view) {
  json made = {
      {"text", view.agreement.text}, {"is_standard", view.is_standard}, {"version", view.agreement.version}};
  if (view.agreement.version > 0) made["written_at"] = to_string(view.agreement.written_at);
  if (!view.written_by.empty()) made["written_by"] = view.written_by;
  return made;
}

json to_json(const AgreementTemplateView& view, const Installation& installation) {
  json made = version_to_json(view);
  made["standard"] = standard_text(installation);
  made["placeholders"] = cluster::agreement_placeholders();
  return made;
}

std::vector<cluster::ReadinessItem> usual_readiness(const Installation& installation,
                                                    std::string_view language) {
  const bool is_shipped = std::find(kAgreementLanguages.begin(), kAgreementLanguages.end(), language) !=
                          kAgreementLanguages.end();
  std::istringstream lines(shipped(
      installation, "readiness/" + std::string(is_shipped ? language : kAgreementLanguages[0]) + ".txt"));
  std::vector<cluster::ReadinessItem> made;
  for (std::string line; std::getline(lines, line);)
    if (!line.empty()) made.push_back({line, false});
  return made;
}

}  // namespace grono::app
