import { Anchor, Badge, Button, Card, Chip, Group, Stack, Text, Title } from "@mantine/core";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router-dom";
import { get, queryString, type Schemas } from "../../api/client";
import { useClusterSlug, useSession } from "../../api/session";
import { countryName } from "../../common/country_select";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { useTitle } from "../../common/use_title";
import { formatMoment } from "../../i18n";
import { CommerceTabs } from "../commerce/tabs";
import { InquiryStateBadge } from "./badges";
import { type Inquiry, type InquiryState, inquiryStates, isLate } from "./deal";

function InquiryCard({ inquiry }: { inquiry: Inquiry }) {
  const { t, i18n } = useTranslation();
  return (
    <Card withBorder component="article" padding="md">
      <Stack gap={6}>
        <Anchor component={Link} to={`/commerce/inquiries/${inquiry.id}`} fw={600} size="lg" lh={1.25} dir="auto">{inquiry.subject}</Anchor>
        <Group gap="xs">
          <InquiryStateBadge state={inquiry.state} />
          <Badge className="whole" variant="default" tt="none" fw={500}>{t(`inquiries.kind.${inquiry.kind}`)}</Badge>
          {isLate(inquiry, Date.now()) && <Badge className="whole" variant="light" color="red" tt="none" fw={500}>{t("inquiries.late")}</Badge>}
        </Group>
        <Text size="sm" dir="auto"><bdi>{[inquiry.name, inquiry.organisation_name, inquiry.country && countryName(inquiry.country, i18n.language)].filter(Boolean).join(", ")}</bdi></Text>
        <Text size="sm" c="dimmed">{formatMoment(inquiry.created_at, i18n.language)}{inquiry.forwarded_to.length > 0 && <> · {t("inquiries.with")}: <bdi>{inquiry.forwarded_to.map((each) => each.name).join(", ")}</bdi></>}</Text>
      </Stack>
    </Card>
  );
}

/** What was asked from outside, until it has an answer. */
export function InquiriesPage() {
  const { t } = useTranslation();
  useTitle(t("inquiries.title"));
  const cluster = useClusterSlug();
  const session = useSession();
  const [parameters, setParameters] = useSearchParams();
  const state = parameters.getAll("state").filter((each): each is InquiryState => (inquiryStates as readonly string[]).includes(each));
  const found = useInfiniteQuery({
    queryKey: ["inquiries", cluster, state], initialPageParam: "", enabled: Boolean(cluster), placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }) => get<Schemas["InquiryPage"]>(`/clusters/${cluster}/inquiries${queryString({ state, limit: 20, cursor: pageParam })}`, signal),
    getNextPageParam: (page) => page.next,
  });
  const items = found.data?.pages.flatMap((page) => page.items);
  const open = found.data?.pages[0]?.open ?? 0;
  return (
    <Stack gap="md">
      <Text fw={600} c="dimmed">{t("nav.commerce")}</Text>
      <CommerceTabs />
      <Group justify="space-between" align="flex-start">
        <Title order={1}>{t("inquiries.title")}</Title>
        <Button component={Link} to="/commerce/inquire" variant="default">{t("inquiries.form")}</Button>
      </Group>
      <Text maw="46rem">{t("inquiries.lead")}</Text>
      <Chip.Group multiple value={state} onChange={(chosen) => setParameters(chosen.map((each): [string, string] => ["state", each]), { replace: true })}>
        <Group gap="xs" role="group" aria-label={t("inquiries.stateLabel")}>
          {inquiryStates.map((each) => <Chip key={each} value={each}>{t(`inquiries.state.${each}`)}</Chip>)}
        </Group>
      </Chip.Group>
      <Text role="status" aria-live="polite">{items && items.length > 0 ? `${t("inquiries.found", { count: found.data?.pages[0]?.total ?? 0 })}${open > 0 ? `, ${t("inquiries.waiting", { count: open })}` : ""}` : ""}</Text>
      {found.error && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {items?.length === 0 && <Empty title={t(state.length > 0 ? "catalogue.none" : "inquiries.none")} text={t(session?.user ? "inquiries.noneText" : "inquiries.nonePublic")}><Button component={Link} to="/commerce/inquire" variant="light">{t("inquiries.ask")}</Button></Empty>}
      <Stack component="ul" gap="sm" className="hit-list" aria-busy={found.isFetching}>{items?.map((each) => <li key={each.id}><InquiryCard inquiry={each} /></li>)}</Stack>
      {found.hasNextPage && <Button variant="light" fullWidth loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t("action.showMore")}</Button>}
    </Stack>
  );
}
