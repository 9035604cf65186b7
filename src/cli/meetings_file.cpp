#include "cli/meetings_file.hpp"

#include <algorithm>
#include <utility>

#include "base/error.hpp"
#include "cluster/json_reader.hpp"

namespace grono::cli {
namespace {

using cluster::JsonReader;
using meetings::Basis;
using meetings::Fate;
using nlohmann::json;
using nlohmann::ordered_json;

const char* name_of(Basis basis) {
  switch (basis) {
    case Basis::mutual:
      return "mutual";
    case Basis::one_sided:
      return "one_sided";
    case Basis::recommended:
      return "recommended";
    case Basis::none:
      break;
  }
  return "none";
}

Basis basis_of(const std::string& name) {
  for (const Basis basis : {Basis::mutual, Basis::one_sided, Basis::recommended})
    if (name == name_of(basis)) return basis;
  return Basis::none;
}

const char* name_of(Fate fate) {
  switch (fate) {
    case Fate::kept:
      return "kept";
    case Fate::moved:
      return "moved";
    case Fate::impossible:
      return "impossible";
    case Fate::dropped:
      break;
  }
  return "dropped";
}

template <class T>
T needed(JsonReader& reader, std::string_view field, std::optional<T> value) {
  return reader.required(field, std::move(value));
}

std::uint32_t count_of(JsonReader& reader, std::string_view field, std::int64_t value) {
  if (value < 0 || value > 1'000'000)
    throw InvalidInput(reader.at(field), "is " + std::to_string(value),
                       "give a whole number from 0 to 1000000");
  return static_cast<std::uint32_t>(value);
}

using Numbers = std::unordered_map<std::string, std::uint32_t>;

void add_name(Numbers& numbers, std::vector<std::string>& names, std::string name, const std::string& where) {
  if (!numbers.emplace(name, static_cast<std::uint32_t>(names.size())).second)
    throw InvalidInput(where, "\"" + name + "\" comes twice", "give each an id of its own");
  names.push_back(std::move(name));
}

std::uint32_t number_of(const Numbers& numbers, JsonReader& reader, std::string_view field) {
  const std::string name = needed(reader, field, reader.text(field));
  const auto at = numbers.find(name);
  if (at == numbers.end())
    throw InvalidInput(reader.at(field), "there is no \"" + name + "\"", "name one of the file");
  return at->second;
}

/// The place in the words of the file: "wishes/3" stands there as "/wishes/3".
[[noreturn]] void rethrow_with_pointer(const InvalidInput& wrong) {
  throw InvalidInput("/" + wrong.where(), wrong.problem(), wrong.mend());
}

}  // namespace

MeetingsFile::MeetingsFile(const json& document) {
  JsonReader reader(document, "");
  const auto each = [&](const char* field, auto read) {
    (void)reader.list(
        field, [&](const json& element, const std::string& pointer) { return read(element, pointer), 0; });
  };
  each("slots", [&](const json& one, const std::string& at) { read_slot(one, at); });
  each("participants", [&](const json& one, const std::string& at) { read_participant(one, at); });
  each("wishes", [&](const json& one, const std::string& at) {
    JsonReader fields(one, at);
    const auto from = number_of(participant_numbers_, fields, "from"),
               to = number_of(participant_numbers_, fields, "to");
    problem_.wishes.push_back({from, to, fields.number("strength").value_or(1)});
    fields.expect_nothing_else();
  });
  each("recommendations", [&](const json& one, const std::string& at) {
    JsonReader fields(one, at);
    const auto a = number_of(participant_numbers_, fields, "a"),
               b = number_of(participant_numbers_, fields, "b");
    problem_.recommendations.push_back({a, b, needed(fields, "score", fields.number("score"))});
    fields.expect_nothing_else();
  });
  each("fixed", [&](const json& one, const std::string& at) {
    JsonReader fields(one, at);
    const auto a = number_of(participant_numbers_, fields, "a"),
               b = number_of(participant_numbers_, fields, "b");
    problem_.fixed.push_back({a, b, number_of(slot_numbers_, fields, "slot")});
    fields.expect_nothing_else();
  });
  if (const json* weights = reader.value("weights")) read_weights(*weights);
  reader.expect_nothing_else();
  try {
    meetings::check(problem_);
  } catch (const InvalidInput& wrong) {
    rethrow_with_pointer(wrong);
  }
}

void MeetingsFile::read_slot(const json& each, const std::string& pointer) {
  JsonReader fields(each, pointer);
  if (slot_names_.size() >= meetings::kMostSlots)
    throw InvalidInput(pointer, "there are more than " + std::to_string(meetings::kMostSlots) + " slots",
                       "schedule the days apart");
  add_name(slot_numbers_, slot_names_, needed(fields, "id", fields.text("id")), pointer);
  problem_.tables.push_back(count_of(fields, "tables", needed(fields, "tables", fields.integer("tables"))));
  fields.expect_nothing_else();
}

meetings::SlotSet MeetingsFile::slots(const std::vector<std::string>& names,
                                      const std::string& pointer) const {
  meetings::SlotSet made;
  for (const std::string& name : names) {
    const auto at = slot_numbers_.find(name);
    if (at == slot_numbers_.end())
      throw InvalidInput(pointer, "there is no slot \"" + name + "\"", "name a slot of the file");
    made.add(at->second);
  }
  return made;
}

void MeetingsFile::read_participant(const json& each, const std::string& pointer) {
  JsonReader fields(each, pointer);
  add_name(participant_numbers_, participant_names_, needed(fields, "id", fields.text("id")), pointer);
  meetings::Attendance attendance;
  if (fields.has("available")) {
    attendance.available = slots(fields.texts("available"), fields.at("available"));
  } else {
    for (meetings::Slot slot = 0; slot < problem_.tables.size(); ++slot) attendance.available.add(slot);
  }
  slots(fields.texts("away"), fields.at("away")).each([&](meetings::Slot slot) {
    attendance.available.remove(slot);
  });
  if (const auto most = fields.integer("most_meetings"))
    attendance.most_meetings = count_of(fields, "most_meetings", *most);
  fields.expect_nothing_else();
  problem_.participants.push_back(attendance);
}

void MeetingsFile::read_weights(const json& each) {
  JsonReader fields(each, "/weights");
  meetings::Weights& weights = problem_.weights;
  weights.mutual = fields.number("mutual").value_or(weights.mutual);
  weights.recommended = fields.number("recommended").value_or(weights.recommended);
  weights.fairness = fields.number("fairness").value_or(weights.fairness);
  fields.expect_nothing_else();
}

MeetingsFile::Before MeetingsFile::before(const json& schedule) const {
  if (!schedule.is_object() || !schedule.contains("meetings"))
    throw InvalidInput("/meetings", "is missing", "give a schedule as this command wrote it");
  Before made;
  JsonReader reader(schedule, "");
  (void)reader.list("meetings", [&](const json& one, const std::string& at) {
    JsonReader fields(one, at);
    const auto find = [&](const Numbers& numbers, const char* field) {
      const auto found = numbers.find(needed(fields, field, fields.text(field)));
      return found == numbers.end() ? std::nullopt : std::optional(found->second);
    };
    const auto a = find(participant_numbers_, "a"), b = find(participant_numbers_, "b"),
               slot = find(slot_numbers_, "slot");
    const auto table = count_of(fields, "table", needed(fields, "table", fields.integer("table")));
    if (table == 0) throw InvalidInput(fields.at("table"), "is 0", "count tables from 1");
    if (!a || !b || !slot) return ++made.gone, 0;
    const auto basis = basis_of(fields.text("basis").value_or("none"));
    made.meetings.push_back({std::min(*a, *b), std::max(*a, *b), *slot, table - 1, basis,
                             fields.number("interest").value_or(0), fields.flag("fixed")});
    return 0;
  });
  return made;
}

ordered_json MeetingsFile::written(const meetings::Schedule& schedule) const {
  ordered_json document = {{"value", schedule.value}, {"bound", schedule.bound}, {"greedy", schedule.greedy}};
  ordered_json held = ordered_json::array(), unmet = ordered_json::array(), people = ordered_json::array();
  std::vector<std::uint32_t> count(participant_names_.size());
  for (const meetings::Meeting& each : schedule.meetings) {
    ++count[each.a], ++count[each.b];
    held.push_back({{"slot", slot_names_[each.slot]},
                    {"table", each.table + 1},
                    {"a", participant_names_[each.a]},
                    {"b", participant_names_[each.b]},
                    {"basis", name_of(each.basis)},
                    {"interest", each.interest},
                    {"fixed", each.is_fixed}});
  }
  for (const meetings::Unmet& each : schedule.unmet)
    unmet.push_back(
        {{"from", participant_names_[each.from]},
         {"to", participant_names_[each.to]},
         {"why", each.why == meetings::Hindrance::never_together ? "never_together" : "outweighed"}});
  for (std::size_t i = 0; i < count.size(); ++i)
    people.push_back({{"id", participant_names_[i]}, {"meetings", count[i]}});
  document["meetings"] = std::move(held);
  document["unmet"] = std::move(unmet);
  document["participants"] = std::move(people);
  return document;
}

ordered_json MeetingsFile::written(const meetings::Replanned& made) const {
  ordered_json document = written(made.schedule);
  document["changed"] = {{"kept", made.kept},           {"moved", made.moved},
                         {"dropped", made.dropped},     {"impossible", made.impossible},
                         {"added", made.added},         {"reseated", made.reseated},
                         {"disturbed", made.disturbed}, {"most_moved", made.most_moved}};
  ordered_json changes = ordered_json::array();
  for (const meetings::Change& each : made.changes)
    if (each.fate != Fate::kept)
      changes.push_back({{"a", participant_names_[each.before.a]},
                         {"b", participant_names_[each.before.b]},
                         {"slot", slot_names_[each.before.slot]},
                         {"fate", name_of(each.fate)}});
  document["changes"] = std::move(changes);
  return document;
}

}  // namespace grono::cli
