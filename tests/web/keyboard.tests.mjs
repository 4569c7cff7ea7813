// What the keyboard does where a page begins; looks.tests.mjs walks over all of it.

import assert from "node:assert/strict";

const SCHOOL = "sovetskiy-rayon/shkola-1/";
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

export default ({ example }) => {
  const home = (act, look = {}) => () => example.visit(SCHOOL + "index.html", look, act);

  return {
    "the first stop leads to the content": home(skipLink),
    "the first stop leads to the content from disk": home(skipLink, { disk: true }),
    "the second stop is the low-vision switch": home(lowVisionFirst, { width: 360 }),
    "the folded menu opens by Enter": home(menuOnPhone, { width: 360 }),
    "the folded menu opens without a script": home(menuOnPhone, { width: 360, script: false }),
  };
};
