import { Alert, Anchor, Badge, Button, Card, Group, SegmentedControl, Select, Stack, Text, TextInput, Title } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "react-router-dom";
import { call, get, queryString, type Schemas } from "../../api/client";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { useAction } from "../../common/use_action";
import { useTitle } from "../../common/use_title";
import { useTyped } from "../../common/use_typed";
import { InLanguage } from "../../common/text";
import { ParticipantStateBadge } from "./badges";
import { type Matchmaking, type Participant, type WishKind, wishKinds } from "./matchmaking";
import { RegisterForm } from "./register_form";
import { useEvent } from "./use_event";

type Wishes = Schemas["MeetingWishes"];

/** Wishes of somebody the reader answers for; each choice is kept at once. */
function useWishes(event: string, participant: string | undefined) {
  const queries = useQueryClient();
  const key = ["matchmaking", event, "wishes", participant];
  const path = `/matchmakings/${event}/participants/${participant}/wishes`;
  const found = useQuery({ queryKey: key, queryFn: () => get<Wishes>(path), enabled: Boolean(participant) });
  const { run, error } = useAction();
  const kinds = new Map((found.data?.wishes ?? []).map((each) => [each.participant, each.kind]));
  const choose = (other: string, kind: WishKind | "none") => {
    const wishes = [...(found.data?.wishes ?? []).filter((each) => each.participant !== other), ...(kind === "none" ? [] : [{ participant: other, kind }])];
    queries.setQueryData<Wishes>(key, { wishes });
    return run(() => call("PUT", path, { json: { wishes } }));
  };
  return { kinds, choose, error: found.error ?? error, isReady: found.isSuccess };
}

function WishChoice({ participant, kind, onChoose }: { participant: Participant; kind: WishKind | undefined; onChoose: (kind: WishKind | "none") => void }) {
  const { t } = useTranslation();
  return (
    <SegmentedControl
      size="xs" aria-label={t("matchmaking.wishOf", { name: participant.person_name })} value={kind ?? "none"} onChange={(value) => onChoose(value as WishKind | "none")}
      data={[...wishKinds, "none" as const].map((each) => ({ value: each, label: t(`matchmaking.wish.${each}`) }))}
    />
  );
}

/** What is offered and sought, each a line. */
export function Declared({ participant }: { participant: Participant }) {
  const { t } = useTranslation();
  return (
    <>
      {(participant.offers ?? []).length > 0 && <Text size="sm"><b>{t("matchmaking.offersShort")}</b> {(participant.offers ?? []).join("; ")}</Text>}
      {(participant.seeks ?? []).length > 0 && <Text size="sm"><b>{t("matchmaking.seeksShort")}</b> {(participant.seeks ?? []).join("; ")}</Text>}
    </>
  );
}

function ParticipantCard({ event, participant, as, wishes }: { event: Matchmaking; participant: Participant; as: Participant | undefined; wishes: ReturnType<typeof useWishes> }) {
  const { t } = useTranslation();
  const { run, error, isBusy } = useAction();
  const [isEditing, setEditing] = useState(false);
  const manages = event.may.includes("manage");
  const isSame = as && (as.id === participant.id || as.organisation_name === participant.organisation_name);
  const set = (state: Participant["state"]) => run(() => call("POST", `/matchmakings/${event.id}/participants/${participant.id}/state`, { json: { state }, etag: `"${participant.version}"` }));
  return (
    <Card withBorder component="article" padding="sm">
      <Stack gap={6}>
        <Group justify="space-between" align="flex-start" gap="xs">
          <div>
            <Text fw={600}>{participant.organisation ? <Anchor component={Link} to={`/organisations/${participant.organisation}`} inherit><bdi>{participant.organisation_name}</bdi></Anchor> : <bdi>{participant.organisation_name}</bdi>}</Text>
            <Text size="sm"><bdi>{participant.person_name}</bdi></Text>
          </div>
          <Group gap="xs">
            {!participant.organisation && <Badge className="whole" variant="default" tt="none" fw={500}>{t("matchmaking.guest")}</Badge>}
            {participant.is_own && <Badge className="whole" variant="light" tt="none" fw={500}>{t("matchmaking.you")}</Badge>}
            <ParticipantStateBadge state={participant.state} />
          </Group>
        </Group>
        <Declared participant={participant} />
        {manages && participant.contact && <Text size="sm" c="dimmed"><bdi>{participant.contact}</bdi></Text>}
        {manages && participant.wishes !== undefined && event.stage !== "registration" && <Text size="sm" c="dimmed">{t("matchmaking.wishesSaid", { count: participant.wishes })}</Text>}
        {as?.may.includes("wish") && !isSame && participant.state === "registered" && wishes.isReady && <WishChoice participant={participant} kind={wishes.kinds.get(participant.id)} onChoose={(kind) => void wishes.choose(participant.id, kind)} />}
        {manages && !as && !isEditing && participant.may.length > 0 && (
          <Group gap="xs">
            {participant.may.includes("wish") && <Button component={Link} to={`?as=${participant.id}`} size="compact-sm" variant="light">{t("matchmaking.wishesFor")}</Button>}
            {participant.may.includes("edit") && <Button size="compact-sm" variant="default" onClick={() => setEditing(true)}>{t("action.edit")}</Button>}
            {participant.may.includes("withdraw") && <Button size="compact-sm" variant="subtle" color="gray" loading={isBusy} onClick={() => void set("withdrawn")}>{t("matchmaking.takeOut")}</Button>}
            {participant.may.includes("return") && <Button size="compact-sm" variant="light" loading={isBusy} onClick={() => void set("registered")}>{t("matchmaking.return")}</Button>}
          </Group>
        )}
        {isEditing && <RegisterForm event={event} participant={participant} onDone={() => setEditing(false)} />}
        {Boolean(error) && <ErrorNote error={error} />}
      </Stack>
    </Card>
  );
}

/** Whom the program would bring somebody together with, and why. */
function Recommendations({ event, as, wishes }: { event: Matchmaking; as: Participant; wishes: ReturnType<typeof useWishes> }) {
  const { t } = useTranslation();
  const found = useQuery({ queryKey: ["matchmaking", event.id, "recommendations", as.id], queryFn: () => get<{ items: Schemas["MeetingRecommendation"][] }>(`/matchmakings/${event.id}/participants/${as.id}/recommendations`) });
  const items = (found.data?.items ?? []).filter((each) => !wishes.kinds.has(each.participant.id)).slice(0, 5);
  if (items.length === 0) return null;
  return (
    <section aria-label={t("matchmaking.recommended")}>
      <Title order={2} size="h4" mb="xs">{t("matchmaking.recommended")}</Title>
      <Stack component="ul" gap="sm" className="hit-list">
        {items.map(({ participant, matches }) => (
          <li key={participant.id}>
            <Card withBorder padding="sm">
              <Stack gap={6}>
                <Text fw={600}><bdi>{participant.organisation_name}</bdi> · <bdi>{participant.person_name}</bdi></Text>
                {matches.slice(0, 2).map((each) => <Text key={each.offer + each.seek} size="sm">{t(each.is_offered_by_them ? "reason.offerMeetsNeed" : "reason.needMeetsOffer", { offer: each.offer, need: each.seek })}</Text>)}
                {as.may.includes("wish") && <WishChoice participant={participant} kind={undefined} onChoose={(kind) => void wishes.choose(participant.id, kind)} />}
              </Stack>
            </Card>
          </li>
        ))}
      </Stack>
    </section>
  );
}

function ParticipantList({ event, as }: { event: Matchmaking; as: Participant | undefined }) {
  const { t } = useTranslation();
  const [parameters, setParameters] = useSearchParams();
  const q = parameters.get("q") ?? "", only = parameters.get("only") ?? "all";
  const change = (next: Record<string, string>) => setParameters((before) => { for (const [name, value] of Object.entries(next)) if (value) before.set(name, value); else before.delete(name); return before; }, { replace: true });
  const [typed, setTyped] = useTyped(q, (text) => change({ q: text }));
  const wishes = useWishes(event.id, as?.id);
  const found = useQuery({ queryKey: ["matchmaking", event.id, "participants", q], queryFn: ({ signal }) => get<{ items: Participant[] }>(`/matchmakings/${event.id}/participants${queryString({ q })}`, signal), placeholderData: keepPreviousData });
  const [shown, setShown] = useState(50);
  const items = found.data?.items.filter((each) => only === "all" || (only === "none" ? !wishes.kinds.has(each.id) && each.id !== as?.id : wishes.kinds.get(each.id) === only));
  return (
    <Stack gap="md">
      {Boolean(wishes.error) && <ErrorNote error={wishes.error} />}
      {as && <Recommendations event={event} as={as} wishes={wishes} />}
      <TextInput type="search" label={t("catalogue.search")} placeholder={t("matchmaking.searchParticipants")} value={typed} maxLength={1000} leftSection={<IconSearch size={18} aria-hidden />} onChange={(each) => setTyped(each.currentTarget.value)} />
      {as && <Select w="16rem" label={t("matchmaking.show")} allowDeselect={false} value={only} onChange={(value) => change({ only: value === "all" ? "" : (value ?? "") })} data={["all", ...wishKinds, "none"].map((each) => ({ value: each, label: t(`matchmaking.only.${each}`) }))} />}
      {found.error && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {items && <Text role="status" size="sm">{t("matchmaking.participants", { count: items.length })}</Text>}
      {items?.length === 0 && <Empty title={t(q || only !== "all" ? "catalogue.none" : "matchmaking.nobody")} text={t(q || only !== "all" ? "matchmaking.nobodyFiltered" : "matchmaking.nobodyText")} />}
      <Stack component="ul" gap="sm" className="hit-list">
        {items?.slice(0, shown).map((each) => <li key={each.id}><ParticipantCard event={event} participant={each} as={as} wishes={wishes} /></li>)}
      </Stack>
      {items && items.length > shown && <Button variant="light" onClick={() => setShown(shown + 50)}>{t("action.showMore")}</Button>}
    </Stack>
  );
}

function Opened({ event }: { event: Matchmaking }) {
  const { t } = useTranslation();
  const [parameters] = useSearchParams();
  const asked = parameters.get("as");
  const all = useQuery({ queryKey: ["matchmaking", event.id, "participants", ""], queryFn: () => get<{ items: Participant[] }>(`/matchmakings/${event.id}/participants`), enabled: Boolean(asked) });
  const [isAdding, setAdding] = useState(false);
  const as = event.own.find((each) => each.id === asked) ?? all.data?.items.find((each) => each.id === asked && each.may.includes("wish"));
  const manages = event.may.includes("manage");
  return (
    <Stack gap="md">
      <Anchor component={Link} to={as && manages && !as.is_own ? `/events/${event.id}/participants` : `/events/${event.id}`} size="sm">← <InLanguage text={event.title} /></Anchor>
      <Title order={1}>{t(as?.may.includes("wish") ? "matchmaking.chooseWhom" : "matchmaking.participantsTitle")}</Title>
      {as && <Text><bdi>{as.person_name}</bdi>, <bdi>{as.organisation_name}</bdi></Text>}
      {as?.may.includes("wish") && <Alert variant="light" color="gray">{t("matchmaking.confidential")}</Alert>}
      {as && !as.may.includes("wish") && event.stage === "registration" && <Text size="sm">{t("matchmaking.waitForWishes")}</Text>}
      {manages && !as && !isAdding && ["registration", "wishes", "scheduled", "published"].includes(event.stage) && <Group><Button variant="light" onClick={() => setAdding(true)}>{t("matchmaking.addGuest")}</Button></Group>}
      {isAdding && <Card withBorder><RegisterForm event={event} isGuest onDone={() => setAdding(false)} /></Card>}
      <ParticipantList key={as?.id ?? ""} event={event} as={as} />
    </Stack>
  );
}

/** Who takes part, and whom of them one wants to meet. */
export function ParticipantsPage() {
  const { t } = useTranslation();
  const { id = "" } = useParams();
  useTitle(t("matchmaking.participantsTitle"));
  const found = useEvent(id);
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  return <Opened event={found.data.body} />;
}
