/** Takes pictures of every view, in both languages and widths, into docs/page: `npm run pictures --workspace www`. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { onPage, options } from "./browser.mjs";
import { EXCEPTIONS, VIEWS } from "./views.mjs";

const FOLDER = process.env.KAITO_PICTURES ?? join(dirname(fileURLToPath(import.meta.url)), "../../docs/page");
const SCREENS = [
  { width: 1280, viewport: { width: 1280, height: 800 }, colorScheme: "light" },
  { width: 360, viewport: { width: 360, height: 740 }, colorScheme: "dark" },
];

/** The picture as WebP, which the browser itself makes of it. */
async function webp(context, png) {
  const page = await context.newPage();
  const data = await page.evaluate(async (source) => {
    const image = new Image();
    image.src = `data:image/png;base64,${source}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    canvas.getContext("2d").drawImage(image, 0, 0);
    const blob = await canvas.convertToBlob({ type: "image/webp", quality: 0.75 });
    return [...new Uint8Array(await blob.arrayBuffer())];
  }, png.toString("base64"));
  await page.close();
  return Buffer.from(data);
}

async function picture(page, context, name) {
  await page.mouse.move(0, 0);
  const png = await page.screenshot({ animations: "disabled" });
  writeFileSync(join(FOLDER, `${name}.webp`), await webp(context, png));
  if (process.env.KAITO_PNG) writeFileSync(join(process.env.KAITO_PNG, `${name}.png`), png);
}

/** The exceptions that are worth a picture. */
const SHOWN = ["failures", "own library", "before sending"];

mkdirSync(FOLDER, { recursive: true });
for (const language of ["ja", "en"]) {
  for (const { width, ...screen } of SCREENS) {
    for (const views of [VIEWS, EXCEPTIONS]) {
      test(`${language}, ${width} px`, options, () =>
        onPage(async (page, context) => {
          await page.click(`button[lang="${language}"]`);
          for (const [view, go] of views) {
            const leave = await go(page);
            if (views === VIEWS || SHOWN.includes(view)) await picture(page, context, `${view.replace(" ", "-")}-${language}-${width}`);
            await leave?.();
          }
        }, screen),
      );
    }
  }
}
after(() => console.log(`pictures in ${FOLDER}`));
