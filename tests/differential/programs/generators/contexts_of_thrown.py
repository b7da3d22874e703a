# SPDX-License-Identifier: MIT
# What is thrown into a generator has as its context what the generator is handling, not its caller.
def recovers():
    try:
        yield 1
    except ValueError:
        yield 'recovered'


def handles():
    try:
        1 / 0
    except ZeroDivisionError:
        yield 1


def plain():
    yield 1


def delegates():
    try:
        1 / 0
    except ZeroDivisionError:
        yield from plain()


def throw(generator, exception):
    try:
        generator.throw(exception)
    except KeyError as error:
        context = error.__context__
        print(repr(error), repr(context), repr(context and context.__context__))


def throw_while_handling(generator, exception):
    try:
        int('x')
    except ValueError:
        throw(generator, exception)


steps = recovers()
next(steps)
print(steps.throw(ValueError('first')))
throw(steps, KeyError('second'))
throw(steps, KeyError('after the end'))
throw_while_handling(steps, KeyError('after the end'))
for make in (handles, plain, delegates):
    for how in (throw, throw_while_handling):
        started = make()
        next(started)
        how(started, KeyError(make.__name__))
        how(make(), KeyError('not started'))
own = KeyError('own')
own.__context__ = OSError('its context')
for make in (plain, handles):
    started = make()
    next(started)
    throw(started, own)
started = handles()
next(started)
started.throw(TypeError('shown with its context'))
