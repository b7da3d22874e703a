from math import pi
import shapes
shapes.loaded.append('circle')


def area(radius):
    return round(pi * radius ** 2, 3)


def __getattr__(name):
    raise AttributeError('circle has no ' + name)
