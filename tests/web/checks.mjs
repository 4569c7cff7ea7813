// What every page has to be. Each check takes an open page, or a page's HTML, and
// gives its findings in words, none when all is well; `broken.tests.mjs` holds that
// each of them finds something in a broken page.

import { readFileSync } from "node:fs";
import { AXE } from "./tools.mjs";

const INPAGE = readFileSync(new URL("inpage.js", import.meta.url), "utf8");

// What [name] of inpage.js gives in this page.
export const measure = async (page, name, ...words) => {
  await page.evaluate(INPAGE);
  return page.evaluate(([which, given]) => globalThis.measures[which](...given), [name, words]);
};

// Axe reads colours that forced colours replace: there `faint` measures instead.
export const axe = async (page, { forced = false } = {}) => {
  await page.evaluate(AXE);
  const rules = { "target-size": { enabled: true }, "color-contrast": { enabled: !forced } };
  const { violations } = await page.evaluate((options) => globalThis.axe.run(document, options),
    { resultTypes: ["violations"], rules });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}`));
};

export const overflow = (page) => measure(page, "overflow");
export const faint = (page, least = 4.5, large = 3) => measure(page, "faint", least, large);

// Everything that can be used is reached by Tab, in the order of the page, and seen
// to be reached.
export const keyboard = async (page) => {
  const names = await measure(page, "numberStops");
  const reached = new Set();
  const findings = [];

  for (let presses = 0; presses < names.length + 20; presses++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => globalThis.measures.focused());
    if (!at || reached.has(at.stop)) break;
    if (at.stop !== undefined) reached.add(at.stop);
    if (at.wrong) findings.push(`${at.wrong}: ${at.name}`);
  }
  const missed = names.filter((_, i) => !reached.has(String(i)));
  const early = await measure(page, "jumpsAhead");
  return [...findings, ...missed.map((name) => `not reached: ${name}`),
    ...early.map((name) => `out of order: ${name}`)];
};

// A4 without margins of 10 mm, in CSS pixels.
const SHEET = { width: 718, height: 1047 };

// What is of no use on paper, and what cannot be read there.
export const paper = async (page) => {
  const onScreen = page.viewportSize();

  await page.emulateMedia({ media: "print" });
  await page.setViewportSize(SHEET);
  const outside = await overflow(page);
  const left = await measure(page, "printed");
  const grey = await faint(page);
  const light = await measure(page, "paper");
  await page.setViewportSize(onScreen);
  await page.emulateMedia({ media: "screen" });
  return [...left.map((name) => `printed: ${name}`), ...outside.map((words) => `on paper ${words}`), ...grey.map((words) => `faint on paper: ${words}`),
    ...(light < 0.9 ? ["paper is not white"] : [])];
};

// Nothing that has been read moves when scripts and pictures come, to three places.
export const movement = async (page) => {
  const sum = await measure(page, "shift");
  return sum >= 0.0005 ? [`the page moved by ${sum.toFixed(4)}`] : [];
};

// Letters that do not grow when the reader's are twice as large: in a window twice as
// wide everything is, but for what is given in pixels.
export const smallLetters = async (ordinary, enlarged, path, look = {}) => {
  const sizes = (visitor, width) => visitor.visit(path, { ...look, width }, (page) => measure(page, "fontSizes"));
  const [before, after] = [await sizes(ordinary, 1280), await sizes(enlarged, 2560)];

  if (before.length !== after.length) return ["not the same texts in a window twice as wide"];
  return before.filter(([, size], i) => after[i][1] < size * 1.9).map(([name]) => `stays small: ${name}`);
};

// What a reader would miss without scripts, but for the fields of registers.
const READ = "main :is(h1, h2, h3, p, li, dt, dd, caption, th, td), nav a, footer :is(p, a)";

export const scriptOnly = async (visitor, path, look = {}) => {
  const texts = (script) => visitor.visit(path, { ...look, script }, (page) => measure(page, "texts", READ));
  const [scripted, plain] = [await texts(true), new Set(await texts(false))];

  return scripted.filter((text) => !plain.has(text) && !/^Показано \d+ из/.test(text));
};
