# SPDX-License-Identifier: MIT
import contextvars
import threading
from concurrent.futures import ThreadPoolExecutor

request = contextvars.ContextVar('request', default='none')
user = contextvars.ContextVar('user')
print(request.name, request.get(), user.get('nobody'))
try:
    user.get()
except LookupError as error:
    print(type(error).__name__, 'user' in repr(error))
token = request.set('first')
print(request.get(), token.old_value, token.var is request)
inner = request.set('second')
print(inner.old_value)
request.reset(inner)
print(request.get())
request.reset(token)
print(request.get())
try:
    request.reset(token)
except RuntimeError as error:
    print('already been used once' in str(error))


def handle(name):
    request.set(name)
    return f'{threading.current_thread().name.split("-")[0]} {request.get()}'


with ThreadPoolExecutor(2) as pool:
    print(list(pool.map(handle, ['a', 'b', 'c'])))
print(request.get())
context = contextvars.copy_context()
print(context.run(handle, 'in context'), request.get(), context[request], request in context, len(context))
try:
    context.run(context.run, print)
except RuntimeError as error:
    print('cannot enter context' in str(error))


def worker(context):
    print('worker', context.run(request.get), request.get())


request.set('main')
thread = threading.Thread(target=worker, args=(contextvars.copy_context(),))
thread.start()
thread.join()
print([variable.name for variable in contextvars.copy_context()])
try:
    contextvars.ContextVar(1)
except TypeError as error:
    print(error)
