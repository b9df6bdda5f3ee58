/** Has the browser load the core and the page's script while it reads the small one that asks for both. */
import type { Plugin, Rolldown } from "vite";

export function preload(): Plugin {
  return {
    name: "kaito-preload",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (_, { bundle }) =>
        Object.values(bundle ?? {}).flatMap((part) => {
          const attrs = attributes(part);
          return attrs === undefined ? [] : [{ tag: "link", attrs: { ...attrs, href: `./${part.fileName}` }, injectTo: "head" as const }];
        }),
    },
  };
}

function attributes(part: Rolldown.OutputAsset | Rolldown.OutputChunk): Record<string, string> | undefined {
  // As `fetch` asks for it; otherwise it would be loaded twice.
  if (part.fileName.endsWith(".wasm")) return { rel: "preload", as: "fetch", crossorigin: "anonymous" };
  return part.type === "chunk" && !part.isEntry ? { rel: "modulepreload" } : undefined;
}
