#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>

/// Invented tables in the full format in which CORDIS publishes its own: every column, semicolons, all in
/// quotes.
namespace grono::test::published {

inline const std::string kProjectHeader =
    "id;acronym;status;title;startDate;endDate;totalCost;ecMaxContribution;legalBasis;topics;ecSignatureDate;"
    "frameworkProgramme;masterCall;subCall;fundingScheme;nature;objective;contentUpdateDate;rcn;grantDoi\n";
inline const std::string kOrganisationHeader =
    "projectID;projectAcronym;organisationID;vatNumber;name;shortName;SME;activityType;street;postCode;city;"
    "country;"
    "nutsCode;geolocation;organizationURL;contactForm;contentUpdateDate;rcn;order;role;ecContribution;"
    "netEcContribution;"
    "totalCost;endOfParticipation;active\n";
inline const std::string kSubjectHeader =
    "projectID;euroSciVocCode;euroSciVocPath;euroSciVocTitle;euroSciVocDescription\n";

struct Size {
  std::size_t projects = 1'000, organisations = 1'000;
  std::uint64_t seed = 1;
  std::size_t words =
      60;  ///< of an objective; what is over 60 are words of every field, the rank of each as by Zipf
};
struct Written {
  std::size_t participations = 0;
};

inline constexpr std::size_t kFields = 20;

inline std::string project_id(std::size_t i) {
  return std::to_string(101'000'000 + i);
}
inline std::string title(std::size_t i) {
  static constexpr std::array kWhat = {"Oczyszczanie wody", "\"Green\" hydrogen; storage", "Sensors for soil",
                                       "Łódź podwodna", "Implanty tytanowe"};
  return fmt::format("{} of field {} – część {}", kWhat[i % kWhat.size()], i % kFields, i);
}
inline std::string in_quotes(const std::string& text) {
  std::string made = "\"";
  for (const char c : text) {
    if (c == '"') made += '"';
    made += c;
  }
  return made + '"';
}
inline void put_row(std::ostream& out, const std::vector<std::string>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) out << (i == 0 ? "" : ";") << in_quotes(cells[i]);
  out << '\n';
}

/// Writes the three tables. Every organisation has a field; most of a project's participants are of its own,
/// some of them work together again and again.
inline Written write(const std::filesystem::path& folder, const Size& size) {
  std::ofstream projects(folder / "project.csv"), organisations(folder / "organization.csv"),
      subjects(folder / "euroSciVoc.csv");
  projects << "\xEF\xBB\xBF" << kProjectHeader;
  organisations << "\xEF\xBB\xBF" << kOrganisationHeader;
  subjects << "\xEF\xBB\xBF" << kSubjectHeader;
  std::mt19937_64 random(size.seed);
  const auto below = [&](std::size_t bound) { return static_cast<std::size_t>(random() % bound); };
  Written made;
  for (std::size_t i = 0; i < size.projects; ++i) {
    const std::size_t field = i % kFields, day = 1 + i * 2'500 / size.projects;
    const std::string begin =
        fmt::format("{}-{:02}-{:02}", 2014 + day / 360, 1 + day / 30 % 12, 1 + day % 28);
    std::string objective = title(i) + ".\nThe objective: ";
    for (std::size_t word = 0; word < std::min<std::size_t>(size.words, 60); ++word)
      objective += fmt::format("f{}w{} ", below(4) == 0 ? below(kFields) : field, below(50));
    for (std::size_t word = 60; word < size.words; ++word) {
      const std::size_t scale = std::size_t{1} << below(13);
      objective += fmt::format("common{} ", scale + below(scale));
    }
    put_row(projects, {project_id(i),
                       fmt::format("ACR{}", i),
                       "SIGNED",
                       title(i),
                       begin,
                       "2030-12-31",
                       "1234567,89",
                       "1000000.5",
                       "H2020-EU.3.",
                       fmt::format("TOPIC-{}", field),
                       "2014-01-01",
                       "H2020",
                       "CALL",
                       "SUB",
                       "RIA",
                       "",
                       objective,
                       "2022-08-18 09:48:02",
                       std::to_string(i),
                       "10.3030/" + project_id(i)});
    put_row(subjects, {project_id(i), fmt::format("/2{}/7", field),
                       fmt::format("/engineering/field {}", field), fmt::format("field {}", field), ""});
    std::vector<std::size_t> taking_part;
    const std::size_t wanted = std::min<std::size_t>(2 + below(8), size.organisations / kFields);
    while (taking_part.size() < wanted) {
      // The lower the number, the more often; the field is the number's remainder.
      const std::size_t mostly =
          std::min(below(size.organisations), below(size.organisations)) / kFields * kFields;
      const std::size_t each = (mostly + (below(5) == 0 ? below(kFields) : field)) % size.organisations;
      if (std::find(taking_part.begin(), taking_part.end(), each) == taking_part.end())
        taking_part.push_back(each);
    }
    for (std::size_t k = 0; k < taking_part.size(); ++k) {
      const std::size_t each = taking_part[k];
      put_row(organisations, {project_id(i),
                              fmt::format("ACR{}", i),
                              std::to_string(900'000'000 + each),
                              "",
                              fmt::format("Firma Żółw {}", each),
                              "",
                              each % 2 == 0 ? "true" : "false",
                              "PRC",
                              "ul. Długa 1",
                              "00-001",
                              "Łódź",
                              each % 3 == 0 ? "PL" : "DE",
                              "PL711",
                              "(51.75,19.45)",
                              "",
                              "",
                              "2022-08-18 09:48:02",
                              "1",
                              std::to_string(k + 1),
                              k == 0 ? "coordinator" : "participant",
                              "100,5",
                              "100.5",
                              "200",
                              "false",
                              "true"});
    }
    made.participations += taking_part.size();
  }
  return made;
}

}  // namespace grono::test::published
