const least = 1e-6;

/**
 * Places for what is put between others: the new positions by id, as few as there is room for. Where the neighbours stand
 * too close (many have the same place), more of them move apart.
 *
 * @param column  the others, in their order
 * @param moved   ids of what is put there, in their order
 * @param at      before which of the others; column.length: after all
 */
export function placed(column: readonly { id: string; position: number }[], moved: readonly string[], at: number): Map<string, number> {
  let first = at, end = at;
  for (;;) {
    const low = column[first - 1]?.position, high = column[end]?.position;
    const between = [...column.slice(first, at).map(({ id }) => id), ...moved, ...column.slice(at, end).map(({ id }) => id)];
    const count = between.length;
    if (low === undefined || high === undefined) {
      const from = low !== undefined ? low + 1 : high !== undefined ? high - count : 1;
      return new Map(between.map((id, i) => [id, from + i]));
    }
    const step = (high - low) / (count + 1);
    if (step > least) return new Map(between.map((id, i) => [id, low + step * (i + 1)]));
    const more = end - first + 1;
    first = Math.max(0, first - more);
    end = Math.min(column.length, end + more);
  }
}
