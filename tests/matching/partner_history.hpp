#pragma once

#include <random>

#include "matching/partners/history.hpp"

namespace grono::matching::partners::test {

using namespace std::chrono_literals;

inline Date day(int number) {
  return std::chrono::sys_days(2015y / 1 / 1) + std::chrono::days(number);
}

/// Invented projects: `fields` fields, words and most participants of a project are of one.
inline ProjectHistory invented(std::size_t organisations, std::size_t projects, std::uint64_t seed,
                               std::size_t fields = 3) {
  std::mt19937_64 random(seed);
  std::vector<PastProject> made(projects);
  for (std::size_t i = 0; i < projects; ++i) {
    const std::size_t field = random() % fields;
    made[i].begin = day(static_cast<int>(i * 3 + random() % 3));
    const std::size_t wanted = 2 + random() % 4;
    for (std::size_t k = 0; k < wanted; ++k) {
      const std::size_t each = random() % organisations;
      made[i].participants.push_back(
          static_cast<Organisation>(random() % 5 == 0 ? each : each / fields * fields + field) %
          static_cast<Organisation>(organisations));
    }
    for (int word = 0; word < 6; ++word)
      made[i].words.push_back("f" + std::to_string(field) + "w" + std::to_string(random() % 8));
  }
  std::vector<std::uint32_t> countries(organisations);
  for (auto& each : countries) each = static_cast<std::uint32_t>(random() % 4);
  return {std::move(countries), std::move(made)};
}

}  // namespace grono::matching::partners::test
