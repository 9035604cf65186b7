#include "store/moved_seats.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "store/consortium_store.hpp"
#include "store/sql.hpp"

namespace grono::store {
namespace {

using cluster::Consortium;
using cluster::ConsortiumId;
using cluster::OrganisationId;
using cluster::Seat;
using cluster::SeatState;
using nlohmann::json;

Seat* seat_in(Consortium& consortium, OrganisationId organisation, bool is_replaced = false) {
  const auto found = std::find_if(consortium.seats.begin(), consortium.seats.end(), [&](const Seat& each) {
    return each.organisation == organisation && (each.state == SeatState::replaced) == is_replaced;
  });
  return found == consortium.seats.end() ? nullptr : &*found;
}

json stored_seat(const Seat& seat) {
  return cluster::stored_seats({seat})[0];
}
Seat seat_from_stored(const json& stored) {
  return cluster::seats_from_stored(json::array({stored})).front();
}

// One seat with what two had.
void join_seats(Seat& kept, Seat& gone) {
  constexpr int kWhole = 10'000;
  kept.share = std::min(kWhole, kept.share + gone.share);
  kept.budget += gone.budget;
  if (!gone.task.empty() && kept.task != gone.task) {
    const std::string both = kept.task.empty() ? gone.task : kept.task + ", " + gone.task;
    if (both.size() <= 500) kept.task = both;
  }
  if (gone.role == cluster::SeatRole::lead) kept.role = cluster::SeatRole::lead;
  // Of being proposed, asked and having agreed the furthest: the people are the same.
  if (gone.state > kept.state) {
    kept.state = gone.state;
    kept.answered_at = gone.answered_at;
    kept.answered_by = gone.answered_by;
  }
  gone.state = SeatState::replaced;
  gone.role = cluster::SeatRole::partner;
}

// What the joined seat has above what came from the other; as it was, where nobody has changed it since.
void part_seats(Seat& kept, const json& how) {
  if (stored_seat(kept) == how["joined"]) {
    kept = seat_from_stored(how["kept"]);
    return;
  }
  const Seat gone = seat_from_stored(how["gone"]);
  kept.share = std::max(0, kept.share - gone.share);
  kept.budget.hundredths = std::max<std::int64_t>(0, kept.budget.hundredths - gone.budget.hundredths);
  if (gone.role == cluster::SeatRole::lead) kept.role = cluster::SeatRole::partner;
}

}  // namespace

json move_seats(Transaction& transaction, OrganisationId from, OrganisationId to) {
  ConsortiumId id;
  const std::string names_from = "%" + from.str() + "%";
  soci::statement statement =
      (transaction.sql().prepare << "SELECT id FROM consortium WHERE seats LIKE :names ORDER BY id",
       soci::into(id), soci::use(names_from, "names"));
  std::vector<ConsortiumId> concerned;
  each_row(statement, [&] { concerned.push_back(id); });
  json moved = json::array();
  ConsortiumStore consortia(transaction);
  for (const ConsortiumId& each : concerned) {
    Consortium consortium = *consortia.find(each);
    Seat* const gone = seat_in(consortium, from);
    Seat* const kept = seat_in(consortium, to);
    // One who refused or left stays so, where the other is in.
    if (gone == nullptr || (kept != nullptr && !cluster::counts(gone->state))) continue;
    json how = {{"consortium", each.str()}, {"gone", stored_seat(*gone)}};
    if (kept != nullptr) how["kept"] = stored_seat(*kept);
    if (kept != nullptr && cluster::counts(kept->state)) {
      join_seats(*kept, *gone);
      how["joined"] = stored_seat(*kept);
    } else {
      if (kept != nullptr) kept->state = SeatState::replaced;
      gone->organisation = to;
    }
    consortia.update(consortium);
    moved.push_back(std::move(how));
  }
  return moved;
}

void move_seats_back(Transaction& transaction, const json& moved, OrganisationId from, OrganisationId to) {
  ConsortiumStore consortia(transaction);
  for (const json& how : moved) {
    Consortium consortium = *consortia.find(*ConsortiumId::parse(how["consortium"].get<std::string>()));
    Seat* const kept = seat_in(consortium, to);
    if (how.contains("joined")) {
      Seat* const gone = seat_in(consortium, from, true);
      if (gone == nullptr || kept == nullptr) continue;
      part_seats(*kept, how);
      *gone = seat_from_stored(how["gone"]);
    } else {
      if (kept == nullptr || seat_in(consortium, from) != nullptr) continue;
      kept->organisation = from;
      if (Seat* const former = seat_in(consortium, to, true); former != nullptr && how.contains("kept"))
        *former = seat_from_stored(how["kept"]);
    }
    consortia.update(consortium);
  }
}

}  // namespace grono::store
