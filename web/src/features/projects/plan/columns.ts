import { useLocalStorage } from "@mantine/hooks";

/** Columns of the list beside the title, in their order. */
export const columns = ["partner", "person", "state", "start", "end", "due", "slack", "effort", "progress"] as const;
export type Column = (typeof columns)[number];

const widths: Record<Column, string> = { partner: "minmax(9rem, 1fr)", person: "10rem", state: "9.5rem", start: "7.6rem", end: "8.8rem", due: "7.6rem", slack: "5.5rem", effort: "6rem", progress: "8rem" };
export const isNumber = (column: Column) => column === "slack" || column === "effort";

/** The tracks of the grid: what is chosen with, the title, and the columns. */
export const tracks = (shown: readonly Column[], mayChoose: boolean) => [...(mayChoose ? ["2.5rem"] : []), "minmax(var(--plan-title), 1.6fr)", ...shown.map((each) => widths[each])].join(" ");

const usual: Column[] = ["partner", "state", "start", "end", "slack", "progress"];
const onPhone: Column[] = ["state"];

/** Which columns the reader wants to see; remembered, apart for narrow screens. */
export function useColumns(isNarrow: boolean) {
  const wide = useLocalStorage<string[]>({ key: "grono.plan.columns", defaultValue: usual, getInitialValueInEffect: false });
  const narrow = useLocalStorage<string[]>({ key: "grono.plan.columns.narrow", defaultValue: onPhone, getInitialValueInEffect: false });
  const [kept, keep] = isNarrow ? narrow : wide;
  const shown = columns.filter((each) => kept.includes(each));
  const toggle = (column: Column) => keep(columns.filter((each) => (each === column ? !kept.includes(each) : kept.includes(each))));
  return { shown, toggle };
}
