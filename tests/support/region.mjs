// An invented region: establishments of every field in two towns and thinly everywhere, and makers of medical devices
// (32.50.A) gathered in one of the towns beyond what its size would bring.

/** A generator of its own, so that every run has the same region. */
function chance(seed) {
  let state = seed;
  return () => {  // mulberry32
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** @returns {string} CSV with name, lon, lat, activity, employees, kind */
export function regionCsv({ establishments = 1500, makers = 40, seed = 7 } = {}) {
  const random = chance(seed);
  const near = (middle, spread) => middle + (random() + random() + random() - 1.5) * spread;
  const lines = ["name,lon,lat,activity,employees,kind"];
  const add = (name, lon, lat, activity) => lines.push(`"${name}",${lon.toFixed(5)},${lat.toFixed(5)},${activity},${1 + Math.floor(random() * 60)},firm`);
  for (let i = 0; i < establishments; ++i) {
    const activity = random() < 0.02 ? "32.50.A" : ["10.71.Z", "25.62.Z", "62.10.B", "41.00.A"][Math.floor(random() * 4)];
    if (i % 3 === 0) add(`Zakład ${i}`, 18.2 + random() * 1.6, 49.8 + random(), activity);
    else if (i % 3 === 1) add(`Firma "${i}"`.replaceAll('"', '""'), near(18.67, 0.06), near(50.29, 0.04), activity);
    else add(`Spółka ${i}`, near(19.02, 0.06), near(50.26, 0.04), activity);
  }
  for (let i = 0; i < makers; ++i) add(`Łączniki medyczne ${i}`, near(18.67, 0.03), near(50.29, 0.02), "32.50.A");
  return lines.join("\n") + "\n";
}
