#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace grono {

/// 128 bits that name one thing in every installation: UUID version 7 (RFC 9562), so that ids sort by their making.
/// Made at the edge (`app`), where clock and randomness are; the pure rooms only carry them.
struct Uuid {
  std::array<std::uint8_t, 16> bytes{};

  auto operator<=>(const Uuid&) const = default;
  [[nodiscard]] bool is_nil() const noexcept { return *this == Uuid{}; }
};

/// @param unix_ms  milliseconds since 1970-01-01 UTC, 48 bits used
/// @param random   74 bits of it are used
[[nodiscard]] Uuid uuid_v7(std::uint64_t unix_ms, const std::array<std::uint8_t, 10>& random) noexcept;

/// The 36-character lower-case form, as "0192f3c1-7b0e-7c3a-9d52-6f0c8f1f2a11".
[[nodiscard]] std::string to_string(const Uuid& uuid);

/// Reads the 36-character form, either case; no value for anything else.
[[nodiscard]] std::optional<Uuid> parse_uuid(std::string_view text) noexcept;

/// An id that can't be mistaken for another kind of id: `Id<struct OrganisationTag>`.
template <class Tag>
struct Id {
  Uuid uuid{};

  auto operator<=>(const Id&) const = default;
  [[nodiscard]] bool is_nil() const noexcept { return uuid.is_nil(); }
  [[nodiscard]] std::string str() const { return to_string(uuid); }
  [[nodiscard]] static std::optional<Id> parse(std::string_view text) noexcept {
    const auto uuid = parse_uuid(text);
    return uuid ? std::optional<Id>(Id{*uuid}) : std::nullopt;
  }
};

}  // namespace grono

template <class Tag>
struct std::hash<grono::Id<Tag>> {
  std::size_t operator()(const grono::Id<Tag>& id) const noexcept {
    return std::hash<std::string_view>{}(
        std::string_view(reinterpret_cast<const char*>(id.uuid.bytes.data()), id.uuid.bytes.size()));
  }
};
