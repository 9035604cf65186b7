#pragma once

#include <filesystem>
#include <string>
#include <vector>

/// What the sources say to people who use the API.
namespace grono::test {

struct SaidMessage {
  std::string text;  ///< as the English side of a catalogue: "\"{1}\" is not a day"
  std::string place;  ///< "cluster/idea.cpp:35"
};

/// @param unexplained  where a message is thrown that is not written there, and nothing says where it is
[[nodiscard]] std::vector<SaidMessage> said_messages(const std::filesystem::path& source,
                                                     std::vector<std::string>& unexplained);

}  // namespace grono::test
