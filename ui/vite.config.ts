import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** Where `npm run dev` finds the API: a running `frontrow serve`. */
const API = "http://127.0.0.1:8000";

export default defineConfig({
  base: "./",
  plugins: [react()],
  build: {
    outDir: "../src/frontrow/ui",
    emptyOutDir: true,
    target: "es2023",
    rolldownOptions: { input: ["index.html", "schema.html"] },
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/v1": API, "/schema": API } },
  test: { environment: "node", include: ["src/**/*.test.ts"] },
});
