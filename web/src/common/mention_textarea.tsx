import { Paper, Textarea, type TextareaProps } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { get, queryString } from "../api/client";
import { labelFor, type Mention, type Person, typedMention } from "./mentions";

interface Draft {
  text: string;
  mentions: Mention[];
}

/** A text in which "@" opens the list of people who may be named. The arrows choose, Enter or Tab takes, Escape closes. */
export function MentionTextarea({ people, draft, onDraft, ...rest }: Omit<TextareaProps, "value" | "onChange"> & { people: string; draft: Draft; onDraft: (draft: Draft) => void }) {
  const { t } = useTranslation();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState(0);
  const [closedAt, setClosedAt] = useState<number>();
  const [chosen, setChosen] = useState(0);
  const typed = typedMention(draft.text, caret);
  const isNamed = typed && draft.mentions.some((each) => typed.query === each.label || typed.query.startsWith(`${each.label} `));
  const isAsked = Boolean(typed) && !isNamed && typed?.from !== closedAt;
  const [query] = useDebouncedValue(typed?.query ?? "", 120);
  const found = useQuery({
    queryKey: ["people", people, query],
    queryFn: ({ signal }) => get<{ items: Person[] }>(`${people}${queryString({ q: query })}`, signal),
    enabled: isAsked,
    staleTime: 10_000,
  });
  const items = (isAsked && found.data?.items) || [];
  const at = Math.min(chosen, items.length - 1);
  const take = (person: Person) => {
    if (!typed) return;
    const label = labelFor(person, draft.mentions);
    const text = `${draft.text.slice(0, typed.from)}@${label} ${draft.text.slice(caret)}`;
    const next = typed.from + label.length + 2;
    // Done before the next key is: whoever types on types behind the name.
    flushSync(() => {
      onDraft({ text, mentions: [...draft.mentions.filter((each) => each.id !== person.id), { id: person.id, label }] });
      setCaret(next);
    });
    field.current?.focus();
    field.current?.setSelectionRange(next, next);
  };
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (items.length === 0) return;
    const person = items[at];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") setChosen((at + (event.key === "ArrowDown" ? 1 : items.length - 1)) % items.length);
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey && person) take(person);
    else if (event.key === "Escape") setClosedAt(typed?.from);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="mention-field">
      <Textarea
        {...rest} ref={field} value={draft.text} description={t("mentions.help")}
        aria-autocomplete="list" aria-controls={items.length > 0 ? `${id}-list` : undefined} aria-activedescendant={items.length > 0 ? `${id}-${at}` : undefined}
        onChange={(event) => {
          const { value, selectionStart } = event.currentTarget;
          setCaret(selectionStart);
          setChosen(0);
          setClosedAt(undefined);
          onDraft({ ...draft, text: value });
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)} onKeyDown={press} onBlur={() => setClosedAt(typed?.from)}
      />
      {items.length > 0 && (
        <Paper withBorder shadow="md" role="listbox" id={`${id}-list`} aria-label={t("mentions.people")} className="mention-list">
          {items.map((person, index) => (
            // The keyboard's way leads through the text, where the caret stays.
            <div
              key={person.id} id={`${id}-${index}`} role="option" aria-selected={index === at} className="mention-option"
              onMouseDown={(event) => { event.preventDefault(); take(person); }}
            >
              <bdi>{person.name}</bdi>
              {person.organisation && <span className="mention-organisation"><bdi>{person.organisation}</bdi></span>}
            </div>
          ))}
        </Paper>
      )}
      <span className="only-read" role="status">
        {isAsked && found.data && (items.length > 0 ? t("mentions.found", { count: items.length }) : t("mentions.none"))}
      </span>
    </div>
  );
}
