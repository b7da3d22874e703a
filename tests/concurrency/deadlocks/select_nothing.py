# report: a signal
# prints: ([], [], [])
import select
import selectors

print(select.select([], [], [], 0.5))
selector = selectors.DefaultSelector()
selector.close()
try:
    selector.select()
except ValueError:
    pass
else:
    raise SystemExit('a closed selector works')
select.select([], [], [])
