import threading
import time


def debounce(wait):
    def decorator(fn):
        def debounced(*args, **kwargs):
            def call_it():
                fn(*args, **kwargs)
            if hasattr(debounced, 'timer'):
                debounced.timer.cancel()
            debounced.timer = threading.Timer(wait, call_it)
            debounced.timer.start()
        return debounced
    return decorator


@debounce(0.05)
def save(text):
    print('saving', text)


for word in ['h', 'he', 'hel', 'hell', 'hello']:
    save(word)
time.sleep(0.2)
save('bye')
save.timer.join()
print('done')
