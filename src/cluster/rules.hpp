#pragma once

#include "cluster/classification.hpp"
#include "cluster/cluster.hpp"
#include "cluster/organisation.hpp"

/// The rules that hold for every stored organisation and cluster, whichever way they came in.
namespace grono::cluster {

/// Brings values into their stored form (trimmed, Unicode NFC, registers and codes normalised, tags sorted and unique)
/// and checks every rule.
/// @throws InvalidInput  where = JSON pointer of the field ("/registers/nip"); the first broken rule
void normalise(Organisation& organisation, const Classifications& classifications);
void normalise(Cluster& cluster, const Classifications& classifications);

}  // namespace grono::cluster
