// Valid HTML: every page of one school and one of every template; all pages in the long
// form, and for the Nu checker always.

import assert from "node:assert/strict";
import { hasJava, markup, nuChecker } from "./markup.mjs";
import { ofEveryKind } from "./pages.mjs";

const SCHOOL = "sovetskiy-rayon/shkola-1/";

export default ({ example, examplePages, short }) => {
  const sample = ofEveryKind(examplePages);
  const chosen = examplePages.filter((page) => !short || page.path.startsWith(SCHOOL) || sample.includes(page));
  const tests = Object.fromEntries(chosen.map(({ path, html }) =>
    [`${path} is valid`, async () => assert.deepEqual(await markup(html), [])]));

  if (hasJava())
    tests["every page is valid for the Nu checker"] = () => assert.deepEqual(nuChecker(example.folder), []);
  else console.log("note: no Java here, so the Nu checker is left out; html-validate alone judges the HTML");
  return tests;
};
