"""Russian nouns after numbers, as the pages use them: 1 пара, 2 пары, 5 пар."""

import re

# after 1, after 2, after 5; «из 21 …», «по 21 …» take other cases and have rows of their own
FORMS = [
    ("пара", "пары", "пар"),
    ("пара или группа", "пары и группы", "пар и групп"),
    ("наставник", "наставника", "наставников"),
    ("программа", "программы", "программ"),
    ("практика", "практики", "практик"),
    ("организация", "организации", "организаций"),
    ("форма", "формы", "форм"),
    ("запись", "записи", "записей"),
    ("год", "года", "лет"),
    ("прежний документ", "прежних документа", "прежних документов"),
]
AFTER_OF = [("обязательного пункта", "обязательных пунктов", "обязательных пунктов")]
SPACE = "[ \u00a0\n\t]+"


def form_of(number):
    if number % 10 == 1 and number % 100 != 11:
        return 0
    return 1 if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else 2


def wrong_forms(words):
    """«21 программ»: every number in the text whose noun stands in a wrong form."""
    for forms in FORMS + AFTER_OF:
        alternatives = "|".join(sorted({re.escape(f).replace("\\ ", SPACE) for f in forms}, key=len, reverse=True))
        for found in re.finditer(rf"(?<![\d.,/№–-])(?<!№ )(?<!№\u00a0)(\d+){SPACE}({alternatives})(?!\w)", words):
            right = forms[form_of(int(found[1]))]
            written = re.sub(SPACE, " ", found[2])
            before = words[max(0, found.start() - 6):found.start()]
            is_year = forms[0] == "год" and 1900 < int(found[1]) < 2100
            if written != right and not is_year and not re.search(r"(?:из|по|с|до|от|к)[ \u00a0]$", before):
                yield f"{found[1]} {written}"
