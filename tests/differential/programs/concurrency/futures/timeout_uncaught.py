from concurrent.futures import Future

f = Future()
f.result(timeout=0.01)
