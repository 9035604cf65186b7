import { Alert, Anchor, Badge, Button, Card, Checkbox, Group, NumberInput, SegmentedControl, Select, SimpleGrid, Stack, Table, Tabs, Text, Textarea, TextInput, Title, VisuallyHidden } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router-dom";
import { call } from "../../api/client";
import { ExportMenu } from "../../common/export_menu";
import { LeaveGuard } from "../../common/leave_guard";
import { Markdown } from "../../common/markdown";
import { OrganisationSelect } from "../../common/organisation_picker";
import { ErrorNote, Loading } from "../../common/states";
import { InLanguage } from "../../common/text";
import { useAction } from "../../common/use_action";
import { useTitle } from "../../common/use_title";
import { formatDate, inLanguage } from "../../i18n";
import { formatAmount, formatShare } from "../../common/money";
import { type Consortium, countingSeats, equalShares, joining, type Opportunity, requirementsOf, type Seat, type Solution, sumOfShares } from "./consortium";
import { StageBadge } from "./opportunities_page";
import { furtherSheets, partnerRows } from "./rows";
import { SolutionView } from "./solution";

interface PartProps {
  consortium: Consortium;
  etag: string | undefined;
}

const colors = { proposed: "gray", invited: "orange", accepted: "green", refused: "red", withdrawn: "red", replaced: "gray" } as const;

function useWrite({ consortium, etag }: PartProps) {
  const { run, error, isBusy } = useAction();
  const post = (what: string, json?: unknown) => run(() => call<Consortium>("POST", `/consortia/${consortium.id}/${what}`, { json, etag }));
  const put = (json: unknown) => run(() => call<Consortium>("PUT", `/consortia/${consortium.id}`, { json, etag }));
  return { post, put, error, isBusy };
}

/** The reader's own organisation is asked, or is in it. */
function OwnAnswer({ consortium, etag, seat }: PartProps & { seat: Seat }) {
  const { t } = useTranslation();
  const { post, error, isBusy } = useWrite({ consortium, etag });
  const [act, setAct] = useState<"refused" | "withdrawn">();
  const [reason, setReason] = useState("");
  const answer = async (state: string, why = "") => {
    if (await post("answer", { organisation: seat.organisation, state, reason: why })) setAct(undefined);
  };
  const isOpen = consortium.stage === "forming" || consortium.stage === "agreed";
  if (!isOpen || (seat.state !== "invited" && seat.state !== "accepted")) return null;
  return (
    <Alert className="no-print" color={seat.state === "invited" ? "orange" : "gray"} variant="light" title={t(seat.state === "invited" ? "consortia.youAreAsked" : "consortia.youAccepted", { name: seat.name })}>
      <Stack gap="sm">
        {!act && (
          <Group gap="xs">
            {seat.state === "invited" && !consortium.is_over && <Button loading={isBusy} onClick={() => void answer("accepted")}>{t("consortia.accept")}</Button>}
            <Button variant="default" onClick={() => setAct(seat.state === "invited" ? "refused" : "withdrawn")}>{t(seat.state === "invited" ? "consortia.refuse" : "consortia.withdraw")}</Button>
          </Group>
        )}
        {act && (
          <form onSubmit={(event) => { event.preventDefault(); void answer(act, reason); }}>
            <Stack gap="xs">
              <Textarea label={t("consortia.why")} required autosize minRows={2} maxLength={2000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} data-autofocus />
              <Group gap="xs">
                <Button type="submit" color="red.9" loading={isBusy} disabled={reason.trim() === ""}>{t(act === "refused" ? "consortia.refuse" : "consortia.withdraw")}</Button>
                <Button variant="default" onClick={() => setAct(undefined)}>{t("action.cancel")}</Button>
              </Group>
            </Stack>
          </form>
        )}
        {Boolean(error) && <ErrorNote error={error} />}
      </Stack>
    </Alert>
  );
}

/** Somebody else for a seat: whom the program proposes, or whom one names; or nobody. */
function Replace({ consortium, etag, seat, onDone }: PartProps & { seat: Seat; onDone: () => void }) {
  const { t } = useTranslation();
  const { run, error, isBusy } = useAction();
  const [by, setBy] = useState<string>();
  const finding = useMutation({ mutationFn: () => call<Solution>("POST", `/consortia/${consortium.id}/candidates`, { json: { organisation: seat.organisation } }) });
  const opportunity = useQuery({ queryKey: ["opportunity", consortium.opportunity], queryFn: () => call<Opportunity>("GET", `/opportunities/${consortium.opportunity}`), enabled: finding.data !== undefined }).data?.body;
  const seated = new Set(countingSeats(consortium).map((each) => each.organisation).filter((id) => id !== seat.organisation));
  const replace = (organisation: string, json: { by?: string }, version: string | undefined) => call<Consortium>("POST", `/consortia/${consortium.id}/replacement`, { json: { organisation, ...json }, etag: version });
  // One joins for this seat; where it takes more of them, they have the other empty seats, one after another.
  const take = async (ids: string[]) => {
    const empty = consortium.seats.filter((each) => ["refused", "withdrawn"].includes(each.state) && each.organisation !== seat.organisation).map((each) => each.organisation);
    const left = [seat.organisation, ...empty];
    const made = await run(async () => {
      let version = etag;
      for (const [i, id] of ids.slice(0, left.length).entries()) version = (await replace(left[i] as string, { by: id }, version)).etag;
      return true;
    });
    if (made) onDone();
  };
  const leaveEmpty = async () => {
    if (await run(() => replace(seat.organisation, {}, etag))) onDone();
  };
  return (
    <Card withBorder>
      <Stack gap="sm">
        <Title order={3} size="h5">{t("consortia.replaceName", { name: seat.name })}</Title>
        {consortium.is_over && <Text size="sm">{t("consortia.overReplace")}</Text>}
        <Group align="flex-end" gap="xs">
          {!consortium.is_over && (
            <>
              <Button variant="light" loading={finding.isPending} onClick={() => finding.mutate()}>{t("consortia.whoFits")}</Button>
              <OrganisationSelect label={t("consortia.orChoose")} value={by} onChange={setBy} />
              <Button disabled={!by} loading={isBusy} onClick={() => by && void take([by])}>{t("consortia.take")}</Button>
            </>
          )}
          {seat.state !== "accepted" && <Button variant="default" loading={isBusy} onClick={() => void leaveEmpty()}>{t(seat.state === "invited" ? "consortia.takeBack" : "consortia.leaveEmpty")}</Button>}
          <Button variant="default" onClick={onDone}>{t("action.cancel")}</Button>
        </Group>
        {Boolean(finding.error) && <ErrorNote error={finding.error} />}
        {Boolean(error) && <ErrorNote error={error} />}
        {finding.data && (
          <SolutionView
            solution={finding.data.body} requirements={opportunity ? requirementsOf(opportunity) : { partners: { min: 1, max: 100 } }} currency={consortium.currency} isBusy={isBusy}
            act={(proposal) => t("consortia.takeNamed", { names: joining(proposal, seated).map(({ name }) => name).join(", ") })} onAct={(proposal) => void take(joining(proposal, seated).map(({ id }) => id))}
          />
        )}
      </Stack>
    </Card>
  );
}

function SeatRows({ consortium, etag }: PartProps) {
  const { t, i18n } = useTranslation();
  const manages = consortium.may.includes("manage") && consortium.stage === "forming";
  const [replaced, setReplaced] = useState<string>();
  const shown = consortium.seats.filter((each) => each.state !== "replaced");
  const seat = shown.find((each) => each.organisation === replaced);
  return (
    <Stack gap="sm">
      <Table.ScrollContainer minWidth={640}>
        <Table>
          <Table.Thead><Table.Tr><Table.Th>{t("consortia.partner")}</Table.Th><Table.Th>{t("consortia.answer")}</Table.Th><Table.Th ta="right">{t("consortia.share")}</Table.Th><Table.Th ta="right">{t("consortia.budget")}</Table.Th>{manages && <Table.Th className="no-print"><VisuallyHidden>{t("consortia.replace")}</VisuallyHidden></Table.Th>}</Table.Tr></Table.Thead>
          <Table.Tbody>
            {shown.map((each) => (
              <Table.Tr key={each.organisation}>
                <Table.Td>
                  <Anchor component={Link} to={`/organisations/${each.organisation}`} display="block"><bdi>{each.name}</bdi></Anchor>
                  {each.role === "lead" && <Badge size="sm" variant="light" tt="none">{t("consortia.role.lead")}</Badge>}
                  {each.task && <Text size="sm" c="dimmed">{each.task}</Text>}
                </Table.Td>
                <Table.Td>
                  <Badge className="whole" variant="light" color={colors[each.state]} tt="none" fw={500}>{t(`consortia.seat.${each.state}`)}</Badge>
                  {each.answered_at && <Text size="xs" c="dimmed">{formatDate(each.answered_at, i18n.language)}</Text>}
                  {each.reason && <Text size="sm" dir="auto">{each.reason}</Text>}
                </Table.Td>
                <Table.Td ta="right">{formatShare(each.share, i18n.language)}</Table.Td>
                <Table.Td ta="right">{formatAmount(each.budget, consortium.currency, i18n.language)}</Table.Td>
                {manages && <Table.Td ta="right" className="no-print"><Button size="compact-sm" variant="default" aria-label={t("consortia.replaceName", { name: each.name })} onClick={() => setReplaced(each.organisation)}>{t(["refused", "withdrawn"].includes(each.state) ? "consortia.findSomebody" : "consortia.replace")}</Button></Table.Td>}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {seat && <Replace consortium={consortium} etag={etag} seat={seat} onDone={() => setReplaced(undefined)} />}
    </Stack>
  );
}

/** Roles, shares, amounts and tasks, for who runs the cluster. */
function SeatsForm({ consortium, etag }: PartProps) {
  const { t, i18n } = useTranslation();
  const { put, error, isBusy } = useWrite({ consortium, etag });
  const stored = countingSeats(consortium);
  const [seats, setSeats] = useState(stored);
  const [name, setName] = useState(consortium.name);
  const [added, setAdded] = useState<string>();
  useEffect(() => {
    setSeats(countingSeats(consortium));
    setName(consortium.name);
  }, [consortium]);
  const sum = sumOfShares(seats);
  const isDirty = JSON.stringify([seats, name]) !== JSON.stringify([stored, consortium.name]);
  const set = (index: number, change: Partial<Seat>) => setSeats((before) => before.map((each, i) => (i === index ? { ...each, ...change } : change.role === "lead" ? { ...each, role: "partner" } : each)));
  const save = () => put({ name, seats: [...seats.map(({ organisation, role, share, budget, task }) => ({ organisation, role, share, budget, task })), ...(added ? [{ organisation: added }] : [])] }).then((made) => made && setAdded(undefined));
  const split = () => {
    const shares = equalShares(seats.length);
    setSeats((before) => before.map((each, i) => ({ ...each, share: shares[i] ?? 0 })));
  };
  return (
    <form onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <LeaveGuard isDirty={isDirty && !isBusy} />
      <Stack gap="sm">
        <TextInput label={t("consortia.name")} maxLength={200} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        {seats.map((each, index) => (
          <Card withBorder padding="sm" key={each.organisation}>
            <Stack gap="xs">
              <Text fw={600}><bdi>{each.name}</bdi></Text>
              <SimpleGrid cols={{ base: 2, sm: 4 }}>
                <Select label={t("consortia.roleLabel")} allowDeselect={false} data={(["lead", "partner"] as const).map((role) => ({ value: role, label: t(`consortia.role.${role}`) }))} value={each.role} onChange={(role) => set(index, { role: (role ?? "partner") as Seat["role"] })} />
                <NumberInput label={t("consortia.share")} suffix=" %" min={0} max={100} decimalScale={2} decimalSeparator={i18n.language === "pl" ? "," : "."} value={Math.round(each.share * 10_000) / 100} onChange={(share) => set(index, { share: Math.round(Number(share) * 100) / 10_000 })} />
                <NumberInput label={t("consortia.budget")} min={0} decimalScale={2} hideControls decimalSeparator={i18n.language === "pl" ? "," : "."} value={each.budget} onChange={(budget) => set(index, { budget: Number(budget || 0).toFixed(2) })} />
                <TextInput label={t("consortia.task")} maxLength={500} value={each.task} onChange={(event) => set(index, { task: event.currentTarget.value })} />
              </SimpleGrid>
            </Stack>
          </Card>
        ))}
        <Group><OrganisationSelect label={t("consortia.addPartner")} value={added} onChange={setAdded} /></Group>
        <Group justify="space-between">
          <Text size="sm" c={sum === 10_000 ? undefined : "var(--mantine-color-error)"} role="status">{t("consortia.sum", { share: formatShare(sum / 10_000, i18n.language) })}</Text>
          <Group gap="xs">
            <Button size="sm" variant="default" onClick={split}>{t("consortia.split")}</Button>
            <Button type="submit" size="sm" loading={isBusy} disabled={!isDirty && !added}>{t("action.save")}</Button>
          </Group>
        </Group>
        {Boolean(error) && <ErrorNote error={error} />}
      </Stack>
    </form>
  );
}

function Agreement({ consortium, etag }: PartProps) {
  const { t, i18n } = useTranslation();
  const { post, put, error, isBusy } = useWrite({ consortium, etag });
  const [draft, setDraft] = useState<Record<string, string>>(consortium.agreement);
  const [isRead, setRead] = useState(false);
  useEffect(() => setDraft(consortium.agreement), [consortium]);
  const manages = consortium.may.includes("manage") && consortium.stage === "forming";
  const isDirty = JSON.stringify(draft) !== JSON.stringify(consortium.agreement);
  if (!manages) {
    const shown = inLanguage(consortium.agreement, i18n.language);
    return shown ? <Markdown text={shown.text} language={shown.language} /> : <Text c="dimmed">{t("consortia.noAgreement")}</Text>;
  }
  const save = () => put({ agreement: Object.fromEntries(Object.entries(draft).filter(([, text]) => text.trim() !== "")) });
  return (
    <Stack gap="sm">
      <LeaveGuard isDirty={isDirty && !isBusy} />
      <Text size="sm" c="dimmed">{t("consortia.agreementHelp")} <Anchor component={Link} to="/consortia/template" size="sm">{t("template.change")}</Anchor></Text>
      <Group justify="space-between">
        <Button variant="light" size="sm" loading={isBusy} onClick={() => void post("agreement")}>{t(Object.keys(consortium.agreement).length > 0 ? "consortia.draftAgain" : "consortia.draftAgreement")}</Button>
        <SegmentedControl size="xs" aria-label={t("template.view")} data={[{ value: "write", label: t("template.write") }, { value: "read", label: t("template.read") }]} value={isRead ? "read" : "write"} onChange={(value) => setRead(value === "read")} />
      </Group>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {["pl", "en"].map((language) =>
          isRead
            ? <Card withBorder key={language} component="section" aria-label={`${t("consortia.agreement")} (${t(`edit.language.${language}`)})`}>{draft[language] ? <Markdown text={draft[language]} language={language} /> : <Text c="dimmed">{t("consortia.noAgreement")}</Text>}</Card>
            : <Textarea key={language} lang={language} label={`${t("consortia.agreement")} (${t(`edit.language.${language}`)})`} autosize minRows={10} maxRows={30} maxLength={200_000} value={draft[language] ?? ""} onChange={(event) => { const text = event.currentTarget.value; setDraft((before) => ({ ...before, [language]: text })); }} />,
        )}
      </SimpleGrid>
      <Group justify="flex-end"><Button size="sm" loading={isBusy} disabled={!isDirty} onClick={() => void save()}>{t("action.save")}</Button></Group>
      {Boolean(error) && <ErrorNote error={error} />}
    </Stack>
  );
}

function Readiness({ consortium, etag }: PartProps) {
  const { t } = useTranslation();
  const { put, error, isBusy } = useWrite({ consortium, etag });
  const [added, setAdded] = useState("");
  const manages = consortium.may.includes("manage") && consortium.stage !== "dissolved";
  const items = consortium.readiness;
  return (
    <Stack gap="sm">
      {items.map((item, index) => (
        <Group key={index} gap="xs" wrap="nowrap">
          <Checkbox className="grow" label={item.text} checked={item.is_done} disabled={!manages || isBusy} onChange={(event) => void put({ readiness: items.map((each, i) => (i === index ? { ...each, is_done: event.currentTarget.checked } : each)) })} />
          {manages && <Button size="compact-xs" variant="subtle" color="gray" aria-label={`${t("action.remove")}: ${item.text}`} onClick={() => void put({ readiness: items.filter((_, i) => i !== index) })}>{t("action.remove")}</Button>}
        </Group>
      ))}
      {manages && (
        <form onSubmit={(event) => { event.preventDefault(); void put({ readiness: [...items, { text: added, is_done: false }] }).then((made) => made && setAdded("")); }}>
          <Group align="flex-end" gap="xs"><TextInput className="grow" label={t("consortia.addReadiness")} maxLength={500} value={added} onChange={(event) => setAdded(event.currentTarget.value)} /><Button type="submit" variant="light" disabled={added.trim() === ""}>{t("action.add")}</Button></Group>
        </form>
      )}
      {Boolean(error) && <ErrorNote error={error} />}
    </Stack>
  );
}

/** What comes next, for who runs the cluster. */
function NextStep({ consortium, etag }: PartProps) {
  const { t } = useTranslation();
  const { post, error, isBusy } = useWrite({ consortium, etag });
  const [reason, setReason] = useState<string>();
  const [time, setTime] = useState({ begins_on: "", ends_on: "" });
  const proposed = consortium.seats.some((each) => each.state === "proposed");
  return (
    <Card withBorder className="no-print">
      <Stack gap="sm">
        {consortium.stage === "forming" && consortium.open_ends.length > 0 && <><Text size="sm" fw={600}>{t("consortia.openEnds")}</Text><ul>{consortium.open_ends.map((each) => <li key={each}>{each}</li>)}</ul></>}
        <Group gap="xs" align="flex-end">
          {consortium.stage === "forming" && proposed && !consortium.is_over && <Button loading={isBusy} onClick={() => void post("invitations")}>{t("consortia.invite")}</Button>}
          {consortium.stage === "forming" && <Button variant={consortium.open_ends.length === 0 ? "filled" : "default"} loading={isBusy} disabled={consortium.open_ends.length > 0} onClick={() => void post("consent")}>{t("consortia.agree")}</Button>}
          {consortium.stage === "agreed" && (
            <form onSubmit={(event) => { event.preventDefault(); void post("project", time); }}>
              <Group align="flex-end" gap="xs">
                <TextInput type="date" required withAsterisk={false} label={t("consortia.beginsOn")} value={time.begins_on} onChange={(event) => { const day = event.currentTarget.value; setTime((before) => ({ ...before, begins_on: day })); }} />
                <TextInput type="date" required withAsterisk={false} label={t("consortia.endsOn")} min={time.begins_on} value={time.ends_on} onChange={(event) => { const day = event.currentTarget.value; setTime((before) => ({ ...before, ends_on: day })); }} />
                <Button type="submit" loading={isBusy}>{t("consortia.handOver")}</Button>
              </Group>
            </form>
          )}
          {reason === undefined && <Button variant="subtle" color="red" c="var(--mantine-color-error)" onClick={() => setReason("")}>{t("consortia.dissolve")}</Button>}
        </Group>
        {reason !== undefined && (
          <form onSubmit={(event) => { event.preventDefault(); void post("dissolution", { reason }); }}>
            <Stack gap="xs">
              <Textarea label={t("consortia.why")} required autosize minRows={2} maxLength={2000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
              <Group gap="xs"><Button type="submit" color="red.9" loading={isBusy} disabled={reason.trim() === ""}>{t("consortia.dissolve")}</Button><Button variant="default" onClick={() => setReason(undefined)}>{t("action.cancel")}</Button></Group>
            </Stack>
          </form>
        )}
        {Boolean(error) && <ErrorNote error={error} />}
      </Stack>
    </Card>
  );
}

/** The opportunity is over: what goes on all the same, and what does not. */
function OverNote({ consortium }: { consortium: Consortium }) {
  const { t, i18n } = useTranslation();
  if (!consortium.is_over || !consortium.closes_on || (consortium.stage !== "forming" && consortium.stage !== "agreed")) return null;
  const isWaiting = consortium.seats.some((each) => each.state === "invited" || each.state === "proposed");
  return (
    <Alert color="orange" variant="light" title={t("consortia.overTitle", { day: formatDate(consortium.closes_on, i18n.language) })}>
      {t(isWaiting ? "consortia.overWaiting" : "consortia.overText")}
    </Alert>
  );
}

/** Whether the page is being printed just now. */
function usePrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    // The browser prints what stands there when it has called this.
    const begin = () => flushSync(() => setPrinting(true)), end = () => setPrinting(false);
    window.addEventListener("beforeprint", begin);
    window.addEventListener("afterprint", end);
    return () => {
      window.removeEventListener("beforeprint", begin);
      window.removeEventListener("afterprint", end);
    };
  }, []);
  return isPrinting;
}

/** Everything of it on paper, which has no tabs. */
function Printed({ consortium }: { consortium: Consortium }) {
  const { t, i18n } = useTranslation();
  const isPrinting = usePrinting();
  if (!isPrinting) return null;
  const counting = countingSeats(consortium);
  const total = counting.reduce((sum, each) => sum + Math.round(Number(each.budget) * 100), 0) / 100;
  const agreement = inLanguage(consortium.agreement, i18n.language);
  return (
    <div className="print-only">
      <h2>{t("consortia.partners")}</h2>
      <table className="plain-table">
        <thead><tr><th>{t("consortia.partner")}</th><th>{t("consortia.roleLabel")}</th><th>{t("consortia.answer")}</th><th>{t("consortia.task")}</th><th className="number">{t("consortia.share")}</th><th className="number">{t("consortia.budget")}</th></tr></thead>
        <tbody>{counting.map((each) => <tr key={each.organisation}><th>{each.name}</th><td>{t(`consortia.role.${each.role}`)}</td><td>{t(`consortia.seat.${each.state}`)}</td><td>{each.task}</td><td className="number">{formatShare(each.share, i18n.language)}</td><td className="number">{formatAmount(each.budget, consortium.currency, i18n.language)}</td></tr>)}</tbody>
        <tfoot><tr><th colSpan={4}>{t("consortia.totalRow")}</th><td className="number">{formatShare(sumOfShares(counting) / 10_000, i18n.language)}</td><td className="number">{formatAmount(total.toFixed(2), consortium.currency, i18n.language)}</td></tr></tfoot>
      </table>
      {consortium.open_ends.length > 0 && <><h2>{t("consortia.openEnds")}</h2><ul>{consortium.open_ends.map((each) => <li key={each}>{each}</li>)}</ul></>}
      {consortium.readiness.length > 0 && <><h2>{t("consortia.readiness")}</h2><ul className="print-boxes">{consortium.readiness.map((each, i) => <li key={i}>{each.is_done ? "☑" : "☐"} {each.text}</li>)}</ul></>}
      {agreement && <><h2>{t("consortia.agreement")}</h2><Markdown text={agreement.text} language={agreement.language} level={3} /></>}
    </div>
  );
}

/** A consortium: who is asked and what they said, shares, the agreement, what has to be ready, and on into a project. */
export function ConsortiumPage() {
  const { t, i18n } = useTranslation();
  const { id = "" } = useParams();
  const found = useQuery({ queryKey: ["consortium", id], queryFn: () => call<Consortium>("GET", `/consortia/${id}`) });
  useTitle(found.data?.body.name || inLanguage(found.data?.body.opportunity_title, i18n.language)?.text);
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const { body: consortium, etag } = found.data;
  const manages = consortium.may.includes("manage");
  const forming = consortium.stage === "forming";
  return (
    <Stack gap="lg">
      <Stack gap="xs">
        <Anchor component={Link} to={`/opportunities/${consortium.opportunity}`} size="sm"><span className="no-print">← </span><InLanguage text={consortium.opportunity_title} /></Anchor>
        <Group justify="space-between" align="flex-start" gap="md">
          <Title order={1} className="grow" dir="auto">{consortium.name || t("consortia.consortium")}</Title>
          <Group gap="xs" className="no-print">
            <ExportMenu name={consortium.name || t("consortia.consortium")} rows={() => partnerRows(consortium, t as never)} further={() => furtherSheets(consortium, t as never, i18n.language)} />
            <Button variant="default" size="sm" leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>{t("consortia.print")}</Button>
          </Group>
        </Group>
        <Group gap="xs"><StageBadge stage={consortium.stage} /></Group>
      </Stack>
      {consortium.dissolved_reason && <Alert color="gray">{t("consortia.dissolvedFor", { reason: consortium.dissolved_reason })}</Alert>}
      {consortium.project && <Alert color="green"><Anchor component={Link} to={`/projects/${consortium.project}`} underline="always">{t("consortia.toProject")}</Anchor></Alert>}
      <OverNote consortium={consortium} />
      <Printed consortium={consortium} />
      {consortium.own.map((own) => {
        const seat = consortium.seats.find((each) => each.organisation === own && each.state !== "replaced");
        return seat && <OwnAnswer key={own} consortium={consortium} etag={etag} seat={seat} />;
      })}
      {manages && (forming || consortium.stage === "agreed") && <NextStep consortium={consortium} etag={etag} />}
      <Tabs defaultValue="seats" keepMounted={false} className="no-print">
        <Tabs.List>
          <Tabs.Tab value="seats">{t("consortia.partners")}</Tabs.Tab>
          {manages && forming && <Tabs.Tab value="shares">{t("consortia.rolesAndShares")}</Tabs.Tab>}
          <Tabs.Tab value="agreement">{t("consortia.agreement")}</Tabs.Tab>
          <Tabs.Tab value="readiness">{t("consortia.readiness")} ({consortium.readiness.filter((each) => each.is_done).length}/{consortium.readiness.length})</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="seats" pt="md"><SeatRows consortium={consortium} etag={etag} /></Tabs.Panel>
        {manages && forming && <Tabs.Panel value="shares" pt="md"><SeatsForm consortium={consortium} etag={etag} /></Tabs.Panel>}
        <Tabs.Panel value="agreement" pt="md"><Agreement consortium={consortium} etag={etag} /></Tabs.Panel>
        <Tabs.Panel value="readiness" pt="md"><Readiness consortium={consortium} etag={etag} /></Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
