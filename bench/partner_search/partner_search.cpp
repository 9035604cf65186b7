// Does the partner search find the partners of projects to come? See bench/README.md.
#include "matching/partners/partner_search.hpp"

#include <algorithm>
#include <chrono>
#include <ctime>

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <sys/resource.h>
#include <tbb/parallel_for.h>

#include "base/error.hpp"
#include "cli/cordis_history.hpp"
#include "exchange/cordis_reader.hpp"
#include "measures.hpp"
#include "support/cordis_tables.hpp"
#include "ways.hpp"

namespace {

using namespace grono;
using namespace grono::matching::partners;
using bench::Figures;

struct Options {
  std::string folder, programme, synthetic;
  std::vector<double> shares = {0.2};
  double from = 0.3;
  std::size_t origins = 7, questions = 5'000;
};

double seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// Of this process, or of this thread alone: on a busy machine a better guide than the clock.
double cpu_seconds(clockid_t whose) {
  timespec now{};
  clock_gettime(whose, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

double peak_megabytes() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return static_cast<double>(used.ru_maxrss) / 1024;
}

/// The questions about one project: each of its participants in turn is the given one.
struct OfProject {
  std::vector<Figures> figures;                // by way, the mean over the questions
  std::vector<std::vector<Organisation>> ten;  // by way, named among the first ten of any question
  bool has_reachable = false;
  std::size_t questions = 0, partners = 0, reachable = 0, known_given = 0, with_reachable = 0;
};

/// Everything asked on some days.
struct Measured {
  std::vector<OfProject> projects;
  std::vector<std::vector<bool>> named;  // by way and organisation: ever among the first ten
  std::size_t candidates = 0, lessons = 0;
  double learning = 0, learning_cpu = 0;  // seconds
  double answering_cpu = 0;               // seconds, of a sample
  std::size_t answered = 0;
  std::size_t days = 0;
};

/// Who is asked on a day.
struct Asked {
  const ProjectHistory& history;
  const TopicIndex& index;
  const Moment& moment;
  const Weights& weights;
  Date day;
};

std::vector<double> plain_text_scores(const Asked& asked, const PastProject& project) {
  const Project end = asked.history.begun_before(asked.day);
  const auto scores = asked.index.scores(project.words, end);
  std::vector<double> made;
  for (const Organisation each : asked.moment.candidates()) {
    made.push_back(0);
    for (const Project one : asked.history.projects_of(each, end)) made.back() += scores[one];
  }
  return made;
}

OfProject ask_about(const PastProject& project, std::size_t givens, const Asked& asked) {
  const Moment& moment = asked.moment;
  const auto plain_text = plain_text_scores(asked, project);
  const auto& who = project.participants;
  const auto& ways = bench::ways();
  OfProject made;
  made.figures.resize(ways.size()), made.ten.resize(ways.size());
  for (std::size_t g = 0; g < givens; ++g) {
    const Organisation given = who[g * who.size() / givens];
    const auto traits = moment.traits({given, project.words});
    std::vector<bench::Seen> seen;
    for (std::size_t i = 0; i < traits.size(); ++i) seen.push_back({traits[i], asked.weights, plain_text[i]});
    const auto reachable = static_cast<std::size_t>(std::count_if(
        who.begin(), who.end(), [&](Organisation each) { return each != given && moment.knows(each); }));
    ++made.questions, made.partners += who.size() - 1, made.reachable += reachable;
    made.with_reachable += reachable > 0 ? 1U : 0U;
    made.known_given += moment.knows(given) ? 1U : 0U;
    for (std::size_t way = 0; way < ways.size(); ++way) {
      const auto ranking = bench::ranked(ways[way], moment.candidates(), seen, given, who);
      const auto found = bench::figures_of(ranking.places, who.size() - 1, reachable);
      for (std::size_t i = 0; i < Figures::kCount; ++i) made.figures[way].of[i] += found.of[i];
      made.ten[way].insert(made.ten[way].end(), ranking.ten.begin(), ranking.ten.end());
    }
  }
  made.has_reachable = made.with_reachable > 0;
  for (Figures& each : made.figures)
    for (std::size_t i = 0; i < Figures::kCount; ++i)
      each.of[i] /= static_cast<double>(i < 4 ? givens : std::max<std::size_t>(made.with_reachable, 1));
  return made;
}

/// Joint projects that began on a day or later and before another are asked about, from what was known before
/// the first.
struct Stretch {
  Date day{};
  std::vector<std::size_t> projects;
};

double seconds_of_answering(const ProjectHistory& history, const Stretch& stretch, const Moment& moment,
                            const Weights& weights, std::size_t questions) {
  const double began = cpu_seconds(CLOCK_THREAD_CPUTIME_ID);
  for (std::size_t i = 0; i < questions; ++i) {
    const auto& project = history.projects()[stretch.projects[i * stretch.projects.size() / questions]];
    if (find_partners(moment, {project.participants.front(), project.words}, weights, 50).empty())
      throw InvalidInput("projects", "nobody was known");
  }
  return cpu_seconds(CLOCK_THREAD_CPUTIME_ID) - began;
}

void measure(const ProjectHistory& history, const TopicIndex& index, const Stretch& stretch,
             std::size_t questions, Measured& made) {
  constexpr std::size_t kTimed = 50;
  const double began = seconds(), cpu_began = cpu_seconds(CLOCK_PROCESS_CPUTIME_ID);
  const Fitted fitted = fit(history, index, stretch.day);
  made.learning += seconds() - began;
  made.learning_cpu += cpu_seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu_began;
  made.lessons += fitted.questions;
  ++made.days;
  const Moment moment(history, index, stretch.day);
  const std::size_t count = std::min(stretch.projects.size(), questions);
  const std::size_t most_given = std::max<std::size_t>(questions / std::max<std::size_t>(count, 1), 1);
  std::vector<OfProject> asked(count);
  tbb::parallel_for(std::size_t{0}, count, [&](std::size_t i) {
    const auto& project = history.projects()[stretch.projects[i * stretch.projects.size() / count]];
    asked[i] = ask_about(project, std::min(project.participants.size(), most_given),
                         {history, index, moment, fitted.weights, stretch.day});
  });
  const std::size_t timed = std::min(kTimed, stretch.projects.size());
  made.answering_cpu += seconds_of_answering(history, stretch, moment, fitted.weights, timed);
  made.answered += timed;
  made.candidates = moment.candidates().size();
  made.named.resize(bench::ways().size(), std::vector<bool>(history.organisations(), false));
  for (OfProject& each : asked) {
    for (std::size_t way = 0; way < each.ten.size(); ++way)
      for (const Organisation one : each.ten[way]) made.named[way][one] = true;
    made.projects.push_back(std::move(each));
  }
  fmt::print("{}: learned from {} questions, strength {}:", to_string(stretch.day), fitted.questions,
             fitted.strength);
  for (std::size_t i = 0; i < kTraits; ++i)
    fmt::print(" {} {:.2f}", name_of(static_cast<Trait>(i)), fitted.weights[i]);
  fmt::print("\n");
}

std::vector<double> values_of(const Measured& made, std::size_t way, std::size_t figure) {
  std::vector<double> values;
  for (const OfProject& each : made.projects)
    if (figure < 4 || each.has_reachable) values.push_back(each.figures[way].of[figure]);
  return values;
}

constexpr std::uint64_t kSeed = 1;

void print_row(std::string_view name, const Measured& made, std::size_t first, std::size_t way) {
  fmt::print("| {} |", name);
  for (std::size_t i = first; i < first + 4; ++i) {
    const auto found = bench::bootstrap(values_of(made, way, i), kSeed);
    fmt::print(" {:.3f} ({:.3f}–{:.3f}) |", found.mean, found.low, found.high);
  }
  if (first == 0) {
    const auto named = std::count(made.named[way].begin(), made.named[way].end(), true);
    fmt::print(" {:.3f} |", static_cast<double>(named) / static_cast<double>(made.candidates));
  }
  fmt::print("\n");
}

void print_difference(const Measured& made, std::size_t first, std::size_t way) {
  fmt::print("| engine less {} |", bench::ways()[way].name);
  for (std::size_t i = first; i < first + 4; ++i) {
    auto values = values_of(made, 0, i);
    const auto theirs = values_of(made, way, i);
    for (std::size_t k = 0; k < values.size(); ++k) values[k] -= theirs[k];
    const auto found = bench::bootstrap(values, kSeed);
    fmt::print(" {:+.3f} ({:+.3f}..{:+.3f}) |", found.mean, found.low, found.high);
  }
  fmt::print("{}\n", first == 0 ? "  |" : "");
}

void print(const Measured& made) {
  OfProject sum;
  for (const OfProject& each : made.projects) {
    sum.questions += each.questions, sum.partners += each.partners, sum.reachable += each.reachable;
    sum.known_given += each.known_given, sum.with_reachable += each.with_reachable;
  }
  const auto share = [](std::size_t part, std::size_t of) {
    return 100 * static_cast<double>(part) / static_cast<double>(std::max<std::size_t>(of, 1));
  };
  fmt::print(
      "\n{} projects, {} questions; the given partner was known in {:.1f} %, some partner sought in {:.1f} %; of "
      "{} partners sought {:.1f} % were known\n",
      made.projects.size(), sum.questions, share(sum.known_given, sum.questions),
      share(sum.with_reachable, sum.questions), sum.partners, share(sum.reachable, sum.partners));
  const auto days = static_cast<double>(made.days);
  fmt::print("learning for each day: {:.2f} s, CPU {:.2f} s, from {} questions; CPU {:.2f} ms an answer\n",
             made.learning / days, made.learning_cpu / days, made.lessons / made.days,
             1e3 * made.answering_cpu / static_cast<double>(made.answered));
  for (const std::size_t first : {std::size_t{0}, std::size_t{4}}) {
    fmt::print(
        "\n{}, {} projects\n\n| | recall@10 | recall@50 | MRR | ranked at all |{}\n| --- | --: | --: | --: | "
        "--: |{}\n",
        first == 0 ? "Of all partners" : "Of partners who could be found", values_of(made, 0, first).size(),
        first == 0 ? " organisations named |" : "", first == 0 ? " --: |" : "");
    for (std::size_t way = 0; way < bench::ways().size(); ++way)
      print_row(bench::ways()[way].name, made, first, way);
    for (std::size_t way = 1; way < bench::ways().size(); ++way) print_difference(made, first, way);
  }
}

/// Stretches of the joint projects from a share of them on, of about as many each. Projects of one day stay
/// together.
std::vector<Stretch> stretches(const ProjectHistory& history, double from, std::size_t count) {
  std::vector<std::size_t> joint;
  for (std::size_t i = 0; i < history.projects().size(); ++i)
    if (history.projects()[i].participants.size() > 1) joint.push_back(i);
  const auto total = static_cast<double>(joint.size());
  std::vector<Stretch> made;
  for (std::size_t i = 0; i < count && !joint.empty(); ++i) {
    const double share = from + (1 - from) * static_cast<double>(i) / static_cast<double>(count);
    const auto at = std::min(static_cast<std::size_t>(share * total), joint.size() - 1);
    const Date day = history.projects()[joint[at]].begin;
    if (history.begun_before(day) > 0 && (made.empty() || made.back().day != day)) made.push_back({day, {}});
  }
  for (const std::size_t each : joint) {
    const Date begin = history.projects()[each].begin;
    const auto after =
        std::find_if(made.begin(), made.end(), [&](const Stretch& other) { return begin < other.day; });
    if (after != made.begin()) std::prev(after)->projects.push_back(each);
  }
  return made;
}

void measure_all(const ProjectHistory& history, const TopicIndex& index, const std::vector<Stretch>& asked,
                 std::size_t questions) {
  Measured made;
  for (const Stretch& each : asked) measure(history, index, each, questions / asked.size(), made);
  if (!made.projects.empty()) print(made);
}

void write_synthetic(const Options& options) {
  constexpr std::size_t kWords = 250;  // of an objective as they are published
  const auto comma = options.synthetic.find(',');
  if (comma == std::string::npos)
    throw InvalidInput("--synthetic", "is not two numbers", "write it as 25000,30000");
  std::filesystem::create_directories(options.folder);
  const auto written =
      test::published::write(options.folder, {std::stoul(options.synthetic.substr(0, comma)),
                                              std::stoul(options.synthetic.substr(comma + 1)), 1, kWords});
  fmt::print("{} participations invented\n", written.participations);
}

void run(const Options& options) {
  if (!options.synthetic.empty()) write_synthetic(options);
  const double began = seconds();
  auto tables = exchange::read_cordis(exchange::cordis_files(options.folder));
  const double read = seconds();
  for (const std::string& message : tables.report.messages()) fmt::print("{}\n", message);
  if (!options.programme.empty())
    std::erase_if(tables.participations, [&](const auto& each) {
      return !tables.projects[each.project].programme.starts_with(options.programme);
    });
  const ProjectHistory history = cli::history_of(tables);
  const TopicIndex index(history);
  fmt::print(
      "{} projects, {} organisations, {} participations: read in {:.1f} s, indexed in {:.1f} s, {:.0f} MB\n",
      tables.projects.size(), tables.organisations.size(), tables.participations.size(), read - began,
      seconds() - read, peak_megabytes());
  if (options.origins > 0) {
    fmt::print("\n## Rolling origin: {} days, from the first {:.0f} % of the projects on\n\n",
               options.origins, 100 * options.from);
    measure_all(history, index, stretches(history, options.from, options.origins), options.questions);
  }
  for (const double share : options.shares) {
    fmt::print("\n## Last {:.0f} %\n\n", 100 * share);
    measure_all(history, index, stretches(history, 1 - share, 1), options.questions);
  }
  fmt::print("\nAt most {:.0f} MB.\n", peak_megabytes());
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App program("Measures the partner search on projects of CORDIS, beside plain ways of ranking.");
  program.add_option("folder", options.folder, "Folder of the tables, as grono cordis takes it")->required();
  program.add_option("--programme", options.programme, "Only projects whose programme begins so, as FP7");
  program
      .add_option("--origins", options.origins,
                  "Days on which is asked about what follows up to the next; 0: none")
      ->check(CLI::Range(0, 1'000));
  program
      .add_option("--from", options.from, "The first of these days comes after this share of the projects")
      ->check(CLI::Range(0.0, 1.0));
  program
      .add_option("--shares", options.shares,
                  "Shares of the projects, the last ones, that are asked about from one day before them all")
      ->delimiter(',')
      ->check(CLI::Range(0.0, 1.0));
  program.add_option("--questions", options.questions, "At most, about, for each table")
      ->check(CLI::Range(1, 100'000'000));
  program.add_option("--synthetic", options.synthetic,
                     "First write invented tables there: projects,organisations");
  try {
    program.parse(argc, argv);
    run(options);
    return 0;
  } catch (const CLI::ParseError& usage) {
    return program.exit(usage);
  } catch (const InvalidInput& wrong) {
    fmt::print(stderr, "{}\n", wrong.what());
    return 1;
  }
}
