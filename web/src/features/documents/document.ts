import type { Schemas } from "../../api/client";

export type Document = Schemas["Document"];
export type Version = Document["versions"][number];

/** The server takes no larger ones. */
export const mostBytes = 50 * 1024 * 1024;

/** "1,4 MB", in the reader's way of writing numbers. */
export function size(bytes: number, language: string): string {
  const [divisor, unit] = bytes >= 1e6 ? [1e6, "MB"] : bytes >= 1e3 ? [1e3, "kB"] : [1, "B"];
  return `${(bytes / divisor).toLocaleString(language, { maximumFractionDigits: divisor === 1 ? 0 : 1 })} ${unit}`;
}

export const latest = (document: Document): Version => document.versions[document.versions.length - 1]!;
export const address = (document: Document, version: Version) => `/api/v1/documents/${document.id}/versions/${version.number}`;
export const isPicture = (version: Version) => ["image/png", "image/jpeg", "image/gif", "image/webp"].includes(version.media_type);

/** A title to begin with: the file's name without its ending. */
export const titleOf = (fileName: string) => fileName.replace(/\.[^.]{1,8}$/, "").replaceAll("_", " ").trim() || fileName;

/** As the server takes it: the file, its name, and what is said of a new document. */
export function formOf(file: File, document?: Schemas["DocumentDraft"]): FormData {
  const form = new FormData();
  form.set("file", file);
  form.set("name", file.name);
  if (document) form.set("document", JSON.stringify(document));
  return form;
}
