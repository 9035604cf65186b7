#include "app/passwords.hpp"

#include <array>

#include <sodium.h>

#include "base/error.hpp"
#include "text/unicode.hpp"

namespace grono::app {
namespace {

constexpr unsigned long long kPasses = 2;
constexpr std::size_t kMemory = 19 * 1024 * 1024;

std::string hashed(std::string_view password) {
  GRONO_INVARIANT(sodium_init() >= 0);
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str(hash.data(), password.data(), password.size(), kPasses, kMemory) != 0)
    throw std::runtime_error("there is not enough memory to hash a password");
  return hash.data();
}

// The same keys give the same letters, but not on every machine the same bytes.
std::string composed(std::string_view password, const std::string& where) {
  const auto made = text::nfc(password);
  if (!made) throw InvalidInput(where, "is not valid UTF-8", "send the request as UTF-8");
  return *made;
}

}  // namespace

std::string hash_password(std::string_view password, const std::string& where) {
  const std::string text = composed(password, where);
  const std::size_t length = text::length(text);
  if (length < 12 || length > 200)
    throw InvalidInput(where, "has " + std::to_string(length) + " characters", "choose 12 to 200 characters");
  return hashed(text);
}

bool is_password(std::string_view password, const std::string& hash) {
  // Someone without a password must not be told from someone with a wrong one by the time it takes.
  static const std::string nobody = hashed("nobody's");
  const auto text = text::nfc(password);
  const std::string& against = hash.empty() ? nobody : hash;
  const bool fits =
      text && text->size() <= 2000 && crypto_pwhash_str_verify(against.c_str(), text->data(), text->size()) == 0;
  return fits && !hash.empty();
}

}  // namespace grono::app
