import { Anchor, Badge, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { ErrorNote } from "../../common/states";
import { InLanguage } from "../../common/text";
import { formatDate, formatMoment, inLanguage } from "../../i18n";
import { type Match, useMatchingAction } from "./use_matching";

const colours = { asked: "violet", waiting: "gray", exchanged: "violet", declined: "gray", lapsed: "gray", ended: "gray" } as const;

/** In a sentence: what is known, and of what nothing is said. */
function Sentence({ match }: { match: Match }) {
  const { t, i18n } = useTranslation();
  const words = {
    own: inLanguage(match.title, i18n.language)?.text ?? "",
    name: match.other?.name ?? "",
    theirs: inLanguage(match.other?.title, i18n.language)?.text ?? "",
    day: formatDate(match.waits_until, i18n.language),
  };
  const way = match.origin === "hidden" ? "hidden" : match.is_asking ? "asking" : "asked";
  return <Text>{t(`matching.says.${way}.${match.state}_${match.side}`, words)}</Text>;
}

function Counterpart({ match }: { match: Match }) {
  const { t, i18n } = useTranslation();
  const { other } = match;
  if (!other || (match.is_asking && match.state !== "exchanged")) return null;
  return (
    <Stack gap={4} className="counterpart">
      <Text size="sm" fw={600}><InLanguage text={other.title} /></Text>
      {Object.keys(other.description).length > 0 && <Text size="sm" className="written"><InLanguage text={other.description} /></Text>}
      <Text size="sm">
        <Anchor component={Link} to={`/organisations/${other.organisation}`} size="sm"><bdi>{other.name}</bdi></Anchor>
        {other.person && ` · ${t("matching.person", { name: other.person })}`}
      </Text>
      {match.exchanged_at && <Text size="xs" c="dimmed">{t("matching.exchangedOn", { moment: formatMoment(match.exchanged_at, i18n.language) })}</Text>}
    </Stack>
  );
}

/** One match that is to be answered, waited for or followed up. */
export function MatchCard({ match, organisation }: { match: Match; organisation: string }) {
  const { t } = useTranslation();
  const { write, error, isBusy } = useMatchingAction(organisation);
  const say = (answer: string) => void write("POST", `/matches/${match.id}/answer`, { answer });
  return (
    <Card withBorder component="article">
      <Stack gap="sm">
        <Group gap="xs"><Badge className="whole" color={colours[match.state]} variant="light">{t(`matching.state.${match.state}`)}</Badge></Group>
        <Sentence match={match} />
        <Counterpart match={match} />
        {match.state === "asked" && (
          <>
            <Group gap="xs">
              <Button loading={isBusy} onClick={() => say("agreed")}>{t(match.origin === "hidden" ? "matching.agree" : "matching.agreeTalk")}</Button>
              <Button variant="default" disabled={isBusy} onClick={() => say("declined")}>{t("matching.decline")}</Button>
            </Group>
            <Text size="sm" c="dimmed">{t(match.origin === "hidden" ? "matching.silent" : "matching.told")}</Text>
          </>
        )}
        {match.state === "waiting" && <Group><Button variant="default" loading={isBusy} onClick={() => say("withdrawn")}>{t("matching.withdraw")}</Button></Group>}
        {match.state === "exchanged" && <Group><Button variant="default" size="sm" loading={isBusy} onClick={() => say("withdrawn")}>{t("matching.end")}</Button></Group>}
        {Boolean(error) && <ErrorNote error={error} />}
      </Stack>
    </Card>
  );
}

/** What is over, as a list of sentences. */
export function History({ matches }: { matches: Match[] }) {
  const { t, i18n } = useTranslation();
  if (matches.length === 0) return null;
  return (
    <section>
      <Title order={2} size="h4" mb="xs">{t("matching.history")}</Title>
      <Stack component="ul" gap="xs" className="hit-list">
        {matches.map((match) => (
          <li key={match.id}>
            <Group gap="xs" wrap="nowrap" align="baseline">
              <Text size="sm" c="dimmed" miw="6.5rem">{formatDate(match.found_on, i18n.language)}</Text>
              <div><Sentence match={match} /></div>
            </Group>
          </li>
        ))}
      </Stack>
    </section>
  );
}
