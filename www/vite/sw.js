/** Keeps the page's own files, all of one version together, and answers from them: the page works without a network. */
const VERSION = "kaito-__VERSION__";
const FILES = __FILES__;
/** What the page asks for when it is ready: kept by src/host.ts, over versions as long as it is the same. */
const LATER = __LATER__.map((name) => new URL(name, self.registration.scope).href);
const KEPT = "kaito-later";

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(VERSION).then((cache) => cache.addAll(FILES)));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(deleteOutdated());
});

self.addEventListener("fetch", (event) => {
  event.respondWith(answer(event.request));
});

async function answer(request) {
  const own = LATER.includes(request.url) ? KEPT : VERSION;
  const cache = await caches.open(own);
  return (await cache.match(request, { ignoreSearch: true })) ?? fetch(request);
}

async function deleteOutdated() {
  for (const name of await caches.keys()) {
    if (name.startsWith("kaito-") && name !== VERSION && name !== KEPT) await caches.delete(name);
  }
  const cache = await caches.open(KEPT);
  for (const { url } of await cache.keys()) if (!LATER.includes(url)) await cache.delete(url);
}
