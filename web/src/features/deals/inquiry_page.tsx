import { Anchor, Badge, Button, Card, Chip, Group, Stack, Text, Textarea, Timeline, Title } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router-dom";
import { call, Problem } from "../../api/client";
import { may, useSession } from "../../api/session";
import { countryName } from "../../common/country_select";
import { OrganisationSelect } from "../../common/organisation_picker";
import { ErrorNote, Loading } from "../../common/states";
import { Fact, InLanguage } from "../../common/text";
import { showToast } from "../../common/toast";
import { useAction } from "../../common/use_action";
import { useTitle } from "../../common/use_title";
import { formatMoment } from "../../i18n";
import { InquiryStateBadge } from "./badges";
import { type Inquiry, isLate } from "./deal";

type EntryKind = "answered" | "note" | "forwarded" | "closed" | "reopened";

function EntryForm({ inquiry, etag }: { inquiry: Inquiry; etag: string | undefined }) {
  const { t } = useTranslation();
  const runs = inquiry.may.includes("forward");
  const kinds: EntryKind[] = inquiry.state === "closed" ? (runs ? ["reopened", "note"] : ["note"]) : ["answered", "note", ...(runs ? (["forwarded", "closed"] as const) : [])];
  const [chosen, setKind] = useState<EntryKind>("answered");
  const kind = kinds.includes(chosen) ? chosen : (kinds[0] as EntryKind);
  const [text, setText] = useState("");
  const [organisation, setOrganisation] = useState<string>();
  const { run, error, isBusy } = useAction();
  const add = async () => {
    const made = await run(() => call("POST", `/inquiries/${inquiry.id}/entries`, { etag, json: { kind, text, ...(kind === "forwarded" && organisation ? { organisation } : {}) } }));
    if (!made) return;
    setText("");
    setOrganisation(undefined);
    showToast({ text: t(`inquiries.done.${kind}`) });
  };
  return (
    <Card withBorder component="form" onSubmit={(event) => { event.preventDefault(); void add(); }}>
      <Stack gap="sm">
        <Chip.Group value={kind} onChange={(value) => setKind(value as EntryKind)}>
          <Group gap="xs" role="group" aria-label={t("inquiries.whatToDo")}>{kinds.map((each) => <Chip key={each} value={each}>{t(`inquiries.do.${each}`)}</Chip>)}</Group>
        </Chip.Group>
        {kind === "forwarded" && <div><OrganisationSelect label={t("inquiries.toWhom")} value={organisation} onChange={setOrganisation} pointer="/organisation" /></div>}
        {kind !== "reopened" && <Textarea label={t(`inquiries.text.${kind}`)} autosize minRows={kind === "answered" ? 6 : 3} maxRows={20} maxLength={10_000} value={text} onChange={(event) => setText(event.currentTarget.value)} data-pointer="/text" />}
        {kind === "answered" && <Text size="sm" c="dimmed">{t("inquiries.byMail", { email: inquiry.email })}</Text>}
        {Boolean(error) && <ErrorNote error={error} labelOf={(pointer) => (pointer === "/text" ? t(`inquiries.text.${kind}`) : pointer === "/organisation" ? t("inquiries.toWhom") : undefined)} />}
        <Group><Button type="submit" loading={isBusy}>{t(`inquiries.submit.${kind}`)}</Button></Group>
      </Stack>
    </Card>
  );
}

/** Deletes for good: asks once more. */
function Deletion({ inquiry, etag }: { inquiry: Inquiry; etag: string | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [isAsked, setAsked] = useState(false);
  const { run, error, isBusy } = useAction();
  const remove = async () => {
    if (await run(() => call("DELETE", `/inquiries/${inquiry.id}`, { etag }))) navigate("/commerce/inquiries");
  };
  if (!inquiry.may.includes("delete")) return null;
  return (
    <Stack gap="xs">
      {isAsked ? (
        <Group gap="xs">
          <Text size="sm">{t("inquiries.deleteAsk")}</Text>
          <Button size="xs" color="red.9" loading={isBusy} onClick={() => void remove()}>{t("inquiries.deleteForGood")}</Button>
          <Button size="xs" variant="default" onClick={() => setAsked(false)}>{t("action.cancel")}</Button>
        </Group>
      ) : (
        <Group><Button size="xs" variant="subtle" color="red" c="var(--mantine-color-error)" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => setAsked(true)}>{t("inquiries.delete")}</Button></Group>
      )}
      {Boolean(error) && <ErrorNote error={error} />}
    </Stack>
  );
}

function History({ inquiry }: { inquiry: Inquiry }) {
  const { t, i18n } = useTranslation();
  return (
    <Timeline active={inquiry.entries.length} bulletSize={14} lineWidth={2}>
      <Timeline.Item title={t("inquiries.entry.received")}><Text size="sm" c="dimmed">{formatMoment(inquiry.created_at, i18n.language)}</Text></Timeline.Item>
      {inquiry.entries.map((entry, i) => (
        <Timeline.Item key={i} title={<>{t(`inquiries.entry.${entry.kind}`)}{entry.organisation_name && <>: <bdi>{entry.organisation_name}</bdi></>}</>}>
          <Text size="sm" c="dimmed"><bdi>{entry.by_name}</bdi>, {formatMoment(entry.at, i18n.language)}</Text>
          {entry.text && <Text size="sm" className="written" dir="auto" component="div">{entry.text}</Text>}
        </Timeline.Item>
      ))}
    </Timeline>
  );
}

/** One inquiry: what is asked, what was done, and the answer. */
export function InquiryPage() {
  const { t, i18n } = useTranslation();
  const { id = "" } = useParams();
  const session = useSession();
  const found = useQuery({ queryKey: ["inquiry", id], queryFn: () => call<Inquiry>("GET", `/inquiries/${id}`) });
  useTitle(found.data?.body.subject);
  const isGone = found.error instanceof Problem && found.error.status === 404;
  if (found.error && (isGone || !found.data)) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const { body: inquiry, etag } = found.data;
  return (
    <Stack gap="xl">
      <Stack gap="xs">
        <Anchor component={Link} to="/commerce/inquiries" size="sm">← {t("inquiries.title")}</Anchor>
        <Title order={1} dir="auto">{inquiry.subject}</Title>
        <Group gap="xs">
          <InquiryStateBadge state={inquiry.state} />
          <Badge className="whole" variant="default" tt="none" fw={500}>{t(`inquiries.kind.${inquiry.kind}`)}</Badge>
          {isLate(inquiry, Date.now()) && <Badge className="whole" variant="light" color="red" tt="none" fw={500}>{t("inquiries.late")}</Badge>}
        </Group>
      </Stack>
      <div className="profile">
        <Stack gap="xl">
          <Text className="written" dir="auto" component="div">{inquiry.message}</Text>
          {inquiry.may.includes("answer") && <EntryForm inquiry={inquiry} etag={etag} />}
          <section>
            <Title order={2} size="h4" mb="sm">{t("inquiries.history")}</Title>
            <History inquiry={inquiry} />
          </section>
        </Stack>
        <Stack>
          <Card withBorder>
            <Stack gap={6} component="dl" m={0}>
              <Fact label={t("inquiries.name")}><bdi>{inquiry.name}</bdi></Fact>
              <Fact label={t("inquiries.email")}><Anchor href={`mailto:${inquiry.email}`} size="sm"><bdi>{inquiry.email}</bdi></Anchor></Fact>
              {inquiry.organisation_name && <Fact label={t("inquiries.organisation")}><bdi>{inquiry.organisation_name}</bdi></Fact>}
              {inquiry.country && <Fact label={t("edit.country")}>{countryName(inquiry.country, i18n.language)}</Fact>}
              <Fact label={t("inquiries.languageLabel")}>{t(`edit.language.${inquiry.language}`)}</Fact>
              {inquiry.about && <Fact label={t("inquiries.about")}><Anchor component={Link} to={`/organisations/${inquiry.about}`} size="sm"><bdi>{inquiry.about_name}</bdi></Anchor></Fact>}
              {inquiry.offer && <Fact label={t("inquiries.offer")}><Anchor component={Link} to={`/commerce/offers/${inquiry.offer}`} size="sm"><InLanguage text={inquiry.offer_title} /></Anchor></Fact>}
              {!inquiry.answered_at && inquiry.state !== "closed" && <Fact label={t("inquiries.answerBy")}>{formatMoment(inquiry.answer_by, i18n.language)}</Fact>}
            </Stack>
          </Card>
          <Card withBorder>
            <Stack gap="xs">
              <Title order={2} size="h5">{t("inquiries.deals")}</Title>
              {inquiry.deals.map((each) => <Anchor key={each.id} component={Link} to={`/commerce/deals/${each.id}`} size="sm" dir="auto">{each.title}</Anchor>)}
              {inquiry.deals.length === 0 && <Text size="sm" c="dimmed">{t("inquiries.noDeals")}</Text>}
              {may(session, "manage_deal") && <Button size="xs" variant="light" component={Link} to={`/commerce/deals/new?inquiry=${inquiry.id}`}>{t("inquiries.makeDeal")}</Button>}
            </Stack>
          </Card>
          <Deletion inquiry={inquiry} etag={etag} />
        </Stack>
      </div>
    </Stack>
  );
}
