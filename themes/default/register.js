// Registers: a list or table inside [data-register] gets fields to narrow it and, a
// table, headings to sort it by. Without this file it stands whole. data-filters
// names the attributes of the rows to choose by: "kind:Вид;date:Год:4", the number being
// how many characters of the value count. The place for the fields, .register, is
// kept by the stylesheet, so that nothing jumps.
"use strict";

const fold = (text) => text.normalize("NFC").toLowerCase().replace(/ё/g, "е");
const { compare } = new Intl.Collator("ru", { numeric: true });
const plurals = new Intl.PluralRules("ru");

const element = (name, properties, ...children) => {
  const made = Object.assign(document.createElement(name), properties);

  made.append(...children);
  return made;
};

// ---- narrowing ----

const narrow = (register, tools) => {
  const rows = [...register.querySelectorAll("tbody > tr:not(.part), .cards > li, .docs > li")];
  const texts = new Map();
  const parts = register.querySelectorAll("section, details, tbody");
  const unfolded = new Set(register.querySelectorAll("[open]"));
  const [one, few, many] = register.dataset.register.split("|");
  const words = element("input", { type: "search", autocomplete: "off" });
  const status = element("p", { role: "status" });
  const chosen = [];

  const text = (row) => {
    if (!texts.has(row)) texts.set(row, fold(row.textContent));
    return texts.get(row);
  };
  const update = () => {
    const wanted = fold(words.value).split(/\s+/);
    const fits = (row) =>
      chosen.every(([value, select]) => !select.value || value(row) === select.value) &&
      wanted.every((word) => text(row).includes(word));
    let shown = 0;

    for (const row of rows) {
      row.hidden = !fits(row);
      shown += !row.hidden;
    }
    const all = shown === rows.length;
    for (const part of parts) {
      part.hidden = !all && !rows.some((row) => !row.hidden && part.contains(row));
      if (part.matches("details")) part.open = !all || unfolded.has(part);
    }
    const form = plurals.select(rows.length);
    status.textContent = `Показано ${shown} из ${rows.length} ${form === "one" ? one : form === "few" ? few : many}`;
  };
  const field = (title, control) => {
    control.addEventListener("input", update);
    tools.append(element("label", {}, title, control));
  };

  field("Найти в списке", words);
  for (const filter of (register.dataset.filters || "").split(";").filter(Boolean)) {
    const [key, title, length] = filter.split(":");
    const value = (row) => (row.dataset[key] ?? "").slice(0, length);
    const values = [...new Set(rows.map(value))].filter(Boolean).sort(compare);
    const select = element("select", {}, new Option("все", ""), ...values.map((each) => new Option(each)));

    if (values.length < 2) continue;
    chosen.push([value, select]);
    field(title, select);
  }
  tools.append(status);
  update();
};

// ---- sorting ----

// The first line of a cell: the label that phones show and the small print left out.
const key = (cell) => {
  const copy = cell.cloneNode(true);

  for (const extra of copy.querySelectorAll(".cell-label, .facts")) extra.remove();
  return copy.textContent.replace(/^[\s—]+|\s+$/g, "");
};

const sort = (table, heading, direction) => {
  const body = table.tBodies[0];
  const keys = new Map([...body.rows].map((row) => [row, key(row.cells[heading.cellIndex])]));
  const order = (a, b) => !keys.get(a) - !keys.get(b) || direction * compare(keys.get(a), keys.get(b));

  body.append(...[...body.rows].sort(order));
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  heading.ariaSort = direction > 0 ? "ascending" : "descending";
};

const makeSortable = (table) => {
  if (table.tBodies.length !== 1 || !table.tHead) return;
  for (const heading of table.tHead.rows[0].cells) {
    const button = element("button", { type: "button" }, ...heading.childNodes);

    heading.append(button);
    button.addEventListener("click", () => sort(table, heading, heading.ariaSort === "ascending" ? -1 : 1));
  }
};

for (const register of document.querySelectorAll("[data-register]")) {
  const tools = register.querySelector(".register");

  if (!tools) continue;
  narrow(register, tools);
  register.querySelectorAll("table").forEach(makeSortable);
}
