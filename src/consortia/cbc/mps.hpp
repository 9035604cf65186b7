#pragma once

#include <span>
#include <string>
#include <string_view>

#include "consortia/mip.hpp"

/// The files that CBC reads and writes.
namespace grono::consortia::cbc {

/// Free MPS; columns are named c0, c1, ..., rows r0, r1, ... Numbers are written so that they are read back
/// exactly.
/// @source  https://www.ibm.com/docs/en/icos/22.1.1?topic=formats-mps-file-format-industry-standard
[[nodiscard]] std::string mps_of(const MipModel& model);

/// The list of values that CBC takes for a start (`-mipstart`): integer columns that are not 0.
[[nodiscard]] std::string start_of(const MipModel& model, std::span<const double> values);

/// Reads what CBC's `-solution` wrote.
/// @param log  what it printed: there the bound stands when it was stopped
/// @throws SolverUnavailable  the file is not one of CBC's
[[nodiscard]] MipAnswer answer_of(const MipModel& model, std::string_view solution, std::string_view log);

}  // namespace grono::consortia::cbc
