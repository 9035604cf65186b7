import { useComputedColorScheme } from "@mantine/core";
import type { FeatureCollection } from "geojson";
import maplibre from "maplibre-gl/dist/maplibre-gl-csp";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { styleOf } from "../../common/map";
import type { Found } from "./found";

/** Outlines of clusters with their numbers, over the places of the field. */
export function FoundMap({ found, places, chosen, onChoose }: { found: Found; places: number[][]; chosen: number | undefined; onChoose: (cluster: number) => void }) {
  const element = useRef<HTMLDivElement>(null);
  const map = useRef<maplibre.Map>();
  const choose = useRef(onChoose);
  choose.current = onChoose;
  const scheme = useComputedColorScheme("light");
  const { t } = useTranslation();

  useEffect(() => {
    if (!element.current) return;
    const bounds = new maplibre.LngLatBounds();
    for (const place of places) bounds.extend(place as [number, number]);
    const made = new maplibre.Map({
      container: element.current, style: styleOf(scheme), attributionControl: { compact: true }, dragRotate: false, pitchWithRotate: false,
      bounds: bounds.isEmpty() ? [14, 48.8, 24.3, 55] : bounds, fitBoundsOptions: { padding: 40, maxZoom: 12 },
      locale: { "NavigationControl.ZoomIn": t("map.zoomIn"), "NavigationControl.ZoomOut": t("map.zoomOut") },
    });
    map.current = made;
    made.addControl(new maplibre.NavigationControl({ showCompass: false }));
    const colour = scheme === "light" ? "#7a3fa5" : "#ad79d1";
    made.on("load", () => {
      made.addSource("places", { type: "geojson", data: { type: "Feature", properties: {}, geometry: { type: "MultiPoint", coordinates: places } } });
      made.addLayer({ id: "places", type: "circle", source: "places", paint: { "circle-radius": 3, "circle-color": scheme === "light" ? "#3b4252" : "#cdd4db", "circle-opacity": 0.6 } });
      made.addSource("found", { type: "geojson", data: found as unknown as FeatureCollection, promoteId: "cluster" });
      made.addLayer({ id: "areas", type: "fill", source: "found", paint: { "fill-color": colour, "fill-opacity": ["case", ["boolean", ["feature-state", "chosen"], false], 0.45, 0.22] } });
      made.addLayer({ id: "outlines", type: "line", source: "found", paint: { "line-color": colour, "line-width": ["case", ["boolean", ["feature-state", "chosen"], false], 4, 2] } });
      made.fire("found");
    });
    for (const { properties } of found.features) {
      const label = document.createElement("button");
      label.type = "button";
      label.className = "map-number";
      label.textContent = String(properties.cluster);
      label.setAttribute("aria-label", `${properties.cluster}. ${properties.name}`);
      label.addEventListener("click", () => choose.current(properties.cluster));
      new maplibre.Marker({ element: label }).setLngLat(properties.centre as [number, number]).addTo(made);
    }
    made.on("click", "areas", (event) => {
      const cluster = event.features?.[0]?.properties.cluster as number | undefined;
      if (cluster) choose.current(cluster);
    });
    made.on("idle", () => element.current?.setAttribute("data-idle", "true"));
    return () => {
      map.current = undefined;
      made.remove();
    };
  }, [found, places, scheme, t]);

  useEffect(() => {
    const shown = map.current;
    if (!shown) return;
    const mark = () => {
      for (const { properties } of found.features) shown.setFeatureState({ source: "found", id: properties.cluster }, { chosen: properties.cluster === chosen });
    };
    if (shown.getSource("found")) mark();
    else shown.once("found", mark);
    const feature = found.features.find(({ properties }) => properties.cluster === chosen);
    if (feature) {
      // As close as its reach asks for.
      const radius = Math.max(feature.properties.radius_m ?? 1000, 1000) / 111_195;
      const [lon = 0, lat = 0] = feature.properties.centre;
      const wide = radius / Math.max(Math.cos((lat * Math.PI) / 180), 0.01);
      shown.fitBounds([lon - wide, lat - radius, lon + wide, lat + radius], { padding: 60, maxZoom: 13, animate: !window.matchMedia("(prefers-reduced-motion: reduce)").matches });
    }
  }, [chosen, found]);

  return <div ref={element} className="map found-map" role="region" aria-label={t("discover.map")} />;
}
