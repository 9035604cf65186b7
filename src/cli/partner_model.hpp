#pragma once

#include <cstdint>
#include <string>

#include "base/time.hpp"
#include "exchange/cordis.hpp"
#include "matching/partners/partner_search.hpp"

namespace grono::cli {

/// By which tables of CORDIS are told from others.
struct CordisMark {
  std::size_t projects = 0, organisations = 0, participations = 0;
  std::uint64_t content = 0;  ///< of everything that the partner search learns from
  friend bool operator==(const CordisMark&, const CordisMark&) = default;
};
/// @note  O(bytes). FNV-1a, 64 bits: tells a change, is no defence against one that is made to be missed
[[nodiscard]] CordisMark mark_of(const exchange::CordisTables& tables);

/// What the partner search has learned, as it is kept in a file.
struct PartnerModel {
  CordisMark tables;
  Date before{};  ///< learned from what began before that day
  matching::partners::Fitted fitted;
};

/// JSON: what it is and its version, the tables' mark, the day, each weight by the name of its trait.
[[nodiscard]] std::string text_of(const PartnerModel& model);

/// @param path    what messages call it
/// @param tables  of which it must have been learned
/// @param day     for which it is asked; what it was learned from must have been before
/// @throws InvalidInput  not there, no model, of another version, of other tables or of later projects
[[nodiscard]] PartnerModel read_partner_model(const std::string& path, const CordisMark& tables, Date day);

}  // namespace grono::cli
