#include "app/projects/project_words.hpp"

#include "base/error.hpp"

namespace grono::app {

const char* ProjectWords::of(cluster::TaskKind kind) const {
  using enum cluster::TaskKind;
  switch (kind) {
    case task: return pick("zadanie", "task");
    case milestone: return pick("kamień milowy", "milestone");
    case deliverable: return pick("produkt", "deliverable");
  }
  GRONO_INVARIANT(!"a kind of task without a word");
  return "";
}

const char* ProjectWords::of(cluster::TaskState state) const {
  using enum cluster::TaskState;
  switch (state) {
    case to_do: return pick("do zrobienia", "to do");
    case in_progress: return pick("w toku", "in progress");
    case blocked: return pick("wstrzymane", "blocked");
    case done: return pick("zrobione", "done");
    case dropped: return pick("zaniechane", "dropped");
  }
  GRONO_INVARIANT(!"a state of a task without a word");
  return "";
}

const char* ProjectWords::of(cluster::CostCategory category) const {
  using enum cluster::CostCategory;
  switch (category) {
    case personnel: return pick("personel", "personnel");
    case subcontracting: return pick("podwykonawstwo", "subcontracting");
    case travel: return pick("podróże", "travel");
    case equipment: return pick("aparatura i sprzęt", "equipment");
    case other_goods_and_services: return pick("inne towary i usługi", "other goods and services");
    case indirect: return pick("koszty pośrednie", "indirect costs");
  }
  GRONO_INVARIANT(!"a kind of cost without a word");
  return "";
}

}  // namespace grono::app
