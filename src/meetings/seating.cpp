#include "meetings/seating.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "base/error.hpp"

namespace grono::meetings {
namespace {

using Key = std::tuple<Slot, Participant, Participant>;
Key key_of(const Meeting& meeting) {
  return {meeting.slot, meeting.a, meeting.b};
}

/// The meetings of one slot at its tables.
void seat_slot(std::span<Meeting> meetings, std::uint32_t tables, const std::map<Key, std::uint32_t>& kept,
               std::map<Participant, std::uint32_t>& last_of) {
  GRONO_INVARIANT(meetings.size() <= tables);
  std::set<std::uint32_t> free;
  for (std::uint32_t table = 0; table < tables; ++table) free.insert(free.end(), table);
  std::vector<Meeting*> standing;
  for (Meeting& meeting : meetings) {
    const auto before = kept.find(key_of(meeting));
    if (before != kept.end() && free.erase(before->second) > 0)
      meeting.table = before->second;
    else
      standing.push_back(&meeting);
  }
  for (Meeting* const meeting : standing) {
    std::uint32_t table = *free.begin();
    for (const Participant who : {meeting->b, meeting->a})
      if (const auto last = last_of.find(who); last != last_of.end() && free.contains(last->second))
        table = last->second;
    free.erase(table);
    meeting->table = table;
  }
  for (const Meeting& meeting : meetings) last_of[meeting.a] = last_of[meeting.b] = meeting.table;
}

}  // namespace

void seat(std::vector<Meeting>& meetings, std::span<const std::uint32_t> tables,
          std::span<const Meeting> seated) {
  std::map<Key, std::uint32_t> kept;
  for (const Meeting& meeting : seated) kept[key_of(meeting)] = meeting.table;
  std::map<Participant, std::uint32_t> last_of;
  std::sort(meetings.begin(), meetings.end(),
            [](const Meeting& x, const Meeting& y) { return key_of(x) < key_of(y); });
  for (std::size_t from = 0, to = 0; from < meetings.size(); from = to) {
    while (to < meetings.size() && meetings[to].slot == meetings[from].slot) ++to;
    seat_slot(std::span(meetings).subspan(from, to - from), tables[meetings[from].slot], kept, last_of);
  }
  std::sort(meetings.begin(), meetings.end(), [](const Meeting& x, const Meeting& y) {
    return std::tie(x.slot, x.table) < std::tie(y.slot, y.table);
  });
}

}  // namespace grono::meetings
