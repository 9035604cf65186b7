#pragma once

#include <functional>
#include <vector>

#include "base/error.hpp"
#include "cluster/classification.hpp"
#include "cluster/cluster.hpp"
#include "cluster/organisation.hpp"

/// The rules that hold for every stored organisation and cluster, whichever way they came in.
namespace grono::cluster {

/// Brings values into their stored form (trimmed, Unicode NFC, registers and codes normalised, tags sorted
/// and unique) and checks every rule.
/// @throws InvalidFields  every broken rule; where = JSON pointer of the field ("/registers/nip")
void normalise(Organisation& organisation, const Classifications& classifications);
void normalise(Cluster& cluster, const Classifications& classifications);

/// Every broken rule at once, in the order of the fields, for a form that is being typed or a row that is
/// imported.
[[nodiscard]] std::vector<InvalidInput> check(Organisation organisation,
                                              const Classifications& classifications);
[[nodiscard]] std::vector<InvalidInput> check(Cluster cluster, const Classifications& classifications);

/// As `normalise`, but goes on after a broken rule: what can be brought into its stored form is, what can't
/// stays as it was, and every broken rule is given back. For an import, which keeps the good and explains the
/// bad in one pass.
[[nodiscard]] std::vector<InvalidInput> normalise_and_check(Organisation& organisation,
                                                            const Classifications& classifications);

/// Gives an id to every place, offer and need that has none.
void give_missing_ids(Organisation& organisation, const std::function<Uuid()>& make);

}  // namespace grono::cluster
