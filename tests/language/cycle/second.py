import cycle.first
try:
    cycle.first.one
except AttributeError as e:
    print(e)
from cycle.first import one
two = 2
