# lesson 24: Producer and consumer
#
# question: One thread makes things, another one uses them up, more slowly. What keeps the first
#   from running away?
# watch: The producer's time in blocked_lock: it waits in put(), for room.
# answer: The queue, if it has a size. put() waits while it is full, get() waits while it is empty,
#   and both give the GIL up while they wait: so nobody polls and nothing is lost, the items come
#   in their order, there are never more than 4 of them in the queue, and the pair is as fast as
#   its slower half. `STOP` says that no more will come.
# try: gilsim explain --why producer_consumer
# try: gilsim trace -o queue.txt producer_consumer
# prints: in their order: True
# prints: most in the queue: 4
# expect: exit_status is 0
# expect: printed.most_in_the_queue is 4, says 4
# expect: printed.an_item between 1.0 and 1.2

from queue import Queue
from threading import Thread
from time import perf_counter, sleep

ITEMS, ROOM = 60, 4


def produce(queue):
    for item in range(ITEMS):
        queue.put(item)
    queue.put("STOP")


def consume(queue, received):
    most = 0
    while True:
        most = max(most, queue.qsize())
        item = queue.get()
        if item == "STOP":
            return received.append(most)
        sleep(0.001)  # it asks a slow device
        received.append(item)


if __name__ == "__main__":
    queue, received = Queue(ROOM), []
    producer = Thread(target=produce, args=(queue,))
    consumer = Thread(target=consume, args=(queue, received))
    began = perf_counter()
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    most = received.pop()
    print("in their order:", received == list(range(ITEMS)))
    print("most in the queue:", most)
    print(f"an item: {(perf_counter() - began) * 1000 / ITEMS:.2f} ms")
