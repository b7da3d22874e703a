# SPDX-License-Identifier: MIT
x = 1
exec('x = 2'); print(x)
def f():
    y = 1
    exec('y = 5')
    print(y, locals())
f()
d = {'x': 10}
exec('z = x + 1', d); print(d['z'], '__builtins__' in d)
exec('print(x)', {}, {'x': 'local'})
l = {}
exec('import math\nr = math.sqrt(16)', {}, l); print(l['r'], sorted(l))
code = compile('for i in range(2): print("loop", i)', '<s>', 'exec'); exec(code)
print(eval("[i for i in range(n)]", {'n': 3}))
try: eval('1 +')
except SyntaxError as e: print(e, e.lineno, e.offset, e.text)
try: exec('def f(:\n  pass')
except SyntaxError as e: print(e.msg, e.lineno)
try: exec('  x = 1')
except IndentationError as e: print(type(e).__name__, e)
try: eval('undefined')
except NameError as e: print(e)
class C:
    exec('attr = 5')
print(C.attr)
globals()['dyn'] = 7; print(dyn)
print(sorted(vars()) == sorted(globals()))
exec('raise ValueError("from exec")')
