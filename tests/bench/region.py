#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Make the project of an invented region: region.py PROJECT [--schools N] [--seed N]

One region, a municipality for every dozen schools, and the schools. Each
organisation draws from a random stream of its own, so that school 17 is the
same at every scale and two runs are equal byte for byte. Nobody here exists.
"""

import argparse
import random

from project import CONSENT, Section, person, write_project

# acts, pairs, practices, honoured, pages, news
VOLUME = {"school": (8, 6, 3, 2, 3, 2), "municipality": (12, 8, 6, 6, 5, 6),
          "region": (30, 12, 20, 20, 9, 20)}
KIND = {"school": "школа", "municipality": "орган управления образованием",
        "region": "региональный оператор"}
SCHOOLS_IN_MUNICIPALITY = 12

SURNAMES = ["Вымыслов", "Небывалов", "Примеров", "Образцов", "Придуманов", "Условнов", "Сказкин", "Небылицын"]
NAMES = [("Вера", "Павловна"), ("Дарья", "Сергеевна"), ("Зоя", "Ильинична"), ("Лидия", "Фёдоровна"),
         ("Марина", "Львовна"), ("Ольга", "Игоревна"), ("Глеб", "Иванович"), ("Тимур", "Олегович")]
SUBJECTS = ["математики", "физики", "химии", "истории", "музыки", "технологии", "русского языка и литературы"]
FORMS = ["педагог – педагог", "ученик – ученик", "педагог – ученик", "студент – ученик", "работодатель – ученик"]
PAIR_KINDS = ["традиционное", "групповое", "ситуационное", "реверсивное", "виртуальное"]
CATEGORIES = ["первая", "высшая", "соответствие занимаемой должности"]
STATUSES = ["готовится", "реализуется", "завершена"]
ACTS = [("приказ", "Об утверждении Положения о системе наставничества педагогических работников"),
        ("положение", "Положение о системе наставничества педагогических работников"),
        ("дорожная карта", "План мероприятий («дорожная карта») по наставничеству"),
        ("приказ", "О закреплении наставнических пар и назначении куратора"),
        ("справка", "Справка о результатах мониторинга программ наставничества"),
        ("соглашение", "Соглашение о сотрудничестве с педагогическим колледжем"),
        ("протокол", "Протокол заседания совета наставников")]
GOALS = ["уверенное ведение урока", "подготовка к аттестации", "работа с родителями", "первый классный час",
         "освоение цифровых средств", "преодоление затруднений начинающего учителя"]
WORK = ["открытый урок", "взаимопосещение занятий", "дневник наблюдений", "разбор видеозаписи", "круглый стол"]
TIMES = ["В сентябре", "Ежемесячно", "До конца четверти", "По вторникам", "В первом полугодии"]
CIRCLES = ["совет наставников", "методическое объединение", "педагогический совет", "школа молодого учителя"]
SENTENCES = ["{Time} {circle} обсуждает {work}: главное здесь – {goal}.",
             "Итог виден через {n} недель, и {circle} записывает его в план.",
             "Наставник предлагает {work}, молодой педагог выбирает тему; цель – {goal}.",
             "За прошлый год {circle} провёл {n} встреч, участие выросло до {pct} %.",
             "Сначала говорит молодой педагог, потом наставник; {circle} слушает и уточняет маршрут."]
MARKED = ["Подробнее – в разделе [Документы](documents.html).", "См. также [банк практик](practices.html).",
          "Первым **говорит** молодой педагог, наставник только *дополняет*."]


def cap(text):
    return text[0].upper() + text[1:]


def sentence(rng):
    return rng.choice(SENTENCES).format(
        Time=rng.choice(TIMES), circle=rng.choice(CIRCLES), work=rng.choice(WORK), goal=rng.choice(GOALS),
        n=rng.randint(2, 40), pct=rng.randint(30, 95))


def paragraph(rng):
    plain = [sentence(rng) for _ in range(rng.randint(2, 4))]
    return " ".join(plain + rng.choices(MARKED, k=rng.randint(0, 1)))


def article(rng, sections):
    parts = [paragraph(rng)]
    for _ in range(sections):
        mark = rng.choice(["- ", "1. ", "> ", ""])
        parts += ["## " + cap(rng.choice(GOALS)), paragraph(rng)]
        parts.append("\n".join(mark + sentence(rng) for _ in range(rng.randint(2, 4) if mark else 1)))
    return "\n\n".join(parts) + "\n"


def somebody(rng, role, **more):
    first, patronymic = rng.choice(NAMES)
    surname = rng.choice(SURNAMES) + ("а" if patronymic.endswith("на") else "")
    return person(f"{surname} {first} {patronymic}", role, "учитель " + rng.choice(SUBJECTS), **more)


def day(rng, year):
    return f"{year}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"


def pdf(title):
    """A whole one-page document; the table of objects is counted, not guessed."""
    text = f"BT /F1 11 Tf 56 780 Td ({title}) Tj ET"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
               "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
               "/Resources << /Font << /F1 5 0 R >> >> >>",
               f"<< /Length {len(text)} >>\nstream\n{text}\nendstream",
               "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return (f"{out}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
            f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n").encode()


def add_acts(section, rng, count):
    for number in range(1, count + 1):
        kind, title = ACTS[(number - 1) % len(ACTS)]
        section.files[f"act-{number:02d}.pdf"] = pdf(f"act {number}")
        section.acts.append({"id": f"act-{number:02d}", "kind": kind, "title": title,
                             "number": f"{rng.randint(1, 400)}-од", "date": day(rng, rng.randint(2023, 2025)),
                             "file": f"files/act-{number:02d}.pdf"})


def add_pairs(section, rng, count):
    for number in range(1, count + 1):
        year = rng.randint(2023, 2025)
        section.pairs.append({
            "id": f"pair-{number:02d}", "form": rng.choice(FORMS), "kind": rng.choice(PAIR_KINDS),
            "mentor": section.meet(somebody(rng, "наставник", experience=rng.randint(6, 40),
                                            category=rng.choice(CATEGORIES))),
            "mentee": section.meet(somebody(rng, "наставляемый", experience=rng.randint(0, 4))),
            "from": f"{year}-09-01", "until": f"{year + 1}-05-31", "order": "act-04",
            "programme": {"goals": cap(rng.choice(GOALS)), "results": sentence(rng),
                          "status": rng.choice(STATUSES)}})


def add_practices(section, rng, count):
    for number in range(1, count + 1):
        section.practices.append({
            "id": f"practice-{number:02d}", "title": f"{cap(rng.choice(WORK))}: {rng.choice(GOALS)}",
            "authors": [section.meet(somebody(rng, "участник"))], "form": rng.choice(FORMS),
            "topic": rng.choice(GOALS), "summary": f"{cap(rng.choice(WORK))} каждый месяц.",
            "year": rng.randint(2022, 2025), "shared": "да", "text": article(rng, 3)})


def add_honor(section, rng, count):
    for number in range(1, count + 1):
        section.honor.append({
            "id": f"honor-{number:02d}", "person": section.meet(somebody(rng, "участник")),
            "award": "Лучший наставник года", "year": rng.randint(2022, 2025), "reason": rng.choice(GOALS)})


def add_pages(section, rng, pages, news):
    section.page("index.md", {"title": section.organization["short_name"]}, paragraph(rng) + "\n")
    for number in range(1, pages):
        title = cap(rng.choice(GOALS))
        section.page(f"stranitsa-{number}.md", {"title": title, "menu": title, "order": number},
                     article(rng, 5))
    for number in range(1, news + 1):
        section.page(f"news/{number:02d}.md", {
            "title": cap(rng.choice(WORK)), "date": day(rng, 2025), "description": "Новость раздела."},
                     article(rng, 3))


def organisation(seed, level, number, folder, name):
    rng = random.Random(f"{seed}:{level}:{number}")
    acts, pairs, practices, honor, pages, news = VOLUME[level]
    section = Section(folder, {
        "level": level, "kind": KIND[level], "name": f"Организация «{name}»", "short_name": name,
        "address": f"000000, ул. Школьная, д. {rng.randint(1, 90)}",
        "site": f"https://{level}-{number}.example.org/", "profile": "federal-2021",
        "curator": {"name": somebody(rng, "")["name"], "post": "заместитель директора", "consent": CONSENT},
        "teachers": rng.randint(9, 90)})
    add_acts(section, rng, acts)
    add_pairs(section, rng, pairs)
    add_practices(section, rng, practices)
    add_honor(section, rng, honor)
    add_pages(section, rng, pages, news)
    return section


def region(schools, seed):
    """The organisations; one school alone is a site of its own, with nobody above it."""
    if schools == 1:
        yield organisation(seed, "school", 1, "", "Школа № 1")
        return
    yield organisation(seed, "region", 1, "", "Примерская область")
    for number in range(1, schools + 1):
        district = (number + SCHOOLS_IN_MUNICIPALITY - 1) // SCHOOLS_IN_MUNICIPALITY
        folder = f"rayon-{district}"
        if number % SCHOOLS_IN_MUNICIPALITY == 1:
            yield organisation(seed, "municipality", district, folder, f"Примерский район {district}")
        yield organisation(seed, "school", number, f"{folder}/shkola-{number}", f"Школа № {number}")


def make(project, schools, seed=1):
    return write_project(project, region(schools, seed))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("project")
    parser.add_argument("--schools", type=int, default=340)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    print(make(arguments.project, arguments.schools, arguments.seed))
