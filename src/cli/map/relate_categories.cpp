#include "cli/map/relate_categories.hpp"

#include <cstdio>
#include <limits>
#include <optional>

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include "base/error.hpp"
#include "cli/map/cells.hpp"
#include "cli/map/definition.hpp"
#include "cli/map/lines.hpp"

namespace grono::cli::map {
namespace {

using mapping::kNoCategory;

const char* name_of(mapping::Grouping grouping) {
  switch (grouping) {
    case mapping::Grouping::ward:
      return "ward";
    case mapping::Grouping::ward_profiles:
      return "ward-profiles";
    case mapping::Grouping::k_means:
      return "k-means";
  }
  return "";
}

/// A definition that is written: what it is, its scores, the names of its categories, and where its
/// industries were before outliers moved (empty where none did).
struct Written {
  const char* kind;
  std::string similarity, method;  // that it was made with
  mapping::ScoredCategories scored;
  std::vector<std::string> names;
  std::vector<std::uint32_t> before;
};

std::vector<std::string> numbers(std::uint32_t count) {
  std::vector<std::string> made;
  for (std::uint32_t c = 1; c <= count; ++c) made.push_back(std::to_string(c));
  return made;
}

}  // namespace

struct FoundCategories {
  std::vector<mapping::Similarity> similarities;
  mapping::CategoryCandidates candidates;
  std::vector<Written> definitions;  // best; moved and given where wanted

  [[nodiscard]] Written of(const mapping::Candidate& candidate, const char* kind) const {
    return {kind,
            similarities[candidate.similarity].name,
            name_of(candidate.grouping),
            candidate.scored,
            numbers(candidate.scored.categories.count),
            {}};
  }
  /// The similarity by which industries are reviewed: the composite, where there is one.
  [[nodiscard]] const mapping::Similarity& deciding() const { return similarities.back(); }
};

namespace {

Written moved_from(const FoundCategories& found, const Written& best) {
  auto moved = mapping::move_outliers(found.deciding(), best.scored.categories);
  if (!moved.is_stable)
    fmt::print(stderr, "grono: some outliers went to and fro and stay where they were in the end\n");
  Written made = best;
  made.kind = "moved";
  made.before = best.scored.categories.of;
  made.scored = mapping::score_categories(found.similarities, std::move(moved.categories));
  return made;
}

void add_score(std::string& text, const mapping::ValidationScore& score) {
  for (const double value :
       {score.overall(), score.cluster_avg, score.cluster_95, score.industry_avg, score.industry_95})
    add_number(text += ',', value);
  text += '\n';
}

// The definitions first, then all that was tried; a line for the mean, and one for each similarity that
// scores.
void write_scores(const std::string& path, const FoundCategories& found) {
  Lines lines(path,
              "definition,similarity,method,categories,scored_by,overall,cluster_avg,cluster_95,industry_avg,"
              "industry_95");
  const std::size_t first = found.definitions.size();
  lines.write(first + found.candidates.tried.size(), [&](std::size_t row, std::string& text) {
    const Written each =
        row < first ? found.definitions[row] : found.of(found.candidates.tried[row - first], "candidate");
    const std::string begin =
        fmt::format("{},{},{},{},", each.kind, each.similarity, each.method, each.scored.categories.count);
    add_score(text += begin + "mean", each.scored.mean);
    for (std::size_t i = 0; i < found.similarities.size(); ++i)
      add_score(text += begin + found.similarities[i].name, each.scored.by_similarity[i]);
  });
  lines.close();
}

// One line an industry: where it is, how well it fits, where it would fit best otherwise.
void write_industries(const std::string& path, const FoundCategories& found, const Written& written,
                      const std::vector<std::string>& industries) {
  const auto& of = written.scored.categories.of;
  const auto fits = mapping::fits(mapping::category_relations(found.deciding(), written.scored.categories));
  const auto add_name = [&](std::string& text, std::uint32_t category) {
    text += ',';
    if (category != kNoCategory) add_text(text, written.names[category]);
  };
  Lines lines(path, "industry,category,wcr,best_other,bcr,outlier,moved_from");
  lines.write(industries.size(), [&](std::size_t i, std::string& text) {
    add_text(text, industries[i]);
    add_name(text, of[i]);
    add_number(text += ',', fits[i].within);
    add_name(text, fits[i].best_other);
    add_number(text += ',', fits[i].best_between);
    text += fits[i].is_outlier ? ",1" : ",0";
    const bool has_moved = !written.before.empty() && written.before[i] != of[i];
    add_name(text, has_moved ? written.before[i] : kNoCategory);
    text += '\n';
  });
  lines.close();
}

// Related categories of every definition.
void write_links(const CategoriesWanted& wanted, const FoundCategories& found) {
  Lines lines(wanted.links, "definition,category,other,bcr,wcr,wcr_other,threshold,percentile");
  for (const Written& written : found.definitions) {
    const auto relations = mapping::category_relations(found.deciding(), written.scored.categories);
    const auto links = mapping::related_categories(relations, wanted.percentile);
    lines.write(links.related.size(), [&](std::size_t i, std::string& text) {
      const auto& [a, b, between] = links.related[i];
      text += written.kind;
      add_text(text += ',', written.names[a]);
      add_text(text += ',', written.names[b]);
      for (const double value : {between, relations.of_categories(a, a), relations.of_categories(b, b),
                                 links.threshold, wanted.percentile})
        add_number(text += ',', value);
      text += '\n';
    });
  }
  lines.close();
}

void tell(const FoundCategories& found) {
  for (const Written& each : found.definitions) {
    const auto& mean = each.scored.mean;
    const std::string how =
        each.method.empty() ? "" : fmt::format(" by {} of {}", each.method, each.similarity);
    fmt::print(stderr,
               "grono: {}: {} categories{}, validation score {:.1f} (clusters {:.1f} above the mean, {:.1f} "
               "above the 95th "
               "percentile; industries {:.1f}, {:.1f})\n",
               each.kind, each.scored.categories.count, how, mean.overall(), mean.cluster_avg,
               mean.cluster_95, mean.industry_avg, mean.industry_95);
  }
}

}  // namespace

void add_category_options(CLI::App& command, CategoriesWanted& wanted) {
  command.add_option("--categories", wanted.categories, "File for the cluster category of every industry");
  command.add_option("--category-scores", wanted.scores,
                     "File for the validation scores of all that was tried");
  command.add_option("--category-links", wanted.links, "File for the categories that are related");
  command.add_option("--categories-from", wanted.search.from, "The fewest categories tried")
      ->capture_default_str();
  command.add_option("--categories-to", wanted.search.to, "The most")->capture_default_str();
  command.add_option("--starts", wanted.search.starts, "How often k-means begins anew")
      ->capture_default_str();
  command.add_option("--seed", wanted.search.seed, "Of the starts of k-means")->capture_default_str();
  command.add_flag("--move-outliers", wanted.moves_outliers,
                   "Bring industries that fit another category better there");
  command.add_option("--related-percentile", wanted.percentile, "Of all pairs of categories, 0 to 1")
      ->capture_default_str();
  command.add_option("--given-categories", wanted.given,
                     "CSV with the columns industry and category: a definition to score beside");
  command.add_option("--given-review", wanted.review,
                     "File for the industries of that definition, as --categories");
}

std::shared_ptr<const FoundCategories> find_categories(const CategoriesWanted& wanted,
                                                       const SimilaritySource& source,
                                                       const FigureSource& figures_from,
                                                       const FigureTable& figures) {
  FoundCategories made;
  made.similarities = read_similarities(source, figures_from, figures);
  std::optional<Written> given;
  if (!wanted.given.empty()) {
    auto definition = read_definition(wanted.given, figures.industries());
    given = {"given",
             "",
             "",
             mapping::score_categories(made.similarities, std::move(definition.categories)),
             std::move(definition.names),
             {}};
  }
  made.candidates = mapping::cluster_categories(
      made.similarities, static_cast<std::uint32_t>(figures.industries().size()), wanted.search);
  made.definitions.push_back(made.of(made.candidates.tried[made.candidates.best], "best"));
  if (wanted.moves_outliers) made.definitions.push_back(moved_from(made, made.definitions.front()));
  if (given) made.definitions.push_back(std::move(*given));
  return std::make_shared<const FoundCategories>(std::move(made));
}

void write_categories(const CategoriesWanted& wanted, const FoundCategories& found,
                      const std::vector<std::string>& industries) {
  const std::size_t chosen = wanted.moves_outliers ? 1 : 0;
  if (!wanted.categories.empty())
    write_industries(wanted.categories, found, found.definitions[chosen], industries);
  if (!wanted.review.empty()) write_industries(wanted.review, found, found.definitions.back(), industries);
  if (!wanted.scores.empty()) write_scores(wanted.scores, found);
  if (!wanted.links.empty()) write_links(wanted, found);
  tell(found);
}

}  // namespace grono::cli::map
