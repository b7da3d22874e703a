# SPDX-License-Identifier: MIT
import argparse
p = argparse.ArgumentParser(prog="P"); p.add_argument("-1", dest="one"); p.add_argument("foo", nargs="?")
def run(p, *argv):
    try: print(p.parse_args(list(argv)))
    except SystemExit as e: print("exit", e.code)
run(p, "-1", "X"); run(p, "-2"); run(p, "-1", "-1"); run(p)
q = argparse.ArgumentParser(prog="Q"); q.add_argument("-bacon"); q.add_argument("-badger"); q.add_argument("x", nargs="?", type=float)
run(q, "-bac", "M"); run(q, "-bad", "W"); run(q, "-ba", "B"); run(q, "-5"); run(q, "--", "-bac")
r = argparse.ArgumentParser(prog="R"); r.add_argument("-v", "--verbose", action="store_true"); r.add_argument("-o", default="-"); r.add_argument("-x", action="count", default=0); r.add_argument("n", type=int, nargs="*")
run(r, "-vxx", "-oout"); run(r, "-vo", "f", "1", "-2"); run(r, "--verb", "3"); run(r, "-z"); run(r, "-xxxofile"); run(r, "-o=3")
print(r, argparse.FileType("wb", 0), argparse.FileType("w", encoding="UTF-8"), argparse.FileType())
