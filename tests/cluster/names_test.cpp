#include "cluster/names.hpp"

#include <fstream>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

namespace grono::cluster {
namespace {

std::string api_document() {
  std::ostringstream text;
  text << std::ifstream(std::string(GRONO_SOURCE_DIR) + "/src/server/openapi.yaml").rdbuf();
  return text.str();
}

// "enum: [a, b]" of the schema of that name.
std::string enumeration_in(const std::string& document, const std::string& schema) {
  const std::size_t at = document.find("\n    " + schema + ": { type: string, enum: [");
  if (at == std::string::npos) return "no such schema";
  const std::size_t from = document.find('[', at) + 1;
  return document.substr(from, document.find(']', from) - from);
}

template <class E>
std::string listed() {
  std::string all;
  for (const auto& [name, value] : named_values<E>()) all += (all.empty() ? "" : ", ") + std::string(name);
  return all;
}

TEST(Names, AreThoseOfTheApiDocument) {
  const std::string document = api_document();
  EXPECT_EQ(listed<OrganisationKind>(), enumeration_in(document, "OrganisationKind"));
  EXPECT_EQ(listed<SizeClass>(), enumeration_in(document, "SizeClass"));
  EXPECT_EQ(listed<TurnoverClass>(), enumeration_in(document, "TurnoverClass"));
  EXPECT_EQ(listed<Visibility>(), enumeration_in(document, "Visibility"));
  EXPECT_EQ(listed<CapabilityKind>(), enumeration_in(document, "CapabilityKind"));
  EXPECT_EQ(listed<ScopeLevel>(), enumeration_in(document, "ScopeLevel"));
  EXPECT_EQ(listed<MembershipRole>(), enumeration_in(document, "MembershipRole"));
  EXPECT_EQ(listed<MembershipStatus>(), enumeration_in(document, "MembershipStatus"));
  EXPECT_EQ(listed<ProjectStage>(), enumeration_in(document, "ProjectStage"));
  EXPECT_EQ(listed<PartKind>(), enumeration_in(document, "PartKind"));
  EXPECT_EQ(listed<PartnerRole>(), enumeration_in(document, "PartnerRole"));
  EXPECT_EQ(listed<PartnerState>(), enumeration_in(document, "PartnerState"));
  EXPECT_EQ(listed<TaskKind>(), enumeration_in(document, "TaskKind"));
  EXPECT_EQ(listed<TaskState>(), enumeration_in(document, "TaskState"));
  EXPECT_EQ(listed<DependencyKind>(), enumeration_in(document, "DependencyKind"));
  EXPECT_EQ(listed<CostCategory>(), enumeration_in(document, "CostCategory"));
  EXPECT_EQ(listed<RiskState>(), enumeration_in(document, "RiskState"));
  EXPECT_EQ(listed<ReportState>(), enumeration_in(document, "ReportState"));
  EXPECT_EQ(listed<ChangeState>(), enumeration_in(document, "ChangeState"));
  EXPECT_EQ(listed<ResultKind>(), enumeration_in(document, "ResultKind"));
  EXPECT_EQ(listed<Role>(), enumeration_in(document, "Role"));
}

template <class E>
void expect_one_name_each() {
  std::set<std::string_view> names;
  std::set<E> values;
  for (const auto& [name, value] : named_values<E>()) {
    EXPECT_TRUE(names.insert(name).second) << name;
    EXPECT_TRUE(values.insert(value).second) << name;
    EXPECT_EQ(static_cast<std::size_t>(value), values.size() - 1)
        << name << " stands out of the order of declaration";
    EXPECT_EQ(name_of(value), name);
    EXPECT_EQ(value_of<E>(name), value);
  }
}

TEST(Names, GoBothWaysInTheOrderOfDeclaration) {
  expect_one_name_each<OrganisationKind>();
  expect_one_name_each<SizeClass>();
  expect_one_name_each<TurnoverClass>();
  expect_one_name_each<Visibility>();
  expect_one_name_each<CoordinateSource>();
  expect_one_name_each<CapabilityKind>();
  expect_one_name_each<ScopeLevel>();
  expect_one_name_each<MembershipRole>();
  expect_one_name_each<MembershipStatus>();
  expect_one_name_each<MembershipEventKind>();
  expect_one_name_each<Role>();
  expect_one_name_each<Permission>();
}

TEST(Names, AreExact) {
  EXPECT_EQ(value_of<Role>("Manager"), std::nullopt);
  EXPECT_EQ(value_of<Role>(" manager"), std::nullopt);
  EXPECT_EQ(value_of<Role>(""), std::nullopt);
}

}  // namespace
}  // namespace grono::cluster
