import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  // No file is turned into a data: address: the server's policy lets in files alone.
  build: { assetsInlineLimit: 0, chunkSizeWarningLimit: 1200 },
  server: { proxy: { "/api": "http://127.0.0.1:8080", "/boundaries": "http://127.0.0.1:8080" } },
  test: { include: ["src/**/*.test.ts"] },
});
