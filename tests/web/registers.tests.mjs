// Registers: narrowing and sorting, and what stays when there is no script or on paper.

import assert from "node:assert/strict";

const DOCUMENTS = { path: "sovetskiy-rayon/shkola-1/documents.html", rows: ".docs > li" };
const MENTORS = { path: "sovetskiy-rayon/mentors.html", rows: "tbody > tr" };
const STATUS = ".register [role=status]";

const shown = (page, rows) => page.locator(rows).evaluateAll((all) =>
  all.filter((row) => !row.hidden).map((row) => row.textContent));
const field = (page, name) => page.getByLabel(new RegExp(`^${name}`));
const cells = (page, column) => page.locator(`tbody > tr > :nth-child(${column})`).evaluateAll((all) =>
  all.map((cell) => [...cell.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data.trim()).join("")));

const byWords = async (page, { rows }) => {
  const all = await shown(page, rows);

  await field(page, "Найти в списке").fill("приказ 2025");
  const some = await shown(page, rows);
  assert.ok(some.length > 0 && some.length < all.length);
  for (const text of some) assert.match(text.toLowerCase(), /приказ(.|\n)*2025|2025(.|\n)*приказ/);
  assert.equal(await page.locator(STATUS).textContent(), `Показано ${some.length} из ${all.length}`);
  await field(page, "Найти в списке").fill("");
  assert.equal((await shown(page, rows)).length, all.length);
};

const byChoice = async (page, { rows }) => {
  const all = await shown(page, rows);
  const kinds = await page.locator(rows).evaluateAll((list) => list.map((row) => row.dataset.kind));
  const kind = kinds.find((one) => kinds.filter((other) => other === one).length > 1);

  await field(page, "Вид").selectOption(kind);
  const ofKind = await shown(page, rows);
  assert.equal(ofKind.length, kinds.filter((one) => one === kind).length);
  await field(page, "Год").selectOption({ index: 1 });
  const ofYear = await shown(page, rows);
  assert.ok(ofYear.length < ofKind.length);
  assert.equal(await page.locator(STATUS).textContent(), `Показано ${ofYear.length} из ${all.length}`);
};

const letterYo = async (page, { rows }) => {
  const word = /[а-я]*ё[а-я]*/.exec((await shown(page, rows)).join(" "))[0];

  await field(page, "Найти в списке").fill(word.toUpperCase());
  const found = await shown(page, rows);
  await field(page, "Найти в списке").fill(word.replace("ё", "е"));
  assert.ok(found.length > 0);
  assert.deepEqual(await shown(page, rows), found);
};

const sorting = async (page, { rows }) => {
  const heading = page.locator("thead th").first();
  const order = new Intl.Collator("ru", { numeric: true }).compare;
  const count = (await shown(page, rows)).length;

  await heading.locator("button").click();
  assert.equal(await heading.getAttribute("aria-sort"), "ascending");
  const up = await cells(page, 1);
  assert.deepEqual(up, [...up].sort(order));
  await heading.locator("button").press("Enter");
  assert.equal(await heading.getAttribute("aria-sort"), "descending");
  assert.deepEqual(await cells(page, 1), [...up].sort(order).reverse());
  await page.locator("thead th button").nth(4).click();
  assert.equal(await heading.getAttribute("aria-sort"), null);
  const numbers = (await cells(page, 5)).map(Number);
  assert.deepEqual(numbers, [...numbers].sort((a, b) => a - b));
  assert.equal((await shown(page, rows)).length, count);
};

// Chosen on the screen or not: paper has every row, those of folded years too.
const onPaper = async (page, { rows }) => {
  const all = await page.locator(rows).count();
  const seen = () => page.locator(rows).evaluateAll((list) => list.filter((row) => row.checkVisibility()).length);

  await field(page, "Найти в списке").fill("такого нет");
  assert.equal(await seen(), 0);
  await page.emulateMedia({ media: "print" });
  assert.equal(await seen(), all);
};

const withoutScript = async (page, { rows }, all) => {
  assert.equal(await page.locator(rows).count(), all);
  assert.equal(await page.locator(`${rows}[hidden]`).count(), 0);
  assert.ok(await page.locator(".register").first().isHidden(), "no empty place for the fields");
};

// Six columns of long texts: as a table they would scroll sideways in every window.
const ROADMAP = "sovetskiy-rayon/roadmap.html";
const WINDOWS = [800, 900, 1000, 1100, 1280, 1600];

const needsNoScrolling = async (page) => {
  for (const width of WINDOWS) {
    await page.setViewportSize({ width, height: 900 });
    const hidden = await page.locator(".roadmap").evaluate((table) => table.scrollWidth - table.parentNode.clientWidth);
    assert.ok(hidden <= 0, `${hidden} px out of sight at ${width} px`);
  }
};

export default ({ example }) => {
  const on = (register, act, look = {}) => () => example.visit(register.path, look, (page) => act(page, register));
  const rowsOf = ({ path, rows }) => example.visit(path, {}, (page) => page.locator(rows).count());
  const scriptless = (register) => async () => on(register,
    async (page) => withoutScript(page, register, await rowsOf(register)), { script: false })();

  return {
    "words narrow a list, and the status says how far": on(DOCUMENTS, byWords),
    "chosen values narrow it together": on(DOCUMENTS, byChoice),
    "е finds ё in a register": on(MENTORS, letterYo),
    "headings sort both ways, by mouse and by key": on(MENTORS, sorting),
    "a list on paper has all rows": on(DOCUMENTS, onPaper),
    "a table on paper has all rows": on(MENTORS, onPaper),
    "a list without a script has all rows": scriptless(DOCUMENTS),
    "a road map of six columns needs no scrolling": () => example.visit(ROADMAP, {}, needsNoScrolling),
    "a table without a script has all rows": scriptless(MENTORS),
  };
};
