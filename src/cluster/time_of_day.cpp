#include "cluster/time_of_day.hpp"

#include <fmt/format.h>

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "cluster/json_reader.hpp"

namespace grono::cluster {

std::string time_of_day(int minutes) {
  return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

int time_of_day_from(JsonReader& reader, std::string_view field, bool is_end) {
  const std::string text = reader.required(field, reader.text(field));
  const auto digit = [&](std::size_t at) { return is_digit(text[at]) ? text[at] - '0' : 100; };
  if (text.size() == 5 && text[2] == ':') {
    const int hour = digit(0) * 10 + digit(1), minute = digit(3) * 10 + digit(4);
    if (hour < 24 && minute < 60) return hour * 60 + minute;
    if (is_end && hour == 24 && minute == 0) return hour * 60;
  }
  throw InvalidInput(reader.at(field), "\"" + text + "\" is no time of day", "write it as 22:00");
}

}  // namespace grono::cluster
