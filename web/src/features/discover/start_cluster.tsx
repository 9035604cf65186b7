import { Alert, Anchor, Button, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { call, type Schemas } from "../../api/client";
import { ErrorNote } from "../../common/states";
import { useAction } from "../../common/use_action";
import { type FoundCluster, type Result, slugOf } from "./found";

const scopes: Record<string, string> = { quarter: "city", city: "city", region: "region", country: "country", "cross-border": "cross_border", continent: "cross_border" };

/** Makes a cluster of a group that was found: a name, an address, and its organisations are invited. */
export function StartCluster({ job, result, level, cluster, onClose }: { job: string; result: Result; level: string; cluster: FoundCluster; onClose: () => void }) {
  const { t } = useTranslation();
  const { run, error, isBusy } = useAction();
  const proposal = `${result.field_title}, ${cluster.name}`.slice(0, 120);
  const [pl, setPl] = useState(proposal);
  const [en, setEn] = useState("");
  const [slug, setSlug] = useState(slugOf(proposal));
  const [made, setMade] = useState<{ cluster: Schemas["Cluster"]; invited: number }>();
  const organisations = cluster.candidates.filter((each) => each.organisation).length;
  const create = () =>
    run(async () => {
      const draft = { slug, name: { ...(pl ? { pl } : {}), ...(en ? { en } : {}) }, scope: { level: scopes[cluster.level] ?? "region", areas: [] } };
      const { body } = await call<{ cluster: Schemas["Cluster"]; invited: number }>("POST", `/discoveries/${job}/clusters`, { json: { level, cluster: cluster.cluster, draft } });
      setMade(body);
    });
  return (
    <Modal opened onClose={onClose} lockScroll={false} title={t("discover.beginTitle")} closeButtonProps={{ "aria-label": t("action.close") }}>
      {made ? (
        <Alert color="teal" role="status">
          {t("discover.made", { count: made.invited, name: made.cluster.name.pl ?? made.cluster.name.en })} <Anchor component={Link} to="/members">{t("nav.members")}</Anchor>
        </Alert>
      ) : (
        <Stack>
          <Text size="sm">{organisations > 0 ? t("discover.beginText", { count: organisations }) : t("discover.beginFile")}</Text>
          {Boolean(error) && <ErrorNote error={error} />}
          <TextInput label={t("discover.namePl")} value={pl} maxLength={200} onChange={(event) => { setPl(event.currentTarget.value); setSlug(slugOf(event.currentTarget.value)); }} />
          <TextInput label={t("discover.nameEn")} value={en} maxLength={200} onChange={(event) => setEn(event.currentTarget.value)} />
          <TextInput label={t("discover.slug")} description={t("discover.slugHint")} value={slug} maxLength={60} onChange={(event) => setSlug(event.currentTarget.value)} />
          <Button loading={isBusy} disabled={!slug || !(pl || en)} onClick={() => void create()}>{t("discover.create")}</Button>
        </Stack>
      )}
    </Modal>
  );
}
