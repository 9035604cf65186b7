import { ActionIcon, Button, Card, Checkbox, Group, NumberInput, Select, SimpleGrid, Stack, TagsInput, TextInput, Title } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { BilingualText, type ErrorOf } from "../../common/bilingual_text";
import { NamedField, VisibilitySelect } from "../../common/visibility";
import { type ActivityCode, type Capability, emptyCapability, emptyPlace, type Place } from "./draft";
import { CodeSelect } from "./code_select";

function ListEditor<T>({ title, items, onChange, make, addLabel, render }: { title: string; items: T[]; onChange: (items: T[]) => void; make: () => T; addLabel: string; render: (item: T, change: (part: Partial<T>) => void, index: number) => ReactNode }) {
  const { t } = useTranslation();
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        {title}
      </Title>
      <Stack>
        {items.map((item, i) => (
          <Card withBorder key={i} padding="sm">
            <Stack gap="sm">
              {render(item, (part) => onChange(items.map((each, j) => (j === i ? { ...each, ...part } : each))), i)}
              <Group justify="flex-end">
                <ActionIcon variant="subtle" color="red" aria-label={`${t("action.remove")}: ${title} ${i + 1}`} onClick={() => onChange(items.filter((_, j) => j !== i))}>
                  <IconTrash size={18} aria-hidden />
                </ActionIcon>
              </Group>
            </Stack>
          </Card>
        ))}
        <Group>
          <Button variant="light" leftSection={<IconPlus size={18} aria-hidden />} onClick={() => onChange([...items, make()])}>
            {addLabel}
          </Button>
        </Group>
      </Stack>
    </section>
  );
}

export function CapabilitiesEditor({ side, items, onChange, error }: { side: "offers" | "needs"; items: Capability[]; onChange: (items: Capability[]) => void; error: ErrorOf }) {
  const { t } = useTranslation();
  const kinds = ["know_how", "laboratory", "equipment", "certificate", "staff", "data", "premises"] as const;
  const visibilities = ["everyone", "members", "named", "partners", "coordinator", "owner"] as const;
  return (
    <ListEditor
      title={t(`organisation.${side}`)} items={items} onChange={onChange} make={emptyCapability} addLabel={t(`edit.add_${side}`)}
      render={(item, change, i) => (
        <>
          <BilingualText label={t("edit.title")} value={item.title} onChange={(title) => change({ title })} error={error} pointer={`/${side}/${i}/title`} />
          <BilingualText label={t("organisation.description")} isLong value={item.description} onChange={(description) => change({ description })} error={error} pointer={`/${side}/${i}/description`} />
          <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
            <Select label={t("organisation.kind")} allowDeselect={false} data={kinds.map((value) => ({ value, label: t(`capability.${value}`) }))} value={item.kind} onChange={(kind) => change({ kind: kind as Capability["kind"] })} />
            <VisibilitySelect visibilities={visibilities} visibility={item.visibility ?? "members"} onChange={change} error={error} pointer={`/${side}/${i}`} />
            <NumberInput label={t("edit.trlFrom")} min={1} max={9} value={item.trl_from ?? ""} error={error(`/${side}/${i}/trl_from`)} onChange={(value) => change({ trl_from: typeof value === "number" ? value : undefined })} />
            <NumberInput label={t("edit.trlTo")} min={1} max={9} value={item.trl_to ?? ""} error={error(`/${side}/${i}/trl_to`)} onChange={(value) => change({ trl_to: typeof value === "number" ? value : undefined })} />
          </SimpleGrid>
          <NamedField visibility={item.visibility ?? "members"} named={item.named ?? []} onChange={change} error={error} pointer={`/${side}/${i}`} />
          <TagsInput label={t("organisation.tags")} value={item.tags ?? []} onChange={(tags) => change({ tags })} />
        </>
      )}
    />
  );
}

export function PlacesEditor({ items, onChange, error }: { items: Place[]; onChange: (items: Place[]) => void; error: ErrorOf }) {
  const { t } = useTranslation();
  return (
    <ListEditor
      title={t("organisation.places")} items={items} onChange={onChange} make={() => ({ ...emptyPlace(), is_seat: items.length === 0 })} addLabel={t("edit.addPlace")}
      render={(place, change, i) => (
        <>
          <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
            <TextInput label={t("edit.street")} value={place.street ?? ""} error={error(`/places/${i}/street`)} onChange={(event) => change({ street: event.currentTarget.value })} />
            <TextInput label={t("edit.postalCode")} value={place.postal_code ?? ""} error={error(`/places/${i}/postal_code`)} onChange={(event) => change({ postal_code: event.currentTarget.value })} />
            <TextInput label={t("edit.locality")} value={place.locality ?? ""} error={error(`/places/${i}/locality`)} onChange={(event) => change({ locality: event.currentTarget.value, lon: undefined, lat: undefined, position_source: undefined })} description={t("edit.localityHelp")} />
            <TextInput label={t("edit.country")} maxLength={2} value={place.country ?? "PL"} error={error(`/places/${i}/country`)} onChange={(event) => change({ country: event.currentTarget.value.toUpperCase() })} />
            <NumberInput label={t("edit.lat")} decimalScale={6} value={place.lat ?? ""} error={error(`/places/${i}/lat`)} onChange={(value) => change({ lat: typeof value === "number" ? value : undefined, position_source: "given" })} />
            <NumberInput label={t("edit.lon")} decimalScale={6} value={place.lon ?? ""} error={error(`/places/${i}/lon`)} onChange={(value) => change({ lon: typeof value === "number" ? value : undefined, position_source: "given" })} />
          </SimpleGrid>
          <Checkbox label={t("organisation.seat")} checked={place.is_seat ?? false} onChange={(event) => {
            const isSeat = event.currentTarget.checked;
            onChange(items.map((each, j) => ({ ...each, is_seat: j === i ? isSeat : isSeat ? false : each.is_seat })));
          }} />
        </>
      )}
    />
  );
}

export function ActivitiesEditor({ items, onChange, error }: { items: ActivityCode[]; onChange: (items: ActivityCode[]) => void; error: ErrorOf }) {
  const { t } = useTranslation();
  const schemes = ["pkd_2025", "pkd_2007", "nace_2.1", "nace_2.0"];
  return (
    <ListEditor
      title={t("organisation.activities")} items={items} onChange={onChange} make={(): ActivityCode => ({ scheme: "pkd_2025", code: "", is_main: items.length === 0 })} addLabel={t("edit.addActivity")}
      render={(code, change, i) => (
        <Group align="flex-end">
          <Select w="9rem" label={t("edit.scheme")} allowDeselect={false} data={schemes.map((value) => ({ value, label: t(`scheme.${value.replace(".", "_")}`) }))} value={code.scheme} onChange={(scheme) => change({ scheme: scheme ?? "pkd_2025", code: "" })} />
          <CodeSelect scheme={code.scheme} value={code.code} onChange={(value) => change({ code: value })} error={error(`/activities/${i}/code`)} />
          <Checkbox label={t("organisation.mainActivity")} checked={code.is_main ?? false} pb="xs" onChange={(event) => {
            const isMain = event.currentTarget.checked;
            onChange(items.map((each, j) => ({ ...each, is_main: j === i ? isMain : isMain && each.scheme === code.scheme ? false : each.is_main })));
          }} />
        </Group>
      )}
    />
  );
}
