/** Has the browser load the core while it reads the script that asks for it. */
import type { Plugin } from "vite";

export function preload(): Plugin {
  return {
    name: "kaito-preload",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (_, { bundle }) =>
        Object.keys(bundle ?? {})
          .filter((name) => name.endsWith(".wasm"))
          .map((name) => ({
            tag: "link",
            // As `fetch` asks for it; otherwise it would be loaded twice.
            attrs: { rel: "preload", as: "fetch", href: `./${name}`, crossorigin: "anonymous" },
            injectTo: "head" as const,
          })),
    },
  };
}
