# exec, eval and compile: scopes, results, errors.
x = 1
print(eval('x + 1'), eval('x', {'x': 5}), eval('x + y', {'x': 1}, {'y': 2}), eval(' \t x'), eval(b'x'))
exec('y = x + 10')
print(y)
scope = {}
exec('def f(n):\n    return n * 2\nz = f(4)', scope)
print(scope['z'], '__builtins__' in scope, sorted(k for k in scope if not k.startswith('__')))
local = {}
exec('a = 1; b = a + x', globals(), local)
print(local)


def function():
    inner = 5
    exec('inner = 6; new = 7')
    print(inner, eval('inner'), 'new' in locals())
    exec('print(inner)', {}, {'inner': 'given'})


function()
code = compile('q = [i for i in range(3)]', 'name', 'exec')
exec(code)
print(q, code.co_filename, eval(compile('1 + 1', '<e>', 'eval')))
print(exec('1'), eval('None'))


class Mapping(dict):
    def __missing__(self, key):
        return 'missing ' + key


print(eval('anything', {}, Mapping()))


class A:
    exec('attribute = 3')
    print(sorted(k for k in locals() if not k.startswith('__')))


print(A.attribute)
print(eval('__builtins__') is not None, eval('len', {})([1, 2]))
try:
    eval('undefined_name')
except NameError as e:
    print(e)
try:
    exec('raise ValueError(1)')
except ValueError as e:
    print(repr(e), e.__traceback__.tb_next.tb_frame.f_code.co_filename)
exec('def g():\n    1 / 0\n\ng()')
