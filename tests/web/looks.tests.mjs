// A page of every template in every look that a reader may have: each is opened once and
// changed from look to look, because opening costs more than all that is measured. The
// long form takes every template of every level, and axe everywhere.

import assert from "node:assert/strict";
import { axe, faint, keyboard, movement, overflow, paper, scriptOnly, smallLetters } from "./checks.mjs";
import { ofEveryKind, ofEveryKindAndLevel } from "./pages.mjs";

// WCAG 1.4.12: what a reader may set, and nothing may be lost.
const SPACING = `* { letter-spacing: 0.12em !important; line-height: 1.5 !important; word-spacing: 0.16em !important; }
  p { margin-bottom: 2em !important; }`;

const colours = (settings) => (page) => page.emulateMedia({ colorScheme: "light", forcedColors: "none", ...settings });
const width = (pixels) => (page) => page.setViewportSize({ width: pixels, height: 900 });
const plain = async (page) => {
  await colours({})(page);
  await width(1280)(page);
};

const axeForced = (page) => axe(page, { forced: true });
const faintForLowVision = (page) => faint(page, 7, 7);

// How a look is reached from the one before it; what has to hold; what holds in the long form only.
// A window of 320 px is also what remains of 1280 at 400 %.
const LOOKS = {
  "as it comes": [() => {}, [movement, axe, faint, overflow, keyboard, paper], []],
  "in dark": [colours({ colorScheme: "dark" }), [faint, paper], [axe, keyboard]],
  "in forced colours": [colours({ forcedColors: "active" }), [faint], [axeForced, keyboard]],
  "at 768 px": [async (page) => { await plain(page); await width(768)(page); }, [overflow], [axe]],
  "at 320 px": [width(320), [overflow, keyboard], [axe]],
  "for low vision at 320 px": [(page) => page.locator("#lv-on").check(), [overflow], [axe, keyboard]],
  "for low vision": [plain, [axe, faintForLowVision, overflow, paper], [keyboard]],
  "at 320 px with wide spacing": [async (page) => {
    await page.locator("#lv-on").uncheck();
    await width(320)(page);
    await page.addStyleTag({ content: SPACING });
  }, [overflow], []],
};

const walk = async (page, short) => {
  const findings = [];

  for (const [look, [reach, always, inLong]] of Object.entries(LOOKS)) {
    await reach(page);
    for (const check of short ? always : [...always, ...inLong])
      findings.push(...(await check(page)).map((finding) => `${look}, ${check.name}: ${finding}`));
  }
  assert.deepEqual(findings, []);
};

const LARGE_AT = [768, 1280];

export default ({ example, exampleEnlarged, examplePages, short }) => {
  const looks = ({ path }) => [`${path} in every look`, () => example.visit(path, { late: true }, (page) => walk(page, short))];
  const large = ({ path }) => [`${path} with letters of 200 %`, async () => {
    assert.deepEqual(await smallLetters(example, exampleEnlarged, path), []);
    await exampleEnlarged.visit(path, {}, async (page) => {
      for (const pixels of LARGE_AT) {
        await width(pixels)(page);
        assert.deepEqual(await overflow(page), [], `${pixels} px`);
      }
    });
  }];
  const phone = ({ path }) => [`${path} stands still on a phone`, () => example.visit(path, { width: 360, late: true },
    async (page) => assert.deepEqual(await movement(page), []))];
  const scriptless = ({ path }) => [`${path} reads the same without a script`, async () =>
    assert.deepEqual(await scriptOnly(example, path), [])];
  const everyKind = ofEveryKind(examplePages);

  return Object.fromEntries([
    ...(short ? everyKind : ofEveryKindAndLevel(examplePages)).map(looks),
    ...everyKind.flatMap((page) => [large(page), phone(page), scriptless(page)]),
  ]);
};
