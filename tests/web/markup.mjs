// HTML against its standard: html-validate, and the Nu checker where there is Java.

import { execFile, spawnSync } from "node:child_process";
import { HtmlValidate, VNU } from "./tools.mjs";

// What the recommended rules ask for and these pages do not do, each with the reason.
const RULES = {
  // HTML does not care for the case of its first line.
  "doctype-style": "off",
  // Templates leave empty lines behind; compression leaves nothing of them.
  "no-trailing-whitespace": "off",
  // A title ends with the official name of the organisation, and that is as long as it is.
  "long-title": "off",
  // The colour of an organisation is its own, and one stylesheet serves them all.
  "no-inline-style": ["error", { allowedProperties: ["--own", "--own-light"] }],
  // Headings that begin with a number give anchors that do; any id without a space is valid.
  "valid-id": ["error", { relaxed: true }],
};

const validator = new HtmlValidate({ root: true, extends: ["html-validate:recommended"], rules: RULES });

export const markup = async (html) => {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) => messages.map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`));
};

export const hasJava = () => spawnSync("java", ["-version"]).status === 0;

// The findings about [paths], files or whole folders, at once: the virtual machine takes longer to start
// than a page to check. Everybody else goes on meanwhile.
export const nuChecker = (paths) => new Promise((done) => {
  const words = ["-jar", VNU, "--errors-only", "--skip-non-html", "--format", "gnu", ...paths];

  execFile("java", words, { maxBuffer: 2 ** 26 }, (error, _, found) =>
    done(error && !found ? [String(error)] : found.split("\n").filter(Boolean)));
});
