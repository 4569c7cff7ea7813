// Registers: a list or table inside [data-register] gets fields to narrow it and, a
// table, headings to sort it by. Without this file it stands whole. data-filters
// names the attributes of the rows to choose by: "kind:Вид;date:Год:4;topic:Тема:,", the
// number being how many characters of the value count, the comma that it is a list.
// The place for the fields, .register, is kept by the stylesheet, so that nothing jumps.

const { compare } = new Intl.Collator("ru", { numeric: true });
const fold = (text) => text.normalize("NFC").toLowerCase().replace(/ё/g, "е");

const element = (name, ...children) => {
  const made = document.createElement(name);

  made.append(...children);
  return made;
};

// ---- narrowing ----

const narrow = (register, tools) => {
  const rows = [...register.querySelectorAll("tbody > tr:not(.part), .cards > li, .docs > li")];
  const parts = [...register.querySelectorAll("section, details, tbody")];
  const unfolded = parts.filter((part) => part.open);
  const texts = rows.map((row) => fold(row.textContent));
  const words = element("input");
  const status = element("p");
  const chosen = [];

  const update = () => {
    const wanted = fold(words.value).split(/\s+/);
    const shown = rows.filter((row, i) => {
      row.hidden = !chosen.every((fit) => fit(row)) || !wanted.every((word) => texts[i].includes(word));
      return !row.hidden;
    });
    const some = shown.length < rows.length;

    for (const part of parts) {
      part.hidden = some && !shown.some((row) => part.contains(row));
      part.open = some || unfolded.includes(part);
    }
    status.textContent = `Показано ${shown.length} из ${rows.length}`;
  };
  const field = (title, control) => tools.append(element("label", title, control));

  words.type = "search";
  status.role = "status";
  field("Найти в списке", words);
  for (const filter of (register.dataset.filters ?? "").split(";")) {
    const [key, title, part] = filter.split(":");
    const valuesOf = ({ dataset: { [key]: value = "" } }) =>
      part === "," ? value.split(/[,;] (?![^«]*»)/) : [value.slice(0, part)];
    const values = [...new Set(rows.flatMap(valuesOf))].filter(Boolean).sort(compare);
    const select = element("select", new Option("все", ""), ...values.map((each) => new Option(each)));

    if (values.length > 1) field(title, select);
    chosen.push((row) => !select.value || valuesOf(row).includes(select.value));
  }
  tools.append(status);
  tools.addEventListener("input", update);
  update();
};

// ---- sorting ----

const makeSortable = ({ tBodies: [body, another], tHead }) => {
  if (another || !tHead) return;
  const headings = tHead.rows[0].cells;
  for (const heading of headings) {
    const button = element("button", ...heading.childNodes);

    heading.append(button);
    button.addEventListener("click", () => {
      const down = heading.ariaSort === "ascending";
      const empty = (cell) => cell.className === "none";
      const cells = [...body.rows].map((row) => row.cells[heading.cellIndex]);

      // The label that phones show stands in every cell of the column, so it decides nothing.
      cells.sort((a, b) => empty(a) - empty(b) || (down ? -1 : 1) * compare(a.textContent, b.textContent));
      body.append(...cells.map((cell) => cell.parentNode));
      for (const other of headings) other.ariaSort = null;
      heading.ariaSort = down ? "descending" : "ascending";
    });
  }
};

for (const tools of document.querySelectorAll(".register")) {
  narrow(tools.parentNode, tools);
  tools.parentNode.querySelectorAll("table").forEach(makeSortable);
}
