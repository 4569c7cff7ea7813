// Pictures of a built site, to look at before it is signed and to show in README.md.
//
//   node take.mjs SITE FOLDER [WORD…]     SITE: a folder that `nastavnik build` made
//
// One picture for each page of PAGES in each look of LOOKS whose names hold every
// WORD, and the printed page as PDF. Chromium runs without the network from a new
// empty profile; pages are opened from disk, so nothing has to be served.

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "../web/tools.mjs";

const SCHOOL = "sovetskiy-rayon/shkola-1/";

const PAGES = {
  home: SCHOOL + "index.html",
  documents: SCHOOL + "documents.html",
  pairs: SCHOOL + "pairs.html",
  mentors: SCHOOL + "mentors.html",
  practices: SCHOOL + "practices.html",
  practice: SCHOOL + "practice-odna-zadacha.html",
  honor: "sovetskiy-rayon/honor.html",
  roadmap: SCHOOL + "roadmap.html",
  indicators: "tomskaya-oblast/indicators.html",
  published: SCHOOL + "published.html",
  monitoring: "sovetskiy-rayon/monitoring.html",
  municipality: "sovetskiy-rayon/index.html",
  region: "smolenskaya-oblast/index.html",
  site: "index.html",
};

const LOOKS = {
  wide: { width: 1280 },
  dark: { width: 1280, colorScheme: "dark" },
  tablet: { width: 768 },
  phone: { width: 360 },
  narrow: { width: 320 },
  forced: { width: 1280, forcedColors: "active" },
  lowvision: { width: 1280, lowVision: true },
  lowphone: { width: 360, lowVision: true },
  print: { width: 1280, print: true },
};

const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars"];

const [site, folder, ...words] = process.argv.slice(2);
if (!site || !folder) {
  console.error("node take.mjs SITE FOLDER [WORD…]");
  process.exit(2);
}

// Everything folded is opened on paper, as a reader would do before printing.
async function print(page, path) {
  await page.evaluate(() => document.querySelectorAll("details").forEach((fold) => { fold.open = true; }));
  await page.pdf({ path: path + ".pdf", format: "A4", printBackground: true });
}

async function take(context, name, page_name, look) {
  const page = await context.newPage();
  await page.goto(pathToFileURL(resolve(site, PAGES[page_name])).href);
  if (look.lowVision)
    await page.locator("#lv-on").check();
  const path = join(folder, name);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (overflow > 0)
    console.log(`${name}: ${overflow} px wider than the window`);
  if (look.print)
    await print(page, path);
  else
    await page.screenshot({ path: path + ".png", fullPage: true });
  await page.close();
}

const profile = mkdtempSync(join(tmpdir(), "nastavnik-profile-"));
mkdirSync(folder, { recursive: true });
let taken = 0;
for (const [look_name, look] of Object.entries(LOOKS)) {
  const names = Object.keys(PAGES).filter((page) => words.every((word) => `${page}-${look_name}`.includes(word)));
  if (!names.length)
    continue;
  const context = await chromium.launchPersistentContext(join(profile, look_name), {
    executablePath: "/usr/bin/chromium", args: FLAGS, headless: true, offline: true,
    viewport: { width: look.width, height: 900 }, locale: "ru-RU",
    colorScheme: look.colorScheme ?? "light", forcedColors: look.forcedColors ?? "none",
  });
  for (const name of names)
    await take(context, `${name}-${look_name}`, name, look);
  taken += names.length;
  await context.close();
}
rmSync(profile, { recursive: true, force: true });
console.log(`${taken} pictures in ${folder}`);
process.exit(taken ? 0 : 1);
