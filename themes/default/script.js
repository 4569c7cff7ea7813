// Adds what only a script can; each feature is a block of its own.
"use strict";

// The low-vision form works by CSS alone; here its words are kept, as <html data-lv>,
// which a line in the head sets before the first paint.
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
      // then it lasts as long as the page
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
