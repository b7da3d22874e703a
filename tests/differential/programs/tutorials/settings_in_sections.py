# SPDX-License-Identifier: MIT
import configparser, io, sys
from configparser import ConfigParser, ExtendedInterpolation, RawConfigParser
TEXT = """
# global comment
[DEFAULT]
ServerAliveInterval = 45
Compression: yes
base = /srv

[forge.example]
User = hg
path = %(base)s/data
url = http://%(user)s@%(host)s/%(path)s
host = forge
multi = line one
    line two

    line four
empty =

[topsecret.server.example]
Port = 50022
ForwardX11 = no
ratio = 2.5
; another
"""
c = ConfigParser()
c.read_string(TEXT)
print(c.sections(), "forge.example" in c, "x" in c, len(c), list(c))
f = c["forge.example"]
print(f["User"], f["url"], f["compression"], f.get("missing"), f.get("missing", "fb"), f.getboolean("Compression"), repr(f["multi"]), repr(f["empty"]), f)
t = c["topsecret.server.example"]
print(t.getint("port"), t.getfloat("ratio"), c.getboolean(t.name, "forwardx11"), t.getint("nope", 7), c.get("nosec", "a", fallback="FB"), c.getint("DEFAULT", "serveraliveinterval"))
print(dict(t), c.items("topsecret.server.example"), c.options("forge.example"), c.has_option("forge.example", "USER"), c.defaults())
c["new"] = {"a": "1", "b": "two"}
c.set("new", "c", "3%%"); c.add_section("other"); c["other"]["k"] = "v"; del c["new"]["a"]; c.remove_section("forge.example")
out = io.StringIO(); c.write(out); print(out.getvalue())
c.write(sys.stdout, space_around_delimiters=False)
for bad in (lambda: c["nope"], lambda: c.get("nope", "x"), lambda: c.get("new", "x"), lambda: c.add_section("new"), lambda: c.set("new", "z", 5), lambda: c.set("new", "z", "5%"), lambda: c.getint("new", "b"), lambda: c.getboolean("new", "b"), lambda: c.add_section("DEFAULT"),
            lambda: ConfigParser().read_string("a = 1\n"), lambda: ConfigParser().read_string("[s]\njust text\n"), lambda: ConfigParser().read_string("[s]\na=1\na=2"), lambda: ConfigParser().read_string("[s]\n[s]"),
            lambda: c["new"].__getitem__("zz"), lambda: ConfigParser({"a": "%(b)s"}).get("DEFAULT", "a"), lambda: ConfigParser({"a": "%(a)s"}).get("DEFAULT", "a")):
    try: print(bad())
    except Exception as e: print(type(e).__name__, "|", e)
e = ConfigParser(interpolation=ExtendedInterpolation())
e.read_string("[Common]\nhome: /Users\nlib: ${home}/lib\n[Fw]\nVersion: 3.2\npath: ${Common:lib}/fw/${version}\ncost: $$5\n")
print(e["Fw"]["path"], e["Fw"]["cost"])
r = RawConfigParser(allow_no_value=True, inline_comment_prefixes=("#",), delimiters=("=",), strict=False, default_section="common"); r.optionxform = str
r.read_string("[S]\nKey = %(raw)s # inline\nflag\nurl=a:b#c\n[S]\nKey = 2\n"); print(dict(r["S"]), r.sections(), r.get("S", "flag"))
l = ConfigParser(converters={"list": lambda s: s.split(",")}); l.read_dict({"s": {"items": "a,b", "n": 5}, "t": {}}); print(l.getlist("s", "items"), l["s"].getlist("items"), l["s"]["n"], l.read(["no-such-file.ini"]))
