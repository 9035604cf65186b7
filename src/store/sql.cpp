#include "store/sql.hpp"

namespace grono::store {

std::string in_ids(const Transaction& transaction) {
  return transaction.backend() == Backend::sqlite ? " IN (SELECT value FROM json_each(:ids)) "
                                                  : " IN (SELECT unnest(string_to_array(:ids, ','))) ";
}

long long run(soci::statement& statement) {
  statement.execute(true);
  return statement.get_affected_rows();
}

std::optional<std::string> none_if_empty(std::string text) {
  return text.empty() ? std::nullopt : std::optional(std::move(text));
}

}  // namespace grono::store
