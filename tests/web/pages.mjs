// The pages of a built site: what template made each, for whose section, and samples
// of them that hold every template of every level.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "./tools.mjs";

const kindOf = (html) => /<body class="page-([\w-]+)"/.exec(html)?.[1] ?? "other";

// The level that the records of the example give to the organisation of this folder.
const levelOf = (folder) => {
  const record = join(ROOT, "data", folder, "organization.yaml");

  return existsSync(record) ? /^level: (\w+)/m.exec(readFileSync(record, "utf8"))[1] : "site";
};

const describe = (folder, path) => {
  const html = readFileSync(join(folder, path), "utf8");

  return { path, html, kind: kindOf(html), level: levelOf(dirname(path)) };
};

export const pagesOf = (folder) =>
  readdirSync(folder, { recursive: true })
    .filter((path) => path.endsWith(".html"))
    .sort()
    .map((path) => describe(folder, path));

const ENOUGH = 40000;

// The longest page for each value of [key], where most can go wrong; but of those with
// more than ENOUGH to look at, the shortest.
const longest = (pages, key) => {
  const rank = ({ html: { length } }) => (length <= ENOUGH ? length : -length);
  const found = new Map();

  for (const page of pages) {
    const known = found.get(key(page));
    if (!known || rank(known) < rank(page)) found.set(key(page), page);
  }
  return [...found.values()];
};

export const ofEveryKind = (pages) => longest(pages, (page) => page.kind);
export const ofEveryKindAndLevel = (pages) => longest(pages, (page) => `${page.kind} ${page.level}`);
