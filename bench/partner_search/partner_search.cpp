// Does the partner search find the partners of projects to come? See bench/README.md.
#include "matching/partners/partner_search.hpp"

#include <algorithm>
#include <chrono>
#include <numeric>

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <sys/resource.h>

#include "base/error.hpp"
#include "cli/cordis_history.hpp"
#include "exchange/cordis_reader.hpp"
#include "measures.hpp"
#include "support/cordis_tables.hpp"
#include "text/fold.hpp"

namespace {

using namespace grono;
using namespace grono::matching::partners;
using bench::Figures;

struct Options {
  std::string folder, programme, synthetic;
  std::vector<double> shares = {0.2, 0.4, 0.6};
  std::size_t questions = 5'000;
};

double seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double peak_megabytes() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return static_cast<double>(used.ru_maxrss) / 1024;
}

/// A way of ranking: the key of a candidate, the greater the better; those without one are not named.
struct Way {
  const char* name;
  std::vector<double> (*key)(const Traits&, const Weights&);
};

double of(const Traits& traits, Trait which) {
  return traits[static_cast<std::size_t>(which)];
}
using Key = std::vector<double>;

const std::vector<Way> kWays = {
    {"engine",
     [](const Traits& t, const Weights& w) -> Key {
       return {std::inner_product(w.begin(), w.end(), t.begin(), 0.0), of(t, Trait::activity)};
     }},
    {"most active",
     [](const Traits& t, const Weights&) -> Key {
       return {of(t, Trait::activity), of(t, Trait::recency)};
     }},
    {"past partners",
     [](const Traits& t, const Weights&) -> Key {
       if (of(t, Trait::worked_together) == 0) return {};
       return {of(t, Trait::worked_together), of(t, Trait::activity)};
     }},
    {"past partners, then most active",
     [](const Traits& t, const Weights&) -> Key {
       return {of(t, Trait::worked_together), of(t, Trait::activity), of(t, Trait::recency)};
     }},
    {"text, nearest project",
     [](const Traits& t, const Weights&) -> Key {
       if (of(t, Trait::topic_best) == 0) return {};
       return {of(t, Trait::topic_best), of(t, Trait::topic_all), of(t, Trait::activity)};
     }},
    {"text, all its projects",
     [](const Traits& t, const Weights&) -> Key {
       if (of(t, Trait::topic_all) == 0) return {};
       return {of(t, Trait::topic_all), of(t, Trait::topic_best), of(t, Trait::activity)};
     }},
};

/// Figures by way and project.
struct Measured {
  std::vector<std::vector<Figures>> figures;
  std::vector<bool> has_reachable;
  std::size_t questions = 0, partners = 0, reachable = 0, known_given = 0;
};

struct Asked {
  const Moment& moment;
  const Weights& weights;
};

std::vector<std::size_t> places_of(const Way& way, const Asked& asked, const std::vector<Traits>& traits,
                                   Organisation given, const std::vector<Organisation>& partners) {
  const auto candidates = asked.moment.candidates();
  std::vector<std::pair<Key, Organisation>> ranked;
  for (std::size_t i = 0; i < candidates.size(); ++i)
    if (auto key = way.key(traits[i], asked.weights); candidates[i] != given && !key.empty())
      ranked.emplace_back(std::move(key), candidates[i]);
  std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  std::vector<std::size_t> made;
  for (std::size_t i = 0; i < ranked.size(); ++i)
    if (std::binary_search(partners.begin(), partners.end(), ranked[i].second) && ranked[i].second != given)
      made.push_back(i + 1);
  return made;
}

void ask_about(const PastProject& project, std::size_t givens, const Asked& asked, Measured& made) {
  const auto& who = project.participants;
  std::vector<Figures> sums(kWays.size());
  bool any_reachable = false;
  std::size_t with_reachable = 0;
  for (std::size_t g = 0; g < givens; ++g) {
    const Organisation given = who[g * who.size() / givens];
    const auto traits = asked.moment.traits({given, project.words});
    std::size_t reachable = 0;
    for (const Organisation each : who) reachable += each != given && asked.moment.knows(each) ? 1U : 0U;
    any_reachable = any_reachable || reachable > 0;
    with_reachable += reachable > 0 ? 1U : 0U;
    ++made.questions, made.partners += who.size() - 1, made.reachable += reachable;
    made.known_given += asked.moment.knows(given) ? 1U : 0U;
    for (std::size_t way = 0; way < kWays.size(); ++way) {
      const auto found =
          bench::figures_of(places_of(kWays[way], asked, traits, given, who), who.size() - 1, reachable);
      for (std::size_t i = 0; i < Figures::kCount; ++i) sums[way].of[i] += found.of[i];
    }
  }
  made.has_reachable.push_back(any_reachable);
  for (std::size_t way = 0; way < kWays.size(); ++way) {
    for (std::size_t i = 0; i < Figures::kCount; ++i)
      sums[way].of[i] /= static_cast<double>(i < 4 ? givens : std::max<std::size_t>(with_reachable, 1));
    made.figures[way].push_back(sums[way]);
  }
}

std::vector<double> values_of(const Measured& made, std::size_t way, std::size_t figure) {
  std::vector<double> values;
  for (std::size_t i = 0; i < made.figures[way].size(); ++i)
    if (figure < 4 || made.has_reachable[i]) values.push_back(made.figures[way][i].of[figure]);
  return values;
}

void print(const Measured& made) {
  constexpr std::uint64_t kSeed = 1;
  for (const std::size_t first : {std::size_t{0}, std::size_t{4}}) {
    fmt::print(
        "\n{}, {} projects\n\n| way | recall@10 | recall@50 | MRR | ranked at all |\n| --- | --: | --: | --: "
        "| --: |\n",
        first == 0 ? "Of all partners" : "Of partners who could be found", values_of(made, 0, first).size());
    for (std::size_t way = 0; way < kWays.size(); ++way) {
      fmt::print("| {} |", kWays[way].name);
      for (std::size_t i = first; i < first + 4; ++i) {
        const auto found = bench::bootstrap(values_of(made, way, i), kSeed);
        fmt::print(" {:.3f} ({:.3f}..{:.3f}) |", found.mean, found.low, found.high);
      }
      fmt::print("\n");
    }
    for (std::size_t way = 1; way < kWays.size(); ++way) {
      fmt::print("| engine less {} |", kWays[way].name);
      for (std::size_t i = first; i < first + 4; ++i) {
        auto values = values_of(made, 0, i);
        const auto theirs = values_of(made, way, i);
        for (std::size_t k = 0; k < values.size(); ++k) values[k] -= theirs[k];
        const auto found = bench::bootstrap(values, kSeed);
        fmt::print(" {:+.3f} ({:+.3f}..{:+.3f}) |", found.mean, found.low, found.high);
      }
      fmt::print("\n");
    }
  }
}

void measure(const ProjectHistory& history, const TopicIndex& index, double share, const Options& options) {
  std::vector<std::size_t> joint;
  for (std::size_t i = 0; i < history.projects().size(); ++i)
    if (history.projects()[i].participants.size() > 1) joint.push_back(i);
  if (joint.empty()) throw InvalidInput(options.folder, "holds no project of several participants");
  const auto at = static_cast<std::size_t>((1 - share) * static_cast<double>(joint.size()));
  const Date day = history.projects()[joint[std::min(at, joint.size() - 1)]].begin;
  const double began = seconds();
  const Fitted fitted = fit(history, index, day);
  const double learned = seconds();
  const Moment moment(history, index, day);
  std::erase_if(joint, [&](std::size_t each) { return history.projects()[each].begin < day; });
  Measured made;
  made.figures.resize(kWays.size());
  const std::size_t projects = std::min(joint.size(), options.questions);
  for (std::size_t i = 0; i < projects; ++i) {
    const auto& project = history.projects()[joint[i * joint.size() / projects]];
    const std::size_t most = std::max<std::size_t>(options.questions / projects, 1);
    ask_about(project, std::min(project.participants.size(), most), {moment, fitted.weights}, made);
  }
  fmt::print("\n## Last {:.0f} %: begun on {} or later\n\n", 100 * share, to_string(day));
  fmt::print(
      "{} projects before, {} organisations known; asked about {} projects, {} questions ({} given partners "
      "known)\n",
      history.begun_before(day), moment.candidates().size(), projects, made.questions, made.known_given);
  fmt::print("partners sought {}, of them could be found {} ({:.1f} %)\n", made.partners, made.reachable,
             100 * static_cast<double>(made.reachable) / static_cast<double>(made.partners));
  fmt::print(
      "learned from {} questions, strength {}, in {:.1f} s; asked in {:.1f} s, {:.2f} ms a question; "
      "weights:",
      fitted.questions, fitted.strength, learned - began, seconds() - learned,
      1e3 * (seconds() - learned) / static_cast<double>(made.questions));
  for (std::size_t i = 0; i < kTraits; ++i)
    fmt::print(" {} {:.2f}", name_of(static_cast<Trait>(i)), fitted.weights[i]);
  fmt::print("\n");
  print(made);
}

void run(Options options) {
  if (!options.synthetic.empty()) {
    const auto comma = options.synthetic.find(',');
    if (comma == std::string::npos)
      throw InvalidInput("--synthetic", "is not two numbers", "write it as 25000,30000");
    std::filesystem::create_directories(options.folder);
    test::published::write(options.folder, {std::stoul(options.synthetic.substr(0, comma)),
                                            std::stoul(options.synthetic.substr(comma + 1)), 1});
  }
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
  for (const double share : options.shares) measure(history, index, share, options);
  fmt::print("\nAt most {:.0f} MB.\n", peak_megabytes());
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App program("Measures the partner search on projects of CORDIS, beside plain ways of ranking.");
  program.add_option("folder", options.folder, "Folder of the tables, as grono cordis takes it")->required();
  program.add_option("--programme", options.programme, "Only projects whose programme begins so, as FP7");
  program
      .add_option("--shares", options.shares, "Shares of the projects, the last ones, that are asked about")
      ->delimiter(',');
  program.add_option("--questions", options.questions, "At most, about, for each share")
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
