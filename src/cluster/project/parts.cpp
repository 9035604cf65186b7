#include "cluster/project/parts.hpp"

#include "cluster/names.hpp"

namespace grono::cluster {
namespace {

template <class... F>
struct Overloaded : F... {
  using F::operator()...;
};
template <class... F>
Overloaded(F...) -> Overloaded<F...>;

template <std::size_t... I>
PartValue empty_of(std::size_t index, std::index_sequence<I...>) {
  PartValue made;
  static_cast<void>(((I == index && (made.emplace<I>(), true)) || ...));
  return made;
}

}  // namespace

PartValue empty_part(PartKind kind) {
  return empty_of(static_cast<std::size_t>(kind), std::make_index_sequence<std::variant_size_v<PartValue>>());
}

std::optional<OrganisationId> organisation_of(const PartValue& value) {
  return std::visit(
      [](const auto& each) -> std::optional<OrganisationId> {
        if constexpr (requires { each.organisation; }) return each.organisation;
        else return std::nullopt;
      },
      value);
}

std::string title_of(const PartValue& value) {
  return std::visit(
      [](const auto& each) -> std::string {
        if constexpr (requires { each.code; }) return each.code.empty() ? each.title : each.code;
        else if constexpr (requires { each.title; }) return each.title;
        else return {};
      },
      value);
}

std::string state_of(const PartValue& value) {
  return std::visit(Overloaded{[](const Period& period) { return std::string(period.is_closed ? "closed" : "open"); },
                               [](const auto& each) -> std::string {
                                 if constexpr (requires { each.state; }) return std::string(name_of(each.state));
                                 else return {};
                               }},
                    value);
}

std::optional<Date> due_on(const PartValue& value) {
  return std::visit(Overloaded{[](const Task& task) {
                                 const bool is_open = task.state != TaskState::done && task.state != TaskState::dropped;
                                 return is_open ? task.due_on : std::nullopt;
                               },
                               [](const Period& period) {
                                 return period.is_closed ? std::nullopt : std::optional(period.due_on);
                               },
                               [](const auto&) -> std::optional<Date> { return std::nullopt; }},
                    value);
}

}  // namespace grono::cluster
