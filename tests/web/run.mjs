// Builds the example with PROGRAM and tries its pages as their readers do.
//
//   node tests/web/run.mjs PROGRAM [--short] [WORD…]     WORD: part of «file: test»
//
// Each *.tests.mjs gives, for a world (a built site, a browser, a server), an object
// of tests: a sentence and what throws when it is not true.

import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { launch, Visitor } from "./browser.mjs";
import { make } from "./made.mjs";
import { pagesOf } from "./pages.mjs";
import { serve } from "./server.mjs";
import { ROOT, WORK } from "./tools.mjs";

// One more than there are processors in a small machine: pages wait, too.
const AT_ONCE = 3;

// What a reader sets who needs letters of 200 % everywhere.
const LARGE_LETTERS = "--blink-settings=defaultFontSize=32,defaultFixedFontSize=26";

// What is said about the records is the business of other tests; a failed build throws.
const build = (program, project, folder) =>
  execFileSync(program, ["build", project, "--quiet", "--out", folder], { stdio: "ignore" });

const collect = async (world, words) => {
  const here = import.meta.dirname ?? new URL(".", import.meta.url).pathname;
  const chosen = [];

  for (const file of readdirSync(here).filter((name) => name.endsWith(".tests.mjs")).sort()) {
    const { default: tests } = await import(`./${file}`);
    for (const [sentence, act] of Object.entries(await tests(world))) {
      const name = `${file.split(".")[0]}: ${sentence}`;
      if (words.every((word) => name.includes(word))) chosen.push({ name, act });
    }
  }
  return chosen;
};

const attempt = async ({ name, act }) => {
  try {
    await act();
    return true;
  } catch (error) {
    console.log(`FAIL ${name}\n     ${error.message.trim().replace(/\n/g, "\n     ")}`);
    return false;
  }
};

const runAll = async (tests) => {
  const waiting = [...tests];
  const results = [];
  const worker = async () => {
    while (waiting.length) results.push(await attempt(waiting.shift()));
  };

  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
};

// The example, a made-up school and a broken page: where each of them is built.
const sites = (program) => {
  const [example, project, made] = ["site", "made", "made-site"].map((name) => `${WORK}/${name}`);

  build(program, ROOT, example);
  make(project);
  build(program, project, made);
  return { example, made, broken: `${ROOT}tests/web/broken` };
};

// Each site by its name with a reader of ordinary letters, nameEnlarged and namePages; and what ends it all.
const open = async (folders) => {
  const [ordinary, enlarged] = await Promise.all([launch(), launch(LARGE_LETTERS)]);
  const servers = [];
  const world = {};

  for (const [name, folder] of Object.entries(folders)) {
    const server = await serve(folder);
    servers.push(server);
    world[name] = new Visitor(ordinary, folder, server.address);
    world[`${name}Enlarged`] = new Visitor(enlarged, folder, server.address);
    world[`${name}Pages`] = pagesOf(folder);
  }
  const close = async () => {
    await Promise.all([ordinary.close(), enlarged.close()]);
    servers.forEach((server) => server.stop());
  };
  return { world, close };
};

const main = async () => {
  const [program, ...rest] = process.argv.slice(2);
  const words = rest.filter((word) => word !== "--short");

  if (!program) throw new Error("node tests/web/run.mjs PROGRAM [--short] [WORD…]");
  const { world, close } = await open(sites(resolve(program)));
  const results = await runAll(await collect({ ...world, short: words.length < rest.length }, words));

  await close();
  const failed = results.filter((fine) => !fine).length;
  console.log(`${results.length - failed} passed, ${failed} failed`);
  process.exitCode = failed || !results.length ? 1 : 0;
};

await main();
