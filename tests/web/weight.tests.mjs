// A first visit to any page of a school is light.

import assert from "node:assert/strict";
import { ofEveryKind } from "./pages.mjs";
import { tooHeavy, weigh } from "./weight.mjs";

// What a first visit may take, in bytes with headers and without photographs, and in requests.
const BYTES = 15000;
const REQUESTS = 4;

// Templates whose pages take more, each with the reason; one that has become lighter has to leave.
const HEAVIER = {
  print: { bytes: 40000, requests: REQUESTS, why: "the whole section on one page" },
};

export default ({ example, examplePages, short }) => {
  const ofSchools = examplePages.filter((page) => page.level === "school");
  const weighed = short ? ofEveryKind(ofSchools) : ofSchools;
  const weight = ({ path, kind }) => [`${path} is light`, async () => {
    const { bytes, requests } = HEAVIER[kind] ?? { bytes: BYTES, requests: REQUESTS };
    assert.deepEqual(tooHeavy(await weigh(example, path), bytes, requests), []);
  }];
  const needed = (kind) => [`${kind} is heavier for a reason`, async () => {
    const found = await Promise.all(ofSchools.filter((page) => page.kind === kind)
      .map(async ({ path }) => tooHeavy(await weigh(example, path), BYTES, REQUESTS)));
    assert.ok(found.flat().length, `${kind} may leave HEAVIER`);
  }];

  return Object.fromEntries([...weighed.map(weight), ...(short ? [] : Object.keys(HEAVIER).map(needed))]);
};
