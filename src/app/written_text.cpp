#include "app/written_text.hpp"

#include "cluster/text_rules.hpp"

namespace grono::app {

std::string written_text(cluster::JsonReader& reader, std::string_view field, std::size_t most) {
  return cluster::stored_text(reader.at(field), reader.text(field).value_or(""), most, true);
}

}  // namespace grono::app
