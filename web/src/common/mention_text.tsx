import { parts, type Person } from "./mentions";

/** A text with the people it names by their names of today. */
export function MentionText({ text, people }: { text: string; people: Person[] }) {
  return (
    <>
      {parts(text, people).map((part, index) =>
        typeof part === "string" ? part : (
          <span key={index} className="mention">
            @<bdi>{part.name}</bdi>
          </span>
        ),
      )}
    </>
  );
}
