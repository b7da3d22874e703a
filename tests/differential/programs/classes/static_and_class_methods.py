# SPDX-License-Identifier: MIT
class Pizza:
    count = 0
    def __init__(self, toppings):
        self.toppings = toppings
        Pizza.count += 1
    @classmethod
    def margherita(cls):
        return cls(['mozzarella', 'tomatoes'])
    @staticmethod
    def area(r):
        return round(3.14159 * r ** 2, 2)
    def __repr__(self):
        return f'{type(self).__name__}({self.toppings!r})'
class Deep(Pizza):
    pass
print(Pizza.margherita(), Deep.margherita(), Pizza.area(2), Deep([]).area(3), Pizza.count)
print(Pizza.__dict__['area'], type(Pizza.__dict__['margherita']))
print(Pizza.margherita.__func__, Pizza.margherita.__self__)
print(Pizza.area.__name__, Pizza.area.__qualname__)
