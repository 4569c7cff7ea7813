// Nothing but comfort is lost without JavaScript.

import assert from "node:assert/strict";

const SCHOOL = "sovetskiy-rayon/shkola-1/";

const map = async (page, paths) => {
  assert.ok(await page.locator("#search-form").isHidden());
  assert.match(await page.locator("noscript").innerText(), /должны быть включены сценарии/);
  const links = await page.locator("#search-map a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  for (const path of paths) assert.ok(links.includes(path), `${path} is in the map`);
  await page.locator("#search-map a", { hasText: "Документы" }).first().click();
  await page.waitForURL(/documents\.html/);
};

const menu = async (page) => {
  for (const name of ["Документы", "Пары и программы", "База наставников"]) {
    const link = page.locator("nav.menu a", { hasText: name }).first();
    assert.ok(await link.isVisible(), name);
    await link.click();
    assert.match(await page.locator("nav.menu [aria-current]").textContent(), new RegExp(name));
  }
};

const field = async (page) => {
  await page.locator(".tools [type=search]").fill("положение");
  await page.keyboard.press("Enter");
  await page.waitForURL(/search\.html/);
  assert.ok(await page.locator("#search-map").isVisible());
};

export default ({ example, examplePages }) => {
  const off = { script: false };
  const ownPages = examplePages.map(({ path }) => path).filter((path) => path.startsWith(SCHOOL))
    .map((path) => path.slice(SCHOOL.length)).filter((name) => !["search.html", "print.html"].includes(name));

  return {
    "the menu leads through the section": () => example.visit(SCHOOL + "index.html", off, menu),
    "the search page shows all there is": () =>
      example.visit(SCHOOL + "search.html", off, (page) => map(page, ownPages)),
    "the field of search leads there": () => example.visit(SCHOOL + "index.html", off, field),
  };
};
