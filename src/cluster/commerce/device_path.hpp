#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/time.hpp"

/// The path of a medical device to the market of the EU.
namespace grono::cluster {

/// Risk class. Of class I those that are placed on the market sterile, that measure, or that are surgical
/// instruments used again stand apart: a notified body looks at just that. Of the in vitro diagnostics of
/// class A the sterile ones.
/// @source  Regulation (EU) 2017/745 (MDR) art. 51, 52(7), annex VIII; (EU) 2017/746 (IVDR) art. 47, 48(10),
/// annex VIII
enum class DeviceClass {
  mdr_i,
  mdr_i_sterile,
  mdr_i_measuring,
  mdr_i_reusable,
  mdr_iia,
  mdr_iib,
  mdr_iii,
  ivdr_a,
  ivdr_a_sterile,
  ivdr_b,
  ivdr_c,
  ivdr_d,
};

enum class ClinicalStage { none, planned, approved, running, completed, follow_up };

struct ClinicalEntry {
  Date on{};
  ClinicalStage stage = ClinicalStage::none;
  std::string note;
  bool operator==(const ClinicalEntry&) const = default;
};

/// The first three are given by a notified body (MDR and IVDR annexes IX and X), the declaration by the
/// manufacturer.
enum class CertificateKind {
  eu_quality_system,
  eu_technical_documentation,
  eu_type_examination,
  declaration_of_conformity,
  iso_13485,
  other,
};

struct Certificate {
  CertificateKind kind = CertificateKind::other;
  std::string number;
  std::string notified_body;         ///< name of who gave it
  std::string notified_body_number;  ///< 4 digits (NANDO); exactly with the kinds that a notified body gives
  std::optional<Date> valid_from, valid_until;
  bool operator==(const Certificate&) const = default;
};

struct DevicePath {
  DeviceClass device_class = DeviceClass::mdr_i;
  bool is_implantable = false;          ///< an implant that none of the exceptions of MDR art. 52(4) covers
  std::string emdn;                     ///< code of the European Medical Device Nomenclature, may be empty
  std::string udi_di;                   ///< may be empty
  std::vector<ClinicalEntry> clinical;  ///< the oldest first
  std::vector<Certificate> certificates;
  bool operator==(const DevicePath&) const = default;
};

[[nodiscard]] constexpr bool is_ivd(DeviceClass value) noexcept {
  return value >= DeviceClass::ivdr_a;
}

/// How far a notified body takes part in assessing conformity.
/// @source  MDR art. 52(3)-(7), IVDR art. 48(3)-(10)
enum class NotifiedBodyPart { none, limited, full };
[[nodiscard]] NotifiedBodyPart notified_body_part(DeviceClass value);

/// The stage of the latest entry.
[[nodiscard]] ClinicalStage clinical_stage(const DevicePath& path);

/// A step to the market of which there is a record here.
enum class MarketStepKind {
  nomenclature,
  identifier,
  quality_system,
  clinical_evidence,
  notified_body_certificate,
  technical_documentation,
  declaration,
};

struct MarketStep {
  MarketStepKind kind = MarketStepKind::nomenclature;
  bool is_done = false;
  bool is_required = true;       ///< where not: advised, or there is another way to show the same
  std::string_view source = "";  ///< "MDR art. 19": not a text to translate
  bool operator==(const MarketStep&) const = default;
};

/// What the class asks for before the device may be placed on the market, and what of it is recorded; in the
/// order in which it is usually done. A guide to what is missing, not legal advice: exceptions (custom-made,
/// in-house, investigational devices) are not in it.
/// @param today  certificates count that are valid on this day
/// @source  Regulation (EU) 2017/745, consolidated: art. 10(9) quality management, 19 declaration, 26
/// nomenclature,
///          27 and 29 UDI and registration, 52 conformity assessment, 61 clinical evaluation ((4):
///          investigations for class III and implants); (EU) 2017/746: art. 10(8), 17, 23, 24, 26, 48, 56
[[nodiscard]] std::vector<MarketStep> market_steps(const DevicePath& path, Date today);

/// A letter for the category, two digits for the group, and up to five pairs of digits for the type: some groups, as
/// V92, have no types. @source  MDCG 2021-12; /^[A-Z]\d{2}(\d{2}){0,5}$/
[[nodiscard]] bool is_emdn_code(std::string_view code) noexcept;

/// Brings values into their stored form.
/// @param where  JSON pointer of the path
/// @throws InvalidInput
void normalise_device(const std::string& where, DevicePath& path, Date today);

[[nodiscard]] nlohmann::json to_json(const DevicePath& path);
/// @throws InvalidInput  where = JSON pointer below `where`
[[nodiscard]] DevicePath device_from_json(const nlohmann::json& json, const std::string& where);
[[nodiscard]] nlohmann::json to_json(const MarketStep& step);

}  // namespace grono::cluster
