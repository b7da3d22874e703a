# Three threads print in turn, whatever the scheduler thinks of it.
import threading

condition = threading.Condition()
turn = 0


def speak(number, text):
    global turn
    for _ in range(4):
        with condition:
            while turn != number:
                condition.wait()
            print(text, end=' ')
            turn = (turn + 1) % 3
            condition.notify_all()


threads = [threading.Thread(target=speak, args=pair) for pair in enumerate(('fizz', 'buzz', 'bang'))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print()
