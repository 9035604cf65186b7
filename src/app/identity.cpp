#include "app/identity.hpp"

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "text/fold.hpp"

namespace grono::app {
namespace {

using cluster::Organisation;
using cluster::Registers;
using Where = IdentityIndex::Where;

// As `name_key` leaves them; longer forms before those they end with.
constexpr std::array<std::string_view, 26> kLegalForms = {
    "spolka z ograniczona odpowiedzialnoscia spolka komandytowa",
    "spolka z ograniczona odpowiedzialnoscia",
    "sp z o o sp k",
    "prosta spolka akcyjna",
    "spolka komandytowa",
    "spolka akcyjna",
    "spolka jawna",
    "sp z o o",
    "sp z oo",
    "spzoo",
    "sp k",
    "sp j",
    "p s a",
    "s c",
    "s a",
    "sa",
    "gmbh",
    "ag",
    "limited",
    "ltd",
    "llc",
    "inc",
    "s r o",
    "srl",
    "s r l",
    "s p a"};

std::string locality_of(const Organisation& organisation) {
  const auto* place = cluster::main_place(organisation);
  return place ? text::name_key(place->locality) : std::string();
}

std::string country_of(const Organisation& organisation) {
  const auto* place = cluster::main_place(organisation);
  return place ? place->country : std::string();
}

// Register and number; a Polish VAT number is a NIP.
std::vector<std::string> numbers_of(const Registers& registers) {
  std::vector<std::string> made;
  if (registers.nip) made.push_back("NIP " + *registers.nip);
  if (registers.regon) made.push_back("REGON " + *registers.regon);
  if (registers.krs) made.push_back("KRS " + *registers.krs);
  if (registers.eu_vat)
    made.push_back(registers.eu_vat->starts_with("PL") ? "NIP " + registers.eu_vat->substr(2)
                                                       : "VAT " + *registers.eu_vat);
  return made;
}

bool contradict(const Registers& a, const Registers& b) {
  const auto differ = [](const auto& x, const auto& y) { return x && y && *x != *y; };
  return differ(a.nip, b.nip) || differ(a.regon, b.regon) || differ(a.krs, b.krs) ||
         differ(a.eu_vat, b.eu_vat);
}

std::string name_and_place(const Organisation& organisation) {
  return text::name_key(organisation.legal_name) + "|" + country_of(organisation) + "|" +
         locality_of(organisation);
}

// A place that is not known may be any.
bool may_be_one_place(const Where& a, const Where& b) {
  const auto agree = [](const std::string& x, const std::string& y) {
    return x.empty() || y.empty() || x == y;
  };
  return agree(a.country, b.country) && agree(a.locality, b.locality);
}

Where where(const Organisation& organisation) {
  return {country_of(organisation), locality_of(organisation)};
}

}  // namespace

std::string_view name_of(SameBy reason) {
  switch (reason) {
    case SameBy::id:
      return "same_id";
    case SameBy::register_number:
      return "same_register";
    case SameBy::name_and_place:
      return "same_name_and_place";
    case SameBy::similar_name_and_place:
      return "similar_name_and_place";
  }
  GRONO_INVARIANT(!"reason without a name");
  return {};
}

double SameAs::certainty() const {
  switch (by) {
    case SameBy::id:
      return 1;
    case SameBy::register_number:
      return 0.98;
    case SameBy::name_and_place:
      return 0.9;
    case SameBy::similar_name_and_place:
      return 0.6;
  }
  return 0;
}

std::string bare_name(std::string_view name) {
  std::string key = text::name_key(name);
  // A limited partnership of a limited company bears two.
  for (bool is_shorter = true; is_shorter;) {
    is_shorter = false;
    for (const std::string_view form : kLegalForms) {
      if (key.size() <= form.size() || !key.ends_with(form) || key[key.size() - form.size() - 1] != ' ')
        continue;
      key.resize(key.size() - form.size() - 1);
      is_shorter = true;
    }
  }
  return key;
}

std::optional<SameAs> same(const Organisation& a, const Organisation& b) {
  if (!a.id.is_nil() && a.id == b.id) return SameAs{SameBy::id, a.id.str()};
  const auto numbers = numbers_of(b.registers);
  for (const auto& number : numbers_of(a.registers))
    if (std::find(numbers.begin(), numbers.end(), number) != numbers.end())
      return SameAs{SameBy::register_number, number};
  if (contradict(a.registers, b.registers)) return std::nullopt;
  if (name_and_place(a) == name_and_place(b)) return SameAs{SameBy::name_and_place, b.legal_name};
  if (bare_name(a.legal_name) == bare_name(b.legal_name) && may_be_one_place(where(a), where(b)))
    return SameAs{SameBy::similar_name_and_place, b.legal_name};
  return std::nullopt;
}

std::size_t IdentityIndex::add(const Organisation& organisation) {
  const std::size_t entry = registers_.size();
  registers_.push_back(organisation.registers);
  places_.push_back(where(organisation));
  add_to(entry, organisation);
  return entry;
}

void IdentityIndex::add_to(std::size_t entry, const Organisation& organisation) {
  if (!organisation.id.is_nil()) by_id_.emplace(organisation.id, entry);
  for (auto& number : numbers_of(organisation.registers)) by_number_.emplace(std::move(number), entry);
  const auto note = [entry](std::vector<std::size_t>& entries) {
    if (std::find(entries.begin(), entries.end(), entry) == entries.end()) entries.push_back(entry);
  };
  note(by_name_[name_and_place(organisation)]);
  note(by_bare_name_[bare_name(organisation.legal_name)]);
}

std::optional<std::size_t> IdentityIndex::fitting(const Entries& entries, const std::string& key,
                                                  const Registers& registers) const {
  const auto found = entries.find(key);
  if (found == entries.end()) return std::nullopt;
  for (const auto entry : found->second)
    if (!contradict(registers_[entry], registers)) return entry;
  return std::nullopt;
}

std::optional<IdentityIndex::Match> IdentityIndex::find(const Organisation& organisation) const {
  if (const auto found = by_id_.find(organisation.id); !organisation.id.is_nil() && found != by_id_.end())
    return Match{found->second, {SameBy::id, organisation.id.str()}};
  if (auto found = other_with_number(organisation, std::nullopt)) return found;
  if (const auto entry = fitting(by_name_, name_and_place(organisation), organisation.registers))
    return Match{*entry, {SameBy::name_and_place, organisation.legal_name}};
  const auto alike = by_bare_name_.find(bare_name(organisation.legal_name));
  if (alike == by_bare_name_.end()) return std::nullopt;
  const Where here = where(organisation);
  for (const auto entry : alike->second)
    if (!contradict(registers_[entry], organisation.registers) && may_be_one_place(places_[entry], here))
      return Match{entry, {SameBy::similar_name_and_place, organisation.legal_name}};
  return std::nullopt;
}

std::optional<IdentityIndex::Match> IdentityIndex::other_with_number(const Organisation& organisation,
                                                                     std::optional<std::size_t> but) const {
  for (auto& number : numbers_of(organisation.registers))
    if (const auto found = by_number_.find(number); found != by_number_.end() && found->second != but)
      return Match{found->second, {SameBy::register_number, std::move(number)}};
  return std::nullopt;
}

}  // namespace grono::app
