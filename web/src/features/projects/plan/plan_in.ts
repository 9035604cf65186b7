import { type Day, durationOf, readDay, textOf } from "./day";
import { folded } from "./names";
import { circleOf, type Dependency, type DependencyKind, type TaskDraft, type TaskKind, type WorkPackage } from "./task";

const fields = ["number", "title", "package", "kind", "partner", "start", "end", "days", "due", "effort", "after", "description"] as const;
type Field = (typeof fields)[number];

// As people head their columns, and as our own export does, in both languages.
const headings: Record<Field, string[]> = {
  number: ["no", "no.", "nr", "lp", "lp.", "id", "number", "numer", "row", "wiersz", "#"],
  title: ["title", "task", "name", "task name", "tytul", "zadanie", "nazwa", "nazwa zadania"],
  package: ["work package", "wp", "package", "pakiet", "pakiet roboczy", "pakiet zadan", "pr"],
  kind: ["kind", "type", "rodzaj", "typ"],
  partner: ["partner", "organisation", "organization", "organizacja", "wykonawca", "who", "kto"],
  start: ["start", "starts on", "start date", "begin", "begins", "not before", "poczatek", "od", "rozpoczecie", "data rozpoczecia", "nie wczesniej niz"],
  end: ["end", "finish", "ends on", "end date", "finish date", "koniec", "do", "zakonczenie", "data zakonczenia"],
  days: ["days", "duration", "duration (days)", "duration in days", "dni", "czas", "czas trwania", "czas trwania (dni)", "liczba dni"],
  due: ["due", "due on", "deadline", "termin"],
  effort: ["effort", "effort (days)", "person-days", "person days", "work", "pracochlonnosc", "praca", "osobodni", "naklad pracy", "pracochlonnosc (osobodni)"],
  after: ["depends on", "after", "predecessors", "waits for", "poprzedniki", "po", "zalezy od", "czeka na"],
  description: ["description", "notes", "opis", "uwagi"],
};
// Without a heading: what the form asks for, in its order.
const usual: Field[] = ["title", "package", "partner", "start", "days", "effort", "after"];

const kindNames: Record<TaskKind, string[]> = {
  task: ["task", "zadanie", ""],
  milestone: ["milestone", "kamien milowy", "kamien"],
  deliverable: ["deliverable", "produkt", "rezultat", "wynik"],
};
const shortKinds: Record<string, DependencyKind> = {
  fs: "finish_to_start", zr: "finish_to_start", ss: "start_to_start", rr: "start_to_start", ff: "finish_to_finish", zz: "finish_to_finish", sf: "start_to_finish", rz: "start_to_finish",
};

/** What is wrong with a row: the key of a sentence, and what it speaks of. */
export interface RowProblem {
  key: "noTitle" | "longTitle" | "badKind" | "noPartner" | "badDay" | "endFirst" | "badNumber" | "noSuchTask" | "itself" | "circle" | "outside";
  value: string;
}

export interface PlanRow {
  /** As people count: the first one below the heading is 1, or what its own column says. */
  number: string;
  id: string;
  draft: TaskDraft;
  workPackage: string;
  partner: string;
  after: string;
  problems: RowProblem[];
}

export interface PlanIn {
  rows: PlanRow[];
  /** Titles of work packages that are not there yet, with their codes. */
  newPackages: { id: string; code: string; title: string }[];
  /** Columns that nobody knew what to do with. */
  unknownColumns: string[];
}

interface Around {
  workPackages: WorkPackage[];
  partners: { organisation: string; name: string }[];
  tasks: { id: string; title: string }[];
  begins: Day;
  ends: Day;
  newId: () => string;
}

function columnsOf(table: string[][]): { columns: (Field | undefined)[]; rows: string[][]; unknown: string[] } {
  const [first = [], ...others] = table;
  const known = first.map((cell) => fields.find((field) => headings[field].includes(folded(cell))));
  const columns = known.map((field, i) => (known.indexOf(field) === i ? field : undefined));
  if (!columns.includes("title")) return { columns: usual, rows: table, unknown: [] };
  return { columns, rows: others, unknown: first.filter((cell, i) => cell && !columns[i]) };
}

const numberIn = (written: string) => Number(written.replace(/\s/g, "").replace(",", "."));

/** "3", "3SS", "3FS+2", "Badania", "Badania +2": which task, how, and how many days later. */
export function readLink(written: string): { name: string; kind: DependencyKind; lag: number } {
  const found = /^(.*?)\s*(?:\b(FS|SS|FF|SF|ZR|RR|ZZ|RZ)|(?<=\d)(FS|SS|FF|SF|ZR|RR|ZZ|RZ))?\s*([+-]\s*\d+)?\s*(?:d|days?|dni|dzień)?$/i.exec(written.trim());
  const kind = found?.[2] ?? found?.[3];
  if (!found || (!kind && !found[4])) return { name: written.trim(), kind: "finish_to_start", lag: 0 };
  return { name: (found[1] ?? "").trim(), kind: shortKinds[(kind ?? "fs").toLowerCase()] as DependencyKind, lag: Number((found[4] ?? "0").replace(/\s/g, "")) };
}

class Packages {
  readonly made: { id: string; code: string; title: string }[] = [];
  private readonly known = new Map<string, string>();
  constructor(private readonly around: Around) {
    for (const { id, code, title } of around.workPackages) this.remember(id, code ?? "", title);
  }
  private remember(id: string, code: string, title: string) {
    for (const name of [code, title, `${code} ${title}`]) if (folded(name)) this.known.set(folded(name), this.known.get(folded(name)) ?? id);
  }
  /** "WP1 Zarządzanie", "WP1: Zarządzanie", "Zarządzanie": the one that is there, else a new one. */
  of(written: string): string | undefined {
    if (!written) return undefined;
    const parts = /^((?:WP|PR|PZ|Z)\s?\d+(?:\.\d+)*)[.:\s–-]*(.*)$/i.exec(written);
    const code = parts?.[1] ?? "", title = parts?.[2]?.trim() || written;
    const there = this.known.get(folded(written)) ?? this.known.get(folded(code || written));
    if (there) return there;
    const id = this.around.newId();
    this.made.push({ id, code: code.slice(0, 20), title });
    this.remember(id, code, title);
    this.known.set(folded(written), id);
    return id;
  }
}

function partnerOf(written: string, partners: Around["partners"]): string | undefined {
  const sought = folded(written);
  const exact = partners.find(({ name }) => folded(name) === sought);
  if (exact) return exact.organisation;
  const near = partners.filter(({ name }) => folded(name).includes(sought));
  return near.length === 1 ? near[0]?.organisation : undefined;
}

/** One row as a task, without its links, and what is wrong with it. */
function taskOf(cell: (field: Field) => string, around: Around, packages: Packages): { draft: TaskDraft; problems: RowProblem[] } {
  const problems: RowProblem[] = [];
  const wrong = (key: RowProblem["key"], value = "") => void problems.push({ key, value });
  const title = cell("title");
  if (!title) wrong("noTitle");
  if (title.length > 300) wrong("longTitle", title.slice(0, 40));
  const day = (field: Field) => {
    const found = readDay(cell(field));
    if (found === undefined && cell(field)) wrong("badDay", cell(field));
    return found;
  };
  const amount = (field: Field, most: number, isWhole = false) => {
    const value = numberIn(cell(field).replace(/\s*(d|days?|dni|dzień|person-days|os\.)\.?$/i, ""));
    if (value >= 0 && value <= most && (!isWhole || Number.isInteger(value))) return value;
    wrong("badNumber", cell(field));
    return 0;
  };
  const start = day("start"), end = day("end"), due = day("due");
  const written = cell("days");
  const named = (Object.keys(kindNames) as TaskKind[]).find((each) => kindNames[each].includes(folded(cell("kind"))));
  if (!named) wrong("badKind", cell("kind"));
  const kind: TaskKind = named === "task" && written !== "" && numberIn(written) === 0 ? "milestone" : (named ?? "task");
  let duration = kind === "task" ? (written ? amount("days", 10_000, true) : 1) : 0;
  if (kind === "task" && !written && start !== undefined && end !== undefined) {
    duration = durationOf(start, end);
    if (duration < 1) wrong("endFirst", cell("end"));
  }
  if (start !== undefined && (start < around.begins || start > around.ends)) wrong("outside", cell("start"));
  const organisation = cell("partner") ? partnerOf(cell("partner"), around.partners) : undefined;
  if (cell("partner") && !organisation) wrong("noPartner", cell("partner"));
  const workPackage = packages.of(cell("package"));
  const effort = cell("effort") ? amount("effort", 1_000_000) : 0;
  const draft: TaskDraft = {
    title, kind, duration_days: Math.max(duration, kind === "task" ? 1 : 0), effort_days: effort,
    ...(cell("description") ? { description: cell("description") } : {}), ...(workPackage ? { work_package: workPackage } : {}), ...(organisation ? { organisation } : {}),
    ...(start === undefined ? {} : { starts_on: textOf(start) }), ...(due === undefined ? {} : { due_on: textOf(due) }),
  };
  return { draft, problems };
}

/** Splits "1; 2FS+3" and "1, 2"; a title that has a comma in it is written with semicolons around. */
const linksIn = (written: string) => (written.includes(";") || !/^[\d\s,+a-z-]+$/i.test(written) ? written.split(";") : written.split(",")).map((each) => each.trim()).filter(Boolean);

/** A plan from a table: tasks with their links, the work packages to be added, and what is wrong, row by row. */
export function planIn(table: string[][], around: Around): PlanIn {
  const { columns, rows: written, unknown } = columnsOf(table);
  const packages = new Packages(around);
  const rows = written.map((cells, i): PlanRow => {
    const cell = (field: Field) => cells[columns.indexOf(field)] ?? "";
    const { draft, problems } = taskOf((field) => (columns.includes(field) ? cell(field) : ""), around, packages);
    const has = (field: Field) => (columns.includes(field) ? cell(field) : "");
    return { number: has("number") || String(i + 1), id: around.newId(), draft, problems, workPackage: has("package"), partner: has("partner"), after: has("after") };
  });
  const known = new Map<string, string>();
  const remember = (name: string, id: string) => known.set(name, known.get(name) ?? id);
  for (const { number, id } of rows) remember(folded(number), id);
  for (const { draft, id } of rows) remember(folded(draft.title), id);
  for (const { title, id } of around.tasks) remember(folded(title), id);
  for (const row of rows) {
    const links: Dependency[] = [];
    for (const each of linksIn(row.after)) {
      // A title may end as a link does.
      const whole = known.get(folded(each));
      const { name, kind, lag } = whole ? { name: each, kind: "finish_to_start" as const, lag: 0 } : readLink(each);
      const task = known.get(folded(name));
      if (!task) row.problems.push({ key: "noSuchTask", value: each });
      else if (task === row.id) row.problems.push({ key: "itself", value: each });
      else if (!links.some((other) => other.task === task && other.kind === kind)) links.push({ task, kind, lag_days: lag });
    }
    if (links.length > 0) row.draft.depends_on = links;
  }
  markCircles(rows);
  return { rows, newPackages: packages.made, unknownColumns: unknown };
}

function markCircles(rows: PlanRow[]) {
  const drafts = new Map(rows.map((row) => [row.id, row.draft]));
  const numbers = new Map(rows.map((row) => [row.id, row.number]));
  // Rows that nothing in a circle can reach are taken away first: what is left is searched.
  const waits = new Map(rows.map((row) => [row.id, (row.draft.depends_on ?? []).filter(({ task }) => drafts.has(task)).length]));
  const next = new Map<string, string[]>();
  for (const row of rows) for (const { task } of row.draft.depends_on ?? []) next.set(task, [...(next.get(task) ?? []), row.id]);
  const free = rows.filter((row) => waits.get(row.id) === 0).map((row) => row.id);
  for (let at = free.pop(); at !== undefined; at = free.pop()) {
    waits.delete(at);
    for (const each of next.get(at) ?? []) {
      const left = (waits.get(each) ?? 0) - 1;
      waits.set(each, left);
      if (left === 0) free.push(each);
    }
  }
  for (const row of rows.filter(({ id }) => waits.has(id)).slice(0, 100)) {
    const circle = circleOf(drafts, row.id, (row.draft.depends_on ?? []).map(({ task }) => task));
    if (circle.length > 0) row.problems.push({ key: "circle", value: [...circle, circle[0]].map((id) => numbers.get(id as string)).join(" → ") });
  }
}

/** As `POST /projects/{id}/plan` takes it. */
export const partsOf = ({ rows, newPackages }: PlanIn) => [
  ...newPackages.map(({ id, code, title }) => ({ part: "work_package" as const, id, title, ...(code ? { code } : {}) })),
  ...rows.map(({ id, draft }) => ({ part: "task" as const, id, ...draft })),
];
