import { Alert, Badge, Button, Card, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call, type Schemas } from "../../api/client";
import { OrganisationSelect } from "../../common/organisation_picker";
import { ErrorNote } from "../../common/states";
import { useAction } from "../../common/use_action";
import type { AidLedger } from "./aid";

type Statement = Schemas["LinkStatement"];
type Linked = Schemas["LinkedEnterprise"];

/** With whom the organisation forms a single undertaking: their aid counts together. */
export function LinksCard({ organisation, ledger }: { organisation: string; ledger: AidLedger }) {
  const { t } = useTranslation();
  const found = useQuery({ queryKey: ["linked-enterprises", organisation], queryFn: () => call<Statement>("GET", `/organisations/${organisation}/linked-enterprises`) });
  const { run, error, isBusy } = useAction();
  const [chosen, setChosen] = useState<string>();
  const [nip, setNip] = useState("");
  const [name, setName] = useState("");
  const statement = found.data?.body;
  const mayState = ledger.may.includes("declare");
  const bare = (links: Linked[]) => links.map(({ organisation: id, name: called, nip: number }) => (id ? { organisation: id } : { name: called ?? "", nip: number ?? "" }));
  const write = async (links: Linked[]) => {
    const made = await run(() => call<Statement>("PUT", `/organisations/${organisation}/linked-enterprises`, { json: { links: bare(links) }, etag: found.data?.etag }));
    if (!made) return;
    setChosen(undefined);
    setNip("");
    setName("");
  };
  const links = statement?.links ?? [];
  const others = (statement?.stated_by ?? []).filter((each) => !links.some((link) => link.organisation === each.organisation));
  return (
    <Card withBorder>
      <Stack gap="sm">
        <Title order={2} size="h4">{t("aid.undertaking")}</Title>
        <Text size="sm" maw="46rem">{t("aid.undertakingText")}</Text>
        {links.length === 0 && <Text size="sm" c="dimmed">{t("aid.noLinks")}</Text>}
        <Stack component="ul" gap={4} className="hit-list">
          {links.map((each) => (
            <Group component="li" gap="xs" key={each.organisation ?? each.nip}>
              <Text size="sm"><bdi>{each.name || each.nip}</bdi>{each.nip ? ` (NIP ${each.nip})` : ""}</Text>
              <Badge className="whole" variant="light" tt="none" fw={500} color={each.is_confirmed ? "green" : "gray"}>{t(each.is_confirmed ? "aid.confirmed" : "aid.unconfirmed")}</Badge>
              {mayState && <Button size="compact-xs" variant="subtle" color="red" loading={isBusy} aria-label={t("aid.removeLink", { name: each.name || each.nip })} onClick={() => void write(links.filter((link) => link !== each))}>{t("action.remove")}</Button>}
            </Group>
          ))}
        </Stack>
        {others.map((each) => (
          <Alert key={each.organisation} color="orange">
            <Group justify="space-between" gap="xs"><Text size="sm">{t("aid.statedBy", { name: each.name })}</Text>{mayState && <Button size="xs" variant="light" loading={isBusy} onClick={() => void write([...links, { organisation: each.organisation }])}>{t("aid.confirmLink")}</Button>}</Group>
          </Alert>
        ))}
        {mayState && (
          <Stack gap="xs">
            <Group align="flex-end" gap="xs"><OrganisationSelect label={t("aid.addLinked")} value={chosen} onChange={setChosen} /><Button variant="default" disabled={!chosen} loading={isBusy} onClick={() => void write([...links, { organisation: chosen }])}>{t("action.add")}</Button></Group>
            <Group align="flex-end" gap="xs">
              <TextInput className="grow" label={t("aid.addName")} maxLength={300} value={name} onChange={(event) => setName(event.currentTarget.value)} />
              <TextInput label="NIP" inputMode="numeric" maxLength={13} value={nip} onChange={(event) => setNip(event.currentTarget.value)} />
              <Button variant="default" disabled={nip.trim() === ""} loading={isBusy} onClick={() => void write([...links, { name, nip }])}>{t("action.add")}</Button>
            </Group>
          </Stack>
        )}
        {Boolean(error) && <ErrorNote error={error} />}
        {found.error && <ErrorNote error={found.error} />}
      </Stack>
    </Card>
  );
}
