#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cli/commands.hpp"

namespace grono::cli::testing {

/// A folder of one test, and commands run in it as from a shell.
class Folder {
 public:
  Folder() {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    path_ = std::filesystem::temp_directory_path() /
            (std::string("grono-") + test->test_suite_name() + "-" + test->name());
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] std::string file(const std::string& name) const { return path_ / name; }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(file(name), std::ios::binary) << text;
  }
  [[nodiscard]] std::string read(const std::string& name) const {
    std::ifstream in(file(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  /// @returns  the exit code
  static int run(std::vector<std::string> words) {
    words.insert(words.begin(), "grono");
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    return cli::run(static_cast<int>(arguments.size()), arguments.data());
  }

 private:
  std::filesystem::path path_;
};

}  // namespace grono::cli::testing
