import "maplibre-gl/dist/maplibre-gl.css";

import { useComputedColorScheme } from "@mantine/core";
import type { FeatureCollection } from "geojson";
import maplibre, { type GeoJSONSource, type Map as MapLibre, type StyleSpecification } from "maplibre-gl/dist/maplibre-gl-csp";
import workerUrl from "maplibre-gl/dist/maplibre-gl-csp-worker.js?url";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { kindColours } from "../theme";

maplibre.setWorkerUrl(workerUrl);

// Boundaries come from the program itself; there is no tile server, and no letters are fetched from one.
export function styleOf(scheme: "light" | "dark"): StyleSpecification {
  const colour = scheme === "light"
    ? { sea: "#e6edf3", land: "#fbfaf8", line: "#9aa5b1", region: "#cdd4db" }
    : { sea: "#171c22", land: "#252b33", line: "#6b7683", region: "#3d4651" };
  return {
    version: 8,
    sources: {
      countries: { type: "geojson", data: "/boundaries/countries.geojson", attribution: "Natural Earth" },
      regions: { type: "geojson", data: "/boundaries/regions.geojson" },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour.sea } },
      { id: "land", type: "fill", source: "countries", paint: { "fill-color": colour.land } },
      { id: "regions", type: "line", source: "regions", minzoom: 4, paint: { "line-color": colour.region, "line-width": 1 } },
      { id: "borders", type: "line", source: "countries", paint: { "line-color": colour.line, "line-width": 1.2 } },
    ],
  };
}

const kindColour = ["match", ["get", "kind"], ...Object.entries(kindColours).flat(), "#777777"] as unknown as maplibre.ExpressionSpecification;

function addPoints(map: MapLibre, data: FeatureCollection, scheme: "light" | "dark") {
  map.addSource("organisations", { type: "geojson", data, cluster: true, clusterRadius: 42, clusterMaxZoom: 11 });
  map.addLayer({
    id: "groups", type: "circle", source: "organisations", filter: ["has", "point_count"],
    paint: {
      "circle-color": scheme === "light" ? "#7a3fa5" : "#ad79d1",
      "circle-opacity": 0.85,
      "circle-radius": ["interpolate", ["linear"], ["sqrt", ["get", "point_count"]], 1, 9, 10, 20, 100, 42],
      "circle-stroke-width": 2, "circle-stroke-color": scheme === "light" ? "#ffffff" : "#171c22",
    },
  });
  map.addLayer({
    id: "points", type: "circle", source: "organisations", filter: ["!", ["has", "point_count"]],
    paint: {
      "circle-color": kindColour, "circle-radius": 7, "circle-stroke-width": 1.5,
      "circle-stroke-color": scheme === "light" ? "#ffffff" : "#171c22",
    },
  });
}

// How many stand behind a group, as letters of the page: the map itself has none.
function labelGroups(map: MapLibre, labels: Map<number, maplibre.Marker>) {
  if (!map.getLayer("groups")) return;
  const seen = new Set<number>();
  for (const feature of map.queryRenderedFeatures({ layers: ["groups"] })) {
    const id = feature.properties.cluster_id as number;
    if (seen.has(id) || feature.geometry.type !== "Point") continue;
    seen.add(id);
    if (labels.has(id)) continue;
    const element = document.createElement("div");
    element.className = "map-count";
    element.textContent = String(feature.properties.point_count_abbreviated);
    labels.set(id, new maplibre.Marker({ element }).setLngLat(feature.geometry.coordinates as [number, number]).addTo(map));
  }
  for (const [id, marker] of labels)
    if (!seen.has(id)) {
      marker.remove();
      labels.delete(id);
    }
}

function boundsOf(data: FeatureCollection): maplibre.LngLatBounds | undefined {
  if (data.features.length === 0) return undefined;
  const bounds = new maplibre.LngLatBounds();
  for (const { geometry } of data.features) if (geometry?.type === "Point") bounds.extend(geometry.coordinates as [number, number]);
  return bounds.isEmpty() ? undefined : bounds;
}

/**
 * Organisations on a map: near ones in groups, a click on a group comes closer, on one calls `onOpen`. What it shows
 * must stand beside it as a list too, for keyboards and screen readers.
 */
export function OrganisationMap({ data, onOpen, label }: { data: FeatureCollection | undefined; onOpen: (id: string) => void; label: string }) {
  const element = useRef<HTMLDivElement>(null);
  const open = useRef(onOpen);
  open.current = onOpen;
  const scheme = useComputedColorScheme("light");
  const { t } = useTranslation();

  useEffect(() => {
    if (!element.current || !data) return;
    const map = new maplibre.Map({
      container: element.current,
      style: styleOf(scheme),
      bounds: boundsOf(data) ?? [14, 48.8, 24.3, 55],
      fitBoundsOptions: { padding: 40, maxZoom: 12 },
      attributionControl: { compact: true },
      dragRotate: false,
      pitchWithRotate: false,
      renderWorldCopies: false,
      locale: { "NavigationControl.ZoomIn": t("map.zoomIn"), "NavigationControl.ZoomOut": t("map.zoomOut") },
    });
    map.addControl(new maplibre.NavigationControl({ showCompass: false }));
    const labels = new Map<number, maplibre.Marker>();
    const popup = new maplibre.Popup({ closeButton: false, closeOnClick: false, offset: 10 });
    map.on("load", () => addPoints(map, data, scheme));
    map.on("render", () => labelGroups(map, labels));
    map.on("idle", () => element.current?.setAttribute("data-idle", "true"));
    map.on("click", "points", (event) => {
      const id = event.features?.[0]?.properties.id as string | undefined;
      if (id) open.current(id);
    });
    map.on("click", "groups", (event) => {
      const group = event.features?.[0];
      if (!group || group.geometry.type !== "Point") return;
      const center = group.geometry.coordinates as [number, number];
      void (map.getSource("organisations") as GeoJSONSource)
        .getClusterExpansionZoom(group.properties.cluster_id as number)
        .then((zoom) => map.easeTo({ center, zoom }));
    });
    for (const layer of ["points", "groups"]) {
      map.on("mouseenter", layer, () => { map.getCanvas().style.cursor = "pointer"; });
      map.on("mouseleave", layer, () => { map.getCanvas().style.cursor = ""; });
    }
    map.on("mousemove", "points", (event) => {
      const feature = event.features?.[0];
      if (feature?.geometry.type === "Point")
        popup.setLngLat(feature.geometry.coordinates as [number, number]).setText(String(feature.properties.name)).addTo(map);
    });
    map.on("mouseleave", "points", () => popup.remove());
    return () => map.remove();
  }, [data, scheme, t]);

  return <div ref={element} className="map" role="region" aria-label={label} />;
}
