#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/accounts.hpp"
#include "app/installation.hpp"
#include "server/request.hpp"
#include "server/response.hpp"

namespace grono::server {

/// The most bytes that a table of organisations or establishments may have, and any request: what is larger is cut off
/// before it is read.
inline constexpr std::size_t kMostBytesOfTable = 128 << 20;

class Jobs;

/// What a route works with.
struct Context {
  Request request;
  const app::Installation& installation;
  Jobs& jobs;
  app::Visitor visitor;

  [[nodiscard]] const app::Caller& caller() const { return visitor.caller; }
  /// The version in If-Match. @throws HttpError 428 where it is missing, InvalidInput where it is no version
  [[nodiscard]] std::int64_t expected_version() const;
  /// Whether If-None-Match names that version: then 304 is the answer.
  [[nodiscard]] bool has_version(std::int64_t version) const;
  /// The id in the path. @throws NotFound  it is not one
  template <class IdType>
  [[nodiscard]] IdType id(std::string_view name = "id") const {
    if (const auto id = IdType::parse(request.parameter(name))) return *id;
    no_such_thing();
  }

  void read(const std::function<void(store::Transaction&)>& work) const { installation.database().read(work); }
  void write(const std::function<void(store::Transaction&)>& work) const;
  /// Keeps the answer to a creating request, in the transaction that creates; does nothing where there is no key.
  using Remember = std::function<void(store::Transaction&, const Response&)>;
  /// Runs a creating request once for each Idempotency-Key: the same request under the same key gets the first answer
  /// again. `work` must call what it is given before its transaction commits.
  /// @param content  what makes a request the same, besides its path; of a form its fields, since the body has a
  ///                 random boundary
  /// @throws InvalidInput  another request under the same key
  [[nodiscard]] Response once(std::string_view content, const std::function<Response(const Remember&)>& work) const;
  /// The same for work that is one transaction.
  [[nodiscard]] Response create(const std::function<Response(store::Transaction&)>& work) const;

 private:
  [[noreturn]] static void no_such_thing();
};

using Handler = std::function<Response(Context&)>;

struct Route {
  std::string method;   ///< "GET"
  std::string pattern;  ///< below /api/v1: "/organisations/{id}"
  Handler handle;
  std::size_t most_bytes = 4 << 20;  ///< of a body
};

/// All routes. Fixed paths win over patterns.
class RouteTable {
 public:
  void add(std::string method, std::string pattern, Handler handle, std::size_t most_bytes = 4 << 20);

  struct Match {
    const Route* route;
    std::map<std::string, std::string, std::less<>> parameters;
  };
  /// @param path  below /api/v1
  /// @throws HttpError  404 no such path; 405 the path has no such method
  [[nodiscard]] Match find(std::string_view method, std::string_view path) const;
  [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }

 private:
  std::vector<Route> routes_;
};

/// Every route of the API; one file in routes/ for each line.
[[nodiscard]] RouteTable all_routes();
void add_installation_routes(RouteTable& table);
void add_session_routes(RouteTable& table);
void add_reference_routes(RouteTable& table);
void add_administration_routes(RouteTable& table);
void add_invitation_routes(RouteTable& table);
void add_organisation_routes(RouteTable& table);
void add_cluster_routes(RouteTable& table);
void add_membership_routes(RouteTable& table);
void add_partner_routes(RouteTable& table);
void add_map_routes(RouteTable& table);
void add_discovery_routes(RouteTable& table);
void add_import_routes(RouteTable& table);
void add_export_routes(RouteTable& table);
void add_merge_routes(RouteTable& table);
void add_duplicate_routes(RouteTable& table);
void add_idea_routes(RouteTable& table);
void add_resource_routes(RouteTable& table);
void add_inquiry_routes(RouteTable& table);
void add_deal_routes(RouteTable& table);
void add_commerce_routes(RouteTable& table);
void add_matchmaking_routes(RouteTable& table);
void add_aid_routes(RouteTable& table);
void add_conduct_routes(RouteTable& table);
void add_market_routes(RouteTable& table);
void add_cooperation_routes(RouteTable& table);
void add_funded_project_routes(RouteTable& table);
void add_consortium_routes(RouteTable& table);
void add_agreement_template_routes(RouteTable& table);
void add_comment_routes(RouteTable& table);
void add_project_routes(RouteTable& table);
void add_document_routes(RouteTable& table);
void add_event_routes(RouteTable& table);
void add_notification_routes(RouteTable& table);
void add_confidential_routes(RouteTable& table);
void add_disclosure_routes(RouteTable& table);

}  // namespace grono::server
