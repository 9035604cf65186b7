#pragma once

#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include <nlohmann/json.hpp>
#include <soci/soci.h>

#include "base/error.hpp"
#include "base/id.hpp"
#include "base/time.hpp"
#include "cluster/localised_text.hpp"
#include "cluster/names.hpp"
#include "store/database.hpp"

/// How our types stand in the database: ids, moments, days, names and JSON as text, flags as 0 and 1. What can't be
/// read back is a database written by something else: it stops loudly.
namespace grono::store {

/// A short list or a text in several languages, kept as JSON text in one column.
template <class T>
struct AsJson {
  T value{};
};

/// A type that stands as text: how it is written, and how it is read back.
template <class T>
struct TextForm;

template <class Tag>
struct TextForm<Id<Tag>> {
  static std::string text(const Id<Tag>& id) { return id.str(); }
  static std::optional<Id<Tag>> parse(std::string_view text) { return Id<Tag>::parse(text); }
};
template <>
struct TextForm<Timestamp> {
  static std::string text(Timestamp moment) { return to_string(moment); }
  static std::optional<Timestamp> parse(std::string_view text) { return parse_timestamp(text); }
};
template <>
struct TextForm<Date> {
  static std::string text(Date day) { return to_string(day); }
  static std::optional<Date> parse(std::string_view text) { return parse_date(text); }
};
template <class E>
  requires std::is_enum_v<E>
struct TextForm<E> {
  static std::string text(E value) { return std::string(cluster::name_of(value)); }
  static std::optional<E> parse(std::string_view text) { return cluster::value_of<E>(text); }
};

template <class T>
concept StoredAsText = requires(const T& value) { TextForm<T>::text(value); };

/// Ids as the texts that stand in a JSON column, and back.
[[nodiscard]] std::vector<std::string> texts_of(const auto& ids) {
  std::vector<std::string> made;
  for (const auto& id : ids) made.push_back(id.str());
  return made;
}
template <class IdType>
[[nodiscard]] std::vector<IdType> ids_of(std::span<const std::string> texts) {
  std::vector<IdType> made;
  for (const std::string& text : texts) {
    const auto parsed = IdType::parse(text);
    GRONO_INVARIANT(parsed);
    made.push_back(*parsed);
  }
  return made;
}

/// `IN` fragment that takes many ids through one parameter named `ids`, whichever the backend.
[[nodiscard]] std::string in_ids(const Transaction& transaction);
/// What that parameter is to hold.
template <class IdType>
[[nodiscard]] std::string ids_parameter(const Transaction& transaction, std::span<const IdType> ids) {
  const bool is_sqlite = transaction.backend() == Backend::sqlite;
  std::string made = is_sqlite ? "[" : "";
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (i > 0) made += ',';
    made += is_sqlite ? '"' + ids[i].str() + '"' : ids[i].str();
  }
  return is_sqlite ? made + "]" : made;
}

/// Runs a statement that gives back no rows. @returns  how many rows it changed
long long run(soci::statement& statement);

/// Runs a query and calls `take` after each row has been put into the bound variables.
template <class Take>
void each_row(soci::statement& statement, const Take& take) {
  statement.execute();
  while (statement.fetch()) take();
}

[[nodiscard]] std::optional<std::string> none_if_empty(std::string text);

}  // namespace grono::store

namespace soci {

template <class T>
struct type_conversion<std::optional<T>> {
  using base_type = typename type_conversion<T>::base_type;
  static void from_base(const base_type& in, indicator ind, std::optional<T>& out) {
    if (ind == i_null) return out.reset();
    T value{};
    type_conversion<T>::from_base(in, ind, value);
    out = std::move(value);
  }
  static void to_base(const std::optional<T>& in, base_type& out, indicator& ind) {
    if (in)
      type_conversion<T>::to_base(*in, out, ind);
    else
      ind = i_null;
  }
};

template <grono::store::StoredAsText T>
struct type_conversion<T> {
  using base_type = std::string;
  static void from_base(const std::string& in, indicator ind, T& out) {
    auto parsed = ind == i_null ? std::nullopt : grono::store::TextForm<T>::parse(in);
    if (!parsed) throw soci_error("not a stored value: \"" + in + "\"");
    out = std::move(*parsed);
  }
  static void to_base(const T& in, std::string& out, indicator& ind) {
    out = grono::store::TextForm<T>::text(in);
    ind = i_ok;
  }
};

template <>
struct type_conversion<bool> {
  using base_type = int;
  static void from_base(int in, indicator ind, bool& out) { out = ind != i_null && in != 0; }
  static void to_base(bool in, int& out, indicator& ind) {
    out = in ? 1 : 0;
    ind = i_ok;
  }
};

template <class T>
struct type_conversion<grono::store::AsJson<T>> {
  using base_type = std::string;
  static void from_base(const std::string& in, indicator ind, grono::store::AsJson<T>& out) {
    out.value.clear();
    if (ind == i_null || in.empty() || in == "{}" || in == "[]") return;
    out.value = nlohmann::json::parse(in).get<T>();
  }
  static void to_base(const grono::store::AsJson<T>& in, std::string& out, indicator& ind) {
    out = nlohmann::json(in.value).dump();
    ind = i_ok;
  }
};

}  // namespace soci
