# import in all its forms; the packages stand beside this file.
import shapes
import shapes.square as sq
from shapes import circle, NAME
from shapes.square import area as square_area, Square
from shapes import *
import shapes.inner.deep
import sys

print(shapes.__name__, shapes.__package__, shapes.loaded)
print(sq.__name__, sq.__package__, sq.area(3), square_area(4), Square(2).area())
print(circle.area(1), NAME, public_name, 'hidden' in globals(), '_private' in globals())
print(shapes.inner.deep.path(), shapes.inner.deep.__package__)
print('shapes.square' in sys.modules, sys.modules['shapes'] is shapes)
print(__name__, __package__, __spec__, __doc__)


def attempt(source):
    try:
        exec(source, {'__name__': 'tester', '__package__': ''})
    except Exception as e:
        message = str(e)
        if message.endswith('.py)'):
            message = message[:message.rindex(' (')]
        print(type(e).__name__ + ':', message, getattr(e, 'name', None))


attempt('import no_such_module')
attempt('import no_such_package.module')
attempt('import shapes.no_such_module')
attempt('import math.sub')
attempt('from shapes import no_such_name')
attempt('from shapes.square import no_such_name')
attempt('from . import x')
attempt('from .. import x')
attempt('import cycle.first')
attempt('from shapes import broken')
attempt('import shapes.broken')
attempt('shapes = __import__("shapes.square"); print(shapes.__name__)')
attempt('square = __import__("shapes.square", fromlist=["area"]); print(square.__name__)')
print('shapes.broken' in sys.modules)
module = type(sys)('made', 'its doc')
print(module.__name__, module.__doc__, repr(module))
try:
    module.missing
except AttributeError as e:
    print(e)
sys.modules['made'] = module
import made
print(made is module)
print(sorted(k for k in dir(made) if k != '__spec__'))
