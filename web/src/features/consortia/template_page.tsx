import { Alert, Anchor, Button, Card, Group, SimpleGrid, Stack, Text, Textarea, Title } from "@mantine/core";
import { IconArrowBackUp, IconEye } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { call, get, type LocalisedText, type Schemas } from "../../api/client";
import { may, useClusterSlug, useSession } from "../../api/session";
import { EditForm, useEditing } from "../../common/edit_form";
import { Markdown } from "../../common/markdown";
import { Empty, ErrorNote, Loading } from "../../common/states";
import { useAction } from "../../common/use_action";
import { useTitle } from "../../common/use_title";
import { Versions } from "../../common/versions";
import { formatDate } from "../../i18n";

type Template = Schemas["AgreementTemplate"];
type Version = Schemas["AgreementTemplateVersion"];
type Draft = { text: Record<string, string> };

const languages = ["pl", "en"] as const;
const sent = ({ text }: Draft) => ({ text: Object.fromEntries(Object.entries(text).filter(([, each]) => each.trim() !== "")) });

/** What may stand in the text, each with what comes in its place; a click puts it where one writes. */
function Placeholders({ names, onInsert }: { names: readonly string[]; onInsert: (name: string) => void }) {
  const { t } = useTranslation();
  return (
    <Card withBorder component="section" aria-labelledby="placeholders">
      <Title order={2} size="h5" id="placeholders" mb={4}>{t("template.placeholders")}</Title>
      <Text size="sm" c="dimmed" mb="xs">{t("template.placeholdersHelp")}</Text>
      <div className="table-scroll">
        <table className="plain-table">
          <tbody>
            {names.map((name) => (
              <tr key={name}>
                <th scope="row"><Button size="compact-sm" variant="default" className="placeholder-name" aria-label={t("template.insert", { name })} onClick={() => onInsert(name)}>{`{${name}}`}</Button></th>
                <td>{t(`template.about.${name}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

/** What a draft of an invented consortium would be. */
function Preview({ draft, cluster }: { draft: Draft; cluster: string }) {
  const { t } = useTranslation();
  const made = useMutation({ mutationFn: () => call<{ text: LocalisedText }>("POST", `/clusters/${cluster}/agreement-template/preview`, { json: sent(draft) }) });
  const text = made.data?.body.text as Record<string, string> | undefined;
  return (
    <Stack gap="sm">
      <Group><Button variant="light" leftSection={<IconEye size={18} aria-hidden />} loading={made.isPending} onClick={() => made.mutate()}>{t("template.preview")}</Button></Group>
      {Boolean(made.error) && <ErrorNote error={made.error} />}
      {text && (
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          {languages.filter((each) => text[each]).map((language) => (
            <Card withBorder key={language} component="section" aria-label={`${t("template.previewOf")} (${t(`edit.language.${language}`)})`}>
              <Text size="xs" c="dimmed" mb="xs">{t("template.previewOf")} ({t(`edit.language.${language}`)})</Text>
              <Markdown text={text[language] as string} language={language} level={3} />
            </Card>
          ))}
        </SimpleGrid>
      )}
    </Stack>
  );
}

/** Who wrote what and when; each text can be taken up again. */
function History({ cluster, onTake }: { cluster: string; onTake: (version: Version) => void }) {
  const { t, i18n } = useTranslation();
  const found = useQuery({ queryKey: ["agreement-template-versions", cluster], queryFn: () => get<{ items: Version[] }>(`/clusters/${cluster}/agreement-template/versions`) });
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const items = found.data?.items ?? [];
  return (
    <section>
      <Title order={2} size="h5" mb="xs">{t("template.versions")}</Title>
      {items.length === 0 && <Text size="sm" c="dimmed">{t("template.noVersions")}</Text>}
      <Stack component="ul" gap="xs" className="hit-list">
        {items.map((each, i) => (
          <li key={each.version}>
            <Card withBorder padding="sm">
              <Group justify="space-between">
                <div>
                  <Text size="sm" fw={600}>{t("template.version", { number: each.version })}{each.is_standard && `: ${t("template.standard")}`}{i === 0 && ` – ${t("template.inUse")}`}</Text>
                  <Text size="sm" c="dimmed">{[each.written_at && formatDate(each.written_at, i18n.language), each.written_by].filter(Boolean).join(", ")}</Text>
                </div>
                {i > 0 && <Button size="compact-sm" variant="default" aria-label={t("template.takeUpNumber", { number: each.version })} onClick={() => onTake(each)}>{t("template.takeUp")}</Button>}
              </Group>
            </Card>
          </li>
        ))}
      </Stack>
    </section>
  );
}

const used = (text: string, name: string) => text.includes(`{${name}}`);

interface EditorProps {
  template: Template;
  etag: string | undefined;
  cluster: string;
  isSaved: boolean;
  onSaved: () => void;
}

function Editor({ template, etag, cluster, isSaved, onSaved }: EditorProps) {
  const { t } = useTranslation();
  const { run, error, isBusy } = useAction();
  const fields = useRef<Record<string, HTMLTextAreaElement | null>>({});
  const last = useRef<string>(languages[0]);
  const path = `/clusters/${cluster}/agreement-template`;
  const editing = useEditing<Draft, { id: string }>({
    first: { text: template.text }, etag, isNew: false, sent, lacks: () => [], queryKey: () => ["agreement-template", cluster], pathOf: () => "/consortia/template",
    labelOf: (pointer) => (languages.some((each) => pointer === `/text/${each}`) ? t(`edit.language.${pointer.slice(6)}`) : t("template.text")),
    write: async (json, how) => {
      await call("PUT", path, { json, ...how });
      onSaved();
      return { body: { id: cluster } };
    },
    read: async () => {
      const now = await call<Template>("GET", path);
      return { draft: { text: now.body.text }, etag: now.etag };
    },
  });
  const { draft, change, errorOf, theirs } = editing;
  const set = (language: string, text: string) => change({ text: { ...draft.text, [language]: text } });
  const insert = (name: string) => {
    const language = last.current, field = fields.current[language];
    const text = draft.text[language] ?? "", at = field?.selectionStart ?? text.length, to = field?.selectionEnd ?? at;
    set(language, `${text.slice(0, at)}{${name}}${text.slice(to)}`);
    setTimeout(() => { field?.focus(); field?.setSelectionRange(at + name.length + 2, at + name.length + 2); }, 0);
  };
  const lacking = languages.filter((each) => draft.text[each]?.trim()).flatMap((language) => ["partners", "signatures"].filter((name) => !used(draft.text[language] ?? "", name)).map((name) => t("template.lacks", { name: `{${name}}`, language: t(`edit.language.${language}`) })));
  const rows = theirs ? languages.filter((each) => theirs.text[each] !== draft.text[each]).map((each) => ({ label: t(`edit.language.${each}`), theirs: theirs.text[each] ?? "", mine: draft.text[each] ?? "" })) : [];
  return (
    <Stack gap="xl">
      <EditForm
        editing={editing} title={t("template.title")} makeLabel={t("action.save")} cancelPath="/consortia"
        lead={
          <>
            <Text>{t("template.lead")}</Text>
            {template.is_standard && <Text size="sm" c="dimmed">{t("template.isStandard")}</Text>}
            {isSaved && !editing.isDirty && <Alert color="green" variant="light" role="status">{t("template.saved")}</Alert>}
            {theirs && <Versions title={t("template.conflict")} rows={rows} onOverwrite={editing.overwrite} onTake={editing.take} />}
          </>
        }
      >
        <Placeholders names={template.placeholders} onInsert={insert} />
        {languages.map((language) => (
          <Textarea
            key={language} lang={language} ref={(field) => { fields.current[language] = field; }} label={`${t("template.text")} (${t(`edit.language.${language}`)})`} description={language === languages[0] ? t("template.textHelp") : t("template.emptyLanguage")} autosize minRows={12} maxRows={28} maxLength={100_000} spellCheck
            value={draft.text[language] ?? ""} error={errorOf(`/text/${language}`) ?? (language === languages[0] ? errorOf("/text") : undefined)} data-pointer={`/text/${language}`} onFocus={() => { last.current = language; }} onChange={(event) => set(language, event.currentTarget.value)}
          />
        ))}
        {lacking.length > 0 && <Alert color="yellow" variant="light">{lacking.map((each) => <div key={each}>{each}</div>)}</Alert>}
        <Preview draft={draft} cluster={cluster} />
      </EditForm>
      <Card withBorder className="narrow" component="section">
        <Stack gap="xs">
          <Title order={2} size="h5">{t("template.reset")}</Title>
          <Text size="sm">{t("template.resetHelp")}</Text>
          <Group><Button variant="default" disabled={template.is_standard} loading={isBusy} leftSection={<IconArrowBackUp size={18} aria-hidden />} onClick={() => void run(() => call("DELETE", path, { etag }))}>{t("template.reset")}</Button></Group>
          {Boolean(error) && <ErrorNote error={error} />}
        </Stack>
      </Card>
      <div className="narrow"><History cluster={cluster} onTake={(version) => { change({ text: version.is_standard ? template.standard : version.text }); window.scrollTo({ top: 0, behavior: "smooth" }); }} /></div>
    </Stack>
  );
}

/** What drafts of consortium agreements are made of. */
export function TemplatePage() {
  const { t } = useTranslation();
  useTitle(t("template.title"));
  const cluster = useClusterSlug();
  const session = useSession();
  const [isSaved, setSaved] = useState(false);
  const mayManage = may(session, "manage_consortium");
  const found = useQuery({ queryKey: ["agreement-template", cluster], queryFn: () => call<Template>("GET", `/clusters/${cluster}/agreement-template`), enabled: Boolean(cluster) && mayManage, refetchOnWindowFocus: false });
  if (!session) return <Loading />;
  if (!mayManage) return <Empty title={t("template.title")} text={t("template.mayNot")}><Button component={Link} to="/consortia" variant="light">{t("nav.consortia")}</Button></Empty>;
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!found.data || !cluster) return <Loading />;
  return (
    <Stack gap="xs">
      <Anchor component={Link} to="/consortia" size="sm">← {t("nav.consortia")}</Anchor>
      <Editor key={found.data.body.version} template={found.data.body} etag={found.data.etag} cluster={cluster} isSaved={isSaved} onSaved={() => setSaved(true)} />
    </Stack>
  );
}
