# The markers below source lines, each traceback printed by sys.excepthook.
import sys


def check(action):
    try:
        action()
    except Exception:
        kind, value, tb = sys.exc_info()
        sys.excepthook(kind, value, tb.tb_next)


class Empty:
    pass


def attribute(): return Empty().missing.other
def attribute_alone():
    Empty().missing
def binary(): return 1 + 'a'
def floor_divide(): return 7 // 0 + 1
def spaced(): return 1   %   0
def parenthesised(): return (1 + 2) * (3 + 'x')
def subscript(): return {}['key']
def nested_subscript(): return [[1]][0][5]
def subscript_store():
    x = []
    x[3] = 1
def slice_of(): return 5[1:2]
def call(): return len(5)
def call_many(): return print(len(5), 1)
def comparison(): return 1 < 'a'
def chained(): return 1 < 2 < 'a'
def unary(): return -'a'
def multi_line():
    return (1 +
            'a')
def multi_line_call():
    return len(
        5
    )
def assertion(): assert 1 == 2, 'message'
def raising(): raise ValueError('x')
def raising_whole():
    raise ValueError('x')
def korean(): 값 = 1; return '값' + 값
def after_korean(): return ('가나다', 1 + 'a')
def comprehension(): return [1 / i for i in (1, 0)]
def lambdas(): return (lambda: 1 / 0)()
def unpack():
    a, b = 1, 2, 3
def unpack_int():
    a, b = 5
def loop():
    for i in 5:
        pass
def formatted(): return f'{1/0} and {2}'
def augmented():
    x = 1
    x += 'a'
def deleting():
    x = {}
    del x['a']
def with_statement():
    with 5:
        pass
def importing(): import no_such_module_here
def keyword(): return print(1, nonsense=2)
def star(): return print(*5)
def tabs():
	return	1 +	'a'
def conditional(): return 1 if undefined_name else 2
def walrus(): return (y := 1 / 0)
def returns_generator(): return list(1 / i for i in (0,))
def yields():
    yield 1
    raise KeyError('in generator')


for function in (attribute, attribute_alone, binary, floor_divide, spaced, parenthesised, subscript,
                 nested_subscript, subscript_store, slice_of, call, call_many, comparison, chained,
                 unary, multi_line, multi_line_call, assertion, raising, raising_whole, korean,
                 after_korean, comprehension, lambdas, unpack, unpack_int, loop, formatted,
                 augmented, deleting, with_statement, importing, keyword, star, tabs, conditional,
                 walrus, returns_generator):
    check(function)
check(lambda: list(yields()))
