#include "store/agreement_template_store.hpp"

#include "cluster/policy.hpp"
#include "store/sql.hpp"

namespace grono::store {

using cluster::AgreementTemplate;
using cluster::ClusterId;
using soci::into;
using soci::use;

std::vector<AgreementTemplate> AgreementTemplateStore::versions(ClusterId cluster, int most) {
  AgreementTemplate row;
  AsJson<cluster::LocalisedText> text;
  long long version = 0;
  soci::statement statement =
      (transaction_.sql().prepare
           << "SELECT cluster, version, text, written_at, written_by FROM agreement_template WHERE "
              "cluster = :cluster ORDER BY version DESC LIMIT :most",
       into(row.cluster), into(version), into(text), into(row.written_at), into(row.written_by),
       use(cluster, "cluster"), use(most, "most"));
  std::vector<AgreementTemplate> made;
  each_row(statement, [&] {
    row.version = version;
    row.text = text.value;
    made.push_back(row);
  });
  return made;
}

AgreementTemplate AgreementTemplateStore::current(ClusterId cluster) {
  auto found = versions(cluster, 1);
  if (!found.empty()) return std::move(found.front());
  AgreementTemplate none;
  none.cluster = cluster;
  return none;
}

void AgreementTemplateStore::write(AgreementTemplate& agreement) {
  // From here to the end of the transaction nobody else writes one of this cluster.
  transaction_.sql() << "UPDATE cluster SET version = version WHERE id = :cluster",
      use(agreement.cluster, "cluster");
  if (current(agreement.cluster).version != agreement.version)
    throw VersionConflict("the template of the agreement was changed meanwhile");
  ++agreement.version;
  agreement.written_at = transaction_.now();
  agreement.written_by = transaction_.author().user;
  const AsJson<cluster::LocalisedText> text{agreement.text};
  const long long version = agreement.version;
  transaction_.sql()
      << "INSERT INTO agreement_template (cluster, version, text, written_at, written_by) VALUES "
         "(:cluster, :version, :text, :at, :by)",
      use(agreement.cluster, "cluster"), use(version, "version"), use(text, "text"),
      use(agreement.written_at, "at"), use(agreement.written_by, "by");
  transaction_.changed({"agreement_template",
                        agreement.cluster.str(),
                        agreement.version,
                        std::nullopt,
                        {{cluster::Audience::Kind::runners_of, agreement.cluster.uuid}},
                        {}});
  transaction_.audit(agreement.text.empty() ? "agreement_template.reset" : "agreement_template.updated",
                     "agreement_template", agreement.cluster.str(), "{}", agreement.cluster);
}

}  // namespace grono::store
