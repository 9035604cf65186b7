// The tests' npm packages are those of the web UI: one list, one lock file (web/package.json).
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import path from "node:path";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const require = createRequire(path.join(root, "web/package.json"));
