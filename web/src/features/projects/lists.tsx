import { ActionIcon, Alert, Button, Group, Text, UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconPencil, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorNote } from "../../common/states";

type Key = string | number | bigint;
export interface Sort {
  by: string;
  isDown: boolean;
}

const order = (a: Key, b: Key) => (typeof a === "string" && typeof b === "string" ? a.localeCompare(b) : Number(a > b) - Number(a < b));

/** Rows in the order that a click on a column's head chose; by itself as they come. */
export function useSorted<T>(rows: T[], keys: Record<string, (row: T) => Key>) {
  const [sort, setSort] = useState<Sort>();
  const key = sort && keys[sort.by];
  const sorted = key ? [...rows].sort((a, b) => (sort.isDown ? -1 : 1) * order(key(a), key(b))) : rows;
  const turn = (by: string) => setSort((before) => (before?.by !== by ? { by, isDown: false } : before.isDown ? undefined : { by, isDown: true }));
  return { sorted, sort, turn };
}

/** A column's head that sorts. */
export function SortHead({ name, label, sort, onTurn, isNumber }: { name: string; label: string; sort: Sort | undefined; onTurn: (name: string) => void; isNumber?: boolean }) {
  const isOn = sort?.by === name;
  return (
    <th scope="col" className={isNumber ? "number" : undefined} aria-sort={isOn ? (sort.isDown ? "descending" : "ascending") : "none"}>
      <UnstyledButton className="sort-head" onClick={() => onTurn(name)}>
        {label} {isOn && (sort.isDown ? <IconArrowDown size={14} aria-hidden /> : <IconArrowUp size={14} aria-hidden />)}
      </UnstyledButton>
    </th>
  );
}

/** Edit and delete, named for who does not see the signs. */
export function RowActs({ name, onEdit, onDelete, isBusy }: { name: string; onEdit?: () => void; onDelete?: () => void; isBusy?: boolean }) {
  const { t } = useTranslation();
  return (
    <Group gap={2} wrap="nowrap" justify="flex-end">
      {onEdit && <ActionIcon variant="subtle" color="gray" aria-label={`${t("action.edit")}: ${name}`} onClick={onEdit}><IconPencil size={18} aria-hidden /></ActionIcon>}
      {onDelete && <ActionIcon variant="subtle" color="red" disabled={isBusy} aria-label={`${t("action.delete")}: ${name}`} onClick={onDelete}><IconTrash size={18} aria-hidden /></ActionIcon>}
    </Group>
  );
}

/** Says what was just deleted, and brings it back; or why it could not be. */
export function Undo({ name, onUndo, isBusy, error }: { name: string | undefined; onUndo: () => void; isBusy: boolean; error: unknown }) {
  const { t } = useTranslation();
  return (
    <>
      {name !== undefined && (
        <Alert color="gray" role="status" variant="light">
          <Group justify="space-between">
            <Text size="sm">{t("projects.deletedPart")} <bdi>{name}</bdi></Text>
            <Button size="xs" variant="default" loading={isBusy} onClick={onUndo}>{t("action.undo")}</Button>
          </Group>
        </Alert>
      )}
      {Boolean(error) && <ErrorNote error={error} />}
    </>
  );
}
