// Valid HTML: every page of one school and one of every template; all pages in the long form.

import assert from "node:assert/strict";
import { join } from "node:path";
import { hasJava, markup, nuChecker } from "./markup.mjs";
import { ofEveryKind } from "./pages.mjs";

const SCHOOL = "sovetskiy-rayon/shkola-1/";

// One run for all, and a broken page among them has to be found.
const nuTests = (files, broken) => {
  let run;
  const told = async (isBroken) => {
    run ??= nuChecker([...files, broken]);
    return (await run).filter((finding) => finding.includes(broken) === isBroken);
  };

  return {
    "the Nu checker finds nothing": async () => assert.deepEqual(await told(false), []),
    "the Nu checker finds the same id twice in a broken page": async () =>
      assert.match((await told(true)).join("\n"), /Duplicate ID/),
  };
};

export default ({ example, examplePages, broken, short }) => {
  const sample = ofEveryKind(examplePages);
  const chosen = examplePages.filter((page) => !short || page.path.startsWith(SCHOOL) || sample.includes(page));
  const tests = Object.fromEntries(chosen.map(({ path, html }) =>
    [`${path} is valid`, async () => assert.deepEqual(await markup(html), [])]));

  if (!hasJava()) {
    console.log("note: no Java here, so the Nu checker did not run; html-validate alone judged the HTML");
    return tests;
  }
  return { ...tests, ...nuTests(chosen.map(({ path }) => join(example.folder, path)), join(broken.folder, "index.html")) };
};
