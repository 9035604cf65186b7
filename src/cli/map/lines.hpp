#pragma once

#include <cstddef>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace grono::cli::map {

/// A text file that is written line by line, many lines at once.
class Lines {
 public:
  /// @param path  a file, which is made or replaced, or "-" for standard output
  /// @throws InvalidInput  it can't be written
  Lines(const std::string& path, const std::string& header);
  /// Goes on with a file that is there.
  struct Continued {};
  Lines(const std::string& path, Continued);

  /// Writes `count` lines in order. @param append  puts line i at the end of a text, its line end included;
  /// is called from
  ///                                               many threads
  void write(std::size_t count, const std::function<void(std::size_t i, std::string& text)>& append);

  /// Ends the file. @throws InvalidInput  it could not be written to its end, as when the disk is full or the
  /// pipe closed
  void close();

 private:
  struct Close {
    void operator()(std::FILE* file) const;
  };
  void put(const std::string& text);

  std::string path_;
  std::unique_ptr<std::FILE, Close> file_;
};

/// Writes a table with its names: a header of `corner` and the columns' names, then a row a line.
/// @param values  rows x columns, row-major; NaN is an empty cell
void write_matrix(const std::string& path, const char* corner, const std::vector<std::string>& rows,
                  const std::vector<std::string>& columns, const std::vector<double>& values);

}  // namespace grono::cli::map
