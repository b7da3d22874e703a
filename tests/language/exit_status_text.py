import sys
try:
    sys.exit('a message')
except SystemExit as e:
    print(repr(e.code), repr(e))
sys.exit('the last message')
