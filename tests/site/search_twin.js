// SPDX-License-Identifier: MIT
// What themes/default/search.js makes of words and of an index, for search.py:
//
//   node search_twin.js stems                 words on stdin, a stem a line
//   node search_twin.js index FOLDER          the index of a built section made anew from its entries, and
//                                             the built one, as JSON
//   node search_twin.js find FOLDER QUERY…    titles of what is found, as JSON
"use strict";

const fs = require("fs");
const path = require("path");
const vm = require("vm");
const twin = require("../../themes/default/search.js");

// The files of an index, as the search page loads them.
const read = (folder) => {
  const store = {};
  const keep = globalThis.nastavnikSearch;

  globalThis.nastavnikSearch = (name, data) => {
    store[name] = data;
    keep(name, data);
  };
  for (const name of fs.readdirSync(folder).filter((file) => /^search-.*\.js$/.test(file)))
    vm.runInThisContext(fs.readFileSync(path.join(folder, name), "utf8"), { filename: name });
  return store;
};

const all = (store, kind) =>
  Object.keys(store)
    .filter((name) => name.startsWith(`${kind}-`))
    .sort((a, b) => parseInt(a.split("-")[1], 10) - parseInt(b.split("-")[1], 10))
    .map((name) => store[name]);

const WORD = /[0-9A-Za-z\u00ad\u00c0-\u053f]+(?:[-/.\u2010\u2011][0-9A-Za-z\u00ad\u00c0-\u053f]+)*/g;

const commands = {
  stems: () => {
    const words = fs.readFileSync(0, "utf8").trim().split("\n");
    process.stdout.write(words.map((word) => `${twin.stem(word)}\n`).join(""));
  },
  index: (folder) => {
    const store = read(folder);
    const built = {};
    const entries = all(store, "pages").flat();
    const lines = all(store, "words").join("\n").split("\n");

    for (const line of lines) {
      const [stem, ...places] = line.split(" ");
      let entry = 0;
      built[stem] = places.map((place) => `${(entry += parseInt(place, 36))}${place.endsWith("!") ? "!" : ""}`);
    }
    const stems = ([, title, , text]) => [title, text].map((part) => (part.match(WORD) || []).flatMap(twin.terms));
    console.log(JSON.stringify({ built, order: lines.map((line) => line.split(" ")[0]), entries, stems: entries.map(stems), index: store.index }));
  },
  find: async (folder, ...queries) => {
    const entries = all(read(folder), "pages").flat();
    const found = {};

    for (const query of queries) found[query] = (await twin.search(query)).map((n) => entries[n].slice(0, 2));
    console.log(JSON.stringify(found));
  },
  plural: () => {
    const forms = [0, 1, 2, 5, 11, 12, 21, 22, 25, 101, 111];
    console.log(JSON.stringify(forms.map((n) => twin.plural(n, "страница", "страницы", "страниц"))));
  },
};

commands[process.argv[2]](...process.argv.slice(3));
