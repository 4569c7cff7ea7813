// The section works without this file; it adds what only a script can. Each
// feature stands in its own block, leaves quietly where the page has no place for
// it, and shares nothing with the others but the browser.
"use strict";

// ---- the low-vision version is kept from page to page ----
//
// The form (lowvision.html) works by the stylesheet alone. What it says is
// remembered as the words of <html data-lv>; a line in the head puts them there
// before the first paint, and here the form is made to agree with them.
{
  const KEY = "nastavnik-lv";
  const root = document.documentElement;
  const form = document.getElementById("lv");

  const stored = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  };
  const store = (words) => {
    try {
      if (words) localStorage.setItem(KEY, words);
      else localStorage.removeItem(KEY);
    } catch {
      // A browser that keeps nothing: the choice lasts as long as the page.
    }
  };
  const mark = (words) => {
    if (words) root.dataset.lv = words;
    else delete root.dataset.lv;
  };
  const settle = () => {
    const words = stored();

    mark(words);
    form.reset();
    for (const word of words ? words.split(" ") : [])
      for (const input of form.elements) if (input.value === word) input.checked = true;
  };
  const changed = (event) => {
    const on = form.elements["lv-on"].checked;
    const words = on ? Array.from(form.querySelectorAll(":checked"), (input) => input.value).join(" ") : "";

    mark(words);
    store(words);
    if (event.target.id !== "lv-on") return;
    const status = form.querySelector("[role=status]");
    status.textContent = on ? status.dataset.on : status.dataset.off;
    form.querySelector("details").open = on;
  };

  if (form) {
    settle();
    form.addEventListener("change", changed);
    form.querySelector("[type=reset]").addEventListener("click", (event) => {
      const box = form.elements["lv-on"];

      event.preventDefault();
      form.reset();
      box.dispatchEvent(new Event("change", { bubbles: true }));
      box.focus();
    });
    addEventListener("pageshow", (event) => event.persisted && settle());
  }
}
