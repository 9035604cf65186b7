#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/money.hpp"
#include "base/time.hpp"
#include "cluster/ids.hpp"

/// Projects of funding programmes, as their public register tells of them: what organisations did together
/// outside of what the cluster itself runs. They are public, and nobody changes them here.
namespace grono::cluster {

/// Somebody took part.
struct FundedParticipation {
  FundedParticipationId id;
  std::string number;                          ///< of the organisation in the register (PIC); may be empty
  std::optional<OrganisationId> organisation;  ///< where it is in the catalogue
  std::string name;                            ///< as the register has it
  std::string country;                         ///< ISO 3166-1 alpha-2; empty: not known
  std::string role;                            ///< coordinator, participant, thirdParty ...; may be empty
  std::optional<Money> contribution;           ///< EUR that it received
  std::optional<Date> left_on;                 ///< it went before the project ended
  bool operator==(const FundedParticipation&) const = default;
};

struct FundedProject {
  FundedProjectId id;
  std::string source;                                        ///< the register: "cordis"
  std::string number;                                        ///< there; one with `source`
  std::string programme, scheme, acronym, title, objective;  ///< all but the title may be empty
  Date begins_on{};
  std::optional<Date> ends_on;
  std::optional<Money> total_cost, contribution;    ///< EUR
  std::vector<FundedParticipation> participations;  ///< in the order of the register
  bool operator==(const FundedProject&) const = default;
};

}  // namespace grono::cluster
