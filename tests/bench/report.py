# SPDX-License-Identifier: MIT
"""The tables of the bench: what was measured, what the project wants of it, whether that is so."""

import statistics

TITLES = {"build": "full build", "same": "nothing changed", "page": "one page changed",
          "template": "one template changed", "check": "check --no-facts", "again": "check, nothing changed", "stat": "stat walk of the inputs",
          "floor": "floor: parse and write", "hugo": "Hugo, full build", "eleventy": "Eleventy, full build",
          "jekyll": "Jekyll, full build", "cp": "cp -r of our output",
          "synced": "cp -r, then sync -f", "cold": "check, all documents new",
          "warm": "check, all documents known"}
# numerator, denominator, what is wanted of their wall times, and what is needed in any case. We wait for
# the disk before the exchange, and cp does not wait at all: so it is compared in both ways.
RATIOS = (("hugo", "build", "at least", 10, 6), ("eleventy", "build", "", None, None),
          ("jekyll", "build", "", None, None), ("build", "cp", "at most", 1.3, 2),
          ("build", "synced", "at most", 1.3, 2), ("build", "floor", "", None, None),
          ("floor", "cp", "", None, None), ("same", "stat", "at most", 2, None),
          ("again", "stat", "at most", 2, None), ("check", "stat", "", None, None), ("template", "build", "", None, None))
MEMORY_MIB, PAGE_MS, SINGLE_MS = 64, 3, 15
# Fewer schools are not compared: the region's own pages and starting the program weigh too much.
SCALES = (("wall", "time for one organisation", 34), ("mib", "peak memory", 340))
SPREAD = 1.1

ONLY_OURS = """
What only this program makes, and its times contain: the low-vision form and the search on every page, the index
of the search, the page of the whole section, the tables «Опубликовано» and «Мониторинг», manifests, CSV tables,
feeds, the site map; records, links and documents are checked, personal data is held back without a consent,
and the site is exchanged as a whole after a sync. The others are asked for pages, tables and files alone."""


def median(costs, field):
    return statistics.median(getattr(cost, field) for cost in costs)


def ratio(above, below, field):
    return statistics.median(getattr(a, field) / max(getattr(b, field), 0.001) for a, b in zip(above, below))


def verdict(what, value, wanted="", met=""):
    print(f"  {what:50}{value:<20}{wanted:20}{met}".rstrip())


def is_met(value, how, limit):
    return value >= limit if how == "at least" else value <= limit


def verdict_limit(what, value, text, how, wanted, needed=None):
    """[needed] is what has to be reached even where [wanted] is not."""
    if is_met(value, how, wanted):
        met = "yes"
    else:
        met = "enough" if needed and is_met(value, how, needed) else "NO"
    verdict(what, text, f"{how} {wanted:g}" + (f" ({needed:g})" if needed else ""), met)


def print_costs(costs):
    print(f"\n  {'':28}{'wall, s':>9}{'CPU, s':>9}{'MiB':>7}")
    for name, measured in costs.items():
        if measured:
            print(f"  {TITLES[name]:28}{median(measured, 'wall'):9.3f}{median(measured, 'cpu'):9.3f}"
                  f"{median(measured, 'mib'):7.0f}")
    print()


def print_ratios(costs):
    for above, below, how, wanted, needed in RATIOS:
        if costs[above] and costs[below]:
            what = f"{TITLES[above]} / {TITLES[below]}"
            value = ratio(costs[above], costs[below], "wall")
            text = f"{value:.2f} (CPU {ratio(costs[above], costs[below], 'cpu'):.2f})"
            if how:
                verdict_limit(what, value, text, how, wanted, needed)
            else:
                verdict(what, text)


def print_table(bench):
    """What one scale has cost."""
    costs = bench.costs
    print_costs(costs)
    print_ratios(costs)
    more = 1000 * statistics.median(p.wall - s.wall for p, s in zip(costs["page"], costs["same"]))
    verdict_limit("one page changed, more than nothing, ms", more, f"{more:.1f}", "at most", PAGE_MS)
    if bench.expected["organizations"] == 1:
        whole = 1000 * median(costs["build"], "wall")
        verdict_limit("full build of a single school, ms", whole, f"{whole:.1f}", "at most", SINGLE_MS)
    peak = max(cost.mib for cost in costs["build"])
    verdict_limit("peak memory of a full build, MiB", peak, f"{peak:.0f}", "at most", MEMORY_MIB)
    verdict_limit("files written when nothing changed", bench.rewritten, bench.rewritten, "at most", 0)
    verdict_limit("sections rewritten for one page", bench.sections_touched, bench.sections_touched, "at most", 1)


def per_organisation(bench, field):
    """Milliseconds for one organisation, or the MiB of the whole build."""
    value = median(bench.costs["build"], field)
    return value if field == "mib" else 1000 * value / bench.expected["organizations"]


def print_scales(benches):
    """How a full build grows with the number of organisations."""
    print(f"\n  {'full build at each scale':28}{'wall, s':>9}{'for one, ms':>13}{'CPU, ms':>9}{'MiB':>7}")
    for bench in benches:
        number = bench.expected["organizations"]
        print(f"  {number:<7}{'organisation' if number == 1 else 'organisations':21}"
              f"{median(bench.costs['build'], 'wall'):9.3f}{per_organisation(bench, 'wall'):13.2f}"
              f"{per_organisation(bench, 'cpu'):9.2f}{per_organisation(bench, 'mib'):7.0f}")
    print()
    for field, what, least in SCALES:
        values = [per_organisation(bench, field) for bench in benches if bench.expected["organizations"] > least]
        if len(values) > 1:
            spread = max(values) / min(values)
            verdict_limit(f"{what}, largest / smallest from {least}", spread, f"{spread:.2f}", "at most", SPREAD)
