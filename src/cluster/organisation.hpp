#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "cluster/ids.hpp"
#include "cluster/localised_text.hpp"
#include "geo/lonlat.hpp"

/// What a cluster knows of an organisation. Values only; the rules that hold for them are in `rules.hpp`, who may see
/// them in `policy.hpp`, their JSON form in `json.hpp`.
namespace grono::cluster {

enum class OrganisationKind {
  enterprise,
  start_up,
  university,
  research_institute,
  clinical_user,
  business_support,
  public_authority,
  investor,
  association,
};

/// Size of an enterprise after Recommendation 2003/361/EC and, for the small mid-cap, (EU) 2025/1099. Derived, never
/// entered: see `size_class`.
enum class SizeClass { micro, small, medium, small_mid_cap, large };

/// Yearly turnover as declared, in EUR; the bounds are those of the size classes.
enum class TurnoverClass { up_to_2m, up_to_10m, up_to_50m, up_to_150m, over_150m };

/// Who sees a piece of what an organisation has said, besides its own people: everyone; the members of its clusters and
/// who runs them; the people of named organisations and nobody else; the partners of its joint projects and who runs the
/// clusters; only who runs the clusters; nobody.
enum class Visibility { everyone, members, named, partners, coordinator, owner };

/// Numbers in public registers, digits only (VAT: country prefix and what follows); formats and checksums in
/// `registers.hpp`.
struct Registers {
  std::optional<std::string> nip, regon, krs, eu_vat;
  bool operator==(const Registers&) const = default;
};

/// Where coordinates come from.
enum class CoordinateSource { given, gazetteer };

struct Place {
  PlaceId id;
  bool is_seat = false;
  std::string street;             ///< street and number, may be empty
  std::string postal_code;        ///< may be empty
  std::string locality;           ///< town or village, as written
  std::string country = "PL";     ///< ISO 3166-1 alpha-2
  std::string lau;                ///< code of the municipality (TERYT in Poland), may be empty
  std::string nuts;               ///< NUTS code, any level, may be empty
  std::optional<geo::LonLat> position;
  std::optional<CoordinateSource> position_source;  ///< present exactly where `position` is
  bool operator==(const Place&) const = default;
};

/// A code in a version of a classification; versions stand side by side and are never converted silently.
struct ActivityCode {
  std::string scheme;  ///< "nace_2.0", "nace_2.1", "pkd_2007", "pkd_2025", "naics_2022", ...: see `classification.hpp`
  std::string code;    ///< as the scheme writes it: "32.50", "32.50.Z"
  bool is_main = false;
  auto operator<=>(const ActivityCode&) const = default;
};

enum class CapabilityKind { know_how, laboratory, equipment, certificate, staff, data, premises };

/// Something an organisation can do or has (an offer) or looks for (a need): both have the same shape.
struct Capability {
  CapabilityId id;
  CapabilityKind kind = CapabilityKind::know_how;
  LocalisedText title;        ///< at least one language
  LocalisedText description;
  std::optional<int> trl_from, trl_to;  ///< technology readiness 1..9, from <= to
  std::vector<std::string> tags;        ///< sorted, unique
  Visibility visibility = Visibility::members;
  std::vector<OrganisationId> named;  ///< sorted, unique; exactly with Visibility::named some
  bool operator==(const Capability&) const = default;
};

struct Organisation {
  OrganisationId id;
  std::string legal_name;
  std::string short_name;  ///< may be empty
  OrganisationKind kind = OrganisationKind::enterprise;
  Registers registers;
  std::optional<std::string> website;  ///< http or https
  std::optional<int> founded;          ///< year
  std::optional<int> employees;        ///< persons
  std::optional<TurnoverClass> turnover;
  LocalisedText description;           ///< public
  std::vector<std::string> tags;       ///< public; sorted, unique
  std::vector<Place> places;           ///< at most one is the seat
  std::vector<ActivityCode> activities;  ///< at most one is main per scheme
  std::vector<Capability> offers;
  std::vector<Capability> needs;
  bool is_invented = false;            ///< of the demonstration cluster: marked on every page
  std::int64_t version = 0;            ///< counts the writes, for ETag; 0 = not yet stored
  Timestamp created_at{}, updated_at{};
  std::optional<OrganisationId> merged_into;  ///< the organisation that carries on for this one
  bool operator==(const Organisation&) const = default;
};

/// Size class from what was declared; no value where the number of employees is not known or the kind is not an
/// enterprise or start-up. With unknown turnover the head count alone decides.
/// @source  Recommendation 2003/361/EC art. 2; Recommendation (EU) 2025/1099. Linked enterprises are not counted here.
[[nodiscard]] std::optional<SizeClass> size_class(const Organisation& organisation);

/// The seat, else the first place, else none.
[[nodiscard]] const Place* main_place(const Organisation& organisation);

}  // namespace grono::cluster
