"""The papers of the corpus: what stands on them, the record of each, and the
mistakes that are planted, each with the codes that have to be said of it.

A line of a text is a paragraph; «= » centres it, «> » sets it at the right edge,
« || » parts its left from its right.
"""

import dataclasses
import html
import textwrap

import wild

WIDTH = 86

ORGANIZATIONS = {
    "school": {"level": "school", "kind": "school", "name": "МБОУ СОШ № 5", "phone": "+7 (3467) 12-34-56",
               "email": "info5@example.ru"},
    "kindergarten": {"level": "school", "kind": "kindergarten", "name": "МБДОУ «Детский сад № 72»"},
    **wild.ORGANIZATIONS,
}
PEOPLE = [
    {"id": "ivanova", "name": "Иванова Мария Петровна"},
    {"id": "petrov", "name": "Петров Пётр Сергеевич",
     "consent": {"given": "2025-08-25", "covers": ["name", "post"], "signer": "self"}},
    *wild.PEOPLE,
]
# The order that the regulation is an appendix of; it stands on a site of its own.
NEIGHBOUR = {"id": "osnova", "kind": "приказ", "title": "О внедрении наставничества", "number": "26/1",
             "date": "2025-08-29", "url": "https://example.org/prikaz"}

ORDER = """\
= Муниципальное бюджетное общеобразовательное учреждение
= «Средняя общеобразовательная школа № 5»
= ПРИКАЗ
01.09.2025 || № 158-о
= г. Северный
О назначении куратора и закреплении наставнических пар в 2025/2026 учебном году
В соответствии со статьёй 351.8 Трудового кодекса Российской Федерации, распоряжением Министерства просвещения Российской Федерации от 25.12.2019 № Р-145 «Об утверждении методологии (целевой модели) наставничества обучающихся», на основании решения педагогического совета (протокол от 28.08.2025 № 1) приказываю:
1. Назначить куратором наставничества заместителя директора по учебно-воспитательной работе.
2. Закрепить наставнические пары согласно списку, который хранится у куратора.
3. Наставникам до 15.09.2025 составить персонализированные программы и познакомить с ними молодых педагогов.
4. Разместить сведения о наставничестве на официальном сайте школы.
5. Контроль за исполнением приказа оставляю за собой.
Директор || Т. И. Северная
"""

REGULATION = """\
> Приложение № 1
> к приказу МБОУ СОШ № 5
> от 29.08.2025 № 26/1
= ПОЛОЖЕНИЕ
= о системе наставничества педагогических работников в МБОУ СОШ № 5
= 1. Общие положения
1.1. Настоящее Положение определяет цели, задачи, формы и порядок наставничества в МБОУ СОШ № 5 (далее – Школа).
1.2. Положение разработано в соответствии с Федеральным законом от 29.12.2012 № 273-ФЗ «Об образовании в Российской Федерации», распоряжением Министерства просвещения Российской Федерации от 25.12.2019 № Р-145 и письмом Минпросвещения России от 21.12.2021 № АЗ-1128/08.
1.3. Наставник – педагогический работник, который помогает молодому специалисту освоить профессию.
= 2. Порядок организации
2.1. Наставничество устанавливается приказом директора при письменном согласии наставника.
2.2. Программа наставничества рассчитана на один учебный год и может быть продлена.
2.3. Куратор собирает отчёты наставников дважды в год и докладывает педагогическому совету.
"""

PLAN = """\
= МБДОУ «Детский сад № 72»
> УТВЕРЖДЕНО
> приказом заведующего
> от 02.09.2025 № 44
= ПЛАН
= работы по наставничеству на 2025/2026 учебный год
Сентябрь. Знакомство наставников с молодыми воспитателями, составление персонализированных программ.
Октябрь – декабрь. Взаимное посещение занятий, разбор трудных случаев, помощь в ведении документации.
Январь. Промежуточные итоги на педагогическом совете детского сада, обмен опытом с родителями.
Февраль – апрель. Открытые занятия молодых воспитателей, мастер-классы наставников.
Май. Анкетирование, итоговый отчёт куратора, планы на следующий год.
План составлен с учётом распоряжения Минпросвещения России от 25 декабря 2019 г. № Р-145.
"""

BASES = {
    "order": ("school", ORDER, {"kind": "приказ", "title": "О назначении куратора и закреплении наставнических пар",
                                "number": "158-о", "date": "2025-09-01"}),
    "regulation": ("school", REGULATION, {"kind": "положение", "appendix_of": "osnova",
                                          "title": "Положение о системе наставничества педагогических работников"}),
    "plan": ("kindergarten", PLAN, {"kind": "план", "title": "План работы по наставничеству", "number": "44",
                                    "date": "2025-09-02"}),
}
R145 = "25.12.2019 № Р-145"
LAST = "5. Контроль за исполнением приказа оставляю за собой."

# name: the paper, what is replaced, what has to be said; what is withheld is not published either.
MISTAKES = {
    "number": ("order", "№ 158-о", "№ 185-о", "paper-number"),
    "number-slash": ("order", "№ 158-о", "№ 26/1", "paper-number"),
    "number-plan": ("plan", "от 02.09.2025 № 44", "от 02.09.2025 № 47", "paper-appendix"),
    "date": ("order", "01.09.2025 ||", "10.09.2025 ||", "paper-date"),
    "date-words": ("order", "01.09.2025 ||", "«01» сентября 2024 г. ||", "paper-date"),
    "date-plan": ("plan", "от 02.09.2025 № 44", "от 20.09.2025 № 44", "paper-appendix"),
    "appendix": ("regulation", "№ 26/1", "№ 21/1", "paper-appendix"),
    "appendix-day": ("regulation", "от 29.08.2025 № 26/1", "от 30.08.2025 № 26/1", "paper-appendix"),
    "organization": ("plan", "«Детский сад № 72»", "«Детский сад № 27»", "paper-organization"),
    "organization-school": ("order", "«Средняя общеобразовательная школа № 5»",
                            "«Средняя общеобразовательная школа № 8»", "paper-organization"),
    "organization-inside": ("regulation", "педагогических работников в МБОУ СОШ № 5",
                            "педагогических работников в МБОУ СОШ № 15", "paper-organization"),
    "blank": ("order", "01.09.2025 || № 158-о", "«___» ___________ 20__ г. || № ____", "paper-blank"),
    "blank-approval": ("plan", "от 02.09.2025 № 44", "от «__» ______ 20__ г. № ___", "paper-blank"),
    "blank-template": ("regulation", "педагогических работников в МБОУ СОШ № 5",
                       "педагогических работников («Наименование образовательной организации», далее – ОО)", "paper-blank"),
    "misquoted-number": ("order", R145, "25.12.2019 № 145-р", "act-misquoted"),
    "misquoted-date": ("order", R145, "24.12.2019 № Р-145", "act-misquoted"),
    "misquoted-latin": ("regulation", "№ Р-145", "№ P-145", "act-misquoted"),
    "misquoted-article": ("order", "351.8", "358.1", "act-misquoted"),
    "misquoted-kind": ("order", "распоряжением Министерства", "постановлением Министерства", "act-misquoted"),
    "misquoted-digit": ("regulation", "273-ФЗ", "273-Ф3", "act-misquoted"),
    "misquoted-words": ("plan", "25 декабря 2019 г.", "24 декабря 2019 г.", "act-misquoted"),
    "repealed": ("regulation", "и письмом", ", приказом Рособрнадзора от 14.08.2020 № 831 и письмом", "act-repealed"),
    "repealed-site": ("order", "Разместить сведения о наставничестве",
                      "В соответствии с постановлением Правительства РФ от 10.07.2013 № 582 разместить сведения",
                      "act-repealed"),
    "repealed-attestation": ("regulation", "дважды в год", "согласно приказу Минобрнауки России от 07.04.2014 № 276",
                             "act-repealed"),
    "snils": ("order", LAST, "5. Установить доплату 10 % наставнику (СНИЛС 112-233-445 95).", "paper-snils paper-withheld"),
    "snils-bare": ("plan", "итоговый отчёт куратора", "отчёт куратора, СНИЛС 11223344595", "paper-snils paper-withheld"),
    "snils-regulation": ("regulation", "при письменном согласии наставника", "по СНИЛС № 112-233-445 95",
                         "paper-snils paper-withheld"),
    "phone": ("order", LAST, "5. Куратору быть на связи: тел. 8-912-345-67-89.", "paper-personal paper-withheld"),
    "passport": ("order", LAST, "5. Оплатить наставнику (паспорт серии 65 08 № 123456, выдан УВД).", "paper-personal paper-withheld"),
    "birth": ("plan", "Анкетирование,", "Анкетирование наставляемого, дата рождения: 05.03.1999,", "paper-personal paper-withheld"),
    "name": ("order", LAST, "5. Назначить наставником Иванову Марию Петровну, учителя математики.", "paper-name paper-withheld"),
    "name-initials": ("order", LAST, "5. Назначить наставниками Петрова П. С. и Иванову М. П.", "paper-name"),
    "name-plan": ("plan", "мастер-классы наставников", "мастер-класс Марии Петровны Ивановой", "paper-name paper-withheld"),
    # Other ways of writing the same.
    "number-double": ("order", "№ 158-о", "№158/1-о", "paper-number"),
    "number-day-in-words": ("order", "01.09.2025 || № 158-о", "от 1 сентября 2025 года || № 15-о", "paper-number"),
    "date-day-in-words": ("order", "01.09.2025 ||", "1 октября 2025 года ||", "paper-date"),
    "appendix-day-in-words": ("regulation", "от 29.08.2025 № 26/1", "от «29» августа 2024 г. № 26/1", "paper-appendix"),
    "blank-approval-half": ("regulation", "от 29.08.2025 № 26/1", "от ________ 2025 г. № _____", "paper-blank"),
    "blank-number": ("order", "01.09.2025 || № 158-о", "01.09.2025 || № _____", "paper-blank"),
    "misquoted-swapped": ("order", R145, "25.12.2019 г. № Р-154", "act-misquoted"),
    "misquoted-short": ("regulation", "№ АЗ-1128/08", "№ АЗ-1128", "act-misquoted"),
    "misquoted-year": ("regulation", "от 29.12.2012", "от 29.12.2013", "act-misquoted"),
    "repealed-words": ("regulation", "и письмом", "и приказом Рособрнадзора от 29 мая 2014 г. № 785, а также письмом",
                       "act-repealed"),
    "snils-spaces": ("order", LAST, "5. Наставник: СНИЛС: 112 233 445 95; доплата 10 %.", "paper-snils paper-withheld"),
    "phone-plus": ("order", LAST, "5. Куратор доступен по номеру +7 (912) 345 67 89.", "paper-personal paper-withheld"),
    "phone-bare": ("plan", "обмен опытом с родителями", "запись по телефону 89123456789", "paper-personal paper-withheld"),
    "passport-bare": ("order", LAST, "5. Наставник: паспорт 6508 123456, выдан 01.02.2010.", "paper-personal paper-withheld"),
    "birth-short": ("order", LAST, "5. Закрепить наставника за учителем 12.05.2001 г.р.", "paper-personal paper-withheld"),
    "mail": ("order", LAST, "5. Отчёты слать на ivanova_m@mail.ru.", "paper-personal"),
    "name-initials-first": ("order", LAST, "5. Закрепить за М.П. Ивановой наставника.", "paper-name"),
    "name-short": ("plan", "мастер-классы наставников", "мастер-классы (Иванова Мария)", "paper-name"),
    # Nothing wrong, though it looks so.
    "right-short-date": ("order", "01.09.2025 ||", "01.09.25 г. ||", ""),
    "right-abolished": ("order", LAST, "5. Приказ от 15.08.2024 № 99-о считать утратившим силу.", ""),
    "right-partner-kindergarten": ("plan", "Январь.", "Январь. Методическое объединение с садом № 14.", ""),
    "right-digits": ("regulation", "дважды в год", "дважды в год (формы 1–3, ИНН 8622002375)", ""),
    "right-name": ("order", LAST, "5. Назначить наставником Петрова Петра Сергеевича, учителя физики.", ""),
    "right-phone": ("order", "= г. Северный", "= г. Северный, тел. 8 (3467) 12-34-56", ""),
    "right-partner": ("order", LAST, "5. Обменяться опытом с коллегами школы № 8 города.", ""),
    "right-signing": ("order", "Директор ||", "С приказом ознакомлены: ________ «__» ______ 2025 г.\nДиректор ||", ""),
    "right-date": ("order", "01.09.2025 ||", "«01» сентября 2025 г. ||", ""),
}


@dataclasses.dataclass(frozen=True)
class Paper:
    organization: str
    text: str
    record: dict
    codes: frozenset

    def lines(self):
        """As lines of a page: [(text, "left", "centre" or "right")]; a pair of columns is one line."""
        for line in self.text.splitlines():
            align = {"= ": "centre", "> ": "right"}.get(line[:2], "left")
            line = line[2:] if align != "left" else line
            left, parted, right = line.partition(" || ")
            if parted:
                yield left + " " * max(4, WIDTH - len(left) - len(right) - 12) + right, "left"
                continue
            for piece in textwrap.wrap(line, WIDTH):
                yield piece, align

    def html(self, author=""):
        def block(line):
            align = {"= ": "center", "> ": "right"}.get(line[:2], "justify")
            line = html.escape(line[2:] if align != "justify" else line)
            left, parted, right = line.partition(" || ")
            if parted:
                return f'<table width="100%"><tr><td>{left}</td><td align="right">{right}</td></tr></table>'
            return f'<p align="{align}">{line}</p>'

        meta = f'<meta name="author" content="{html.escape(author)}">' if author else ""
        return (f'<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><title>{self.record["title"]}</title>{meta}'
                "<style>body {font: 12pt 'DejaVu Serif'}</style></head><body>"
                + "".join(map(block, self.text.splitlines())) + "</body></html>")


def paper(name):
    """A clean paper by its own name, one with the mistake of that name, or one of wild.py."""
    if name in wild.WILD:
        organization, text, record = (wild.WILD[name][n] for n in (0, 2, 1))
        return Paper(organization, text, record, frozenset(wild.WILD[name][3].split()))
    if name in BASES:
        organization, text, record = BASES[name]
        return Paper(organization, text, record, frozenset())
    base, old, new, code = MISTAKES[name]
    organization, text, record = BASES[base]
    if old not in text:
        raise ValueError(f"{name}: «{old}» does not occur in «{base}»")
    return Paper(organization, text.replace(old, new, 1), record, frozenset(code.split()))
