import threading
import warnings

warnings.simplefilter('always')
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    t = threading.Thread()
    t.setName('x')
    t.getName()
    t.setDaemon(True)
    t.isDaemon()
    threading.activeCount()
    threading.currentThread()
    threading.Event().isSet()
    c = threading.Condition()
    with c:
        c.notifyAll()
for w in caught:
    print(w.category.__name__, w.message)
