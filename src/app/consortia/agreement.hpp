#pragma once

#include <string>

#include "app/installation.hpp"
#include "cluster/consortium/consortium.hpp"
#include "store/database.hpp"

namespace grono::app {

/// The draft of the agreement in Polish and English from the templates in share/agreements, with the
/// partners, their tasks, shares and amounts as they are now. For people to change: a lawyer reads what is
/// signed.
[[nodiscard]] cluster::LocalisedText draft_agreement(store::Transaction& transaction,
                                                     const Installation& installation,
                                                     const cluster::Consortium& consortium,
                                                     const cluster::Opportunity& opportunity, Date today);

}  // namespace grono::app
