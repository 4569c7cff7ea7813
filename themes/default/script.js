// Adds what only a script can; each feature is a block of its own. register.js and
// search.js are published behind this file, so that a page loads one.

// The low-vision form works by CSS alone; here its words are kept, as <html data-lv>,
// which a line in the head sets before the first paint.
{
  const KEY = "nastavnik-lv";
  const { dataset } = document.documentElement;
  const form = document.forms.lv;
  const box = form?.elements["lv-on"];

  const apply = (words) => {
    if (words) dataset.lv = words;
    else delete dataset.lv;
    for (const input of form.elements)
      input.checked = words ? words.split(" ").includes(input.value) : input.defaultChecked;
    try {
      localStorage[KEY] = words;
    } catch {
      // then it lasts as long as the page
    }
  };

  if (box) {
    apply(dataset.lv ?? "");
    form.addEventListener("change", ({ target }) => {
      apply(box.checked ? Array.from(form.querySelectorAll(":checked"), (input) => input.value).join(" ") : "");
      if (target === box) form.querySelector("details").open = box.checked;
    });
    form.addEventListener("reset", () => {
      apply("");
      box.focus();
    });
    addEventListener("pageshow", ({ persisted }) => persisted && apply(localStorage[KEY] ?? ""));
  }
}

// On phones a row of such a table is a card; what its parts are in a table, some browsers then forget.
{
  const ROLES = { TABLE: "table", TR: "row", TH: "rowheader", TD: "cell" };

  for (const part of document.querySelectorAll(".stack, .stack :not(thead *)"))
    part.role = ROLES[part.tagName] ?? part.role;
}
