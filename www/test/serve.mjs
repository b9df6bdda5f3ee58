/** Serves a folder on localhost, as any web server would. */
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
};

/** Starts a server over `folder`; gives its address, the paths that were asked for, and a way to stop it. */
export async function serve(folder) {
  const asked = [];
  const server = createServer(async ({ url }, response) => {
    const { pathname } = new URL(url, "http://localhost");
    asked.push(pathname);
    const path = join(folder, normalize(pathname === "/" ? "/index.html" : pathname));
    try {
      if (!path.startsWith(folder + sep)) throw new Error("outside");
      const body = await readFile(path);
      response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const address = `http://localhost:${server.address().port}/`;
  return { address, asked, stop: () => new Promise((done) => server.close(done)) };
}
