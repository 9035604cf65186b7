#include "app/consortia/agreement.hpp"

#include <fstream>
#include <iterator>
#include <map>

#include <fmt/format.h>

#include "base/error.hpp"
#include "store/organisation_store.hpp"

namespace grono::app {
namespace {

using cluster::Seat;

std::string template_in(const Installation& installation, const std::string& language) {
  const auto path = installation.settings().share / "agreements" / (language + ".md");
  std::ifstream in(path, std::ios::binary);
  if (!in) throw StoreUnavailable("the template of the agreement is not there: " + path.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string filled(const std::string& text, const std::map<std::string, std::string>& values) {
  std::string made;
  for (std::size_t at = 0; at < text.size();) {
    const auto open = text.find('{', at), close = open == text.npos ? open : text.find('}', open);
    if (close == text.npos) return made + text.substr(at);
    made += text.substr(at, open - at);
    const std::string name = text.substr(open + 1, close - open - 1);
    const auto found = values.find(name);
    made += found == values.end() ? "{" + name + "}" : found->second;
    at = close + 1;
  }
  return made;
}

std::string party(const cluster::Organisation& organisation, const Seat& seat, const std::string& currency,
                  bool is_polish) {
  std::string made = "- " + organisation.legal_name;
  if (organisation.registers.krs) made += ", KRS " + *organisation.registers.krs;
  if (organisation.registers.nip) made += ", NIP " + *organisation.registers.nip;
  made += fmt::format(": {} {}.{:02} %", is_polish ? "udział" : "share", seat.share / 100, seat.share % 100);
  made += fmt::format(", {} {} {}", is_polish ? "do kwoty" : "up to", to_string(seat.budget), currency);
  if (!seat.task.empty()) made += (is_polish ? "; wnosi: " : "; brings: ") + seat.task;
  return made + "\n";
}

std::string in(const cluster::LocalisedText& text, const std::string& language) {
  const auto found = cluster::in_language(text, language);
  return found ? std::string(found->text) : "";
}

}  // namespace

cluster::LocalisedText draft_agreement(store::Transaction& transaction, const Installation& installation,
                                       const cluster::Consortium& consortium,
                                       const cluster::Opportunity& opportunity, Date today) {
  cluster::LocalisedText made;
  for (const std::string language : {"pl", "en"}) {
    std::string partners, signatures, lead = "…";
    for (const Seat& seat : consortium.seats) {
      if (!cluster::counts(seat.state)) continue;
      const auto organisation = store::OrganisationStore(transaction).find(seat.organisation);
      if (!organisation) continue;
      partners += party(*organisation, seat, opportunity.currency, language == "pl");
      signatures += "- " + organisation->legal_name + ": ....................\n";
      if (seat.role == cluster::SeatRole::lead) lead = organisation->legal_name;
    }
    made[language] = filled(template_in(installation, language), {{"date", to_string(today)},
                                                                  {"title", in(opportunity.title, language)},
                                                                  {"partners", partners},
                                                                  {"signatures", signatures},
                                                                  {"lead", lead}});
  }
  return made;
}

}  // namespace grono::app
