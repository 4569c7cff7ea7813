// Accessibility of pages of every template and level, in each look that a reader may have.

import assert from "node:assert/strict";
import { axe, faint } from "./checks.mjs";
import { ofEveryKind, ofEveryKindAndLevel } from "./pages.mjs";

// Where nothing but colours and boxes differs, the short form does without axe.
const LOOKS = {
  "as it comes": {},
  "on a phone": { width: 360, sameTree: true },
  "in dark": { dark: true, sameTree: true },
  "in forced colours": { forced: true, sameTree: true },
  "for low vision": { lowVision: true },
};

export default ({ example, examplePages, short }) => {
  const sample = short ? ofEveryKind(examplePages) : ofEveryKindAndLevel(examplePages);
  const look = async (path, settings) => example.visit(path, settings, async (page) => {
    if (!short || !settings.sameTree) assert.deepEqual(await axe(page, settings), []);
    assert.deepEqual(await (settings.lowVision ? faint(page, 7, 7) : faint(page)), []);
  });

  return Object.fromEntries(sample.flatMap(({ path }) =>
    Object.entries(LOOKS).map(([name, settings]) => [`${path} ${name}`, () => look(path, settings)])));
};
