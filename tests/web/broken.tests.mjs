// A check that cannot fail is worth nothing: in broken/index.html each of them finds
// what is there for it, and nothing in its place would be silence.

import assert from "node:assert/strict";
import { axe, faint, keyboard, movement, overflow, paper, scriptOnly, smallLetters } from "./checks.mjs";
import { markup } from "./markup.mjs";
import { tooHeavy, weigh } from "./weight.mjs";

const PAGE = "index.html";

// A check, the look of the page, and what its findings have to name.
const FOUND = {
  "axe: a field without a label": [axe, {}, /^label: #nameless/],
  "axe: faint text": [axe, {}, /^color-contrast: #faint/],
  "axe: text that is faint in dark only": [axe, { dark: true }, /^color-contrast: #dark/],
  "contrast: faint text": [faint, {}, /#faint/],
  "contrast: text that is faint in dark only": [faint, { dark: true }, /#dark/],
  "contrast: text that refuses forced colours": [faint, { forced: true }, /#unforced/],
  "contrast: text too faint for low vision": [(page) => faint(page, 7, 7), {}, /#pale/],
  "overflow: what is wider than the window": [overflow, { width: 320 }, /too wide: .*#wide/],
  "overflow: text cut off": [overflow, {}, /cut off: <p#cut>/],
  "keyboard: a stop without a ring": [keyboard, {}, /^no ring: <a#ringless>/],
  "keyboard: a stop under something": [keyboard, {}, /^covered: <a#covered>/],
  "keyboard: what only a mouse can use": [keyboard, {}, /^not reached: <div#clickable>/],
  "keyboard: stops out of order": [keyboard, {}, /^out of order: <a#early>/],
  "paper: a menu": [paper, {}, /^printed: <nav>/],
  "paper: a field": [paper, {}, /^printed: <input#nameless>/],
  "paper: what is wider than the sheet": [paper, {}, /^on paper .*too wide: .*#wide/],
  "paper: faint text": [paper, {}, /^faint on paper: .*#faint/],
  "paper: a grey background": [paper, {}, /not white/],
  "movement: a heading that jumps": [movement, { late: true }, /moved by/],
};

const SILENCE = [/console: записано в консоль/, /error: .*absent is not defined/, /404 .*absent\.png/,
  /asked for https:\/\/example\.org\/elsewhere\.png/];

export default ({ broken, brokenEnlarged, brokenPages }) => {
  const named = (findings, words) => assert.ok(findings.some((finding) => words.test(finding)), findings.join("\n"));
  const looked = new Map();
  // One look with one check serves all who ask for it.
  const findings = (check, look) => {
    const key = `${check} ${JSON.stringify(look)}`;

    if (!looked.has(key)) looked.set(key, broken.visit(PAGE, { ...look, faulty: true }, check));
    return looked.get(key);
  };
  const finds = ([name, [check, look, words]]) => [name, async () => named(await findings(check, look), words)];

  return {
    ...Object.fromEntries(Object.entries(FOUND).map(finds)),
    "html-validate: the same id twice": async () => named(await markup(brokenPages[0].html), /no-dup-id/),
    "letters given in pixels": async () =>
      named(await smallLetters(broken, brokenEnlarged, PAGE, { faulty: true }), /#small/),
    "text that only a script gives": async () =>
      named(await scriptOnly(broken, PAGE, { faulty: true }), /Только со сценарием/),
    "weight: bytes and requests": async () => {
      const requests = await weigh(broken, PAGE, { faulty: true });
      named(tooHeavy(requests, 1000, 9), /bytes, not 1000: index.html/);
      named(tooHeavy(requests, 9000, 0), /^1 requests, not 0/);
    },
    "silence: whatever goes wrong is told": () =>
      assert.rejects(broken.visit(PAGE, {}, (page) => page.waitForLoadState("networkidle")), ({ actual }) =>
        SILENCE.every((words) => actual.some((told) => words.test(told)))),
  };
};
