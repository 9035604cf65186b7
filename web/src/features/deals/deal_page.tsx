import { Anchor, Button, Card, Group, Select, Stack, Text, Textarea, TextInput, Timeline, Title } from "@mantine/core";
import { IconPencil, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router-dom";
import { call, Problem } from "../../api/client";
import { countryName } from "../../common/country_select";
import type { DeletedState } from "../../common/deleted";
import { formatAmount, formatShare } from "../../common/money";
import { ErrorNote, Loading } from "../../common/states";
import { Fact } from "../../common/text";
import { showToast } from "../../common/toast";
import { useAction } from "../../common/use_action";
import { useTitle } from "../../common/use_title";
import { VisibilityBadge } from "../../common/visibility";
import { formatDate } from "../../i18n";
import { DealKindBadge, DealStageBadge, Seller } from "./badges";
import { daysBetween, type Deal, type DealStage, isOverdue, type LostReason, lostReasons, nextStages, stageAfter, today } from "./deal";

function Actions({ deal, etag }: { deal: Deal; etag: string | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { run, error, isBusy } = useAction();
  const remove = () =>
    run(async () => {
      await call("DELETE", `/deals/${deal.id}`, { etag });
      const state: DeletedState = { deleted: { path: "/deals", page: "/commerce/deals", id: deal.id, title: { und: deal.title } } };
      navigate("/commerce/deals", { state });
    });
  if (!deal.may.includes("edit")) return null;
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Button component={Link} to={`/commerce/deals/${deal.id}/edit`} variant="default" leftSection={<IconPencil size={18} aria-hidden />}>{t("deals.edit")}</Button>
        <Button variant="subtle" color="red" c="var(--mantine-color-error)" leftSection={<IconTrash size={18} aria-hidden />} loading={isBusy} onClick={() => void remove()}>{t("action.delete")}</Button>
      </Group>
      {Boolean(error) && <ErrorNote error={error} />}
    </Stack>
  );
}

/** Takes the deal to another stage, or its last step back. */
function Move({ deal, etag }: { deal: Deal; etag: string | undefined }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<DealStage>();
  const [on, setOn] = useState(today());
  const [note, setNote] = useState("");
  const [reason, setReason] = useState<LostReason>();
  const { run, error, isBusy } = useAction();
  const stages = nextStages(deal.stage);
  const stage = chosen && stages.includes(chosen) ? chosen : (stageAfter(deal.stage) ?? stages[0]);
  const labels: Record<string, string> = { "/stage": t("deals.stageLabel"), "/on": t("deals.on"), "/note": t("deals.note"), "/reason": t("deals.lostReason"), "/value": t("deals.value"), "/counterpart": t("deals.counterpart"), "/steps": t("deals.way") };
  const move = async () => {
    const json = { stage, on, note, ...(stage === "lost" && reason ? { reason } : {}) };
    if (!(await run(() => call("POST", `/deals/${deal.id}/steps`, { etag, json })))) return;
    setChosen(undefined);
    setNote("");
    showToast({ text: `${t("deals.moved")}: ${t(`deals.stage.${stage}`)}` });
  };
  const takeBack = () => run(() => call("DELETE", `/deals/${deal.id}/steps`, { etag }));
  if (!deal.may.includes("edit")) return null;
  return (
    <Card withBorder component="form" onSubmit={(event) => { event.preventDefault(); void move(); }}>
      <Stack gap="sm">
        <Title order={2} size="h4">{t("deals.move")}</Title>
        {stage && (
          <>
            <Group align="flex-start" grow preventGrowOverflow={false}>
              <Select miw="12rem" label={labels["/stage"]} allowDeselect={false} data={stages.map((each) => ({ value: each, label: t(`deals.stage.${each}`) }))} value={stage} onChange={(value) => setChosen((value ?? undefined) as DealStage | undefined)} />
              <TextInput type="date" label={labels["/on"]} max={today()} value={on} onChange={(event) => setOn(event.currentTarget.value)} />
              {stage === "lost" && <Select miw="12rem" label={labels["/reason"]} withAsterisk data={lostReasons.map((each) => ({ value: each, label: t(`deals.reason.${each}`) }))} value={reason ?? null} onChange={(value) => setReason((value ?? undefined) as LostReason | undefined)} />}
            </Group>
            <Textarea label={labels["/note"]} autosize minRows={2} maxLength={2_000} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
          </>
        )}
        {!stage && <Text size="sm">{t("deals.isSigned")}</Text>}
        {Boolean(error) && <ErrorNote error={error} labelOf={(pointer) => labels[pointer] ?? labels[`/${pointer.split("/").at(-1)}`]} />}
        <Group>
          {stage && <Button type="submit" loading={isBusy}>{t("deals.moveIt")}</Button>}
          {deal.steps.length > 1 && <Button variant="default" disabled={isBusy} onClick={() => void takeBack()}>{t("deals.takeBack")}</Button>}
        </Group>
      </Stack>
    </Card>
  );
}

function Way({ deal }: { deal: Deal }) {
  const { t, i18n } = useTranslation();
  return (
    <Timeline active={deal.steps.length - 1} bulletSize={14} lineWidth={2}>
      {deal.steps.map((step, i) => {
        const until = deal.steps[i + 1]?.on ?? (deal.stage === "signed_contract" || deal.stage === "lost" ? undefined : today());
        return (
          <Timeline.Item key={i} title={<>{t(`deals.stage.${step.stage}`)}{step.reason && `: ${t(`deals.reason.${step.reason}`)}`}</>}>
            <Text size="sm" c="dimmed">
              {formatDate(step.on, i18n.language)}{step.by_name && <>, <bdi>{step.by_name}</bdi></>}
              {until && step.stage !== "lost" && step.stage !== "signed_contract" && <> · {t("deals.days", { count: daysBetween(step.on, until), number: daysBetween(step.on, until) })}</>}
            </Text>
            {step.note && <Text size="sm" className="written" dir="auto" component="div">{step.note}</Text>}
          </Timeline.Item>
        );
      })}
    </Timeline>
  );
}

function Terms({ deal }: { deal: Deal }) {
  const { t, i18n } = useTranslation();
  const day = (value: string | undefined) => (value ? formatDate(value, i18n.language) : undefined);
  const { licence, spin_off: spinOff } = deal;
  if (!licence && !spinOff) return null;
  return (
    <Card withBorder>
      <Title order={2} size="h5" mb="xs">{t(licence ? "deals.licence" : "deals.spinOff")}</Title>
      <Stack gap={6} component="dl" m={0}>
        {licence && (
          <>
            <Fact label={t("deals.exclusive")}>{t(licence.is_exclusive ? "deals.yes" : "deals.no")}</Fact>
            <Fact label={t("deals.territories")}>{(licence.territories ?? []).length === 0 ? t("deals.world") : (licence.territories ?? []).map((each) => countryName(each, i18n.language)).join(", ")}</Fact>
            {licence.field_of_use && <Fact label={t("deals.fieldOfUse")}><bdi>{licence.field_of_use}</bdi></Fact>}
            {(licence.from || licence.until) && <Fact label={t("deals.valid")}>{[day(licence.from) ?? "…", day(licence.until) ?? "…"].join(" – ")}</Fact>}
            {licence.royalty !== undefined && <Fact label={t("deals.royalty")}>{formatShare(licence.royalty / 10_000, i18n.language)}</Fact>}
          </>
        )}
        {spinOff && (
          <>
            {spinOff.name && <Fact label={t("deals.companyName")}><bdi>{spinOff.name}</bdi></Fact>}
            {spinOff.number && <Fact label={t("deals.companyNumber")}><bdi>{spinOff.number}</bdi></Fact>}
            {spinOff.founded_on && <Fact label={t("deals.founded")}>{day(spinOff.founded_on)}</Fact>}
            {spinOff.share !== undefined && <Fact label={t("deals.share")}>{formatShare(spinOff.share / 10_000, i18n.language)}</Fact>}
          </>
        )}
      </Stack>
    </Card>
  );
}

/** A deal: its way so far, with whom, for how much, what is next. */
export function DealPage() {
  const { t, i18n } = useTranslation();
  const { id = "" } = useParams();
  const found = useQuery({ queryKey: ["deal", id], queryFn: () => call<Deal>("GET", `/deals/${id}`) });
  useTitle(found.data?.body.title);
  const isGone = found.error instanceof Problem && found.error.status === 404;
  if (found.error && (isGone || !found.data)) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const { body: deal, etag } = found.data;
  const overdue = isOverdue(deal, today());
  return (
    <Stack gap="xl">
      <Stack gap="xs">
        <Anchor component={Link} to="/commerce/deals" size="sm">← {t("deals.title")}</Anchor>
        <Group justify="space-between" align="flex-start" gap="md">
          <Title order={1} className="grow" dir="auto">{deal.title}</Title>
          <Actions deal={deal} etag={etag} />
        </Group>
        <Group gap="xs"><DealStageBadge stage={deal.stage} /><DealKindBadge kind={deal.kind} /><VisibilityBadge visibility={deal.visibility} /></Group>
      </Stack>
      <div className="profile">
        <Stack gap="xl">
          {deal.description && <Text className="written" dir="auto" component="div">{deal.description}</Text>}
          <Move deal={deal} etag={etag} />
          <section>
            <Title order={2} size="h4" mb="sm">{t("deals.way")}</Title>
            <Way deal={deal} />
          </section>
        </Stack>
        <Stack>
          <Card withBorder>
            <Stack gap={6} component="dl" m={0}>
              <Fact label={t("deals.whose")}>{deal.organisation ? <Anchor component={Link} to={`/organisations/${deal.organisation}`} size="sm"><Seller deal={deal} /></Anchor> : <Seller deal={deal} />}</Fact>
              {deal.counterpart && <Fact label={t("deals.counterpart")}><bdi>{deal.counterpart}</bdi></Fact>}
              {deal.counterpart_organisation && <Fact label={t("deals.inCatalogue")}><Anchor component={Link} to={`/organisations/${deal.counterpart_organisation}`} size="sm"><bdi>{deal.counterpart_organisation_name}</bdi></Anchor></Fact>}
              {deal.country && <Fact label={t("edit.country")}>{countryName(deal.country, i18n.language)}</Fact>}
              {deal.value && <Fact label={t("deals.value")}>{formatAmount(deal.value, deal.currency, i18n.language)}</Fact>}
              {deal.chance !== undefined && <Fact label={t("deals.chance")}>{formatShare(deal.chance / 100, i18n.language)}</Fact>}
              {deal.expected_on && <Fact label={t("deals.expectedOn")}>{formatDate(deal.expected_on, i18n.language)}</Fact>}
              {deal.next_step && <Fact label={t("deals.nextStep")}><Text span size="sm" c={overdue ? "var(--mantine-color-error)" : undefined}><bdi>{deal.next_step}</bdi>{deal.next_on && `, ${formatDate(deal.next_on, i18n.language)}`}{overdue && ` (${t("deals.overdue")})`}</Text></Fact>}
              {deal.product && <Fact label={t("deals.product")}><Anchor component={Link} to={`/commerce/products/${deal.product}`} size="sm">{t("deals.toProduct")}</Anchor></Fact>}
              {deal.offer && <Fact label={t("inquiries.offer")}><Anchor component={Link} to={`/commerce/offers/${deal.offer}`} size="sm">{t("inquiries.toOffer")}</Anchor></Fact>}
              {deal.inquiry && <Fact label={t("deals.inquiry")}><Anchor component={Link} to={`/commerce/inquiries/${deal.inquiry}`} size="sm">{t("deals.toInquiry")}</Anchor></Fact>}
            </Stack>
          </Card>
          <Terms deal={deal} />
        </Stack>
      </div>
    </Stack>
  );
}
