import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

export default defineConfig({
  // Served from any folder of any host.
  base: "./",
  plugins: [svelte()],
  worker: { format: "es" },
  build: {
    // The content security policy allows files of the page's own and nothing inline.
    assetsInlineLimit: 0,
    modulePreload: false,
    target: "es2023",
    // The wasm module is what is large, and its size is held by wasm-pack.toml.
    reportCompressedSize: false,
  },
  // The wasm module lies beside www/, in build/.
  server: { fs: { allow: [".."] } },
});
