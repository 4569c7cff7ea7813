// Serves a folder on the loopback interface below /nastavnichestvo/, compressed as
// an ordinary web server does it.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const MOUNT = "/nastavnichestvo/";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".json": "application/json",
  ".svg": "image/svg+xml", ".xml": "application/xml", ".csv": "text/csv", ".txt": "text/plain; charset=utf-8",
  ".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp", ".woff2": "font/woff2", ".pdf": "application/pdf",
};
const COMPRESSED = new Set([".html", ".css", ".js", ".json", ".svg", ".xml", ".csv", ".txt"]);

const answer = async (folder, request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://127.0.0.1").pathname);
  const inside = normalize(path.slice(MOUNT.length));
  const kind = extname(inside);

  try {
    if (!path.startsWith(MOUNT) || inside.startsWith("..")) throw new Error("outside");
    const bytes = await readFile(`${folder}/${inside}`);
    response.setHeader("content-type", TYPES[kind] ?? "application/octet-stream");
    if (!COMPRESSED.has(kind)) return response.end(bytes);
    response.setHeader("content-encoding", "gzip");
    response.end(gzipSync(bytes));
  } catch {
    response.writeHead(404).end();
  }
};

// Gives the address of the folder and what stops the server.
export const serve = async (folder) => {
  const server = createServer((request, response) => answer(folder, request, response));

  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    address: `http://127.0.0.1:${server.address().port}${MOUNT}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
