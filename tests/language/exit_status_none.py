import sys
try:
    sys.exit()
except SystemExit as e:
    print(repr(e.code), e.args)
try:
    sys.exit((1, 2))
except SystemExit as e:
    print(repr(e.code), e.args)
raise SystemExit
