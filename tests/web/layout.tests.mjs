// Narrow windows and large letters: no sideways scrolling, nothing cut off. A window of
// 320 px is also what remains of 1280 at 400 %.

import assert from "node:assert/strict";
import { measure, overflow } from "./checks.mjs";
import { ofEveryKind } from "./pages.mjs";

const WIDTHS = [320, 768, 1280];

// WCAG 1.4.12: what a reader may set, and nothing may be lost.
const SPACING = `* { letter-spacing: 0.12em !important; line-height: 1.5 !important; word-spacing: 0.16em !important; }
  p { margin-bottom: 2em !important; }`;

export default ({ example, enlarged, pages, short }) => {
  const fits = (visitor, path, width, style) => () => visitor.visit(path, { width }, async (page) => {
    if (style) await page.addStyleTag({ content: style });
    assert.deepEqual(await overflow(page), []);
  });
  // In a window twice as wide everything is twice as large, or is given in pixels.
  const grows = (path) => async () => {
    const sizes = (visitor, width) => visitor.visit(path, { width }, (page) => measure(page, "fontSizes"));
    const [ordinary, large] = [await sizes(example, 1280), await sizes(enlarged, 2560)];

    assert.deepEqual(large.map(([name]) => name), ordinary.map(([name]) => name));
    const kept = ordinary.filter(([, size], i) => large[i][1] < size * 1.9);
    assert.deepEqual(kept, [], "letters that stay small");
  };
  const every = short ? ofEveryKind(pages) : pages;

  return Object.fromEntries([
    ...every.map(({ path }) => [`${path} fits into 320 px`, fits(example, path, 320)]),
    ...ofEveryKind(pages).flatMap(({ path }) => [
      [`${path} fits into 320 px with wide spacing`, fits(example, path, 320, SPACING)],
      [`${path} grows with the reader's letters`, grows(path)],
      ...WIDTHS.slice(1).map((width) => [`${path} fits into ${width} px with letters of 200 %`, fits(enlarged, path, width)]),
    ]),
  ]);
};
