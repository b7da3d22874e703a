# SPDX-License-Identifier: MIT
class Temperature:
    def __init__(self, celsius=0):
        self.celsius = celsius
    @property
    def celsius(self):
        "The temperature."
        return self._celsius
    @celsius.setter
    def celsius(self, value):
        if value < -273.15:
            raise ValueError("Temperature below -273.15 is not possible")
        self._celsius = value
    @celsius.deleter
    def celsius(self):
        print('deleting')
        del self._celsius
    @property
    def fahrenheit(self):
        return self.celsius * 1.8 + 32
t = Temperature(37)
print(t.celsius, t.fahrenheit)
t.celsius = 10
print(t.__dict__)
print(Temperature.celsius.__doc__, Temperature.celsius.fget.__name__)
del t.celsius
try:
    t.celsius
except AttributeError as e:
    print(e)
try:
    t.fahrenheit = 3
except AttributeError as e:
    print(e)
t.celsius = -300
