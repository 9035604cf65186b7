#pragma once

#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "support/temporary_folder.hpp"

namespace grono::cli::testing {

/// A folder of one test, and commands run in it as from a shell.
class Folder : public test::TemporaryFolder {
 public:
  [[nodiscard]] std::string file(const std::string& name) const { return path() / name; }

  /// @returns  the exit code
  static int run(std::vector<std::string> words) {
    words.insert(words.begin(), "grono");
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    return cli::run(static_cast<int>(arguments.size()), arguments.data());
  }
};

}  // namespace grono::cli::testing
