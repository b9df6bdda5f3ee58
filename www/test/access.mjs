/** What every view must hold in both themes, narrow and at 200 %: no violation that axe finds, and nothing cut off. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { onPage, options } from "./browser.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function violations(page, view) {
  // Through the debugger: the page's own content security policy admits no other script.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  const found = await page.evaluate((tags) => window.axe.run({ runOnly: tags }), TAGS);
  return found.violations.map(({ id, nodes }) => `${view}: ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" ")}`);
}

function overflow(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

const SCREENS = [
  { name: "light", viewport: { width: 1280, height: 800 }, colorScheme: "light" },
  { name: "dark", viewport: { width: 1280, height: 800 }, colorScheme: "dark" },
  { name: "360 px", viewport: { width: 360, height: 740 }, colorScheme: "light" },
  // 1280 px at 200 %.
  { name: "200 %", viewport: { width: 640, height: 400 }, deviceScaleFactor: 2, colorScheme: "dark" },
];

/** Tests `views`, each going on from the one before it, on every screen. */
export function testAccess(what, views) {
  for (const { name, ...screen } of SCREENS) {
    test(`${what} is accessible: ${name}`, options, () =>
      onPage(async (page) => {
        const found = [];
        for (const [view, go] of views) {
          const leave = await go(page);
          found.push(...(await violations(page, view)));
          const wider = await overflow(page);
          if (wider > 0) found.push(`${view}: ${wider} px wider than the window`);
          await leave?.();
        }
        assert.deepEqual(found, []);
      }, screen),
    );
  }
}
