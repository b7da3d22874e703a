# One place in the code meets operands of many kinds, so that whatever an interpreter has learnt
# about the first ones must be given up again.


def remainder(a, b):
    return a % b


def quotient(a, b):
    return a // b


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


BIG = 2 ** 61
for a, b in [(7, 3), (-7, 3), (7, -3), (-7, -3), (6, 3), (-6, 3), (0, 5), (0, -5), (5, 0),
             (BIG, 7), (-BIG, 7), (-2 * BIG, -1), (2 ** 80, 7), (7.5, 2), (7, True), ("%d!", 3),
             (-1, 2 * BIG - 1), (1, -2 * BIG)]:
    print(a, b, attempt(remainder, a, b), attempt(quotient, a, b))


def item(container, key):
    return container[key]


for container, key in [("abc", 0), ("abc", -1), ("abc", 3), ("abc", -4), ("a\u00e9\u20ac\U0001f600", 3),
                       ([1, 2], 1), ((1, 2), -2), ({1: "one"}, 1), ("abc", "b"), ("abc", True),
                       ("abc", 2 ** 70), ("abc", slice(1, None))]:
    print(ascii(attempt(item, container, key)))


def equal(a, b):
    return a == b, a != b


class Shout(str):
    def __eq__(self, other):
        return "shouted"

    __hash__ = str.__hash__


for a, b in [("a", "a"), ("a", "b"), ("ab", "a" + "b"[:1]), ("a", 1), (1, 1), ("a", Shout("a")),
             (Shout("a"), "a"), ("", "")]:
    print(equal(a, b))


# --- methods: replaced in the class, in a base, hidden by the instance ---


class Base:
    def name(self):
        return "base"


class Derived(Base):
    pass


def name_of(thing):
    return thing.name()


things = [Derived(), Derived(), Base()]
for thing in things:
    thing.first = 1
    thing.second = 2
print([name_of(thing) for thing in things])
things[1].name = lambda: "its own"
print([name_of(thing) for thing in things])
del things[1].name
print([name_of(thing) for thing in things])
things[0].__dict__["na" + "me"] = lambda: "by the dict"
print([name_of(thing) for thing in things])
Base.name = lambda self: "new base"
print([name_of(thing) for thing in things])
Derived.name = lambda self: "derived"
print([name_of(thing) for thing in things])
del Derived.name
print([name_of(thing) for thing in things])
del Base.name
print([attempt(name_of, thing) for thing in things])


# --- attributes of instances that got them in other orders, or lost some ---


class Point:
    pass


def point(**values):
    made = Point()
    for key, value in values.items():
        setattr(made, key, value)
    return made


def sum_of(p):
    return p.x + 10 * p.y


points = [point(x=1, y=2), point(y=3, x=4), point(z=0, x=5, y=6), point(x=7, y=8)]
del points[3].x
points[3].x = 9
print([sum_of(p) for p in points])
points[0].__dict__.clear()
points[0].__dict__.update(y=1, x=2)
print([sum_of(p) for p in points])
for i in range(40):
    setattr(points[1], f"more{i}", i)
print([sum_of(p) for p in points])


# --- loops over ranges whose variable, iterator or body change ---


def loops(iterables):
    found = []
    for iterable in iterables:
        for x in iterable:
            found.append(x)
        else:
            found.append("end")
    return found


print(loops([range(3), [7, 8], "ab", range(5, 0, -2), range(0), (x * x for x in range(3)), range(2)]))


def shared_iterator():
    numbers = iter(range(6))
    seen = []
    for a in numbers:
        for b in numbers:
            seen.append((a, b))
            if b == 2:
                break
    return seen, list(numbers)


print(shared_iterator())


def increase(start, by):
    total = start
    for _ in range(3):
        total += by
    total -= 1
    return total


print(increase(1, 2), increase(1.5, 2), increase(2 ** 62 - 3, 1), increase(-2 ** 62, -1), increase(True, 1))
