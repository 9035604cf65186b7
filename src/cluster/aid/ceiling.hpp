#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "base/money.hpp"
#include "base/time.hpp"

/// De minimis aid: what services paid from public funds are worth to a member, and the ceiling of three
/// years.
namespace grono::cluster {

/// For which activity of the beneficiary it is. Each has its regulation; road haulage had a ceiling of its
/// own until the end of 2023 and is `general` since, as processing and marketing of fish is since 25 October
/// 2023: `agriculture` and `fisheries` are primary production.
enum class AidScope { general, road_haulage, agriculture, fisheries, public_services };

/// Which time a ceiling is for. `rolling`: three years to the day. `fiscal_years`: the fiscal year of the
/// grant and the two before it; a fiscal year is taken as the calendar year.
enum class AidPeriod { rolling, fiscal_years };

/// How much aid a single undertaking may get from one Member State, as a regulation sets it.
struct AidCeiling {
  AidScope scope = AidScope::general;
  std::string regulation;  ///< "2023/2831"
  std::string article;     ///< where in it: "art. 3(2)"
  Money amount;            ///< EUR, gross grant equivalent
  AidPeriod period = AidPeriod::rolling;
  Date from{};                ///< the first day on which aid can be granted under it
  std::optional<Date> until;  ///< the last one
  std::vector<AidScope>
      counts;           ///< aid of these scopes counts towards it: the regulation's rules of cumulation
  std::string journal;  ///< where it is published
  std::string url;
  bool operator==(const AidCeiling&) const = default;
};

/// Reads data/aid/ceilings.csv. @throws InvalidInput  names the file and line
[[nodiscard]] std::vector<AidCeiling> load_ceilings(const std::filesystem::path& file);

[[nodiscard]] bool is_in_force(const AidCeiling& ceiling, Date day);
[[nodiscard]] bool counts_towards(const AidCeiling& ceiling, AidScope scope);
/// Of the scope itself, in force on that day; none: no aid of that scope can be granted then.
[[nodiscard]] const AidCeiling* ceiling_on(std::span<const AidCeiling> ceilings, AidScope scope, Date day);
/// Every ceiling that aid of the scope has to respect on that day: its own, and each towards which it counts
/// that is no lower: where aid of two scopes comes together, the higher ceiling holds for both, and the lower
/// one for its own scope.
/// @source  Regulations (EU) 2023/2831 art. 5(2); 1408/2013 art. 5(1)-(2); 717/2014 art. 5(1)-(2); 1407/2013
/// art. 5(1); 360/2012 art. 2(7)
[[nodiscard]] std::vector<const AidCeiling*> ceilings_for(std::span<const AidCeiling> ceilings,
                                                          AidScope scope, Date day);

/// The first day of the time that counts for aid granted on `day`. Of the rolling three years it is the same
/// day of the month three years before, which still counts itself; 29 February goes back to 28 February.
/// @source  Regulation (EU) 2023/2831 art. 3(2), recital 11; UOKiK, answers on the new rules (2024): of aid
/// granted on
///          5 January 2024 everything from 5 January 2021 to 5 January 2024 counts, both days included
[[nodiscard]] Date first_day_counted(Date day, AidPeriod period);
/// The first day on which aid granted on `granted` counts no more.
[[nodiscard]] Date free_from(Date granted, AidPeriod period);

[[nodiscard]] nlohmann::json to_json(const AidCeiling& ceiling);

}  // namespace grono::cluster
