import type { components } from "./schema";

export type Schemas = components["schemas"];
export type Organisation = Schemas["Organisation"];
export type OrganisationDraft = Schemas["OrganisationDraft"];
export type OrganisationSummary = Schemas["OrganisationSummary"];
export type Hit = Schemas["Hit"];
export type Reason = Schemas["Reason"];
export type Session = Schemas["Session"];
export type Cluster = Schemas["Cluster"];
export type FieldError = Schemas["FieldError"];
export type LocalisedText = Schemas["LocalisedText"];

/** What the server refused, as its problem document says it. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
    readonly errors: FieldError[] = [],
  ) {
    super(detail);
  }
  /** What is said of a field, by its JSON pointer. */
  of(pointer: string): FieldError | undefined {
    return this.errors.find((each) => each.pointer === pointer);
  }
}

export interface Answer<T> {
  body: T;
  etag: string | undefined;
  location: string | undefined;
}

let csrfToken: string | undefined;

/** The session's token goes along with every write. */
export function rememberCsrfToken(token: string | undefined) {
  csrfToken = token;
}

interface CallOptions {
  json?: unknown;
  form?: FormData;
  etag?: string;
  idempotencyKey?: string;
  signal?: AbortSignal;
}

async function problemOf(answer: Response): Promise<Problem> {
  try {
    const document = (await answer.json()) as { detail?: string; title?: string; errors?: FieldError[] };
    return new Problem(answer.status, document.detail ?? document.title ?? answer.statusText, document.errors);
  } catch {
    return new Problem(answer.status, answer.statusText);
  }
}

/** As JSON in well-formed Unicode: half of a surrogate pair, which no encoding holds, becomes the replacement character. */
export const jsonOf = (value: unknown) =>
  JSON.stringify(value, (_, each: unknown) => (typeof each === "string" ? each.replace(/\p{Surrogate}/gu, "\ufffd") : each));

/** Calls the API. @throws Problem; with status 0 where the server can't be reached */
export async function call<T>(method: string, path: string, options: CallOptions = {}): Promise<Answer<T>> {
  const headers: Record<string, string> = { accept: "application/json", "accept-language": document.documentElement.lang };
  if (csrfToken && method !== "GET") headers["x-csrf-token"] = csrfToken;
  if (options.etag) headers["if-match"] = options.etag;
  if (options.idempotencyKey) headers["idempotency-key"] = options.idempotencyKey;
  if (options.json !== undefined) headers["content-type"] = "application/json";
  let answer: Response;
  try {
    answer = await fetch(`/api/v1${path}`, {
      method,
      headers,
      body: options.form ?? (options.json === undefined ? undefined : jsonOf(options.json)),
      signal: options.signal,
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem(0, "");
  }
  if (!answer.ok) throw await problemOf(answer);
  const text = await answer.text();
  return {
    body: (text ? JSON.parse(text) : undefined) as T,
    etag: answer.headers.get("etag") ?? undefined,
    location: answer.headers.get("location") ?? undefined,
  };
}

export const get = async <T>(path: string, signal?: AbortSignal) => (await call<T>("GET", path, { signal })).body;

export type Query = Record<string, string | number | boolean | readonly string[] | undefined>;

/** "?a=1&b=2&b=3", leaving out what is empty. */
export function queryString(query: Query): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === "") continue;
    for (const each of Array.isArray(value) ? value : [value]) parameters.append(name, String(each));
  }
  const text = parameters.toString();
  return text ? `?${text}` : "";
}
