#include "exchange/cordis_archive.hpp"

#include "base/error.hpp"
#include "exchange/zip_archive.hpp"

namespace grono::exchange {
namespace {

constexpr std::uint64_t kMostBytesOfPart = 1ULL << 30;
constexpr const char *kProjects = "project.csv", *kParticipants = "organization.csv";

}  // namespace

CordisArchive::CordisArchive(std::string_view bytes) {
  const ZipArchive archive(bytes);
  for (const char* each : {kProjects, kParticipants})
    if (!archive.has(each))
      throw InvalidInput("archive", std::string("holds no ") + each,
                         "take the archive of CSV files as CORDIS publishes it");
  projects_ = archive.read(kProjects, kMostBytesOfPart);
  participants_ = archive.read(kParticipants, kMostBytesOfPart);
}

CordisFiles CordisArchive::files() const {
  return {{kProjects, projects_}, {kParticipants, participants_}, {}};
}

}  // namespace grono::exchange
