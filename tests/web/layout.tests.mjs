// Narrow windows and large letters: no sideways scrolling, nothing cut off. A window of
// 320 px is also what remains of 1280 at 400 %.

import assert from "node:assert/strict";
import { overflow, smallLetters } from "./checks.mjs";
import { ofEveryKind } from "./pages.mjs";

const WIDTHS = [320, 768, 1280];

// WCAG 1.4.12: what a reader may set, and nothing may be lost.
const SPACING = `* { letter-spacing: 0.12em !important; line-height: 1.5 !important; word-spacing: 0.16em !important; }
  p { margin-bottom: 2em !important; }`;

export default ({ example, exampleEnlarged, examplePages, short }) => {
  const fits = (visitor, path, width, style) => () => visitor.visit(path, { width }, async (page) => {
    if (style) await page.addStyleTag({ content: style });
    assert.deepEqual(await overflow(page), []);
  });
  const grows = (path) => async () => assert.deepEqual(await smallLetters(example, exampleEnlarged, path), []);
  const every = short ? ofEveryKind(examplePages) : examplePages;

  return Object.fromEntries([
    ...every.map(({ path }) => [`${path} fits into 320 px`, fits(example, path, 320)]),
    ...ofEveryKind(examplePages).flatMap(({ path }) => [
      [`${path} fits into 320 px with wide spacing`, fits(example, path, 320, SPACING)],
      [`${path} grows with the reader's letters`, grows(path)],
      ...WIDTHS.slice(1).map((width) => [`${path} fits into ${width} px with letters of 200 %`, fits(exampleEnlarged, path, width)]),
    ]),
  ]);
};
