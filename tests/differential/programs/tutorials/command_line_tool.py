# SPDX-License-Identifier: MIT
# options: --allow-write .
import argparse, sys

def positive(s):
    v = int(s)
    if v <= 0:
        raise argparse.ArgumentTypeError(f"{s} is not positive")
    return v

def build():
    p = argparse.ArgumentParser(prog="tool", description="A tool that does things.", epilog="That's all.", formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    p.add_argument("files", nargs="*", help="input files", default=["-"])
    p.add_argument("-v", "--verbose", action="count", default=0, help="verbosity")
    p.add_argument("-n", "--num", type=positive, default=4, metavar="N", help="number of workers")
    p.add_argument("--mode", choices=["fast", "slow"], default="fast", help="the mode")
    p.add_argument("--version", action="version", version="%(prog)s 1.2")
    p.add_argument("--pair", nargs=2, type=float, metavar=("LO", "HI"), help="range")
    p.add_argument("-D", action="append", dest="defines", help="define")
    p.add_argument("--color", action=argparse.BooleanOptionalAction, default=True, help="use color")
    g = p.add_mutually_exclusive_group()
    g.add_argument("--quiet", "-q", action="store_true", help="be quiet")
    g.add_argument("--loud", action="store_true", help="be loud")
    grp = p.add_argument_group("output options", "where things go")
    grp.add_argument("-o", "--output", type=argparse.FileType("w"), default=None, help="out")
    grp.add_argument("--const", action="store_const", const=42, help="constant")
    return p

def run(p, argv):
    print(argv)
    try:
        print(p.parse_args(argv))
    except SystemExit as e:
        sys.stderr.flush()
        print("exit", e.code)

p = build()
p.print_help()
p.print_usage()
for argv in ([], ["a", "b", "-vv", "-n", "8"], ["--mode=slow", "-n3", "--pair", "1", "2.5"], ["-D", "A=1", "-D", "B", "--no-color", "x"], ["--quiet", "--const"],
             ["-n", "0"], ["-n", "x"], ["--mode", "medium"], ["--quiet", "--loud"], ["--pair", "1"], ["--bogus", "1"], ["--version"], ["-h"], ["--verb"], ["--", "-x"]):
    run(p, argv)
print(p.parse_known_args(["--zzz", "f", "-q"]))
sub = argparse.ArgumentParser(prog="git")
sub.add_argument("--debug", action="store_true")
sp = sub.add_subparsers(dest="command", required=True, help="sub-command help", title="commands")
c = sp.add_parser("commit", help="record changes", aliases=["ci"])
c.add_argument("-m", "--message", required=True)
c.set_defaults(func=lambda a: f"committing {a.message}")
a = sp.add_parser("add", help="add files")
a.add_argument("paths", nargs="+")
sub.print_help()
c.print_help()
for argv in (["commit", "-m", "msg"], ["ci", "-m", "x"], ["add"], ["add", "a", "b"], [], ["push"], ["commit"]):
    try:
        ns = sub.parse_args(argv)
        print(ns.command, ns.func(ns) if hasattr(ns, "func") else ns.paths)
    except SystemExit as e:
        print("exit", e.code)
parent = argparse.ArgumentParser(add_help=False)
parent.add_argument("--user", default="me")
child = argparse.ArgumentParser(parents=[parent], usage="%(prog)s [options]", prog="child", formatter_class=argparse.RawDescriptionHelpFormatter, description="line1\n  line2")
child.add_argument("x", type=int, help="an %(type)s, default %(default)s")
child.print_help()
ns = argparse.Namespace(a=1)
child.parse_args(["5"], namespace=ns)
print(ns, vars(ns), "a" in ns, ns == argparse.Namespace(a=1, user="me", x=5))
class Up(argparse.Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values.upper()); print("action", option_string)
q = argparse.ArgumentParser(prog="q", exit_on_error=False, fromfile_prefix_chars="@", prefix_chars="-+")
print(q.add_argument("--up", action=Up))
q.add_argument("+x", action="store_true")
print(q.parse_args(["--up", "abc", "+x"]))
try:
    q.parse_args(["--up"])
except argparse.ArgumentError as e:
    print("ArgumentError", e)
q.error("custom error")
