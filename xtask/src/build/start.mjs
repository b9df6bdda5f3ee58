// FOLDER NAME — milliseconds until the engine stands, the quickest of ten starts.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const [folder, name] = process.argv.slice(1);
const script = readFileSync(join(folder, `${name}.js`)).toString("base64");
// As a module, whatever the folder's package.json says.
const core = await import(`data:text/javascript;base64,${script}`);
core.initSync({ module: new WebAssembly.Module(readFileSync(join(folder, `${name}_bg.wasm`))) });
const starts = Array.from({ length: 10 }, () => {
  const begin = performance.now();
  new core.Engine().free();
  return performance.now() - begin;
});
console.log(Math.min(...starts));
