import type { Schemas } from "../api/client";

export type Person = Schemas["Person"];
/** Somebody named in a draft, as the draft names them. */
export interface Mention {
  id: string;
  label: string;
}

const stored = /@\{([0-9a-f-]{36})\}/gi;

/** The stored text cut into plain parts and people; who is not known stays as written. */
export function parts(text: string, people: Person[]): (string | Person)[] {
  const made: (string | Person)[] = [];
  let at = 0;
  for (const found of text.matchAll(stored)) {
    const person = people.find((each) => each.id === found[1]?.toLowerCase());
    if (!person?.name) continue;
    made.push(text.slice(at, found.index), person);
    at = found.index + found[0].length;
  }
  made.push(text.slice(at));
  return made.filter((each) => each !== "");
}

/** How somebody is named in a draft: so that nobody else there is named alike. */
export function labelFor(person: Person, others: Mention[]): string {
  const taken = (label: string) => others.some((each) => each.label === label && each.id !== person.id);
  const labels = [person.name, ...(person.organisation ? [`${person.name} (${person.organisation})`] : [])];
  for (let count = 2; ; ++count) {
    const free = labels.find((label) => !taken(label));
    if (free) return free;
    labels.push(`${person.name} (${count})`);
  }
}

/** The stored text as it is edited: people by their names. */
export function toDraft(text: string, people: Person[]): { text: string; mentions: Mention[] } {
  const mentions: Mention[] = [];
  const shown = parts(text, people).map((part) => {
    if (typeof part === "string") return part;
    const label = labelFor(part, mentions);
    if (!mentions.some((each) => each.id === part.id)) mentions.push({ id: part.id, label });
    return `@${label}`;
  });
  return { text: shown.join(""), mentions };
}

/** The draft as it is stored: the longest names first, since one may begin another. */
export function toStored(text: string, mentions: Mention[]): string {
  const byLength = [...mentions].sort((a, b) => b.label.length - a.label.length);
  let made = "";
  for (let at = 0; at < text.length; ) {
    const found = text[at] === "@" ? byLength.find((each) => text.startsWith(each.label, at + 1)) : undefined;
    made += found ? `@{${found.id}}` : text[at];
    at += found ? found.label.length + 1 : 1;
  }
  return made;
}

/** What is being typed after "@" right before the caret: where it begins, and the beginning of a name. */
export function typedMention(text: string, caret: number): { from: number; query: string } | undefined {
  const before = text.slice(0, caret);
  const found = /(?:^|[\s(„"'«])@([\p{L}\p{N}.'’-]*(?: [\p{L}\p{N}.'’-]*){0,2})$/u.exec(before);
  return found ? { from: before.lastIndexOf("@"), query: found[1] ?? "" } : undefined;
}
