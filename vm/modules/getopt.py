# SPDX-License-Identifier: MIT
"""Options of a command line, as C's getopt() reads them."""

__all__ = ['GetoptError', 'error', 'getopt', 'gnu_getopt']


class GetoptError(Exception):
    def __init__(self, msg, opt=''):
        self.msg = msg
        self.opt = opt
        super().__init__(msg, opt)

    def __str__(self):
        return self.msg


error = GetoptError


def getopt(args, shortopts, longopts=[]):
    """([(option, value), ...], what is left): options end at the first other argument."""
    return _read(args, shortopts, longopts, False)


def gnu_getopt(args, shortopts, longopts=[]):
    """The same; other arguments may stand between options."""
    return _read(args, shortopts.lstrip('+'), longopts, not shortopts.startswith('+'))


def _read(args, shortopts, longopts, mixed):
    longopts = [longopts] if isinstance(longopts, str) else list(longopts)
    args = list(args)
    found, others = [], []
    while args:
        argument = args.pop(0)
        if argument == '--':
            break
        if argument.startswith('--'):
            _long(argument[2:], args, longopts, found)
        elif argument.startswith('-') and argument != '-':
            _short(argument[1:], args, shortopts, found)
        elif mixed:
            others.append(argument)
        else:
            return found, [argument] + args
    return found, others + args


def _long(text, args, longopts, found):
    name, equals, value = text.partition('=')
    matches = [option for option in longopts if option.rstrip('=').startswith(name)]
    exact = [option for option in matches if option.rstrip('=') == name]
    if not matches:
        raise GetoptError(f'option --{name} not recognized', name)
    if not exact and len(matches) > 1:
        raise GetoptError(f'option --{name} not a unique prefix', name)
    option = (exact or matches)[0]
    name = option.rstrip('=')
    if option.endswith('='):
        if not equals:
            if not args:
                raise GetoptError(f'option --{name} requires argument', name)
            value = args.pop(0)
    elif equals:
        raise GetoptError(f'option --{name} must not have an argument', name)
    found.append(('--' + name, value))


def _short(letters, args, shortopts, found):
    while letters:
        letter, letters = letters[0], letters[1:]
        at = shortopts.find(letter)
        if at < 0 or letter == ':':
            raise GetoptError(f'option -{letter} not recognized', letter)
        value = ''
        if shortopts[at + 1 : at + 2] == ':':
            if not letters:
                if not args:
                    raise GetoptError(f'option -{letter} requires argument', letter)
                letters = args.pop(0)
            value, letters = letters, ''
        found.append(('-' + letter, value))
