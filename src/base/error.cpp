#include "base/error.hpp"

#include <cstdio>
#include <cstdlib>

namespace grono {

namespace {
std::string sentence(const std::string& where, const std::string& what, const std::string& mend) {
  std::string text = where.empty() ? what : where + ": " + what;
  if (!mend.empty()) text += " (" + mend + ")";
  return text;
}
}  // namespace

InvalidInput::InvalidInput(std::string where, std::string what, std::string mend)
    : std::runtime_error(sentence(where, what, mend)),
      where_(std::move(where)),
      problem_(std::move(what)),
      mend_(std::move(mend)) {}

void broken_invariant(const char* expression, const char* file, int line) {
  std::fprintf(stderr, "grono: broken invariant: %s (%s:%d)\n", expression, file, line);
  std::abort();
}

}  // namespace grono
