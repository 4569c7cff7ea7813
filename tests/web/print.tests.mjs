// A printed page can be read and searched: its heading, and the addresses of other sites.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { ofEveryKind } from "./pages.mjs";

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

export default ({ example, examplePages }) => Object.fromEntries(ofEveryKind(examplePages).map(({ path }) =>
  [`${path} makes a PDF that reads`, () => example.visit(path, {}, pdf)]));
