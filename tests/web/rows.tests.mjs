// Registers of 500 rows: valid, complete, and as easy to narrow and to sort as short ones.

import assert from "node:assert/strict";
import { overflow } from "./checks.mjs";
import { DESCRIPTION, ROWS, TOPICS } from "./made.mjs";
import { markup } from "./markup.mjs";

const STATUS = ".register [role=status]";
const NAMES = "tbody > tr:not([hidden]) > th";

const narrows = (rows, word, left) => async (page) => {
  assert.match(await page.locator(STATUS).textContent(), new RegExp(`^Показано ${ROWS} из ${ROWS}`));
  await page.getByLabel(/^Найти в списке/).fill(word);
  assert.equal(await page.locator(`${rows}:not([hidden])`).count(), left);
  assert.match(await page.locator(STATUS).textContent(), new RegExp(`^Показано ${left} из ${ROWS}`));
  await page.getByLabel(/^Найти в списке/).fill("");
  assert.equal(await page.locator(`${rows}:not([hidden])`).count(), ROWS);
};

const chooses = async (page) => {
  await page.getByLabel(/^Год/).selectOption("2023");
  const shown = await page.locator(".docs > li:not([hidden])").evaluateAll((all) => all.map((row) => row.dataset.date));
  assert.ok(shown.length > 80);
  for (const date of shown) assert.match(date, /^2023/);
};

// A practice that has several topics is found by each of them.
const choosesTopic = async (page) => {
  const topic = page.getByLabel(/^Тема/);

  assert.deepEqual(await topic.locator("option").allTextContents(), ["все", ...TOPICS]);
  await topic.selectOption("Адаптация");
  const shown = await page.locator(".cards > li:not([hidden])").evaluateAll((all) => all.map((row) => row.dataset.topic));
  assert.ok(new Set(shown).size > 1 && shown.length < ROWS);
  for (const topics of shown) assert.match(topics, /Адаптация/);
};

const sorts = async (page) => {
  const numbers = async () => (await page.locator(NAMES).allTextContents()).map((text) => Number(/\d+/.exec(text)));
  const wanted = Array.from({ length: ROWS }, (_, i) => i + 1);

  await page.locator("thead th button").first().click();
  assert.deepEqual(await numbers(), wanted);
  await page.locator("thead th button").first().click();
  assert.deepEqual(await numbers(), wanted.reverse());
};

const described = async (page) => {
  const shown = () => page.locator("[data-alt]").evaluate((each) => getComputedStyle(each, "::before").content);

  assert.equal(await shown(), "none");
  await page.locator("#lv-on").check();
  if (await page.locator("#lv details:not([open])").count()) await page.getByText("Настройки вида").click();
  await page.getByLabel("Вместо них описание", { exact: true }).check();
  assert.equal(await shown(), JSON.stringify(DESCRIPTION));
};

export default ({ made, madePages }) => {
  const on = (path, act, look = {}) => () => made.visit(path, look, act);
  const fits = async (page) => assert.deepEqual(await overflow(page), []);
  const valid = ["documents.html", "mentors.html"].map((path) => [`${path} is valid`, async () =>
    assert.deepEqual(await markup(madePages.find((page) => page.path === path).html), [])]);

  return {
    ...Object.fromEntries(valid),
    "words narrow 500 documents": on("documents.html", narrows(".docs > li", "предмете 137", 1)),
    "words narrow 500 mentors": on("mentors.html", narrows("tbody > tr", "образцова 48", 15)),
    "a year narrows 500 documents": on("documents.html", chooses),
    "a topic narrows 500 practices": on("practices.html", choosesTopic),
    "500 practices fit into 320 px": on("practices.html", fits, { width: 320 }),
    "headings sort 500 mentors": on("mentors.html", sorts),
    "500 documents fit into 320 px": on("documents.html", fits, { width: 320 }),
    "500 mentors fit into 320 px": on("mentors.html", fits, { width: 320 }),
    "a picture gives way to its description": on("snimok.html", described),
    "a picture gives way to its description without a script": on("snimok.html", described, { script: false }),
  };
};
