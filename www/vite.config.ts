import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";
import { encoder } from "./vite/encoder.ts";
import { offline } from "./vite/offline.ts";
import { preload } from "./vite/preload.ts";
import { single } from "./vite/single.ts";

// Two builds of the same page: files for a server, then (`--mode single`) one file for a double click, without the semantic
// encoder and with it.
export default defineConfig(({ mode }) => ({
  // Served from any folder of any host.
  base: "./",
  plugins: [svelte(), ...(mode === "single" ? [single("kaito.html", "kaito-full.html")] : [encoder(), preload(), offline()])],
  resolve: { alias: mode === "single" ? [{ find: "./host.js", replacement: "./host-single.js" }] : [] },
  // A module worker cannot start from a file:// page.
  worker: { format: "iife" as const },
  publicDir: mode === "single" ? (false as const) : "public",
  build: {
    emptyOutDir: mode !== "single",
    // The content security policy allows files of the page's own and nothing inline.
    assetsInlineLimit: 0,
    modulePreload: false,
    target: "es2023",
    // The wasm module is what is large, and its size is held by wasm-pack.toml.
    reportCompressedSize: false,
  },
  // The wasm module lies beside www/, in build/.
  server: { fs: { allow: [".."] } },
}));
