#include "cluster/commerce/device_path.hpp"

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "cluster/commerce/trl_history.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/names.hpp"
#include "cluster/text_rules.hpp"

namespace grono::cluster {
namespace {

using nlohmann::json;

bool is_code_digit(char c) {
  return c >= '0' && c <= '9';
}
bool are_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_code_digit);
}

bool is_of_notified_body(CertificateKind kind) {
  return kind == CertificateKind::eu_quality_system || kind == CertificateKind::eu_technical_documentation ||
         kind == CertificateKind::eu_type_examination;
}

// The last digit makes the sum of all, from the right each second one tripled, a multiple of ten.
bool has_gs1_check_digit(std::string_view digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const int digit = digits[digits.size() - 1 - i] - '0';
    sum += i % 2 == 0 ? digit : 3 * digit;
  }
  return sum % 10 == 0;
}

// GS1 gives GTINs; the other bodies (HIBCC, ICCBA, IFA) letters, digits and a few signs.
void check_udi(const std::string& where, const std::string& udi) {
  if (udi.empty()) return;
  const bool is_of_signs = std::all_of(udi.begin(), udi.end(), [](char c) {
    return is_code_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           std::string_view("+-.$/%*=").find(c) != std::string_view::npos;
  });
  if (!is_of_signs || udi.size() < 6 || udi.size() > 25)
    throw InvalidInput(where, "is no UDI-DI",
                       "write 6 to 25 letters, digits and signs as it stands on the label, without blanks");
  if (are_digits(udi) && (udi.size() != 14 || !has_gs1_check_digit(udi)))
    throw InvalidInput(where, "is no GTIN of 14 digits with its check digit",
                       "copy it from the label again; a shorter GTIN begins with zeros");
}

void normalise_certificate(const std::string& where, Certificate& certificate) {
  certificate.number = stored_text(where + "/number", certificate.number, 100, false);
  certificate.notified_body = stored_text(where + "/notified_body", certificate.notified_body, 200, false);
  certificate.notified_body_number =
      stored_text(where + "/notified_body_number", certificate.notified_body_number, 10, false);
  const std::string& number = certificate.notified_body_number;
  if (!number.empty() && (number.size() != 4 || !are_digits(number)))
    throw InvalidInput(where + "/notified_body_number", "is no number of a notified body",
                       "write its four digits, as 2274");
  if (is_of_notified_body(certificate.kind) && number.empty())
    throw InvalidInput(where + "/notified_body_number", "is missing",
                       "such a certificate is given by a notified body: write its four digits");
  if (certificate.valid_from && certificate.valid_until && *certificate.valid_until < *certificate.valid_from)
    throw InvalidInput(where + "/valid_until", "is before the day from which on it is valid",
                       "give that day or a later one");
}

void normalise_clinical(const std::string& where, std::vector<ClinicalEntry>& history, Date today) {
  constexpr std::size_t kMostClinical = 100;
  if (history.size() > kMostClinical)
    throw InvalidInput(where, "are too many", "give at most " + std::to_string(kMostClinical));
  for (std::size_t i = 0; i < history.size(); ++i) {
    const std::string at = where + "/" + std::to_string(i);
    refuse_future_day(at + "/on", history[i].on, today);
    history[i].note = stored_text(at + "/note", history[i].note, 2'000, true);
    for (std::size_t before = 0; before < i; ++before)
      if (history[before].on == history[i].on)
        throw InvalidInput(at + "/on", to_string(history[i].on) + " is there twice", "keep one stage a day");
  }
  std::sort(history.begin(), history.end(),
            [](const ClinicalEntry& a, const ClinicalEntry& b) { return a.on < b.on; });
}

bool has_valid(const DevicePath& path, Date today, std::initializer_list<CertificateKind> kinds) {
  return std::any_of(path.certificates.begin(), path.certificates.end(), [&](const Certificate& each) {
    return std::find(kinds.begin(), kinds.end(), each.kind) != kinds.end() &&
           (!each.valid_from || *each.valid_from <= today) &&
           (!each.valid_until || today <= *each.valid_until);
  });
}

std::string_view conformity_source(DeviceClass value) {
  switch (value) {
    case DeviceClass::mdr_i_sterile:
    case DeviceClass::mdr_i_measuring:
    case DeviceClass::mdr_i_reusable:
      return "MDR art. 52(7)";
    case DeviceClass::mdr_iia:
      return "MDR art. 52(6)";
    case DeviceClass::mdr_iib:
      return "MDR art. 52(4)";
    case DeviceClass::mdr_iii:
      return "MDR art. 52(3)";
    case DeviceClass::ivdr_a_sterile:
      return "IVDR art. 48(10)";
    case DeviceClass::ivdr_b:
      return "IVDR art. 48(9)";
    case DeviceClass::ivdr_c:
      return "IVDR art. 48(7)";
    case DeviceClass::ivdr_d:
      return "IVDR art. 48(3)";
    case DeviceClass::mdr_i:
    case DeviceClass::ivdr_a:
      break;
  }
  return "";
}

json to_json(const Certificate& certificate) {
  json made = {{"kind", name_of(certificate.kind)},
               {"number", certificate.number},
               {"notified_body", certificate.notified_body},
               {"notified_body_number", certificate.notified_body_number}};
  if (certificate.valid_from) made["valid_from"] = to_string(*certificate.valid_from);
  if (certificate.valid_until) made["valid_until"] = to_string(*certificate.valid_until);
  return made;
}

Certificate certificate_from_json(const json& object, const std::string& where) {
  JsonReader reader(object, where);
  Certificate made;
  made.kind = reader.required("kind", reader.named<CertificateKind>("kind"));
  made.number = reader.text("number").value_or("");
  made.notified_body = reader.text("notified_body").value_or("");
  made.notified_body_number = reader.text("notified_body_number").value_or("");
  made.valid_from = reader.day("valid_from");
  made.valid_until = reader.day("valid_until");
  reader.expect_nothing_else();
  return made;
}

ClinicalEntry clinical_entry_from_json(const json& object, const std::string& where) {
  JsonReader reader(object, where);
  ClinicalEntry made;
  made.on = reader.required("on", reader.day("on"));
  made.stage = reader.required("stage", reader.named<ClinicalStage>("stage"));
  made.note = reader.text("note").value_or("");
  reader.expect_nothing_else();
  return made;
}

}  // namespace

NotifiedBodyPart notified_body_part(DeviceClass value) {
  switch (value) {
    case DeviceClass::mdr_i:
    case DeviceClass::ivdr_a:
      return NotifiedBodyPart::none;
    case DeviceClass::mdr_i_sterile:
    case DeviceClass::mdr_i_measuring:
    case DeviceClass::mdr_i_reusable:
    case DeviceClass::ivdr_a_sterile:
      return NotifiedBodyPart::limited;
    case DeviceClass::mdr_iia:
    case DeviceClass::mdr_iib:
    case DeviceClass::mdr_iii:
    case DeviceClass::ivdr_b:
    case DeviceClass::ivdr_c:
    case DeviceClass::ivdr_d:
      return NotifiedBodyPart::full;
  }
  return NotifiedBodyPart::full;
}

ClinicalStage clinical_stage(const DevicePath& path) {
  return path.clinical.empty() ? ClinicalStage::none : path.clinical.back().stage;
}

std::vector<MarketStep> market_steps(const DevicePath& path, Date today) {
  using Kind = MarketStepKind;
  const bool ivd = is_ivd(path.device_class), is_implant = path.is_implantable && !ivd;
  const auto body = notified_body_part(path.device_class);
  const bool is_highest =
      path.device_class == DeviceClass::mdr_iii || path.device_class == DeviceClass::ivdr_d;
  const auto stage = clinical_stage(path);
  std::vector<MarketStep> made;
  made.push_back({Kind::nomenclature, !path.emdn.empty(), true, ivd ? "IVDR art. 23" : "MDR art. 26"});
  // A quality system is for all; that ISO 13485 says so is how it is usually shown.
  made.push_back({Kind::quality_system,
                  has_valid(path, today, {CertificateKind::iso_13485, CertificateKind::eu_quality_system}),
                  body == NotifiedBodyPart::full, ivd ? "IVDR art. 10(8)" : "MDR art. 10(9)"});
  made.push_back(
      {Kind::clinical_evidence, stage == ClinicalStage::completed || stage == ClinicalStage::follow_up,
       ivd || path.device_class == DeviceClass::mdr_iii || is_implant, ivd ? "IVDR art. 56" : "MDR art. 61"});
  if (body != NotifiedBodyPart::none)
    made.push_back(
        {Kind::notified_body_certificate,
         has_valid(path, today, {CertificateKind::eu_quality_system, CertificateKind::eu_type_examination}),
         true, conformity_source(path.device_class)});
  if (is_highest || (path.device_class == DeviceClass::mdr_iib && is_implant))
    made.push_back(
        {Kind::technical_documentation,
         has_valid(path, today,
                   {CertificateKind::eu_technical_documentation, CertificateKind::eu_type_examination}),
         true, conformity_source(path.device_class)});
  made.push_back({Kind::declaration, has_valid(path, today, {CertificateKind::declaration_of_conformity}),
                  true, ivd ? "IVDR art. 17" : "MDR art. 19"});
  made.push_back(
      {Kind::identifier, !path.udi_di.empty(), true, ivd ? "IVDR art. 24, 26" : "MDR art. 27, 29"});
  return made;
}

bool is_emdn_code(std::string_view code) noexcept {
  return code.size() >= 3 && code.size() <= 13 && code.size() % 2 == 1 && code[0] >= 'A' && code[0] <= 'Z' &&
         are_digits(code.substr(1));
}

void normalise_device(const std::string& where, DevicePath& path, Date today) {
  path.emdn = stored_text(where + "/emdn", path.emdn, 20, false);
  if (!path.emdn.empty() && !is_emdn_code(path.emdn))
    throw InvalidInput(where + "/emdn", "\"" + path.emdn + "\" is no code of the EMDN",
                       "write a letter and 2 to 12 digits, as P0909");
  path.udi_di = stored_text(where + "/udi_di", path.udi_di, 50, false);
  check_udi(where + "/udi_di", path.udi_di);
  normalise_clinical(where + "/clinical", path.clinical, today);
  constexpr std::size_t kMostCertificates = 50;
  if (path.certificates.size() > kMostCertificates)
    throw InvalidInput(where + "/certificates", "are too many",
                       "give at most " + std::to_string(kMostCertificates));
  for (std::size_t i = 0; i < path.certificates.size(); ++i)
    normalise_certificate(where + "/certificates/" + std::to_string(i), path.certificates[i]);
  if (is_ivd(path.device_class)) path.is_implantable = false;
}

json to_json(const DevicePath& path) {
  json clinical = json::array(), certificates = json::array();
  for (const ClinicalEntry& each : path.clinical)
    clinical.push_back({{"on", to_string(each.on)}, {"stage", name_of(each.stage)}, {"note", each.note}});
  for (const Certificate& each : path.certificates) certificates.push_back(to_json(each));
  return {{"class", name_of(path.device_class)},
          {"is_implantable", path.is_implantable},
          {"emdn", path.emdn},
          {"udi_di", path.udi_di},
          {"clinical", std::move(clinical)},
          {"certificates", std::move(certificates)}};
}

DevicePath device_from_json(const json& object, const std::string& where) {
  JsonReader reader(object, where);
  DevicePath made;
  made.device_class = reader.required("class", reader.named<DeviceClass>("class"));
  made.is_implantable = reader.flag("is_implantable");
  made.emdn = reader.text("emdn").value_or("");
  made.udi_di = reader.text("udi_di").value_or("");
  made.clinical = reader.list("clinical", clinical_entry_from_json);
  made.certificates = reader.list("certificates", certificate_from_json);
  reader.ignore({"notified_body", "stage", "steps"});
  reader.expect_nothing_else();
  return made;
}

json to_json(const MarketStep& step) {
  return {{"kind", name_of(step.kind)},
          {"is_done", step.is_done},
          {"is_required", step.is_required},
          {"source", step.source}};
}

}  // namespace grono::cluster
