// Debian's Chromium, from a new empty profile each time, and a page in it as a given
// reader sees it: a Look. Whatever a test looks for, a page that asks another host
// for something or writes an error to the console fails it.

import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { chromium } from "./tools.mjs";

const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"];

// For a page that never does what it has to; a busy machine is no reason to fail.
const PATIENCE = 60000;

// The flags of FLAGS and those that one test needs.
export const launch = (...more) =>
  chromium.launch({ executablePath: "/usr/bin/chromium", headless: true, args: [...FLAGS, ...more] });

const settings = (look) => ({
  viewport: { width: look.width ?? 1280, height: 900 },
  javaScriptEnabled: look.script ?? true,
  colorScheme: look.dark ? "dark" : "light",
  forcedColors: look.forced ? "active" : "none",
  locale: "ru-RU",
});

// What goes wrong in any page of [context] from now on.
const watch = (context) => {
  const wrong = [];

  context.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith("http") && hostname !== "127.0.0.1") wrong.push(`asked for ${request.url()}`);
  });
  context.on("requestfailed", (request) => wrong.push(`did not get ${request.url()}`));
  context.on("response", (answer) => answer.status() >= 400 && wrong.push(`${answer.status()} ${answer.url()}`));
  context.on("console", (message) => message.type() === "error" && wrong.push(`console: ${message.text()}`));
  context.on("weberror", (error) => wrong.push(`error: ${error.error()}`));
  return wrong;
};

// One site in one browser. [folder] is what `nastavnik build` made, [address] where it is served.
export class Visitor {
  constructor(browser, folder, address) {
    Object.assign(this, { browser, folder, address });
  }

  // Opens [path] in a look of its own (width, script, dark, forced, disk) and hands
  // the page to [act]; gives back what [act] gives.
  async visit(path, look, act) {
    const context = await this.browser.newContext(settings(look));
    const wrong = watch(context);

    context.setDefaultTimeout(PATIENCE);
    try {
      const page = await context.newPage();
      await look.before?.(page);
      await page.goto(this.place(path, look), { waitUntil: "load" });
      return await act(page);
    } finally {
      await context.close();
      if (!look.faulty) assert.deepEqual(wrong, [], `${path} must load in silence`);
    }
  }

  place(path, look = {}) {
    return look.disk ? pathToFileURL(`${this.folder}/${path}`).href : this.address + path;
  }
}
