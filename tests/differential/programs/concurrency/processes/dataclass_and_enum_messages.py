import enum
import multiprocessing
from dataclasses import dataclass, field


class Kind(enum.Enum):
    WORK = 1
    STOP = 2


@dataclass
class Message:
    kind: Kind
    body: list = field(default_factory=list)


def worker(inbox, outbox):
    while (m := inbox.get()).kind is not Kind.STOP:
        outbox.put(Message(m.kind, [x + 1 for x in m.body]))
    outbox.put(m)


if __name__ == '__main__':
    a, b = multiprocessing.Queue(), multiprocessing.Queue()
    p = multiprocessing.Process(target=worker, args=(a, b))
    p.start()
    a.put(Message(Kind.WORK, [1, 2]))
    a.put(Message(Kind.STOP))
    print(b.get())
    print(b.get())
    p.join()
