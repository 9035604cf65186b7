// The build for a strict Content-Security-Policy has the same face as the package itself.
declare module "maplibre-gl/dist/maplibre-gl-csp" {
  export * from "maplibre-gl";
  import maplibre from "maplibre-gl";
  export default maplibre;
}
