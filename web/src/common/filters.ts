/** What narrows the catalogue, the map and an export; the address bar holds it. */
export interface Filters {
  q: string;
  kind: string[];
  place: string[];
  activity: string[];
  competence: string[];
  size: string[];
  sort: string;
}

export const facetNames = ["kind", "size", "place", "activity", "competence"] as const;
export type FacetName = (typeof facetNames)[number];

export function filtersFrom(parameters: URLSearchParams): Filters {
  return {
    q: parameters.get("q") ?? "",
    kind: parameters.getAll("kind"),
    place: parameters.getAll("place"),
    activity: parameters.getAll("activity"),
    competence: parameters.getAll("competence"),
    size: parameters.getAll("size"),
    sort: parameters.get("sort") ?? "",
  };
}

export function parametersOf(filters: Filters): URLSearchParams {
  const made = new URLSearchParams();
  for (const [name, value] of Object.entries(filters) as [string, string | string[]][])
    for (const each of Array.isArray(value) ? value : [value]) if (each) made.append(name, each);
  return made;
}

/** With the value taken in, or taken out where it was in. */
export const turned = <T>(values: T[], value: T) => (values.includes(value) ? values.filter((each) => each !== value) : [...values, value]);

export const toggled = (filters: Filters, facet: FacetName, value: string): Filters => ({ ...filters, [facet]: turned(filters[facet], value) });

export const isFiltered = (filters: Filters) => Boolean(filters.q) || facetNames.some((name) => filters[name].length > 0);
