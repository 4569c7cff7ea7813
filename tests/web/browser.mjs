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

// Scripts wait until the page has been read to its end and shown, as on a slow line; readAt is when.
const holdScripts = async (page) => {
  let release;
  const read = new Promise((done) => {
    release = done;
  });

  await page.exposeFunction("pageIsRead", release);
  await page.addInitScript(() => document.addEventListener("readystatechange", () => {
    if (document.readyState !== "interactive") return;
    requestAnimationFrame(() => requestAnimationFrame(() => {
      globalThis.readAt = performance.now();
      globalThis.pageIsRead();
    }));
  }));
  await page.route(/\.js$/, async (route) => {
    await read;
    await route.continue();
  });
};

// What goes wrong in any page of [context], as long as nobody takes the list away.
const watch = (context) => {
  const seen = { wrong: [] };

  context.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith("http") && hostname !== "127.0.0.1") seen.wrong.push(`asked for ${request.url()}`);
  });
  context.on("requestfailed", (request) => seen.wrong.push(`did not get ${request.url()}`));
  context.on("response", (answer) => answer.status() >= 400 && seen.wrong.push(`${answer.status()} ${answer.url()}`));
  context.on("console", (message) => message.type() === "error" && seen.wrong.push(`console: ${message.text()}`));
  context.on("weberror", (error) => seen.wrong.push(`error: ${error.error()}`));
  return seen;
};

// Whether a look needs a window that nobody else gets.
const isOwn = (look) => Boolean(look.before || look.late);

// A window of its own costs more than what is measured in it, so it is handed on to the next
// who asks for the same look: on an empty page, with nothing stored, as it was at first.
class Windows {
  constructor(browser) {
    Object.assign(this, { browser, idle: new Map() });
  }

  async take(look) {
    const key = JSON.stringify(settings(look));
    const [waiting = []] = [this.idle.get(key)];

    if (waiting.length && !isOwn(look)) return waiting.pop();
    const context = await this.browser.newContext(settings(look));
    const seen = watch(context);
    context.setDefaultTimeout(PATIENCE);
    return { key, look, context, seen, page: await context.newPage() };
  }

  async giveBack(window) {
    const { key, look, context, page, seen } = window;
    const { viewport, colorScheme, forcedColors } = settings(look);

    if (isOwn(look) || context.pages().length > 1) return context.close();
    await page.evaluate(() => localStorage.clear());
    await page.goto("about:blank");
    await page.emulateMedia({ media: null, colorScheme, forcedColors });
    await page.setViewportSize(viewport);
    seen.wrong = [];
    this.idle.set(key, [...(this.idle.get(key) ?? []), window]);
  }
}

// One site in one browser. [folder] is what `nastavnik build` made, [address] where it is served.
export class Visitor {
  constructor(browser, folder, address) {
    Object.assign(this, { windows: new Windows(browser), folder, address });
  }

  // Opens [path] in the look that is asked for (width, script, dark, forced, disk; late: scripts come when
  // the page has been read; before: what to do with the empty page) and hands the page to [act]; gives back what [act] gives.
  async visit(path, look, act) {
    const window = await this.windows.take(look);
    let fine = false;

    try {
      await look.before?.(window.page);
      if (look.late) await holdScripts(window.page);
      await window.page.goto(this.place(path, look), { waitUntil: "load" });
      const given = await act(window.page);
      if (!look.faulty) assert.deepEqual(window.seen.wrong, [], `${path} must load in silence`);
      fine = true;
      return given;
    } finally {
      await (fine ? this.windows.giveBack(window) : window.context.close());
    }
  }

  place(path, look = {}) {
    return look.disk ? pathToFileURL(`${this.folder}/${path}`).href : this.address + path;
  }
}
