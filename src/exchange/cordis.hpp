#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/time.hpp"

/// Projects of the EU's framework programmes and who took part in them, as CORDIS publishes them.
namespace grono::exchange {

/// Somebody who took part in at least one project. Cells that were empty are empty.
struct CordisOrganisation {
  std::string id;  ///< the number CORDIS gives (PIC); empty where the table has none
  std::string name, short_name, vat_number;
  std::string country;  ///< as written: "PL", or "Poland"
  std::string city, street, post_code, nuts_code, url;
  std::string activity_type;                       ///< HES, REC, PRC, PUB, OTH
  std::optional<bool> is_sme;                      ///< small or medium-sized enterprise
  std::optional<std::pair<double, double>> place;  ///< latitude and longitude in degrees, as published
};

struct CordisProject {
  std::string id, acronym, title, objective, topics;
  std::string programme;  ///< HORIZON, H2020, FP7
  std::string scheme, status;
  Date begin{};
  std::optional<Date> end;
  std::optional<double> total_cost_eur, eu_contribution_eur;
  std::vector<std::string>
      subjects;  ///< EuroSciVoc: paths, or titles where there are no paths; in the table's order
};

/// An organisation took part in a project. At most one for each pair of them.
struct CordisParticipation {
  std::uint32_t project = 0, organisation = 0;
  std::string role;  ///< coordinator, participant, thirdParty …; empty where it is not said
  std::optional<double> eu_contribution_eur;  ///< the sum where the table has several rows of the pair
  std::optional<Date> left;                   ///< it ended before the project did
};

/// What could not be taken as it stands, by reason.
struct CordisReport {
  struct Reason {
    std::string file, column, what;  ///< the column is empty where it is the whole row
    std::size_t count = 0;
    std::vector<std::size_t> rows;  ///< the first of them, as a spreadsheet program numbers them
    bool is_left_out =
        true;  ///< the row is left out; else it was taken without the cell, or joined to another
  };
  struct File {
    std::string name;
    std::size_t rows = 0;      ///< without the header
    std::size_t left_out = 0;  ///< of them
  };
  static constexpr std::size_t kSampled = 5;
  std::vector<File> files;
  std::vector<Reason> reasons;  ///< in the order they first came

  /// One sentence for each reason, for people.
  [[nodiscard]] std::vector<std::string> messages() const;
};

struct CordisTables {
  std::vector<CordisOrganisation> organisations;    ///< in the order they first came
  std::vector<CordisProject> projects;              ///< in the order of the table
  std::vector<CordisParticipation> participations;  ///< by project, then in the order of the table
  CordisReport report;
};

}  // namespace grono::exchange
