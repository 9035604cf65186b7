#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace grono::store {

/// Two editors wrote the same thing: the stored version is not the one the second had read (or it is gone).
class VersionConflict : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Something with that key is already there. Where the database itself notices it, this comes out of
/// `Database::write`, not out of the store's class: the transaction is over by then.
class AlreadyExists : public std::runtime_error {
 public:
  /// @param where  JSON pointer of the field whose value is taken ("/registers/nip"); empty where it is no
  /// one field
  explicit AlreadyExists(const std::string& what, std::string where = {})
      : std::runtime_error(what), where_(std::move(where)) {}

  [[nodiscard]] const std::string& where() const noexcept { return where_; }

 private:
  std::string where_;
};

/// What is to be changed is not there (or was deleted).
class NotFound : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace grono::store
