#pragma once

#include <unordered_map>

#include "matching/partners/history.hpp"

namespace grono::matching::partners {

/// Finds which projects of the past are about what a text says.
///
/// BM25 of the projects that began before the one asked for:
/// score = sum over words t of the text of  idf(t) · tf (k1 + 1) / (tf + k1 (1 - b + b · length / mean
/// length)), idf(t) = ln(1 + (N - n + 1/2) / (n + 1/2)), n of the N projects with the word; k1 = 1.2, b =
/// 0.75. Of many projects, words that most have tell nothing and are left out.
///
/// @source  Robertson & Zaragoza (2009), The Probabilistic Relevance Framework: BM25 and Beyond, eq. 3.15
class TopicIndex {
 public:
  /// @note  O(words)
  explicit TopicIndex(const ProjectHistory& history);

  /// The score of each of the first `end` projects, 0 where no word is shared; nothing later counts, in
  /// frequencies neither.
  /// @param words  each counts once
  /// @note  O(end + projects with any of the words)
  [[nodiscard]] std::vector<double> scores(std::span<const std::string> words, Project end) const;

  /// From so many projects on, words that more than this share of them have don't count.
  static constexpr Project kManyProjects = 100;
  static constexpr double kMostCommon = 0.5;

 private:
  struct Occurrence {
    Project project = 0;
    float count = 0;
  };
  [[nodiscard]] std::span<const Occurrence> occurrences_before(const std::string& word, Project end) const;

  std::unordered_map<std::string, std::vector<Occurrence>> occurrences_;  // by project
  std::vector<double> lengths_;  // sum of words of the projects before
};

}  // namespace grono::matching::partners
