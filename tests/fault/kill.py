#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""SIGKILL at the system calls of a publication: visitors see the old site or the new one, whole.

    kill.py DRIVER [STEP]      every STEP-th call (default 1: all of them)

Before each call of a run that replaces site A by site B the process is killed. Visitors then have to see
exactly A or B; opening the folder once more has to leave nothing beside it; publishing B has to give B.
The same for B and C, which differ in one folder: that alone is exchanged; for a first publication; and for
a file system without exchange, where alone public/ may be absent for a moment, with A whole beside it and
put back by the next opening.
"""

import sys

from faults import Score, Workshop

NO_EXCHANGE = "renameat2:error=EINVAL"


def kill(shop, before, after, call, n, *injections):
    shop.reset(before)
    done = shop.traced(after, f"{call}:signal=KILL:when={n}", *injections)
    return done.returncode in (-9, 137)


def check(shop, score, before, after, call, n, *injections):
    what = f"{call} {n} {' '.join(injections)} from {before} to {after}"
    if call == "renameat2" and injections:
        return
    killed = kill(shop, before, after, call, n, *injections)
    score.check(killed, f"{what}: was not killed")
    left, start = shop.seen(), before or "absent"
    healable = injections and left == "absent" and shop.site(".public.nastavnik-old", ledger=False) == before
    score.check(left in (start, after) or healable, f"{what}: public/ is {left}")
    shop.publish("heal")
    score.check(shop.seen() == (before if healable else left), f"{what}: healed into {shop.seen()}")
    score.check(shop.entries() == ([] if shop.seen() == "absent" else ["public"]),
                f"{what}: left {shop.entries()}")
    shop.publish(after)
    score.check(shop.site() == after and shop.entries() == ["public"], f"{what}: then {shop.site()}")


def main():
    driver, step = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1
    score = Score()
    with Workshop(driver) as shop:
        for before, after, injections in (("A", "B", []), ("A", "B", [NO_EXCHANGE]), ("B", "C", []),
                                          ("B", "C", [NO_EXCHANGE]), (None, "B", [])):
            shop.reset(before)
            moments = shop.moments(after, *injections)
            assert len(moments) > 80, moments
            # The exchange and all around it is tried in the short form too.
            for i, (call, n) in enumerate(moments):
                if i % step == 0 or call.startswith("rename") or call in ("fsync", "syncfs"):
                    check(shop, score, before, after, call, n, *injections)
    return score.end()


if __name__ == "__main__":
    sys.exit(main())
