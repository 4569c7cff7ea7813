// A walk by Tab over whole pages: everything that can be used is reached, in order, visibly.

import assert from "node:assert/strict";
import { keyboard } from "./checks.mjs";
import { ofEveryKind } from "./pages.mjs";

const SCHOOL = "sovetskiy-rayon/shkola-1/";
const WALKED = ["index.html", SCHOOL + "index.html", SCHOOL + "documents.html", SCHOOL + "practice-odna-zadacha.html",
  SCHOOL + "search.html", "sovetskiy-rayon/mentors.html", "smolenskaya-oblast/index.html", "404.html"];
const LOOKS = { "": {}, " in dark": { dark: true }, " in forced colours": { forced: true }, " for low vision": { lowVision: true },
  " on a phone": { width: 360 } };

const inFocus = (page, words) => page.evaluate((what) => {
  const element = document.activeElement;
  return what === "text" ? element.innerText : element[what] ?? "";
}, words);

const skipLink = async (page) => {
  await page.keyboard.press("Tab");
  assert.match(await inFocus(page, "text"), /К\s*содержанию/);
  assert.ok((await page.locator(".skip").boundingBox()).y >= 0, "it comes into sight");
  await page.keyboard.press("Enter");
  assert.equal(await inFocus(page, "id"), "main");
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.querySelector("main").contains(document.activeElement)));
};

const lowVisionFirst = async (page) => {
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  assert.equal(await inFocus(page, "id"), "lv-on");
  await page.keyboard.press("Space");
  assert.ok(await page.locator("#lv details").getAttribute("open") !== null);
};

const menuOnPhone = async (page) => {
  const link = page.locator(".menu a").first();

  assert.ok(!(await link.isVisible()));
  await page.locator(".menu summary").focus();
  await page.keyboard.press("Enter");
  assert.ok(await link.isVisible());
};

export default ({ example, examplePages, short }) => {
  const paths = short ? WALKED : [...new Set([...WALKED, ...ofEveryKind(examplePages).map((page) => page.path)])];
  const walk = (path, look) => () =>
    example.visit(path, look, async (page) => assert.deepEqual(await keyboard(page), []));
  const walks = paths.flatMap((path) => Object.entries(LOOKS)
    .map(([name, look]) => [`${path} is walked by Tab${name}`, walk(path, look)]));

  return {
    ...Object.fromEntries(walks),
    "the first stop leads to the content": () => example.visit(SCHOOL + "index.html", {}, skipLink),
    "the first stop leads to the content from disk": () => example.visit(SCHOOL + "index.html", { disk: true }, skipLink),
    "the second stop is the low-vision switch": () => example.visit(SCHOOL + "index.html", { width: 360 }, lowVisionFirst),
    "the folded menu opens by Enter": () => example.visit(SCHOOL + "index.html", { width: 360 }, menuOnPhone),
    "the folded menu opens without a script": () =>
      example.visit(SCHOOL + "index.html", { width: 360, script: false }, menuOnPhone),
  };
};
