import contextvars
import logging
import queue
from concurrent.futures import Future
from multiprocessing import queues
from multiprocessing.pool import AsyncResult
from multiprocessing.shared_memory import ShareableList

Jobs = queues.SimpleQueue[int]
jobs: 'queue.Queue[int]' = queue.Queue[int](maxsize=2)
jobs.put(3)
print(jobs.get(), jobs.maxsize, type(jobs).__name__)
for alias in (queue.Queue[int], queue.LifoQueue[str], queue.SimpleQueue[bytes], Jobs, Future[int],
              AsyncResult[int], ShareableList[int], logging.LoggerAdapter[logging.Logger]):
    print(alias.__origin__.__name__, alias.__args__)
variable: contextvars.ContextVar[int] = contextvars.ContextVar('variable', default=1)
print(variable.get(), contextvars.ContextVar[int].__args__)
