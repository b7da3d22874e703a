# "Did you mean" behind NameError and AttributeError.
import math
import sys

some_global_name = 1


class Thing:
    colour = 1
    _hidden = 2

    def method_one(self):
        return undefind_name


def check(source, **names):
    try:
        exec(source, {**globals(), **names})
    except Exception:
        kind, value, tb = sys.exc_info()
        sys.excepthook(kind, value, None)


check('some_globl_name')
check('prnt(1)')
check('Print(1)')
check('Thing().color')
check('Thing.metod_one')
check('Thing().Colour')
check('Thing()._hiden')
check('Thing().zzz')
check('[].apend(1)')
check('"".joiin([])')
check('math.sqr(2)')
check('math.floo')
check('x')
check('lenn([])')
check('abcdefghijklmnopqrstuvwxyz')
check('def f():\n    local_variable = 1\n    return local_variabel\nf()')
check('def f():\n    print(later)\n    later = 1\nf()')
check('raise NameError("name \'prnt\' is not defined")')
check('class C(AttributeError): pass\nraise C("x", name="apend", obj=[])')
check('Thing().method_one()')
check('del some_globl_nam')
