#include "cluster/consortium/consortium.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/invalid_fields.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/names.hpp"
#include "cluster/text_rules.hpp"

namespace grono::cluster {
namespace {

using nlohmann::json;

constexpr std::size_t kMostSeats = 100, kMostReadiness = 100;
constexpr int kWhole = 10'000;

Seat& seat_of(Consortium& consortium, OrganisationId organisation) {
  const auto found = std::find_if(consortium.seats.begin(), consortium.seats.end(), [&](const Seat& each) {
    return each.organisation == organisation && each.state != SeatState::replaced;
  });
  if (found == consortium.seats.end())
    throw InvalidInput("/organisation", "has no seat in the consortium", "choose one that has");
  return *found;
}

void require_forming(const Consortium& consortium) {
  if (consortium.stage != ConsortiumStage::forming)
    throw InvalidInput("/stage", "the consortium is not forming any more", "look at what became of it");
}

bool has_seat(const Consortium& consortium, OrganisationId organisation) {
  return std::any_of(consortium.seats.begin(), consortium.seats.end(), [&](const Seat& each) {
    return each.organisation == organisation && counts(each.state);
  });
}

std::string percent(int ten_thousandths) {
  return fmt::format("{}.{:02}", ten_thousandths / 100, ten_thousandths % 100);
}

int share_from(JsonReader& reader) {
  const double share = reader.number("share").value_or(0);
  if (!(share >= 0 && share <= 1))
    throw InvalidInput(reader.at("share"), "is no share", "give 0 to 1: 0.25 is a quarter");
  return static_cast<int>(std::lround(share * kWhole));
}

Money budget_from(JsonReader& reader) {
  const auto written = reader.text("budget");
  const auto amount = parse_money(written.value_or("0"));
  if (!amount || amount->hundredths < 0)
    throw InvalidInput(reader.at("budget"), "\"" + written.value_or("") + "\" is no amount",
                       "write it as \"1234.50\", without the currency");
  return *amount;
}

// Of a seat that is there only what may change; a new one is proposed.
Seat seat_from(const json& object, const std::string& pointer, const Consortium& base) {
  JsonReader reader(object, pointer);
  Seat made;
  made.organisation = reader.required("organisation", reader.id<OrganisationId>("organisation"));
  for (const Seat& each : base.seats)
    if (each.organisation == made.organisation && each.state != SeatState::replaced) made = each;
  made.role = reader.named<SeatRole>("role").value_or(SeatRole::partner);
  made.share = share_from(reader);
  made.budget = budget_from(reader);
  made.task = stored_text(reader.at("task"), reader.text("task").value_or(""), 500, false);
  reader.ignore({"name", "state", "reason", "replaces", "answered_at"});
  reader.expect_nothing_else();
  return made;
}

// Who was asked has a say in it: such a seat is replaced or left, never simply gone.
void keep_those_asked(std::vector<Seat>& seats, const Consortium& base) {
  for (const Seat& each : base.seats) {
    const bool is_there = std::any_of(
        seats.begin(), seats.end(), [&](const Seat& seat) { return seat.organisation == each.organisation; });
    if (is_there || each.state == SeatState::proposed) continue;
    if (!counts(each.state)) {
      seats.push_back(each);
      seats.back().state = SeatState::replaced;
      continue;
    }
    throw InvalidInput("/seats", "somebody who was asked is left out",
                       "replace the partner, or dissolve the consortium");
  }
}

ReadinessItem readiness_item_from(const json& object, const std::string& pointer) {
  JsonReader reader(object, pointer);
  ReadinessItem made;
  made.text = stored_text(reader.at("text"), reader.required("text", reader.text("text")), 500, false);
  made.is_done = reader.flag("is_done");
  reader.expect_nothing_else();
  return made;
}

}  // namespace

std::vector<Audience> viewers(const Consortium& consortium) {
  std::vector<Audience> made = {{Audience::Kind::runners_of, consortium.cluster.uuid}};
  for (const Seat& each : consortium.seats)
    if (each.state != SeatState::proposed && each.state != SeatState::replaced)
      made.push_back({Audience::Kind::people_of, each.organisation.uuid});
  std::sort(made.begin(), made.end());
  made.erase(std::unique(made.begin(), made.end()), made.end());
  return made;
}

bool sees_consortium(const Actor& actor, const Consortium& consortium) {
  return is_among(actor, viewers(consortium));
}

void normalise(Consortium& consortium) {
  consortium.name = stored_text("/name", consortium.name, 200, false);
  normalise_texts("/agreement", consortium.agreement, 200'000, true);
  if (consortium.seats.size() > kMostSeats)
    throw InvalidInput("/seats", "are too many", fmt::format("give at most {}", kMostSeats));
  if (consortium.readiness.size() > kMostReadiness)
    throw InvalidInput("/readiness", "are too many", fmt::format("give at most {}", kMostReadiness));
  std::erase_if(consortium.readiness, [](const ReadinessItem& each) { return each.text.empty(); });
  int leads = 0;
  for (std::size_t i = 0; i < consortium.seats.size(); ++i) {
    const Seat& seat = consortium.seats[i];
    if (!counts(seat.state)) continue;
    for (std::size_t j = 0; j < i; ++j)
      if (consortium.seats[j].organisation == seat.organisation && counts(consortium.seats[j].state))
        throw InvalidInput(fmt::format("/seats/{}/organisation", i), "has a seat already",
                           "give each organisation one seat");
    if (seat.role == SeatRole::lead && ++leads > 1)
      throw InvalidInput(fmt::format("/seats/{}/role", i), "somebody else leads already", "let one lead");
  }
}

void invite(Consortium& consortium) {
  require_forming(consortium);
  bool is_anybody = false;
  for (Seat& each : consortium.seats)
    if (each.state == SeatState::proposed) {
      each.state = SeatState::invited;
      is_anybody = true;
    }
  if (!is_anybody) throw InvalidInput("/seats", "nobody is left to be asked", "propose somebody first");
}

void answer_seat(Consortium& consortium, OrganisationId organisation, bool accepts, std::string reason) {
  require_forming(consortium);
  Seat& seat = seat_of(consortium, organisation);
  if (seat.state != SeatState::invited)
    throw InvalidInput("/organisation", "has no question to answer", "look at what became of it");
  if (!accepts && reason.empty())
    throw InvalidInput("/reason", "is missing", "say why, so that the coordinator can find somebody else");
  seat.state = accepts ? SeatState::accepted : SeatState::refused;
  seat.reason = accepts ? "" : std::move(reason);
}

void withdraw_seat(Consortium& consortium, OrganisationId organisation, std::string reason) {
  if (consortium.stage == ConsortiumStage::project)
    throw InvalidInput("/stage", "a project carries on for the consortium", "leave the project");
  if (consortium.stage == ConsortiumStage::dissolved)
    throw InvalidInput("/stage", "the consortium is not forming any more", "look at what became of it");
  Seat& seat = seat_of(consortium, organisation);
  if (seat.state != SeatState::accepted)
    throw InvalidInput("/organisation", "has not accepted", "answer the question");
  if (reason.empty())
    throw InvalidInput("/reason", "is missing", "say why, so that the coordinator can find somebody else");
  seat.state = SeatState::withdrawn;
  seat.reason = std::move(reason);
  consortium.stage = ConsortiumStage::forming;
}

void replace_seat(Consortium& consortium, OrganisationId organisation, OrganisationId by) {
  require_forming(consortium);
  if (has_seat(consortium, by)) throw InvalidInput("/by", "has a seat already", "choose somebody else");
  Seat& left = seat_of(consortium, organisation);
  Seat made;
  made.organisation = by;
  made.role = left.role;
  made.share = left.share;
  made.budget = left.budget;
  made.task = left.task;
  made.replaces = organisation;
  left.state = SeatState::replaced;
  left.role = SeatRole::partner;
  consortium.seats.push_back(std::move(made));
}

void give_up_seat(Consortium& consortium, OrganisationId organisation) {
  require_forming(consortium);
  Seat& seat = seat_of(consortium, organisation);
  if (seat.state == SeatState::accepted)
    throw InvalidInput("/organisation", "has accepted", "choose somebody else for the seat");
  seat.state = SeatState::replaced;
  seat.role = SeatRole::partner;
}

std::vector<InvalidInput> open_ends(const Consortium& consortium) {
  std::vector<InvalidInput> made;
  int partners = 0, waiting = 0, shares = 0, leads = 0, gone = 0;
  for (const Seat& each : consortium.seats) {
    if (each.state == SeatState::refused || each.state == SeatState::withdrawn) ++gone;
    if (!counts(each.state)) continue;
    ++partners;
    waiting += each.state != SeatState::accepted;
    shares += each.share;
    leads += each.role == SeatRole::lead;
  }
  if (partners < 2)
    made.emplace_back("/seats", "there are fewer than two partners", "a consortium has at least two partners");
  if (waiting > 0)
    made.emplace_back("/seats", fmt::format("partners who have not accepted yet: {}", waiting),
                      "wait for their answers, or replace them");
  if (gone > 0)
    made.emplace_back("/seats", fmt::format("empty seats: {}", gone), "propose somebody else for each");
  if (leads != 1) made.emplace_back("/seats", "nobody leads", "choose who leads the consortium");
  if (shares != kWhole)
    made.emplace_back("/seats", fmt::format("the shares sum to {} % and not to 100 %", percent(shares)),
                      "change them until they do");
  if (consortium.agreement.empty()) made.emplace_back("/agreement", "the agreement is empty", "draft the agreement first");
  return made;
}

void agree(Consortium& consortium) {
  require_forming(consortium);
  if (auto open = open_ends(consortium); !open.empty()) throw InvalidFields(std::move(open));
  consortium.stage = ConsortiumStage::agreed;
}

void dissolve(Consortium& consortium, std::string reason) {
  if (consortium.stage == ConsortiumStage::project)
    throw InvalidInput("/stage", "a project carries on for the consortium", "abandon the project");
  if (reason.empty()) throw InvalidInput("/reason", "is missing", "say why the consortium is given up");
  consortium.stage = ConsortiumStage::dissolved;
  consortium.dissolved_reason = std::move(reason);
}

json stored_seats(const std::vector<Seat>& seats) {
  json made = json::array();
  for (const Seat& each : seats) {
    json one = {{"organisation", each.organisation.str()},
                {"role", name_of(each.role)},
                {"state", name_of(each.state)},
                {"share", each.share / static_cast<double>(kWhole)},
                {"budget", to_string(each.budget)},
                {"task", each.task}};
    if (!each.reason.empty()) one["reason"] = each.reason;
    if (each.replaces) one["replaces"] = each.replaces->str();
    if (each.answered_at) one["answered_at"] = to_string(*each.answered_at);
    if (each.answered_by) one["answered_by"] = each.answered_by->str();
    made.push_back(std::move(one));
  }
  return made;
}

std::vector<Seat> seats_from_stored(const json& stored) {
  std::vector<Seat> made;
  for (const json& each : stored) {
    JsonReader reader(each, "/seats");
    Seat seat;
    seat.organisation = reader.required("organisation", reader.id<OrganisationId>("organisation"));
    seat.role = reader.required("role", reader.named<SeatRole>("role"));
    seat.state = reader.required("state", reader.named<SeatState>("state"));
    seat.share = share_from(reader);
    seat.budget = budget_from(reader);
    seat.task = reader.text("task").value_or("");
    seat.reason = reader.text("reason").value_or("");
    seat.replaces = reader.id<OrganisationId>("replaces");
    seat.answered_at = reader.moment("answered_at");
    seat.answered_by = reader.id<UserId>("answered_by");
    made.push_back(std::move(seat));
  }
  return made;
}

json stored_readiness(const std::vector<ReadinessItem>& items) {
  json made = json::array();
  for (const ReadinessItem& each : items) made.push_back({{"text", each.text}, {"is_done", each.is_done}});
  return made;
}

std::vector<ReadinessItem> readiness_from_stored(const json& stored) {
  std::vector<ReadinessItem> made;
  for (const json& each : stored) made.push_back(readiness_item_from(each, "/readiness"));
  return made;
}

json to_json(const Consortium& consortium) {
  json made = {{"id", consortium.id.str()},
               {"opportunity", consortium.opportunity.str()},
               {"cluster", consortium.cluster.str()},
               {"name", consortium.name},
               {"stage", name_of(consortium.stage)},
               {"seats", stored_seats(consortium.seats)},
               {"agreement", consortium.agreement},
               {"readiness", stored_readiness(consortium.readiness)},
               {"version", consortium.version},
               {"created_at", to_string(consortium.created_at)},
               {"updated_at", to_string(consortium.updated_at)}};
  for (json& seat : made["seats"]) seat.erase("answered_by");
  if (!consortium.dissolved_reason.empty()) made["dissolved_reason"] = consortium.dissolved_reason;
  if (consortium.project) made["project"] = consortium.project->str();
  return made;
}

Consortium consortium_from_json(const json& object, Consortium base) {
  JsonReader reader(object, "");
  base.name = reader.text("name").value_or(base.name);
  if (reader.has("seats")) {
    auto seats = reader.list("seats", [&](const json& each, const std::string& pointer) {
      return seat_from(each, pointer, base);
    });
    keep_those_asked(seats, base);
    base.seats = std::move(seats);
  }
  if (reader.has("agreement")) base.agreement = reader.localised("agreement");
  if (reader.has("readiness")) base.readiness = reader.list("readiness", readiness_item_from);
  reader.ignore({"id", "opportunity", "cluster", "stage", "dissolved_reason", "project", "opportunity_title",
                 "open_ends", "own", "may", "currency", "closes_on", "is_over", "project_title", "version", "created_at",
                 "updated_at"});
  reader.expect_nothing_else();
  return base;
}

}  // namespace grono::cluster
