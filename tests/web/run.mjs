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
import { pagesOf } from "./pages.mjs";
import { serve } from "./server.mjs";
import { ROOT, WORK } from "./tools.mjs";

const AT_ONCE = 2;

// What a reader sets who needs letters of 200 % everywhere.
const LARGE_LETTERS = "--blink-settings=defaultFontSize=32,defaultFixedFontSize=26";

const build = (program, folder) => {
  execFileSync(program, ["build", "--quiet", "--out", folder], { cwd: ROOT, stdio: ["ignore", "ignore", "ignore"] });
};

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

const main = async () => {
  const [program, ...rest] = process.argv.slice(2);
  const words = rest.filter((word) => word !== "--short");

  if (!program) throw new Error("node tests/web/run.mjs PROGRAM [--short] [WORD…]");
  const folder = `${WORK}/site`;
  build(resolve(program), folder);
  const server = await serve(folder);
  const browsers = [await launch(), await launch(LARGE_LETTERS)];
  const [example, enlarged] = browsers.map((browser) => new Visitor(browser, folder, server.address));
  const world = { example, enlarged, pages: pagesOf(folder), short: rest.includes("--short") };
  const results = await runAll(await collect(world, words));

  await Promise.all(browsers.map((browser) => browser.close()));
  server.stop();
  const failed = results.filter((fine) => !fine).length;
  console.log(`${results.length - failed} passed, ${failed} failed`);
  process.exitCode = failed || !results.length ? 1 : 0;
};

await main();
