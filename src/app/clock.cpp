#include "app/clock.hpp"

#include <array>
#include <mutex>

#include <sodium.h>

#include "base/error.hpp"

namespace grono::app {
namespace {

void start_sodium() {
  static const int started = sodium_init();
  GRONO_INVARIANT(started >= 0);
}

}  // namespace

Timestamp now() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

Date today() { return Date{std::chrono::floor<std::chrono::days>(now())}; }

Uuid new_uuid() {
  start_sodium();
  static std::mutex mutex;
  static std::uint64_t last_tick = 0;
  std::array<std::uint8_t, 10> random{};
  randombytes_buf(random.data(), random.size());
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  const auto micros = static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(since_epoch).count());

  // RFC 9562, method 3: the 12 bits after the milliseconds count fractions of one (of 1/4096 ms); a tick is never given
  // twice, so that ids of one process sort by their making.
  const std::lock_guard lock(mutex);
  const std::uint64_t tick = std::max(micros / 1000 * 4096 + micros % 1000 * 4096 / 1000, last_tick + 1);
  last_tick = tick;
  random[0] = static_cast<std::uint8_t>((tick >> 8) & 0x0f);
  random[1] = static_cast<std::uint8_t>(tick);
  return uuid_v7(tick >> 12, random);
}

std::string new_secret() {
  start_sodium();
  std::array<unsigned char, 32> random{};
  randombytes_buf(random.data(), random.size());
  std::array<char, 64> text{};
  sodium_bin2base64(text.data(), text.size(), random.data(), random.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return text.data();
}

std::string digest(std::string_view secret) {
  start_sodium();
  std::array<unsigned char, crypto_generichash_BYTES> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(secret.data()), secret.size(),
                     nullptr, 0);
  std::array<char, 2 * crypto_generichash_BYTES + 1> text{};
  sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
  return text.data();
}

}  // namespace grono::app
