// Search, as a reader uses it: from the field on any page and on the page of results.

import assert from "node:assert/strict";

const SCHOOL = "sovetskiy-rayon/shkola-2/";
const STATUS = "#search-status";
const FOUND = "#search-results > li";

// Types [words] into the field of the page of results and waits until it has answered them.
const ask = async (page, words) => {
  await page.locator("#search-query").fill(words);
  await page.waitForFunction((text) => new URLSearchParams(location.hash.slice(1)).get("q") === text, words);
  await page.waitForFunction((status) => document.querySelector(status).textContent, STATUS);
};
const titles = (page) => page.locator(`${FOUND} a`).allInnerTexts();

export default ({ example }) => {
  const search = (act, look = {}) => example.visit(SCHOOL + "search.html", look, act);

  return {
    "a word finds its other forms": () => search(async (page) => {
      await ask(page, "наставник");
      const found = await titles(page);
      assert.ok(found.includes("База наставников"), found.join("; "));
    }),
  };
};
