#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Holds the shipped profiles to what was read in their sources.

A profile is a claim about somebody's document: an item lost or promoted to «required» by a slip of the
keyboard would accuse hundreds of schools. So the numbers and the required ids stand here a second time;
whoever changes a profile on purpose changes this table too, with the source at hand.
"""

import collections
import pathlib
import re
import sys

import yaml

PROFILES = pathlib.Path(__file__).resolve().parents[2] / "data/requirements"

# profile -> level -> (required, recommended, optional, held)
COUNTS = {
    "federal-2021": {"school": (0, 12, 0, 2), "municipality": (0, 1, 0, 1), "region": (0, 3, 0, 1)},
    "sovetskiy-rayon": {"school": (8, 0, 3, 0), "municipality": (8, 0, 8, 1)},
    "respublika-altay": {"school": (4, 1, 5, 0), "municipality": (4, 0, 0, 0), "region": (7, 0, 0, 0)},
    "smolenskaya-oblast": {"school": (3, 0, 0, 0), "municipality": (1, 0, 0, 0), "region": (10, 0, 4, 0)},
    "tomskaya-oblast": {"school": (0, 4, 0, 0), "municipality": (0, 8, 1, 0), "region": (9, 0, 1, 0)},
    "surgutskiy-rayon": {"school": (0, 5, 0, 0), "municipality": (0, 1, 1, 0)},
}

REQUIRED = {
    "federal-2021": "",
    "sovetskiy-rayon": """
        sch-prikaz-polozhenie sch-polozhenie sch-dorozhnaya-karta sch-prikaz-pary sch-prikaz-kurator sch-stimul
        sch-baza-nastavnikov sch-programmy
        mun-akt-polozhenie mun-akt-dk mun-model-molodoy-pedagog mun-akt-stazh-ploshchadki mun-edinaya-baza mun-stimul
        mun-reestr-programm mun-spravka-marshruty""",
    "respublika-altay": """
        sch-prikaz-vnedrenie sch-prikaz-polozhenie sch-prikaz-kurator sch-programma-nastavnichestva
        mun-prikaz-vnedrenie mun-akt-polozhenie mun-prikaz-kurator mun-programma
        reg-npa reg-prikaz-vnedrenie reg-metodrek reg-konstruktor reg-tipovye reg-materialy-kuratora
        reg-materialy-monitoringa""",
    "smolenskaya-oblast": """
        sch-polozhenie sch-dorozhnaya-karta sch-programmy mun-akt-dk
        reg-prikaz-operator reg-dorozhnaya-karta reg-razdel-operatora reg-baza reg-reestr-oo reg-bank-praktik
        reg-metodrek reg-monitoring-gotovnosti reg-monitoring-saytov reg-otchet-soprovozhdenie""",
    "tomskaya-oblast": """
        reg-prikaz-operator reg-dorozhnaya-karta reg-programma reg-razdel-operatora reg-metodika reg-metodrek
        reg-baza reg-otchet reg-dpo""",
    "surgutskiy-rayon": "",
}

# Yearly deadlines that people plan their work by: (profile, item) -> ММ-ДД.
DUE = {
    ("sovetskiy-rayon", "sch-programmy"): "10-31",
    ("sovetskiy-rayon", "sch-samodiagnostika-pp"): "06-10",
    ("sovetskiy-rayon", "sch-samodiagnostika-dk"): "06-15",
    ("sovetskiy-rayon", "mun-edinaya-baza"): "10-31",
    ("sovetskiy-rayon", "mun-reestr-programm"): "10-31",
    ("sovetskiy-rayon", "mun-spravka-akty"): "11-10",
    ("sovetskiy-rayon", "mun-reestr-zatrudneniy"): "11-10",
    ("sovetskiy-rayon", "mun-spravka-effekt"): "06-30",
    ("sovetskiy-rayon", "mun-spravka-mery"): "07-10",
    ("sovetskiy-rayon", "mun-doska-pocheta"): "06-30",
}

# The site section of п. 2.3 is ordered of schools and extra education; the programmes of п. 1.3, of everybody.
FOR_EVERYBODY = {"sch-programmy"}

MUSTS = ("required", "recommended", "optional", "held")


def load_profiles():
    """Every profile by its file name; values stay text, as the program reads them."""
    return {path.stem: yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
            for path in sorted(PROFILES.glob("*.yaml"))}


def counts_by_level(profile):
    counts = collections.defaultdict(collections.Counter)
    for item in profile["items"]:
        for level in item["levels"]:
            counts[level][item["must"]] += 1
    return {level: tuple(found[must] for must in MUSTS) for level, found in counts.items()}


def ids_with(profile, must):
    return sorted(item["id"] for item in profile["items"] if item["must"] == must)


def dues(profiles):
    return {(name, item["id"]): " ".join(item["due"])
            for name, profile in profiles.items() for item in profile["items"] if "due" in item}


def faults_of_item(item):
    """What is wrong with one item whatever its profile is."""
    by = item.get("satisfied_by", {})
    if "source" not in item:
        yield "нет source"
    if "verified" not in item and "вторичному источнику" not in item.get("reason", ""):
        yield "не сверен, и reason не говорит «по вторичному источнику»"
    if (item["must"] == "held") == bool(by):
        yield "satisfied_by бывает у всех, кроме held, и только у них"
    if by.get("kinds") and not by.get("titles"):
        yield "kinds без titles не закрывает ничего"
    if any(word != word.lower() for word in by.get("titles", [])):
        yield "titles пишутся строчными буквами"
    if any(not re.fullmatch(r"(0[1-9]|1[0-2])-([0-2]\d|3[01])", day) for day in item.get("due", [])):
        yield "due пишется как ММ-ДД"


def faults_of_items(profile):
    return [f"{item['id']}: {fault}" for item in profile["items"] for fault in faults_of_item(item)]


def repeated_ids(profile):
    found = collections.Counter(item["id"] for item in profile["items"])
    return [name for name, times in found.items() if times > 1]


def ordered_of_kindergartens(profile):
    return {item["id"] for item in profile["items"] if item["must"] == "required" and "school" in item["levels"]
            and "kindergarten" in item.get("kinds", ["kindergarten"])}


def comparisons(profiles):
    """Yields (what is compared, found, wanted)."""
    yield "состав папки", sorted(profiles), sorted(COUNTS)
    for name, profile in profiles.items():
        yield f"{name}: id", profile["id"], name
        yield f"{name}: повторы id", repeated_ids(profile), []
        yield f"{name}: пунктов по уровням", counts_by_level(profile), COUNTS.get(name)
        yield f"{name}: обязательные пункты", ids_with(profile, "required"), sorted(REQUIRED.get(name, "").split())
        yield f"{name}: пункты", faults_of_items(profile), []
        unknown = [parent for parent in profile.get("extends", []) if parent not in profiles]
        yield f"{name}: extends", unknown, []
    yield "ежегодные сроки", dues(profiles), DUE
    yield ("sovetskiy-rayon: обязательное для детских садов",
           ordered_of_kindergartens(profiles["sovetskiy-rayon"]), FOR_EVERYBODY)


def main():
    passed = failed = 0
    for what, found, wanted in comparisons(load_profiles()):
        if found == wanted:
            passed += 1
        else:
            failed += 1
            print(f"FAILED {what}\n  found  {found}\n  wanted {wanted}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
