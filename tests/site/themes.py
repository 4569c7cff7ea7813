"""What a site may change of the theme, and what stays then.

    themes.py [PROGRAM]
"""

import shutil
from pathlib import Path

import html5lib

from project import ROOT, Suite, build, put, scratch, text, tree


def project(folder, site="", colour="", **files):
    put(folder, "data/site.yaml", f"title: Разделы\n{site}")
    put(folder, "data/organization.yaml", f"level: school\nkind: school\nname: Школа № 1\n{colour}")
    for name, content in files.items():
        put(folder, f"themes/own/{name.replace('_', '.')}", content)
    done = build(folder, "--quiet")
    made = {name: text(data) for name, data in (tree(Path(folder) / "public") or {}).items()}
    return done, made


def the_frame_stays_under_an_own_style(suite, folder):
    _, usual = project(folder / "usual")
    _, own = project(folder / "own", "theme: own\n", style_css=".own { color: red; }\n")
    style = own.get("assets/style.css", "")
    suite.check(style.endswith(".own { color: red; }"), "an own style.css is not what the stylesheet ends with")
    suite.check("#lv-on:checked" in style, "an own style.css has lost the low-vision version")
    suite.check(".docs" in usual["assets/style.css"] and ".docs" not in style, "the parts are not replaced")
    suite.check("assets/frame.css" not in usual, "the frame is published a second time")


def an_own_frame_takes_its_place(suite, folder):
    _, own = project(folder / "frame", "theme: own\n", frame_css=".own { color: red; }\n")
    style = own.get("assets/style.css", "")
    suite.check(style.startswith(".own { color: red; }") and ".docs" in style and "#lv-on" not in style,
                 "an own frame.css is not what the stylesheet begins with")
    suite.check(".own { color: red; }" in own.get("404.html", ""), "404.html does not carry the frame")


def an_own_form_and_script_are_used(suite, folder):
    _, own = project(folder / "form", "theme: own\n", lowvision_html="<p>своя форма</p>\n", script_js="// own\n")
    suite.check("<p>своя форма</p>" in own.get("index.html", ""), "an own lowvision.html is not used")
    suite.check(own.get("assets/script.js") == "// own\n", "an own script.js is not used")
    suite.check(own.get("assets/register.js", "").startswith("// own\n"), "register.js is published without it")


def comments_stay_with_the_theme(suite, folder):
    _, own = project(folder / "comments", "theme: own\n", style_css=(
        "/* note: \"it's */.a::before { content: \"/* text \\\" */\"; }/*! rights */.b { color: red; }/* open"))
    suite.check(own.get("assets/style.css", "").endswith(
        ".a::before { content: \"/* text \\\" */\"; }/*! rights */.b { color: red; }"), "comments are not left out")


def browsers_get_no_comments_and_no_indents(suite, folder):
    _, made = project(folder / "squeezed")
    for name, content in made.items():
        if name.endswith((".css", ".js", ".html")) and not name.startswith("search-"):
            suite.check("\n " not in content.replace("\n */", ""), f"{name}: indents")
            suite.check("\n//" not in content and "/* " not in content, f"{name}: comments")


def a_page_loads_one_script(suite, folder):
    _, made = project(folder / "script")
    for name, page in made.items():
        if name.endswith(".html"):
            scripts = page.count("<script src=")
            suite.check(scripts == (name != "404.html"), f"{name}: {scripts} scripts")
    own = made["assets/script.js"]
    for name in ("assets/register.js", "assets/search.js"):
        suite.check(made[name].startswith(own), f"{name}: does not begin with script.js")


def a_font_is_published_where_it_is_chosen(suite, folder):
    _, usual = project(folder / "no-font")
    suite.check("font/woff2" not in usual["assets/style.css"], "a font nobody asked for")
    for key, family in {"golos": "Golos Text", "onest": "Onest"}.items():
        _, made = project(folder / key, f"font: {key}\n")
        style = made.get("assets/style.css", "")
        suite.check(style.count("url(\"data:font/woff2;base64,") == 2, f"{key}: not two faces")
        suite.check(f'--sans: "{family}"' in style, f"{key}: not used")
        suite.check("SIL Open Font License" in style, f"{key}: nothing is said of its licence")
        suite.check(style.index("--paper: #fff") < style.index("@font-face") < style.index(".docs"),
                     f"{key}: not between the frame and the parts")
    done, _ = project(folder / "unknown", "font: comic\n")
    suite.check(done.returncode == 1 and "site.yaml:2:7" in text(done.stderr), "an unknown font is not an error")


def the_colour_is_on_every_page_of_its_organisation(suite, folder):
    _, usual = project(folder / "plain")
    _, made = project(folder / "coloured", colour='colour: "#0B5D4A"\n')
    suite.check("--own" not in usual["index.html"], "a colour nobody gave")
    for name in ("index.html", "documents.html"):
        suite.check('style="--own: #0b5d4a; --own-light: #78a59b"' in made.get(name, ""), f"{name}: no colour")


def every_page_has_the_switch(suite, folder):
    _, made = project(folder / "switch")
    for name, page in made.items():
        if name.endswith(".html"):
            suite.check(page.count('id="lv-on"') == 1 and "Версия для слабовидящих" in page, f"{name}: no switch")
            suite.check(page.index('class="skip"') < page.index('id="lv-on"') < page.index("<main"),
                         f"{name}: the switch is not right behind the skip link")


def words_of_main(page):
    """The words inside <main>, and those that only programs see left out."""
    body = html5lib.parse(page, namespaceHTMLElements=False).find(".//main")
    for unseen in body.iter("script"):
        unseen.text = ""
    return set(" ".join(body.itertext()).replace("\u00ad", "").split())


def a_theme_of_another_layout_loses_nothing(suite, folder):
    """tests/themes/listok was made from themes/README.md alone: a newspaper, its documents as tables."""
    own = ROOT / "tests/themes/listok"
    lines = sum(len(text(f.read_bytes()).splitlines()) for f in own.iterdir())
    suite.check(lines < 150, f"the theme has {lines} lines")
    made = {}
    for name in ("usual", "listok"):
        there = folder / f"example-{name}"
        for part in ("data", "content"):
            shutil.copytree(ROOT / part, there / part)
        if name == "listok":
            shutil.copytree(own, there / "themes/listok")
            with open(there / "data/site.yaml", "a", encoding="utf-8") as site:
                site.write("theme: listok\n")
        done = build(there, "--quiet", "--no-facts")
        suite.check(done.returncode == 0, f"{name}: {text(done.stderr)[-300:]}")
        made[name] = {path: text(data) for path, data in tree(there / "public").items() if path.endswith(".html")}
    suite.check(made["usual"].keys() == made["listok"].keys(), "other pages")
    for path, page in made["listok"].items():
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        parser.parse(page)
        suite.check(not parser.errors, f"{path}: {parser.errors[:1]}")
        lost = words_of_main(made["usual"][path]) - words_of_main(page)
        if path.endswith("documents.html") or path.endswith(("print.html", "404.html")):
            continue
        suite.check(not lost, f"{path}: lost {sorted(lost)[:5]}")
    documents = made["listok"]["sovetskiy-rayon/shkola-1/documents.html"]
    for piece in ("214-о", "26/1", "Положение о системе наставничества"):
        suite.check((piece in documents) == (piece in made["usual"]["sovetskiy-rayon/shkola-1/documents.html"]),
                    f"documents: «{piece}»")


def main():
    suite = Suite()
    with scratch() as folder:
        for test in (the_frame_stays_under_an_own_style, an_own_frame_takes_its_place, an_own_form_and_script_are_used,
                     comments_stay_with_the_theme, browsers_get_no_comments_and_no_indents, a_page_loads_one_script,
                     a_font_is_published_where_it_is_chosen, the_colour_is_on_every_page_of_its_organisation,
                     every_page_has_the_switch, a_theme_of_another_layout_loses_nothing):
            test(suite, Path(folder))
    suite.finish()


if __name__ == "__main__":
    main()
