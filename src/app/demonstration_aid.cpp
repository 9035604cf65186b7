#include <algorithm>

#include "app/aid/aid.hpp"
#include "app/aid/certificate.hpp"
#include "app/demonstration_parts.hpp"
#include "app/word_forms.hpp"
#include "cluster/aid/ceiling.hpp"
#include "store/aid_store.hpp"

namespace grono::app {
namespace {

using nlohmann::json;

std::string words_of_service(const DemonstrationSite& site, const AidView& view) {
  WordForms forms(*site.installation.lemmatiser());
  for (const std::string* text :
       {&view.aid.title, &view.aid.purpose, &view.aid.grantor, &view.aid.program, &view.organisation_name})
    forms.add(*text, "");
  return forms.joined();
}

// Its certificate bears the number of the year in which it was issued.
void grant_then(const DemonstrationSite& site, const AidView& view, EarlierTransaction& then) {
  cluster::Aid aid = view.aid;
  cluster::grant(aid, aid.day, site.today);
  cluster::normalise(aid);
  store::AidStore store(then);
  store.update(aid, cluster::AidEventKind::granted, "", words_of_service(site, view));
  cluster::AidCertificate certificate;
  certificate.aid = aid.id;
  certificate.issued_on = aid.day;
  certificate.content = certificate_content(then, site.installation, aid, std::nullopt);
  store.issue(aid.cluster, certificate);
}

void add_aid(const DemonstrationSite& site, json draft) {
  const bool is_declared = taken<bool>(draft, "is_declared", false);
  const bool is_granted = draft.contains("granted_at");
  auto then = site.at(draft), granted = site.at(draft, "granted_at");
  const Caller manager = site.manager();
  const std::string cluster = site.cluster.id.str();
  if (is_declared) {
    static_cast<void>(declare_aid(then, site.installation, manager, cluster, draft));
    return;
  }
  const AidView view = propose_aid(then, site.installation, manager, cluster, draft);
  if (is_granted) grant_then(site, view, granted);
}

}  // namespace

void found_demonstration_aid(const DemonstrationSite& site) {
  json all = site.names.filled(site.names.read("aid.json"))["aid"];
  // Which regulation follows on the last one that is known nobody can tell beforehand.
  const bool is_in_force = std::all_of(all.begin(), all.end(), [&](const json& each) {
    const auto day = parse_date(each.value("day", ""));
    return day && cluster::ceiling_on(site.installation.aid_ceilings(), cluster::AidScope::general, *day);
  });
  if (!is_in_force) return;
  for (json& each : all) add_aid(site, std::move(each));
}

}  // namespace grono::app
