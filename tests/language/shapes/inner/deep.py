from .. import NAME
from ..square import area


def path():
    return NAME, area(2), __name__
