#include <cmath>

#include "base/error.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/project/parts.hpp"
#include "cluster/text_rules.hpp"

// Each kind of part is described once, field by field; what writes it as JSON and what reads it go by the same
// description.
namespace grono::cluster {
namespace {

using nlohmann::json;

/// What a field may hold.
struct Bounds {
  bool is_needed = false;
  double from = -1e9, to = 1e9;
  std::size_t longest = 300;  ///< characters of a text; a longer one than 500 may have lines
};
constexpr Bounds kAny = {};
constexpr Bounds kNeeded = {.is_needed = true};
constexpr Bounds kText = {.longest = 20'000};
constexpr Bounds kNote = {.longest = 2'000};

template <class T>
struct IsId : std::false_type {};
template <class Tag>
struct IsId<Id<Tag>> : std::true_type {};
template <class T>
concept AnId = IsId<T>::value;
template <class T>
concept AnEnum = std::is_enum_v<T>;

/// A share in ten-thousandths, written as 0..1.
template <class Int>
struct Share {
  Int& ten_thousandths;
};
template <class Int>
Share(Int&) -> Share<Int>;

/// What a description is given: to be written, or to be read into.
template <class Io, class T>
using Field = std::conditional_t<Io::is_reading, T&, const T&>;

class Writer {
 public:
  static constexpr bool is_reading = false;
  template <class T>
  void operator()(const char* field, const T& value, Bounds = kAny) {
    put(field, form(value));
  }
  /// What has a way of its own.
  template <class T>
  void apart(const char* field, const T& value, Bounds = kAny) {
    put(field, form(value));
  }
  [[nodiscard]] json made() { return std::move(made_); }

 private:
  void put(const char* field, json value) {
    if (!value.is_null()) made_[field] = std::move(value);
  }
  static json form(const std::string& text) { return text; }
  static json form(bool flag) { return flag; }
  static json form(int number) { return number; }
  static json form(std::int64_t number) { return number; }
  static json form(double number) { return number; }
  static json form(Money amount) { return to_string(amount); }
  static json form(Date day) { return to_string(day); }
  static json form(Timestamp moment) { return to_string(moment); }
  static json form(const json& value) { return value; }
  static json form(Share<const int> share) { return share.ten_thousandths / 10'000.0; }
  template <AnEnum E>
  static json form(E value) {
    return name_of(value);
  }
  template <AnId T>
  static json form(const T& id) {
    return id.str();
  }
  template <class T>
  static json form(const std::optional<T>& value) {
    return value ? form(*value) : json();
  }
  template <class T>
  static json form(const std::vector<T>& values);

  json made_ = json::object();
};

class Reader {
 public:
  static constexpr bool is_reading = true;
  /// @param reads_all  also what has a way of its own: what the store keeps
  Reader(const json& object, std::string pointer, bool reads_all)
      : reader_(object, std::move(pointer)), reads_all_(reads_all) {}

  template <class T>
  void operator()(const char* field, T&& value, Bounds bounds = kAny) {
    read(field, value, bounds);
  }
  template <class T>
  void apart(const char* field, T&& value, Bounds bounds = kAny) {
    if (reads_all_) read(field, value, bounds);
    else reader_.ignore({field});
  }
  void finish() {
    reader_.ignore({"id", "version", "created_at", "updated_at", "changed_by", "may"});
    reader_.expect_nothing_else();
  }

 private:
  [[noreturn]] void missing(const char* field) const {
    throw InvalidInput(reader_.at(field), "is missing", "give the field a value");
  }
  template <class T>
  void within(const char* field, T value, const Bounds& bounds) const {
    if (!(value >= bounds.from && value <= bounds.to))
      throw InvalidInput(reader_.at(field), "is out of bounds",
                         "give a number from " + number(bounds.from) + " to " + number(bounds.to));
  }
  static std::string number(double value) { return json(static_cast<std::int64_t>(value)).dump(); }

  /// Takes what is there, or the value a field has by itself; a needed one must be there.
  template <class T>
  void take(const char* field, std::optional<T> found, T& value, const Bounds& bounds) {
    if (!found && bounds.is_needed) missing(field);
    value = found ? *std::move(found) : T{};
  }
  void read(const char* field, std::string& value, const Bounds& bounds) {
    value = stored_text(reader_.at(field), reader_.text(field).value_or(""), bounds.longest, bounds.longest > 500);
    if (value.empty() && bounds.is_needed) missing(field);
  }
  void read(const char* field, bool& value, const Bounds&) { value = reader_.flag(field); }
  void read(const char* field, int& value, const Bounds& bounds) {
    take(field, reader_.small_integer(field), value, bounds);
    within(field, value, bounds);
  }
  void read(const char* field, std::int64_t& value, const Bounds& bounds) {
    take(field, reader_.integer(field), value, bounds);
  }
  void read(const char* field, double& value, const Bounds& bounds) {
    take(field, reader_.number(field), value, bounds);
    within(field, value, bounds);
  }
  void read(const char* field, Date& value, const Bounds& bounds) { take(field, reader_.day(field), value, bounds); }
  void read(const char* field, Timestamp& value, const Bounds& bounds) {
    take(field, reader_.moment(field), value, bounds);
  }
  void read(const char* field, json& value, const Bounds&) {
    const json* found = reader_.value(field);
    value = found ? *found : json();
  }
  void read(const char* field, Money& value, const Bounds& bounds) {
    const auto written = reader_.text(field);
    if (!written && bounds.is_needed) missing(field);
    const auto amount = parse_money(written.value_or("0"));
    if (!amount)
      throw InvalidInput(reader_.at(field), "\"" + *written + "\" is no amount",
                         "write it as \"1234.50\", in the currency of the project and without its sign");
    if (amount->hundredths < 0)
      throw InvalidInput(reader_.at(field), "is negative", "give what it costs; take what is not spent out");
    value = *amount;
  }
  void read(const char* field, Share<int> value, const Bounds&) {
    double share = 0;
    read(field, share, {.from = 0, .to = 1});
    value.ten_thousandths = static_cast<int>(std::lround(share * 10'000));
  }
  template <AnEnum E>
  void read(const char* field, E& value, const Bounds& bounds) {
    take(field, reader_.named<E>(field), value, bounds);
  }
  template <AnId T>
  void read(const char* field, T& value, const Bounds& bounds) {
    take(field, reader_.id<T>(field), value, bounds);
  }
  template <class T>
  void read(const char* field, std::optional<T>& value, Bounds bounds) {
    value.reset();
    if (!reader_.has(field)) return;
    bounds.is_needed = true;
    T found{};
    read(field, found, bounds);
    value = std::move(found);
  }
  template <AnId T>
  void read(const char* field, std::vector<T>& values, const Bounds& bounds) {
    values = reader_.ids<T>(field);
    count(field, values.size(), bounds);
  }
  template <class T>
    requires(!AnId<T>)
  void read(const char* field, std::vector<T>& values, const Bounds& bounds);
  void count(const char* field, std::size_t held, const Bounds& bounds) const {
    if (static_cast<double>(held) > bounds.to)
      throw InvalidInput(reader_.at(field), "holds " + std::to_string(held) + " entries",
                         "keep to " + number(bounds.to));
  }

  JsonReader reader_;
  bool reads_all_;
};

template <class Io>
void describe(Io& io, Field<Io, Partner> partner) {
  io("organisation", partner.organisation, kNeeded);
  io("role", partner.role);
  io.apart("state", partner.state);
  io("task", partner.task, kText);
  io("days_a_month", partner.days_a_month, {.from = 0, .to = 100'000});
  io.apart("since", partner.since);
  io.apart("until", partner.until);
  io.apart("note", partner.note, kNote);
}

template <class Io>
void describe(Io& io, Field<Io, WorkPackage> work_package) {
  io("code", work_package.code, {.longest = 20});
  io("title", work_package.title, kNeeded);
  io("description", work_package.description, kText);
  io("organisation", work_package.organisation);
  io("position", work_package.position);
}

template <class Io>
void describe(Io& io, Field<Io, Dependency> dependency) {
  io("task", dependency.task, kNeeded);
  io("kind", dependency.kind);
  io("lag_days", dependency.lag_days, {.from = -10'000, .to = 10'000});
}

template <class Io>
void describe(Io& io, Field<Io, Task> task) {
  io("kind", task.kind);
  io("title", task.title, kNeeded);
  io("description", task.description, kText);
  io("work_package", task.work_package);
  io("organisation", task.organisation);
  io("person", task.person);
  io("state", task.state);
  io("starts_on", task.starts_on);
  io("duration_days", task.duration_days, {.from = 0, .to = 10'000});
  io("due_on", task.due_on);
  io("done_on", task.done_on);
  io("effort_days", task.effort_days, {.from = 0, .to = 1'000'000});
  io("progress", task.progress, {.from = 0, .to = 100});
  io("depends_on", task.depends_on, {.to = 200});
  io("position", task.position);
}

template <class Io>
void describe(Io& io, Field<Io, BudgetLine> line) {
  io("organisation", line.organisation, kNeeded);
  io("year", line.year, {.is_needed = true, .from = 1990, .to = 2200});
  io("category", line.category, kNeeded);
  io("amount", line.amount, kNeeded);
  io("funding_rate", Share{line.funding});
  io("note", line.note, kNote);
}

template <class Io>
void describe(Io& io, Field<Io, Expense> expense) {
  io("organisation", expense.organisation, kNeeded);
  io("paid_on", expense.paid_on, kNeeded);
  io("category", expense.category, kNeeded);
  io("amount", expense.amount, kNeeded);
  io("description", expense.description, kNote);
}

template <class Io>
void describe(Io& io, Field<Io, Risk> risk) {
  io("title", risk.title, kNeeded);
  io("description", risk.description, kText);
  io("mitigation", risk.mitigation, kText);
  io("likelihood", risk.likelihood, {.is_needed = true, .from = 1, .to = 5});
  io("impact", risk.impact, {.is_needed = true, .from = 1, .to = 5});
  io("organisation", risk.organisation);
  io("state", risk.state);
}

template <class Io>
void describe(Io& io, Field<Io, Decision> decision) {
  io("title", decision.title, kNeeded);
  io("text", decision.text, kText);
  io("decided_on", decision.decided_on, kNeeded);
}

template <class Io>
void describe(Io& io, Field<Io, Period> period) {
  io("title", period.title, kNeeded);
  io("begins_on", period.begins_on, kNeeded);
  io("ends_on", period.ends_on, kNeeded);
  io("due_on", period.due_on, kNeeded);
  io.apart("is_closed", period.is_closed);
}

template <class Io>
void describe(Io& io, Field<Io, Report> report) {
  io("period", report.period, kNeeded);
  io("organisation", report.organisation, kNeeded);
  io("text", report.text, kText);
  io("problems", report.problems, kText);
  io.apart("state", report.state);
  io.apart("note", report.note, kNote);
  io.apart("submitted_at", report.submitted_at);
}

template <class Io>
void describe(Io& io, Field<Io, ProposedChange> change) {
  io("kind", change.kind, kNeeded);
  io("part", change.part);
  io.apart("version", change.version);
  io.apart("before", change.before);
  io("after", change.after);
}

template <class Io>
void describe(Io& io, Field<Io, Vote> vote) {
  io("organisation", vote.organisation, kNeeded);
  io("is_for", vote.is_for);
  io("note", vote.note, kNote);
  io("by", vote.by);
  io("at", vote.at, kNeeded);
}

template <class Io>
void describe(Io& io, Field<Io, ChangeRequest> request) {
  io("title", request.title, kNeeded);
  io("reason", request.reason, kText);
  io("organisation", request.organisation);
  io("changes", request.changes, {.to = 500});
  io("ends_on", request.ends_on);
  io.apart("state", request.state);
  io.apart("votes", request.votes, {.to = 10'000});
}

template <class Io>
void describe(Io& io, Field<Io, Result> result) {
  io("title", result.title, kNeeded);
  io("description", result.description, kText);
  io("kind", result.kind);
  io("organisation", result.organisation);
  io("owners", result.owners, {.to = 200});
  io("trl", result.trl, {.from = 1, .to = 9});
}

template <class T>
json Writer::form(const std::vector<T>& values) {
  json made = json::array();
  for (const T& each : values) {
    if constexpr (AnId<T>) {
      made.push_back(each.str());
    } else {
      Writer writer;
      describe(writer, each);
      made.push_back(writer.made());
    }
  }
  return made;
}

template <class T>
  requires(!AnId<T>)
void Reader::read(const char* field, std::vector<T>& values, const Bounds& bounds) {
  values = reader_.list(field, [&](const json& element, std::string pointer) {
    T value;
    Reader inner(element, std::move(pointer), reads_all_);
    describe(inner, value);
    inner.finish();
    return value;
  });
  count(field, values.size(), bounds);
}

PartValue read_part(const json& object, PartValue base, bool reads_all) {
  std::visit(
      [&](auto& value) {
        Reader reader(object, "", reads_all);
        describe(reader, value);
        reader.finish();
      },
      base);
  return base;
}

}  // namespace

json to_json(const PartValue& value) {
  return std::visit(
      [](const auto& each) {
        Writer writer;
        describe(writer, each);
        return writer.made();
      },
      value);
}

json to_json(const Part& part) {
  json made = to_json(part.value);
  made["id"] = part.id.str();
  made["version"] = part.version;
  made["created_at"] = to_string(part.created_at);
  made["updated_at"] = to_string(part.updated_at);
  return made;
}

PartValue part_from_stored(PartKind kind, const json& object) { return read_part(object, empty_part(kind), true); }

PartValue part_from_json(const json& object, PartValue base) { return read_part(object, std::move(base), false); }

}  // namespace grono::cluster
