#pragma once

#include "app/demonstration_site.hpp"

/// The parts of the demonstration that stand on its joint project, each from the file of data/demonstration
/// that bears its name. All of them throw InvalidInput where a description does not hold together.
namespace grono::app {

/// Needs of members beside those of the catalogue; products, intellectual property, offers to the market,
/// inquiries and deals.
void found_demonstration_commerce(const DemonstrationSite& site);

/// Opportunities with what came of them: consortia that form, and one that became the joint project.
void found_demonstration_consortia(const DemonstrationSite& site);

/// De minimis aid of three years; nothing where no regulation is in force.
void found_demonstration_aid(const DemonstrationSite& site);

/// Meetings of competitors: held, announced, planned.
void found_demonstration_conduct(const DemonstrationSite& site);

/// Collections of market figures: one that is published, one to which figures are still given.
void found_demonstration_market(const DemonstrationSite& site);

/// Matchmaking events: one that is over, with its outcomes, and one whose agendas are out.
void found_demonstration_matchmaking(const DemonstrationSite& site);

}  // namespace grono::app
