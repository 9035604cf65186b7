#pragma once

#include <memory>
#include <string>
#include <vector>

#include "exchange/cordis.hpp"

namespace CLI {
class App;
}

namespace grono::cli {

/// Where the tables of CORDIS are, and where the answer goes: what all commands on them have.
struct CordisOptions {
  std::string folder, projects, participants, subjects;
  std::string output = "-";
};

/// The options are filled when the command line is parsed, and must live until then.
void add_cordis_options(CLI::App& command, CordisOptions& options);

/// Reads the tables; standard error says how much, and what could not be taken.
/// @throws InvalidInput  as read_cordis, or neither a folder nor single tables are given, or both
[[nodiscard]] exchange::CordisTables read_cordis_tables(const CordisOptions& options);

/// Names that tell organisations apart: with country and number only where they must be.
[[nodiscard]] std::vector<std::string> telling_names(const exchange::CordisTables& tables);

}  // namespace grono::cli
