// On paper: no controls, black on white whatever the screen shows, addresses of other sites.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { paper } from "./checks.mjs";
import { ofEveryKind } from "./pages.mjs";

const LOOKS = { "": {}, " from dark": { dark: true }, " from the low-vision version": { lowVision: true } };

const words = (text) => text.replace(/[\u00ad\s]+/g, "").toLowerCase();

const pdf = async (page) => {
  const heading = await page.locator("h1").innerText();
  const addresses = await page.locator("main a[rel=external]").evaluateAll((all) =>
    all.filter((link) => link.checkVisibility()).map((link) => link.getAttribute("href")));
  const bytes = await page.pdf({ format: "A4" });
  const text = words(execFileSync("pdftotext", ["-", "-"], { input: bytes, encoding: "utf8" }));

  assert.ok(text.includes(words(heading)), "the heading can be read");
  assert.ok(!text.includes(words("Страницы раздела")), "the menu is not there");
  for (const address of addresses) assert.ok(text.includes(words(address)), `${address} can be read`);
};

export default ({ example, examplePages }) => {
  const sample = ofEveryKind(examplePages);
  const clean = ({ path }) => Object.entries(LOOKS).map(([name, look]) => [`${path} is fit for paper${name}`, () =>
    example.visit(path, look, async (page) => assert.deepEqual(await paper(page), []))]);
  const asPdf = ({ path }) => [`${path} makes a PDF that reads`, () => example.visit(path, {}, pdf)];

  return Object.fromEntries([...sample.flatMap(clean), ...sample.map(asPdf)]);
};
