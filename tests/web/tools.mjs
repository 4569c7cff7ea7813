// The npm packages of these tests. `make` installs them into build/web, beside
// everything else that is made, so they are looked for from there.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
export const WORK = ROOT + "build/web";

const require = createRequire(WORK + "/package.json");

export const { chromium } = require("playwright-core");
export const { HtmlValidate } = require("html-validate");
export const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
export const VNU = require("vnu-jar");
