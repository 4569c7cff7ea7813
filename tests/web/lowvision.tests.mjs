// «Версия для слабовидящих»: every choice changes what is seen, lasts, and can be undone.

import assert from "node:assert/strict";
import { faint, keyboard, overflow } from "./checks.mjs";

const SCHOOL = "sovetskiy-rayon/shkola-1/";
const HONOUR = SCHOOL + "honor.html";
const NORMAL = "rgb(0, 0, 0) on rgb(255, 255, 255)";

// What each choice has to make of a paragraph: the words of the form, then the look.
const CHOICES = [
  ["100 %", (look) => assert.ok(look.size >= 20 && look.size < 24, `${look.size}`)],
  ["150 %", (look) => assert.ok(look.size >= 27 && look.size < 30, `${look.size}`)],
  ["200 %", (look) => assert.ok(look.size >= 36, `${look.size}`)],
  ["С засечками", (look) => assert.match(look.font, /serif$/)],
  ["Без засечек", (look) => assert.match(look.font, /sans-serif$/)],
  ["Чёрным по белому", (look) => assert.equal(look.colours, NORMAL)],
  ["Белым по чёрному", (look) => assert.equal(look.colours, "rgb(255, 255, 255) on rgb(0, 0, 0)")],
  ["Синим по голубому", (look) => assert.equal(look.colours, "rgb(6, 52, 98) on rgb(157, 209, 255)")],
  ["Коричневым по бежевому", (look) => assert.equal(look.colours, "rgb(77, 75, 67) on rgb(247, 243, 214)")],
  ["Зелёным по коричневому", (look) => assert.equal(look.colours, "rgb(169, 228, 77) on rgb(59, 39, 22)")],
  ["Шире", (look) => assert.ok(Math.abs(look.letters / look.size - 0.06) < 0.001)],
  ["Ещё шире", (look) => assert.ok(Math.abs(look.letters / look.size - 0.12) < 0.001)],
  ["Больше", (look) => assert.ok(Math.abs(look.lines / look.size - 1.8) < 0.01)],
  ["Ещё больше", (look) => assert.ok(Math.abs(look.lines / look.size - 2.2) < 0.01)],
  ["Чёрно-белые", (look) => assert.equal(look.picture, "grayscale(1)")],
  ["Вместо них описание", (look) => assert.equal(look.picture, "none at all")],
];

const choice = (page, name) => page.getByLabel(name, { exact: true });
const turnOn = (page) => choice(page, "Версия для слабовидящих").check();

const lookOf = (page) => page.evaluate(() => {
  const style = getComputedStyle(document.querySelector("main p"));
  const picture = document.querySelector("main img");
  const filter = picture && getComputedStyle(picture).filter;

  return {
    size: parseFloat(getComputedStyle(document.documentElement).fontSize), font: style.fontFamily,
    colours: `${style.color} on ${getComputedStyle(document.documentElement).backgroundColor}`,
    letters: parseFloat(style.letterSpacing) / parseFloat(style.fontSize)
      * parseFloat(getComputedStyle(document.documentElement).fontSize) || 0,
    lines: parseFloat(style.lineHeight) / parseFloat(style.fontSize)
      * parseFloat(getComputedStyle(document.documentElement).fontSize),
    picture: picture?.checkVisibility() ? filter : "none at all",
  };
});

const everyChoice = async (page) => {
  const before = await lookOf(page);

  await turnOn(page);
  if (await page.locator("#lv details:not([open])").count()) await page.getByText("Настройки вида").click();
  assert.notDeepEqual(await lookOf(page), before);
  for (const [words, check] of CHOICES) {
    await choice(page, words).check();
    try {
      check(await lookOf(page));
    } catch (error) {
      throw new Error(`«${words}»: ${error.message}`);
    }
  }
};

const lasts = async (page) => {
  await turnOn(page);
  await choice(page, "Белым по чёрному").check();
  await choice(page, "200 %").check();
  const chosen = await lookOf(page);
  await page.locator("nav.crumbs a").nth(1).click();
  await page.waitForURL(/sovetskiy-rayon\/index\.html/);
  const { size, colours } = await lookOf(page);
  assert.deepEqual({ size, colours }, { size: chosen.size, colours: chosen.colours });
  assert.ok(await choice(page, "Белым по чёрному").isChecked());
  await page.reload();
  assert.equal((await lookOf(page)).size, chosen.size);
};

const undone = async (page) => {
  const before = await lookOf(page);

  await turnOn(page);
  assert.notDeepEqual(await lookOf(page), before);
  await choice(page, "Белым по чёрному").check();
  await choice(page, "Вместо них описание").check();
  await page.getByRole("button", { name: "Обычная версия" }).click();
  assert.deepEqual(await lookOf(page), before);
  assert.ok(!(await choice(page, "Версия для слабовидящих").isChecked()));
  await page.reload();
  assert.deepEqual(await lookOf(page), before);
};

const undoneWithoutScript = async (page) => {
  const before = await lookOf(page);

  await turnOn(page);
  await page.getByText("Настройки вида").click();
  await choice(page, "Белым по чёрному").check();
  assert.notDeepEqual(await lookOf(page), before);
  await page.getByRole("button", { name: "Обычная версия" }).click();
  assert.deepEqual(await lookOf(page), before);
};

// With the largest of everything, from each scheme: nothing faint, cut off or out of reach.
const extremes = async (page) => {
  await turnOn(page);
  for (const words of ["200 %", "Ещё шире", "Ещё больше", "С засечками"]) await choice(page, words).check();
  for (const [words] of CHOICES.filter(([name]) => / по /.test(name))) {
    await choice(page, words).check();
    assert.deepEqual(await faint(page, 7, 7), [], words);
  }
  assert.deepEqual(await overflow(page), []);
  assert.deepEqual(await keyboard(page), []);
};

const withoutStorage = (page) => page.addInitScript(() =>
  Object.defineProperty(globalThis, "localStorage", { get: () => { throw new Error("forbidden"); } }));

export default ({ example }) => {
  const on = (path, act, look = {}) => () => example.visit(path, look, act);

  return {
    "every choice changes the page": on(HONOUR, everyChoice),
    "every choice changes the page without a script": on(HONOUR, everyChoice, { script: false }),
    "every choice changes the page where nothing can be stored": on(HONOUR, everyChoice, { before: withoutStorage }),
    "the choice lasts from page to page": on(SCHOOL + "index.html", lasts),
    "the choice lasts from page to page on disk": on(SCHOOL + "index.html", lasts, { disk: true }),
    "one button leads back": on(HONOUR, undone),
    "one button leads back without a script": on(HONOUR, undoneWithoutScript, { script: false }),
    "the largest of everything fits on a wide page": on(SCHOOL + "documents.html", extremes),
    "the largest of everything fits on a phone": on(SCHOOL + "documents.html", extremes, { width: 360 }),
  };
};
