// Search, as a reader uses it: from the field on any page and on the page of results.

import assert from "node:assert/strict";

const SCHOOL = "sovetskiy-rayon/shkola-1/";
const ITEMS = "#search-results > li";
const STATUS = "#search-status";

// Waits until the page of results has answered [words].
const answered = (page, words) => page.waitForFunction(
  ([text, status]) => new URLSearchParams(location.hash.slice(1) || location.search).get("q") === text
    && document.querySelector(status)?.textContent, [words, STATUS]);

const ask = async (page, words) => {
  await page.locator("#search-query").fill("");
  await page.waitForFunction((status) => !document.querySelector(status).textContent, STATUS);
  await page.locator("#search-query").fill(words);
  await answered(page, words);
};

const titles = (page) => page.locator(`${ITEMS} a`).allInnerTexts();
const inFocus = (page) => page.evaluate(() => document.activeElement.textContent);

const wordForms = async (page) => {
  await ask(page, "наставник");
  const marked = await page.locator(`${ITEMS} mark`).allInnerTexts();
  assert.ok((await titles(page)).includes("База наставников"));
  for (const form of ["наставников", "наставника"]) assert.ok(marked.includes(form), marked.join());
};

const numbers = async (page) => {
  await ask(page, "12/1");
  assert.match((await titles(page))[0], /положени[ея] о системе наставничества/i);
  assert.match(await page.locator(ITEMS).first().innerText(), /12\/1/);
};

const letterYo = async (page) => {
  await ask(page, "приёмов");
  const found = await titles(page);
  await ask(page, "ПРИЕМОВ");
  assert.ok(found.length);
  assert.deepEqual(await titles(page), found);
};

const nothing = async (page) => {
  await ask(page, "наставник");
  assert.ok(await page.locator("#search-map").isHidden());
  await ask(page, "абракадабра");
  assert.match(await page.locator(STATUS).textContent(), /^Ничего не найдено/);
  assert.equal(await page.locator(ITEMS).count(), 0);
  assert.ok(await page.locator("#search-map").isVisible());
};

const more = async (page) => {
  await ask(page, "наставник");
  const said = Number(/\d+/.exec(await page.locator(STATUS).textContent())[0]);
  const first = await page.locator(ITEMS).count();
  assert.ok(said > first);
  await page.locator("#search-more").click();
  await page.waitForFunction(([items, n]) => document.querySelectorAll(items).length > n, [ITEMS, first]);
  assert.equal(await inFocus(page), (await titles(page))[first]);
};

// From the home page: Tab to the field, words, Enter; arrows or Tab to a result, Enter.
const byKeyboard = async (page) => {
  const press = (key) => page.keyboard.press(key);
  const isField = () => page.evaluate(() => document.activeElement.matches(".tools [type=search]"));

  for (let i = 0; i < 5 && !(await isField()); i++) await press("Tab");
  assert.ok(await isField(), "the field is among the first stops");
  await page.keyboard.type("положение");
  await press("Enter");
  await answered(page, "положение");
  const found = await titles(page);
  await page.locator("#search-query").focus();
  await press("ArrowDown");
  assert.equal(await inFocus(page), found[0]);
  await press("ArrowDown");
  await press("ArrowUp");
  await press("Tab");
  assert.equal(await inFocus(page), found[1]);
  await press("Escape");
  assert.ok(await page.evaluate(() => document.activeElement.id === "search-query"));
  await press("ArrowDown");
  await press("Enter");
  await page.waitForURL((url) => !url.pathname.endsWith("search.html"));
  await page.goBack();
  await answered(page, "положение");
  assert.deepEqual(await titles(page), found);
};

export default ({ example }) => {
  const search = (act, look = {}) => () => example.visit(SCHOOL + "search.html", look, act);
  const numbered = (look) => () => example.visit("sovetskiy-rayon/lesnaya-shkola/search.html", look, numbers);
  const keys = (look) => () => example.visit(SCHOOL + "index.html", look, byKeyboard);

  return {
    "a word finds its other forms": search(wordForms),
    "a word finds its other forms from disk": search(wordForms, { disk: true }),
    "a number with a stroke finds its document": numbered({}),
    "a number with a stroke finds its document from disk": numbered({ disk: true }),
    "е finds ё, and case does not matter": search(letterYo),
    "what is not there is said, and the map stays": search(nothing),
    "more results take the focus along": search(more),
    "the keyboard is enough": keys({}),
    "the keyboard is enough from disk": keys({ disk: true }),
  };
};
