import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

export default defineConfig({
  // Served from any folder of any host.
  base: "./",
  plugins: [svelte()],
  worker: { format: "es" },
  // The wasm module lies beside www/, in build/.
  server: { fs: { allow: [".."] } },
});
