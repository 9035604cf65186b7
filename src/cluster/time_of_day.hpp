#pragma once

#include <string>
#include <string_view>

namespace grono::cluster {

class JsonReader;

/// What the clock on the wall shows, as "08:30". @param minutes  since midnight, 0..1,440
[[nodiscard]] std::string time_of_day(int minutes);

/// Reads that from a field. @param is_end  24:00 is one too, for it is the end of something
/// @throws InvalidInput  it is not there, or is no time of day
[[nodiscard]] int time_of_day_from(JsonReader& reader, std::string_view field, bool is_end = false);

}  // namespace grono::cluster
