#include "store/idea_store.hpp"

#include <cstdlib>

#include "base/error.hpp"
#include "cluster/json.hpp"
#include "store/conditions.hpp"
#include "store/newest_first.hpp"
#include "store/sql.hpp"
#include "store/viewers.hpp"

namespace grono::store {
namespace {

using cluster::Idea;
using cluster::IdeaId;
using cluster::IdeaKind;
using cluster::IdeaStage;
using cluster::UserId;
using soci::into;
using soci::use;

constexpr const char* kColumns =
    "i.id, i.cluster, i.kind, i.title, i.description, i.tags, i.stage, i.shelved_reason, i.organisation, "
    "i.author, i.visibility, i.named, i.links, i.version, i.created_at, i.updated_at";

std::vector<std::string> texts_of_links(const std::vector<cluster::IdeaLink>& links) {
  std::vector<std::string> made;
  for (const auto& link : links) made.push_back(link.organisation.str() + "/" + link.capability.str());
  return made;
}

std::vector<cluster::IdeaLink> links_of(const std::vector<std::string>& texts) {
  std::vector<cluster::IdeaLink> made;
  for (const std::string& text : texts) {
    const auto slash = text.find('/');
    GRONO_INVARIANT(slash != text.npos);
    const auto organisation = cluster::OrganisationId::parse(text.substr(0, slash));
    const auto capability = cluster::CapabilityId::parse(text.substr(slash + 1));
    GRONO_INVARIANT(organisation && capability);
    made.push_back({*organisation, *capability});
  }
  return made;
}

/// An idea with its lists as the columns hold them.
struct Row {
  Idea idea;
  AsJson<cluster::LocalisedText> title, description;
  AsJson<std::vector<std::string>> tags, named, links;
  long long version = 0;

  Row() = default;
  explicit Row(const Idea& from)
      : idea(from),
        title{from.title},
        description{from.description},
        tags{from.tags},
        named{texts_of(from.named)},
        links{texts_of_links(from.links)},
        version(from.version) {}

  [[nodiscard]] Idea made() const {
    Idea result = idea;
    result.title = title.value;
    result.description = description.value;
    result.tags = tags.value;
    result.named = ids_of<cluster::OrganisationId>(named.value);
    result.links = links_of(links.value);
    result.version = version;
    return result;
  }

  void bind_into(auto& statement) {
    statement, into(idea.id), into(idea.cluster), into(idea.kind), into(title), into(description), into(tags),
        into(idea.stage), into(idea.shelved_reason), into(idea.organisation), into(idea.author),
        into(idea.visibility), into(named), into(links), into(version), into(idea.created_at),
        into(idea.updated_at);
  }
};

Conditions conditions_of(const Transaction& transaction, const IdeaFilter& filter) {
  Conditions made("i.deleted_at IS NULL");
  made.add_viewers(transaction, "i.id", filter.audiences);
  made.add("i.cluster = ", filter.cluster.str());
  made.add_names("i.kind", filter.kinds);
  made.add_names("i.stage", filter.stages);
  made.add_words("i.words", filter.words);
  return made;
}

std::string asking_text(const std::optional<UserId>& asking) {
  return asking ? asking->str() : "";
}

constexpr const char* kDone =
    ", (SELECT count(*) FROM idea_support s WHERE s.idea = i.id) AS supporters"
    ", (SELECT count(*) FROM idea_support s WHERE s.idea = i.id AND s.account = :asking)"
    ", (SELECT count(*) FROM comment c WHERE c.subject = i.id AND c.deleted_at IS NULL)";

template <class Bind>
std::vector<IdeaRow> read_ideas(Transaction& transaction, const std::string& rest,
                          const std::optional<UserId>& asking, const Bind& bind) {
  Row row;
  long long supporters = 0, supported = 0, comments = 0;
  const std::string who = asking_text(asking);
  auto temporary =
      (transaction.sql().prepare << "SELECT " + std::string(kColumns) + kDone + " FROM idea i " + rest);
  row.bind_into(temporary);
  temporary, into(supporters), into(supported), into(comments), use(who, "asking");
  bind(temporary);
  soci::statement statement = temporary;
  std::vector<IdeaRow> made;
  each_row(statement, [&] { made.push_back({row.made(), supporters, comments, supported > 0}); });
  return made;
}

bool runners_see(const Idea& idea) {
  return cluster::runners_see(sharing_of(idea), ties_of(idea));
}

// Of what those who run the cluster do not see, its audit log knows nothing; the entry says only that
// something happened.
void audit(Transaction& transaction, std::string_view action, const Idea& idea,
           const std::string& changes = "{}") {
  if (runners_see(idea))
    transaction.audit(action, "idea", idea.id.str(), changes, idea.cluster);
  else
    transaction.audit(action, "idea", idea.id.str(), "{}");
}

// Who sees it now, and who saw it until now.
void write_and_tell(Transaction& transaction, const Idea& idea, bool is_there) {
  auto before = viewers_of(transaction, idea.id.str());
  auto now = is_there ? cluster::audiences_for(sharing_of(idea), ties_of(idea)) : std::vector<cluster::Audience>();
  write_viewers(transaction, idea.id.str(), now);
  transaction.changed({"idea", idea.id.str(), idea.version, std::nullopt, std::move(now), std::move(before)});
}

void audit_change(Transaction& transaction, std::string_view action, const Idea* before, const Idea& after) {
  const bool was_seen = !before || runners_see(*before);
  const auto old = before && was_seen ? cluster::to_json(*before) : nlohmann::json::object();
  audit(transaction, action, after, cluster::differences(old, cluster::to_json(after)).dump());
}

// The page after the one that ended with this row: "supporters/id".
std::string cursor_of(const IdeaRow& last) { return std::to_string(last.supporters) + "/" + last.idea.id.str(); }

struct Cursor {
  long long supporters = 0;
  std::string id;
};

Cursor cursor_from(const std::string& text) {
  const auto slash = text.find('/');
  const Cursor made{std::strtoll(text.c_str(), nullptr, 10), slash == text.npos ? "" : text.substr(slash + 1)};
  if (!IdeaId::parse(made.id))
    throw InvalidInput("query/cursor", "is of no page", "take it from \"next\" of the page before");
  return made;
}

}  // namespace

std::optional<IdeaRow> IdeaStore::find(IdeaId id, std::optional<UserId> asking) {
  auto found = read_ideas(transaction_, "WHERE i.id = :id AND i.deleted_at IS NULL", asking,
                    [&](auto& statement) { statement, use(id, "id"); });
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::optional<Idea> IdeaStore::find_deleted(IdeaId id) {
  auto found = read_ideas(transaction_, "WHERE i.id = :id AND i.deleted_at IS NOT NULL", std::nullopt,
                    [&](auto& statement) { statement, use(id, "id"); });
  if (found.empty()) return std::nullopt;
  return std::move(found.front().idea);
}

Page<IdeaRow> IdeaStore::list(const IdeaFilter& filter, IdeaOrder order, std::optional<UserId> asking,
                              const PageRequest& page) {
  if (order == IdeaOrder::most_supported) return most_supported(filter, asking, page);
  return newest_first<IdeaId>(
      conditions_of(transaction_, filter), "i.id", page,
      [&](const std::string& rest, const auto& bind) { return read_ideas(transaction_, "WHERE " + rest, asking, bind); },
      [](const IdeaRow& row) { return row.idea.id; });
}

Page<IdeaRow> IdeaStore::most_supported(const IdeaFilter& filter, std::optional<UserId> asking, const PageRequest& page) {
  const Conditions conditions = conditions_of(transaction_, filter);
  const bool is_first = page.cursor.empty();
  const Cursor after = is_first ? Cursor{} : cursor_from(page.cursor);
  const int most = page.limit + 1;
  const std::string supporters = "(SELECT count(*) FROM idea_support s WHERE s.idea = i.id)";
  std::string rest = "WHERE " + conditions.text();
  if (!is_first)
    rest += " AND (" + supporters + " < :supporters OR (" + supporters + " = :supporters2 AND i.id < :after))";
  rest += " ORDER BY " + supporters + " DESC, i.id DESC LIMIT :most";
  Page<IdeaRow> made;
  made.items = read_ideas(transaction_, rest, asking, [&](auto& statement) {
    conditions.bind(statement);
    statement, use(most, "most");
    if (!is_first)
      statement, use(after.id, "after"), use(after.supporters, "supporters"), use(after.supporters, "supporters2");
  });
  if (made.items.size() == static_cast<std::size_t>(most)) {
    made.items.pop_back();
    made.next = cursor_of(made.items.back());
  }
  return made;
}

std::int64_t IdeaStore::count(const IdeaFilter& filter) {
  return count_where(transaction_, "idea i", conditions_of(transaction_, filter));
}

std::map<std::pair<IdeaKind, IdeaStage>, std::int64_t> IdeaStore::counts(const IdeaFilter& filter) {
  const Conditions conditions = conditions_of(transaction_, filter);
  IdeaKind kind{};
  IdeaStage stage{};
  long long count = 0;
  auto temporary = (transaction_.sql().prepare << "SELECT i.kind, i.stage, count(*) FROM idea i WHERE " +
                                                      conditions.text() + " GROUP BY i.kind, i.stage",
                    into(kind), into(stage), into(count));
  conditions.bind(temporary);
  soci::statement statement = temporary;
  std::map<std::pair<IdeaKind, IdeaStage>, std::int64_t> made;
  each_row(statement, [&] { made[{kind, stage}] = count; });
  return made;
}

std::vector<IdeaWords> IdeaStore::words(const IdeaFilter& filter, int most) {
  const Conditions conditions = conditions_of(transaction_, filter);
  IdeaWords row;
  AsJson<cluster::LocalisedText> title;
  long long version = 0;
  auto temporary =
      (transaction_.sql().prepare
           << "SELECT i.id, i.title, i.title_words, i.words, i.organisation, i.visibility, i.version FROM idea i "
              "WHERE " +
                  conditions.text() + " ORDER BY i.id DESC LIMIT :most",
       into(row.id), into(title), into(row.title_words), into(row.words), into(row.organisation),
       into(row.visibility), into(version), use(most, "most"));
  conditions.bind(temporary);
  soci::statement statement = temporary;
  std::vector<IdeaWords> made;
  each_row(statement, [&] {
    row.title = title.value;
    row.version = version;
    made.push_back(row);
  });
  return made;
}

void IdeaStore::insert(Idea& idea, const IdeaForms& forms) {
  GRONO_INVARIANT(!idea.id.is_nil());
  idea.version = 1;
  idea.created_at = idea.updated_at = transaction_.now();
  const Row row(idea);
  transaction_.sql()
      << "INSERT INTO idea (id, cluster, kind, title, description, tags, stage, shelved_reason, "
         "organisation, author, visibility, named, links, words, title_words, version, created_at, updated_at) "
         "VALUES (:id, :cluster, :kind, :title, :description, :tags, :stage, :reason, :organisation, "
         ":author, :visibility, :named, :links, :words, :title_words, :version, :created, :updated)",
      use(idea.id, "id"), use(idea.cluster, "cluster"), use(idea.kind, "kind"), use(row.title, "title"),
      use(row.description, "description"), use(row.tags, "tags"), use(idea.stage, "stage"),
      use(idea.shelved_reason, "reason"), use(idea.organisation, "organisation"), use(idea.author, "author"),
      use(idea.visibility, "visibility"), use(row.named, "named"), use(row.links, "links"),
      use(forms.all, "words"), use(forms.title, "title_words"), use(row.version, "version"), use(idea.created_at, "created"),
      use(idea.updated_at, "updated");
  write_and_tell(transaction_, idea, true);
  audit_change(transaction_, "idea.created", nullptr, idea);
}

void IdeaStore::update(Idea& idea, const IdeaForms& forms) {
  const auto before = find(idea.id, std::nullopt);
  const long long expected = idea.version;
  if (!before || before->idea.version != expected) throw VersionConflict("the idea was changed meanwhile");
  idea.version = expected + 1;
  idea.created_at = before->idea.created_at;
  idea.updated_at = transaction_.now();
  const Row row(idea);
  soci::statement statement =
      (transaction_.sql().prepare
           << "UPDATE idea SET kind = :kind, title = :title, description = :description, "
              "tags = :tags, stage = :stage, shelved_reason = :reason, "
              "visibility = :visibility, named = :named, links = :links, words = :words, title_words = :title_words, "
              "version = :version, updated_at = :updated WHERE id = :id AND "
              "version = :expected AND deleted_at IS NULL",
       use(idea.kind, "kind"), use(row.title, "title"), use(row.description, "description"),
       use(row.tags, "tags"), use(idea.stage, "stage"), use(idea.shelved_reason, "reason"),
       use(idea.visibility, "visibility"), use(row.named, "named"), use(row.links, "links"),
       use(forms.all, "words"), use(forms.title, "title_words"), use(row.version, "version"), use(idea.updated_at, "updated"), use(idea.id, "id"),
       use(expected, "expected"));
  if (run(statement) == 0) throw VersionConflict("the idea was changed meanwhile");
  write_and_tell(transaction_, idea, true);
  audit_change(transaction_, "idea.updated", &before->idea, idea);
}

void IdeaStore::remove(IdeaId id, std::int64_t version) {
  const auto before = find(id, std::nullopt);
  if (!before) throw NotFound("there is no such idea");
  if (before->idea.version != version) throw VersionConflict("the idea was changed meanwhile");
  const Timestamp now = transaction_.now();
  transaction_.sql() << "UPDATE idea SET deleted_at = :now WHERE id = :id", use(now, "now"), use(id, "id");
  write_and_tell(transaction_, before->idea, false);
  audit(transaction_, "idea.deleted", before->idea);
}

void IdeaStore::restore(IdeaId id) {
  const auto deleted = find_deleted(id);
  if (!deleted) throw NotFound("there is no such idea to bring back");
  transaction_.sql() << "UPDATE idea SET deleted_at = NULL WHERE id = :id", use(id, "id");
  write_and_tell(transaction_, *deleted, true);
  audit(transaction_, "idea.restored", *deleted);
}

std::vector<UserId> IdeaStore::supporters(IdeaId id) {
  UserId account;
  soci::statement statement =
      (transaction_.sql().prepare << "SELECT account FROM idea_support WHERE idea = :idea ORDER BY account",
       into(account), use(id, "idea"));
  std::vector<UserId> made;
  each_row(statement, [&] { made.push_back(account); });
  return made;
}

void IdeaStore::support(const Idea& idea, bool is_supported) {
  GRONO_INVARIANT(transaction_.author().user);
  const UserId user = *transaction_.author().user;
  const Timestamp now = transaction_.now();
  soci::statement statement =
      is_supported ? (transaction_.sql().prepare
                          << "INSERT INTO idea_support (idea, account, at) VALUES (:idea, :account, "
                             ":at) ON CONFLICT DO NOTHING",
                      use(idea.id, "idea"), use(user, "account"), use(now, "at"))
                   : (transaction_.sql().prepare
                          << "DELETE FROM idea_support WHERE idea = :idea AND account = :account",
                      use(idea.id, "idea"), use(user, "account"));
  if (run(statement) == 0) return;
  transaction_.changed(
      {"idea", idea.id.str(), idea.version, std::nullopt, viewers_of(transaction_, idea.id.str())});
  audit(transaction_, is_supported ? "idea.supported" : "idea.no_longer_supported", idea);
}

}  // namespace grono::store
