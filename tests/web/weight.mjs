// What a first visit of a page takes: nothing in the cache, everything compressed.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";

const LEFT_OUT = /\.(?:png|jpe?g|webp|ico)$|icon\.svg$/;

// A browser fetches the icon when it likes, so it is reckoned: its bytes and some headers.
const icon = (visitor, path) => {
  const html = readFileSync(join(visitor.folder, path), "utf8");
  const href = /<link rel="icon"[^>]*href="([^"]+)"/.exec(html)?.[1] ?? "data:";

  if (href.startsWith("data:")) return [];
  return [{ name: "the icon", bytes: gzipSync(readFileSync(join(visitor.folder, dirname(path), href))).length + 200 }];
};

// The requests of a first visit but for photographs: name and bytes with their headers.
export const weigh = (visitor, path, look = {}) => {
  const requests = [];
  const before = (page) => page.on("requestfinished", (request) => requests.push(request));

  return visitor.visit(path, { ...look, before }, async (page) => {
    await page.waitForLoadState("networkidle");
    const seen = requests.filter((request) => !LEFT_OUT.test(new URL(request.url()).pathname));
    const sizes = await Promise.all(seen.map(async (request) => {
      const size = await request.sizes();
      return { name: request.url().split("/").pop(), bytes: size.responseBodySize + size.responseHeadersSize };
    }));
    return [...sizes, ...icon(visitor, path)];
  });
};

export const tooHeavy = (requests, bytes, count) => {
  const sum = requests.reduce((all, request) => all + request.bytes, 0);
  const list = requests.map((request) => `${request.name} ${request.bytes}`).join(", ");

  return [...(sum > bytes ? [`${sum} bytes, not ${bytes}: ${list}`] : []),
    ...(requests.length > count ? [`${requests.length} requests, not ${count}: ${list}`] : [])];
};
