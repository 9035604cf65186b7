import { Anchor, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ExportMenu } from "../../common/export_menu";
import { formatAmount } from "../../common/money";
import { formatNumber } from "../../i18n";
import { inAll, partsOf, type Proposal, sharesOf, type Solution, terms } from "./consortium";

const hundred = (value: number) => Math.round(value * 1000) / 10;

/** How a total is made up: each term as long as what it adds. */
function Parts({ proposal, weights }: { proposal: Proposal; weights: Record<string, number> | undefined }) {
  return <span className="proposal-parts" aria-hidden>{partsOf(proposal, weights).map(({ term, part }) => <span key={term} data-term={term} style={{ width: `${part * 100}%` }} />)}</span>;
}

/** The proposals side by side: what one gains where it gives up something. */
export function Comparison({ solution, currency }: { solution: Solution; currency: string }) {
  const { t, i18n } = useTranslation();
  const { consortia: proposals } = solution;
  const counting = terms.filter((term) => proposals.some((each) => typeof each.terms[term] === "number"));
  const weights = solution.weights;
  const shares = sharesOf(Object.fromEntries(counting.map((term) => [term, weights?.[term] ?? 0])));
  const best = Object.fromEntries(counting.map((term) => [term, Math.max(...proposals.map((each) => each.terms[term] ?? 0))]));
  const everywhere = inAll(proposals);
  const number = (value: number | null | undefined) => (typeof value === "number" ? formatNumber(hundred(value), i18n.language, 1) : "–");
  const rows = () => [
    [t("consortia.number"), t("consortia.partners"), t("consortia.total"), ...counting.map((term) => t(`consortia.term.${term}`)), t("consortia.budget"), t("resources.currency")],
    ...proposals.map((each, i) => [i + 1, each.partners.map(({ name }) => name).join("; "), hundred(each.terms["total"] ?? 0), ...counting.map((term) => hundred(each.terms[term] ?? 0)), { amount: each.total_budget }, currency]),
  ];
  return (
    <Card withBorder component="section" aria-labelledby="comparison">
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={3} size="h5" id="comparison">{t("consortia.sideBySide")}</Title>
          <ExportMenu name={t("consortia.proposalsFile")} rows={rows} />
        </Group>
        <Text size="sm" c="dimmed">{t("consortia.sideBySideHelp")}</Text>
        <ul className="proposal-legend">{counting.map((term) => <li key={term}><span className="proposal-key" data-term={term} aria-hidden />{t(`consortia.term.${term}`)} ({formatNumber(Math.round(shares[term] * 100), i18n.language)} %)</li>)}</ul>
        <div className="table-scroll" tabIndex={0} role="region" aria-labelledby="comparison">
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{t("consortia.number")}</th>
                <th scope="col" className="number">{t("consortia.total")}</th>
                <th scope="col">{t("consortia.madeUpOf")}</th>
                {counting.map((term) => <th scope="col" className="number" key={term}>{t(`consortia.term.${term}`)}</th>)}
                <th scope="col" className="number">{t("consortia.budget")}</th>
                <th scope="col">{t("consortia.partnersBesides")}</th>
              </tr>
            </thead>
            <tbody>
              {proposals.map((each, i) => (
                <tr key={each.partners.map(({ id }) => id).join()}>
                  <th scope="row" className="unbroken"><Anchor href={`#proposal-${i + 1}`} size="sm">{t("consortia.proposal", { number: i + 1 })}</Anchor></th>
                  <td className="number"><strong>{number(each.terms["total"])}</strong></td>
                  <td><Parts proposal={each} weights={weights} /></td>
                  {counting.map((term) => <td className="number" key={term}>{(each.terms[term] ?? 0) === best[term] ? <strong>{number(each.terms[term])}</strong> : number(each.terms[term])}</td>)}
                  <td className="number">{Number(each.total_budget) > 0 ? formatAmount(each.total_budget, currency, i18n.language) : "–"}</td>
                  <td className="proposal-names">{each.partners.filter(({ name }) => !everywhere.includes(name)).map(({ name }) => name).join(", ") || "–"}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {everywhere.length > 0 && <Text size="sm">{t("consortia.inAll", { names: everywhere.join(", ") })}</Text>}
      </Stack>
    </Card>
  );
}
