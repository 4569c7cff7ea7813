// A made-up school with long registers and a picture, for what the example has too
// little of. A file of records is JSON, which is YAML too.

import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "./tools.mjs";

export const ROWS = 500;
export const DESCRIPTION = "Четыре учителя за одним столом";

const PICTURE = "content/sovetskiy-rayon/shkola-1/files/portret-1.png";
const KINDS = ["order", "regulation", "report"];
const CATEGORIES = ["highest", "first", "none"];

const CONSENT = { given: "2025-08-25", until: "2030-08-25", covers: ["name", "post", "experience"], signer: "self",
  paper: "лист 3" };

const numbers = Array.from({ length: ROWS }, (_, i) => i + 1);
const year = (i) => 2020 + (i % 6);

const ORGANIZATION = { level: "school", kind: "school", name: "Школа длинных списков", address: "посёлок Пример",
  teachers: 600, school_year: "2025/2026" };

const act = (i) => ({ id: `act-${i}`, kind: KINDS[i % KINDS.length], title: `Документ по порядку ${i}`,
  number: `${i}/1`, date: `${year(i)}-03-01`, summary: `О предмете ${i}.` });

const person = (i) => ({ id: `person-${i}`, name: `Образцова Анна ${i}`, role: "mentor", post: "учитель",
  experience: i % 40, category: CATEGORIES[i % CATEGORIES.length], consent: CONSENT,
  labour_consent: { given: "2025-08-25", paper: "лист 4" } });

const pair = (i) => ({ id: `pair-${i}`, title: `Пара ${i}`, form: "teacher-teacher", mentor: `person-${i}`,
  mentee: `person-${(i % ROWS) + 1}`, from: "2025-09-01", until: "2026-05-29", order: "act-5",
  programme: { goals: "Вести уроки уверенно.", status: "running" } });

// The topics of all practices, one by one.
export const TOPICS = ["Адаптация", "Конкурс «Урок, ещё урок»", "Родители", "Урок"];
const topics = ["Урок, Адаптация", "Адаптация; Родители", "Конкурс «Урок, ещё урок»"];

const practice = (i) => ({ id: `practice-${i}`, title: `Практика ${i}`, topic: topics[i % topics.length],
  form: "педагог – педагог", audience: "учителя", summary: `Как вести дело ${i}.`, year: year(i) });

const PAGE = `---
title: Снимок
date: 2026-02-01
photos:
  - file: files/snimok.png
    alt: ${DESCRIPTION}
---
Кто на снимке, сказано в подписи.
`;

// Writes the project into [folder], emptied first.
export const make = (folder) => {
  const put = (name, text) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof text === "string" ? text : JSON.stringify(text, null, 1));
  };

  rmSync(folder, { recursive: true, force: true });
  put("data/site.yaml", { title: "Длинные списки", today: "2026-03-02" });
  put("data/organization.yaml", ORGANIZATION);
  put("data/acts.yaml", numbers.map(act));
  put("data/people.yaml", numbers.map(person));
  put("data/pairs.yaml", numbers.map(pair));
  put("data/practices.yaml", numbers.map(practice));
  put("content/snimok.md", PAGE);
  mkdirSync(join(folder, "content/files"), { recursive: true });
  copyFileSync(join(ROOT, PICTURE), join(folder, "content/files/snimok.png"));
};
