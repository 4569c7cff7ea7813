// The search page. Words are cut and stemmed just as the build does when it makes the
// index (generator/page/search.h). What that says is shown as text, never as markup.
// ---- words ----

// Endings that need «а» or «я» before them, and those that do not.
const endings = (after, any) => new RegExp(`(?:(${after.replace(/ /g, "|") || "-"})|${any.replace(/ /g, "|")})$`);
const GERUND = endings("в вши вшись", "ив ивши ившись ыв ывши ывшись");
const REFLEXIVE = endings("", "ся сь");
const ADJECTIVE = endings("", "ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя ою ею");
const PARTICIPLE = endings("ем нн вш ющ щ", "ивш ывш ующ");
const VERB = endings(
  "ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно",
  "ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило ыло ено ят ует уют ит ыт ены ить ыть ишь ую ю",
);
const NOUN = endings(
  "",
  "а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю ия ья я",
);

// Without the longest of the endings; null where there is none.
const cut = (tail, ending) => {
  const found = ending.exec(tail);

  if (!found || (found[1] && !/[ая]$/.test(tail.slice(0, found.index)))) return null;
  return tail.slice(0, found.index);
};

// The stem of a Russian word by the Snowball algorithm.
const stem = (word) => {
  const start = word.search(/[аеиоуыэюя]/) + 1;
  const syllables = /^.*?[аеиоуыэюя]+[^аеиоуыэюя]+[аеиоуыэюя]+[^аеиоуыэюя]/.exec(word);
  let tail = word.slice(start);
  let rest = cut(tail, GERUND);

  if (!start) return word;
  if (rest === null) {
    tail = cut(tail, REFLEXIVE) ?? tail;
    rest = cut(tail, ADJECTIVE);
    rest = rest === null ? (cut(tail, VERB) ?? cut(tail, NOUN) ?? tail) : (cut(rest, PARTICIPLE) ?? rest);
  }
  rest = rest.replace(/и$/, "");
  if (syllables && rest.search(/ость?$/) >= syllables[0].length - start) rest = rest.replace(/ость?$/, "");
  rest = /ь$/.test(rest) ? rest.slice(0, -1) : rest.replace(/ейше?$/, "").replace(/нн$/, "н");
  return word.slice(0, start) + rest;
};

const fold = (text) =>
  text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[\u00ad\u0300-\u036f]/g, "")
    .replace(/ё/g, "е")
    .replace(/[\u2010\u2011]/g, "-");
const LETTERS = "[0-9A-Za-z\\u00ad\\u00c0-\\u053f]+";
const WORD = new RegExp(`${LETTERS}(?:[-/.\\u2010\\u2011]${LETTERS})*`, "g");

// The stems of a word as it is written.
const terms = (written) => {
  const word = fold(written);
  const parts = word.split(/[-/.]/).filter((part) => part.length > 2 && (part !== word || !/\d/.test(word)));
  const stems = parts.map((part) => (/^[а-я]+$/.test(part) ? stem(part) : part));

  return /\d/.test(word) ? [word, ...stems] : stems;
};

// What to look up: stems, whole numbers; the last word may be unfinished.
const units = (query) =>
  (query.match(WORD) || []).flatMap((written, i, all) => {
    const word = fold(written);
    const last = i === all.length - 1;
    const whole = /\d/.test(word) || (last && word.length === 2);

    return (whole ? [word] : terms(written)).map((term) => ({ term, last }));
  });

const plural = (n, one, few, many) => ({ one, few })[new Intl.PluralRules("ru").select(n)] ?? many;

// ---- the index ----

const store = {};
const loading = {};
globalThis.nastavnikSearch = (name, data) => {
  store[name] = data;
};

const load = (name) =>
  store[name] ??
  (loading[name] ??= new Promise((resolve, onerror) => {
    const src = `search-${name}.js`;
    const onload = () => resolve(store[name]);

    document.head.append(Object.assign(document.createElement("script"), { src, onload, onerror }));
  }));

const firstNotBefore = (lines, text) => {
  let from = 0;
  let to = lines.length;

  while (from < to) {
    const middle = (from + to) >> 1;
    if (lines[middle] < text) from = middle + 1;
    else to = middle;
  }
  return from;
};

// How well a stem of the index fits. A surname may have two: «Яблокову» is яблоков, «Яблоков» яблок.
const fit = (word, term) => (word === term ? 3 : word.startsWith(term) || word === stem(term) ? 1 : 0);

// Entries that hold the word: number -> weight. The title weighs more than the text.
const lookUp = async ({ term, last }, parts) => {
  const exact = new Map();
  const begun = new Map();
  const first = stem(term); // a beginning of it
  let part = Math.max(0, firstNotBefore(parts, `${first}!`) - 1);

  do {
    const lines = (await load(`words-${part}`)).split("\n");
    for (let at = firstNotBefore(lines, first); at < lines.length && lines[at].startsWith(first); at++) {
      const [word, ...places] = lines[at].split(" ");
      const weight = fit(word, term);
      const to = weight > 1 ? exact : begun;
      let entry = 0;
      for (const place of weight ? places : []) {
        entry += parseInt(place, 36);
        to.set(entry, Math.max(to.get(entry) ?? 0, place.endsWith("!") ? weight * 10 : weight));
      }
    }
    part++;
  } while (part < parts.length && parts[part].startsWith(first));
  return last || !exact.size ? new Map([...begun, ...exact]) : exact;
};

// The entries that hold every word, the best first.
const search = async (query) => {
  const wanted = units(query);
  let found = new Map();

  if (!wanted.length) return [];
  const { parts } = await load("index");
  for (const [i, unit] of wanted.entries()) {
    const places = await lookUp(unit, parts);
    const before = found;
    found = new Map([...places].filter(([n]) => !i || before.has(n)).map(([n, w]) => [n, w + (before.get(n) ?? 0)]));
  }
  return [...found].sort((a, b) => b[1] - a[1] || b[0] - a[0]).map(([n]) => n);
};

// ---- the page ----

const element = (name, ...children) => {
  const made = document.createElement(name);

  made.append(...children);
  return made;
};

// The text around the first word that was found.
const excerpt = (text, wanted, length) => {
  const spots = [...text.matchAll(WORD)].filter(([word]) =>
    [fold(word), ...terms(word)].some((term) => wanted.some((unit) => fit(term, unit.term))),
  );
  const pieces = [];
  let from = spots.length && spots[0].index > length / 2 ? text.indexOf(" ", spots[0].index - 60) + 1 : 0;
  const end = from + length < text.length ? text.lastIndexOf(" ", from + length) : text.length;

  if (from) pieces.push("… ");
  for (const { 0: word, index } of spots) {
    if (index < from || index >= end) continue;
    pieces.push(text.slice(from, index), element("mark", word));
    from = index + word.length;
  }
  pieces.push(text.slice(from, Math.max(from, end)), end < text.length ? " …" : "");
  return pieces;
};

const row = ([href, title, kind, text], wanted) =>
  element(
    "li",
    Object.assign(element("a", ...excerpt(title, wanted, 300)), { href }),
    Object.assign(element("span", kind), { className: "facts" }),
    element("p", ...excerpt(text, wanted, 200)),
  );

const start = (form, status, list, more, map) => {
  const input = form.elements.q;
  let found = [];
  let timer = 0;
  let run = 0;

  const showMore = async () => {
    const mine = run;
    const wanted = units(input.value);
    const next = found.slice(list.children.length, list.children.length + 10);
    const { block } = await load("index");
    const pages = await Promise.all(next.map((n) => load(`pages-${Math.floor(n / block)}`)));

    if (mine !== run) return;
    list.append(...next.map((n, i) => row(pages[i][n % block], wanted)));
    more.hidden = list.children.length >= found.length;
  };

  const say = (query) => {
    const n = found.length;

    if (!query) return "";
    if (!n) return "Ничего не найдено. Проверьте слово или найдите нужное в списке.";
    return `${plural(n, "Найдена", "Найдено", "Найдено")} ${n} ${plural(n, "страница", "страницы", "страниц")}`;
  };
  const show = async () => {
    const query = input.value.trim();
    const mine = ++run;
    let words = "Поиск не загрузился. Обновите страницу или найдите нужное в списке.";

    try {
      const result = await search(query);
      if (mine !== run) return;
      found = result;
      words = say(query);
    } catch {
      found = [];
    }
    list.replaceChildren();
    more.hidden = true;
    map.hidden = found.length > 0;
    if (found.length) await showMore();
    status.textContent = words;
  };
  const ask = () => {
    clearTimeout(timer);
    history.replaceState(null, "", `#${new URLSearchParams({ q: input.value })}`);
    show();
  };
  const open = () => {
    const asked = (text) => new URLSearchParams(text).get("q");

    input.value = asked(location.hash.slice(1)) ?? asked(location.search) ?? "";
    show();
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 150);
  });
  more.addEventListener("click", async () => {
    const first = list.children.length;

    await showMore();
    list.children[first]?.querySelector("a").focus();
  });
  document.addEventListener("keydown", (event) => {
    const places = [input, ...list.querySelectorAll("a")];
    const at = places.indexOf(event.target);
    const to = at < 0 ? null : places[{ ArrowDown: at + 1, ArrowUp: at - 1, Escape: 0 }[event.key]];

    if (!to || to === event.target) return;
    event.preventDefault();
    to.focus();
  });
  addEventListener("hashchange", open);
  open();
};

if (globalThis.document) start(...["form", "status", "results", "more", "map"].map((id) => document.getElementById(`search-${id}`)));
else module.exports = { stem, terms, units, search, plural };
