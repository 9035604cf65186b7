#include "cli/cordis_partners.hpp"

#include <iterator>
#include <memory>
#include <optional>
#include <unordered_map>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <tbb/parallel_for.h>

#include "base/error.hpp"
#include "cli/cordis_history.hpp"
#include "cli/cordis_input.hpp"
#include "cli/map/cells.hpp"
#include "cli/map/lines.hpp"
#include "cli/partner_model.hpp"
#include "exchange/column_table.hpp"
#include "text/fold.hpp"

namespace grono::cli {
namespace {

namespace partners = matching::partners;
using exchange::ColumnWish;
using exchange::CordisTables;
using nlohmann::json;

struct PartnerOptions : CordisOptions {
  std::string given, about, before, model, questions;
  std::size_t best = 20;
  bool is_json = false;
};

struct AskedQuestion {
  std::optional<partners::Organisation> given;
  std::vector<std::string> words;
};
using Answer = std::vector<partners::FoundPartner>;

/// Tables, made ready to learn from and to be asked.
struct Ready {
  explicit Ready(const CordisOptions& options)
      : tables(read_cordis_tables(options)),
        names(telling_names(tables)),
        history(history_of(tables)),
        index(history) {}
  CordisTables tables;
  std::vector<std::string> names;
  partners::ProjectHistory history;
  partners::TopicIndex index;
};

/// Finds an organisation by number or name, as people write them.
class CalledOrganisations {
 public:
  CalledOrganisations(const CordisTables& tables, const std::vector<std::string>& names) : names_(names) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      const auto number = static_cast<partners::Organisation>(i);
      if (!tables.organisations[i].id.empty()) exactly_.emplace(tables.organisations[i].id, number);
      exactly_.emplace(names[i], number);
      by_key_[text::name_key(tables.organisations[i].name)].push_back(number);
    }
  }

  /// @throws InvalidInput  nobody, or several are called so
  [[nodiscard]] partners::Organisation called(const std::string& name, const std::string& where) const {
    if (const auto found = exactly_.find(name); found != exactly_.end()) return found->second;
    const auto found = by_key_.find(text::name_key(name));
    if (found == by_key_.end())
      throw InvalidInput(where, "\"" + name + "\" took part in no project of the tables",
                         "write the name or the number as it stands there, or leave it out");
    if (found->second.size() > 1)
      throw InvalidInput(
          where, "\"" + name + "\" is the name of several organisations",
          "give the number, or the name with its country as \"" + names_[found->second[0]] + "\"");
    return found->second[0];
  }

 private:
  const std::vector<std::string>& names_;
  std::unordered_map<std::string, partners::Organisation> exactly_;
  std::unordered_map<std::string, std::vector<partners::Organisation>> by_key_;
};

// The day asked for; without one, that after the last project began.
Date day_of_asking(const PartnerOptions& options, const partners::ProjectHistory& history) {
  if (options.before.empty())
    return std::chrono::sys_days(history.projects().back().begin) + std::chrono::days(1);
  const auto made = parse_date(options.before);
  if (!made) throw InvalidInput("--before", "\"" + options.before + "\" is no day", "write it as 2026-05-31");
  return *made;
}

std::vector<AskedQuestion> read_questions(const std::string& path, const CalledOrganisations& organisations) {
  constexpr auto kTexts = ColumnWish::Holds::texts;
  const std::vector<ColumnWish> wishes = {{kTexts, {"about", "title", "text"}}, {kTexts, {"given"}, false}};
  const auto table = exchange::read_columns(path, wishes);
  const auto cell = [&](std::size_t column, std::size_t row) -> std::string {
    const auto& texts = table.columns[column].texts;
    return texts.column.empty() ? std::string() : texts.texts[texts.column[row]];
  };
  std::vector<AskedQuestion> made(table.rows);
  for (std::size_t row = 0; row < table.rows; ++row) {
    const std::string given = cell(1, row), where = path + ", row " + std::to_string(row + 2);
    made[row].words = partners::topic_words(cell(0, row));
    if (!given.empty()) made[row].given = organisations.called(given, where + ", given");
  }
  if (made.empty()) throw InvalidInput(path, "holds no question", "write one a row: about, given");
  return made;
}

std::vector<AskedQuestion> questions_of(const PartnerOptions& options, const Ready& ready) {
  const CalledOrganisations organisations(ready.tables, ready.names);
  if (options.questions.empty() == options.about.empty())
    throw InvalidInput("--about", "is given beside --questions, or nothing is asked",
                       "say what the project is about, or give a table of questions");
  if (!options.questions.empty()) return read_questions(options.questions, organisations);
  AskedQuestion made{{}, partners::topic_words(options.about)};
  if (!options.given.empty()) made.given = organisations.called(options.given, "--given");
  return {std::move(made)};
}

json answer_json(const Ready& ready, const Answer& answer) {
  json made = json::array();
  for (const auto& each : answer) {
    const auto& its = ready.tables.organisations[each.organisation];
    json traits;
    for (std::size_t i = 0; i < partners::kTraits; ++i)
      traits[std::string(partners::name_of(static_cast<partners::Trait>(i)))] = each.traits[i];
    made.push_back({{"name", ready.names[each.organisation]},
                    {"id", its.id},
                    {"country", its.country},
                    {"score", each.score},
                    {"traits", traits}});
  }
  return made;
}

void write_answer_lines(map::Lines& lines, const Ready& ready, const Answer& answer,
                        const std::string& before_each) {
  lines.write(answer.size(), [&](std::size_t i, std::string& text) {
    const auto& its = ready.tables.organisations[answer[i].organisation];
    text += before_each + std::to_string(i + 1);
    for (const std::string* cell : {&ready.names[answer[i].organisation], &its.id, &its.country}) {
      text += ',';
      map::add_text(text, *cell);
    }
    fmt::format_to(std::back_inserter(text), ",{:.4f}", answer[i].score);
    for (const double each : answer[i].traits) fmt::format_to(std::back_inserter(text), ",{:.4f}", each);
    text += '\n';
  });
}

// One question's answer is a list; those of a table have each the number of its question.
void write_answers(const PartnerOptions& options, const Ready& ready, const std::vector<Answer>& answers) {
  const bool are_many = !options.questions.empty();
  if (options.is_json) {
    json made = json::array();
    for (std::size_t i = 0; i < answers.size() && are_many; ++i)
      made.push_back({{"question", i + 1}, {"partners", answer_json(ready, answers[i])}});
    map::Lines lines(options.output, (are_many ? made : answer_json(ready, answers.front())).dump(2));
    lines.close();
    return;
  }
  std::string header = are_many ? "question,place,name,id,country,score" : "place,name,id,country,score";
  for (std::size_t i = 0; i < partners::kTraits; ++i)
    header += fmt::format(",{}", partners::name_of(static_cast<partners::Trait>(i)));
  map::Lines lines(options.output, header);
  for (std::size_t i = 0; i < answers.size(); ++i)
    write_answer_lines(lines, ready, answers[i], are_many ? std::to_string(i + 1) + ',' : std::string());
  lines.close();
}

partners::Fitted weights_for(const PartnerOptions& options, const Ready& ready, Date day) {
  if (options.model.empty()) return partners::fit(ready.history, ready.index, day);
  return read_partner_model(options.model, mark_of(ready.tables), day).fitted;
}

void seek_partners(const PartnerOptions& options) {
  const Ready ready(options);
  const Date day = day_of_asking(options, ready.history);
  const auto questions = questions_of(options, ready);
  const auto fitted = weights_for(options, ready, day);
  const partners::Moment moment(ready.history, ready.index, day);
  fmt::print(stderr, "{} candidates known before {}; weights learned from {} questions of the past\n",
             moment.candidates().size(), to_string(day), fitted.questions);
  std::vector<Answer> answers(questions.size());
  tbb::parallel_for(std::size_t{0}, questions.size(), [&](std::size_t i) {
    answers[i] =
        find_partners(moment, {questions[i].given, questions[i].words}, fitted.weights, options.best);
  });
  write_answers(options, ready, answers);
}

void learn_partners(const PartnerOptions& options) {
  const Ready ready(options);
  const Date day = day_of_asking(options, ready.history);
  const PartnerModel made{mark_of(ready.tables), day, partners::fit(ready.history, ready.index, day)};
  fmt::print(stderr, "learned from {} questions of the past\n", made.fitted.questions);
  map::Lines lines(options.output, text_of(made));
  lines.close();
}

}  // namespace

void add_partner_commands(CLI::App& cordis) {
  const auto options = std::make_shared<PartnerOptions>();
  auto* learn =
      cordis.add_subcommand("learn", "What partners had in common, kept in a file for partners --model");
  add_cordis_options(*learn, *options);
  learn->add_option("--before", options->before, "Only from what began before that day, as 2026-05-31");
  learn->callback([options] { learn_partners(*options); });

  auto* seek = cordis.add_subcommand("partners", "Whom to ask into a project");
  add_cordis_options(*seek, *options);
  seek->add_flag("--json", options->is_json, "JSON in place of CSV");
  seek->add_option("--given", options->given, "The partner who is there already: name or number");
  seek->add_option("--about", options->about, "What the project is about: title, abstract, topic");
  seek->add_option("--questions", options->questions,
                   "Table of many questions: a row has about and, perhaps, given");
  seek->add_option("--before", options->before, "Only what began before that day, as 2026-05-31");
  seek->add_option("--model", options->model, "What learn wrote of these tables, in place of learning anew");
  seek->add_option("--best", options->best, "How many")->check(CLI::Range(1, 100'000))->capture_default_str();
  seek->callback([options] { seek_partners(*options); });
}

}  // namespace grono::cli
