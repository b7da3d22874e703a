# SPDX-License-Identifier: MIT
"""Command line arguments: positional and optional ones, with types, choices, defaults and help."""
import sys

__all__ = [
    'ArgumentParser',
    'ArgumentError',
    'ArgumentTypeError',
    'BooleanOptionalAction',
    'Action',
    'Namespace',
    'HelpFormatter',
    'RawDescriptionHelpFormatter',
    'RawTextHelpFormatter',
    'ArgumentDefaultsHelpFormatter',
    'MetavarTypeHelpFormatter',
    'FileType',
    'ONE_OR_MORE',
    'OPTIONAL',
    'PARSER',
    'REMAINDER',
    'SUPPRESS',
    'ZERO_OR_MORE',
]

SUPPRESS = '==SUPPRESS=='
OPTIONAL, ZERO_OR_MORE, ONE_OR_MORE = '?', '*', '+'
PARSER, REMAINDER = 'A...', '...'
_UNRECOGNIZED = '_unrecognized_args'  # what a sub-parser leaves for its parser to refuse
_WIDTH = 78
_HELP_COLUMN = 24


class ArgumentTypeError(Exception):
    pass


class ArgumentError(Exception):
    def __init__(self, argument, message):
        self.argument_name = None if argument is None else _name_of(argument)
        self.message = message

    def __str__(self):
        if self.argument_name is None:
            return self.message
        return f'argument {self.argument_name}: {self.message}'


class _AttributeHolder:
    """Shows itself by the attributes that _get_kwargs names."""

    def _get_kwargs(self):
        return list(self.__dict__.items())

    def __repr__(self):
        parts = []
        others = {}
        for name, value in self._get_kwargs():
            if name.isidentifier():
                parts.append(f'{name}={value!r}')
            else:
                others[name] = value
        if others:
            parts.append(f'**{others!r}')
        return f'{type(self).__name__}({", ".join(parts)})'


class Namespace(_AttributeHolder):
    def __init__(self, **kwargs):
        for name, value in kwargs.items():
            setattr(self, name, value)

    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, Namespace) else NotImplemented

    def __contains__(self, key):
        return key in self.__dict__


class FileType:
    """Opens the file that an argument names; '-' is standard input or output."""

    def __init__(self, mode='r', bufsize=-1, encoding=None, errors=None):
        self._mode, self._encoding, self._errors = mode, encoding, errors
        self._bufsize = bufsize

    def __repr__(self):
        shown = [repr(v) for v in (self._mode, self._bufsize) if v != -1]
        named = (('encoding', self._encoding), ('errors', self._errors))
        shown += [f'{name}={value!r}' for name, value in named if value is not None]
        return f'{type(self).__name__}({", ".join(shown)})'

    def __call__(self, string):
        if string == '-':
            return sys.stdin if 'r' in self._mode else sys.stdout
        try:
            return open(string, self._mode, -1, self._encoding, self._errors)
        except OSError as e:
            raise ArgumentTypeError(f"can't open '{string}': {e}")


class HelpFormatter:
    keeps_description = keeps_help = shows_defaults = False

    def __init__(self, prog='', *args, **kwargs):
        self.prog = prog


class RawDescriptionHelpFormatter(HelpFormatter):
    keeps_description = True


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    keeps_help = True


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    shows_defaults = True


class MetavarTypeHelpFormatter(HelpFormatter):
    pass


def _name_of(action):
    if action.option_strings:
        return '/'.join(action.option_strings)
    if action.metavar not in (None, SUPPRESS):
        return action.metavar
    return action.dest if action.dest not in (None, SUPPRESS) else None


class Action(_AttributeHolder):
    def __init__(
        self,
        option_strings,
        dest,
        nargs=None,
        const=None,
        default=None,
        type=None,
        choices=None,
        required=False,
        help=None,
        metavar=None,
    ):
        self.option_strings = option_strings
        self.dest = dest
        self.nargs = nargs
        self.const = const
        self.default = default
        self.type = type
        self.choices = choices
        self.required = required
        self.help = help
        self.metavar = metavar

    def _get_kwargs(self):
        names = ('option_strings', 'dest', 'nargs', 'const', 'default', 'type', 'choices',
                 'required', 'help', 'metavar')
        return [(name, getattr(self, name)) for name in names]

    def format_usage(self):
        return self.option_strings[0]

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError('.__call__() not defined')


class _StoreAction(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class _StoreConstAction(Action):
    def __init__(
        self,
        option_strings,
        dest,
        const=None,
        default=None,
        required=False,
        help=None,
        metavar=None,
    ):
        super().__init__(
            option_strings,
            dest,
            nargs=0,
            const=const,
            default=default,
            required=required,
            help=help,
        )

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _StoreTrueAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=False, required=False, help=None):
        super().__init__(option_strings, dest, True, default, required, help)


class _StoreFalseAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=True, required=False, help=None):
        super().__init__(option_strings, dest, False, default, required, help)


class _AppendAction(Action):
    def _value(self, values):
        return [values]

    def __call__(self, parser, namespace, values, option_string=None):
        items = list(getattr(namespace, self.dest, None) or [])
        setattr(namespace, self.dest, items + self._value(values))


class _ExtendAction(_AppendAction):
    def _value(self, values):
        return list(values)


class _AppendConstAction(_StoreConstAction):
    def __call__(self, parser, namespace, values, option_string=None):
        items = list(getattr(namespace, self.dest, None) or [])
        setattr(namespace, self.dest, items + [self.const])


class _CountAction(Action):
    def __init__(self, option_strings, dest, default=None, required=False, help=None):
        super().__init__(
            option_strings, dest, nargs=0, default=default, required=required, help=help
        )

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (getattr(namespace, self.dest, None) or 0) + 1)


class _HelpAction(Action):
    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS, help=None):
        super().__init__(option_strings, dest, nargs=0, default=default, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _VersionAction(Action):
    def __init__(
        self,
        option_strings,
        version=None,
        dest=SUPPRESS,
        default=SUPPRESS,
        help="show program's version number and exit",
    ):
        super().__init__(option_strings, dest, nargs=0, default=default, help=help)
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        parser._print_message(self.version % {'prog': parser.prog} + '\n', sys.stdout)
        parser.exit()


class BooleanOptionalAction(Action):
    def __init__(
        self,
        option_strings,
        dest,
        default=None,
        type=None,
        choices=None,
        required=False,
        help=None,
        metavar=None,
    ):
        options = []
        for option in option_strings:
            options.append(option)
            if option.startswith('--'):
                options.append('--no-' + option[2:])
        super().__init__(options, dest, nargs=0, default=default, required=required, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, not option_string.startswith('--no-'))


class _SubParsersAction(Action):
    def __init__(
        self,
        option_strings,
        prog,
        parser_class,
        dest=SUPPRESS,
        required=False,
        help=None,
        metavar=None,
    ):
        self._prog = prog
        self._class = parser_class
        self.parsers = {}
        self.helps = []
        super().__init__(
            option_strings,
            dest,
            nargs=PARSER,
            choices=self.parsers,
            required=required,
            help=help,
            metavar=metavar,
        )

    def add_parser(self, name, *, help=None, aliases=(), **kwargs):
        kwargs.setdefault('prog', f'{self._prog} {name}')
        parser = self._class(**kwargs)
        if help is not None:
            shown = f'{name} ({", ".join(aliases)})' if aliases else name
            self.helps.append((shown, help))
        for known in (name, *aliases):
            self.parsers[known] = parser
        return parser

    def __call__(self, parser, namespace, values, option_string=None):
        name, *rest = values
        if self.dest is not SUPPRESS:
            setattr(namespace, self.dest, name)
        values, unrecognized = self.parsers[name].parse_known_args(rest)
        for key, value in vars(values).items():
            setattr(namespace, key, value)
        if unrecognized:
            vars(namespace).setdefault(_UNRECOGNIZED, []).extend(unrecognized)


_ACTIONS = {
    None: _StoreAction,
    'store': _StoreAction,
    'store_const': _StoreConstAction,
    'store_true': _StoreTrueAction,
    'store_false': _StoreFalseAction,
    'append': _AppendAction,
    'append_const': _AppendConstAction,
    'count': _CountAction,
    'help': _HelpAction,
    'version': _VersionAction,
    'extend': _ExtendAction,
}


class _ArgumentGroup:
    def __init__(self, parser, title=None, description=None):
        self._parser = parser
        self.title = title
        self.description = description
        self._actions = []

    def add_argument(self, *args, **kwargs):
        return self._parser._add(self, args, kwargs)

    def add_mutually_exclusive_group(self, *, required=False):
        group = _MutuallyExclusiveGroup(self._parser, self, required)
        self._parser._exclusive.append(group)
        return group


class _MutuallyExclusiveGroup:
    def __init__(self, parser, section, required):
        self._parser = parser
        self._section = section
        self.required = required
        self._actions = []

    def add_argument(self, *args, **kwargs):
        action = self._parser._add(self._section, args, kwargs)
        self._actions.append(action)
        return action


class ArgumentParser(_AttributeHolder):
    def __init__(
        self,
        prog=None,
        usage=None,
        description=None,
        epilog=None,
        parents=(),
        formatter_class=HelpFormatter,
        prefix_chars='-',
        fromfile_prefix_chars=None,
        argument_default=None,
        conflict_handler='error',
        add_help=True,
        allow_abbrev=True,
        exit_on_error=True,
    ):
        self.prog = sys.argv[0].rpartition('/')[2] if prog is None else prog
        self.usage = usage
        self.description = description
        self.epilog = epilog
        self.formatter_class = formatter_class
        self.prefix_chars = prefix_chars
        self.conflict_handler = conflict_handler
        self.add_help = add_help
        self.argument_default = argument_default
        self.allow_abbrev = allow_abbrev
        self.exit_on_error = exit_on_error
        self._defaults = {}
        self._actions = []
        self._options = {}
        self._exclusive = []
        self._positionals = _ArgumentGroup(self, 'positional arguments')
        self._optionals = _ArgumentGroup(self, 'options')
        self._groups = [self._positionals, self._optionals]
        if add_help:
            self.add_argument(
                '-h',
                '--help',
                action='help',
                default=SUPPRESS,
                help='show this help message and exit',
            )
        for parent in parents:
            for action in parent._actions:
                self._register(
                    self._optionals if action.option_strings else self._positionals, action
                )
            self._defaults.update(parent._defaults)

    def _get_kwargs(self):
        names = ('prog', 'usage', 'description', 'formatter_class', 'conflict_handler', 'add_help')
        return [(name, getattr(self, name)) for name in names]

    # --- what there is ---

    def add_argument(self, *args, **kwargs):
        return self._add(None, args, kwargs)

    def add_argument_group(self, title=None, description=None):
        group = _ArgumentGroup(self, title, description)
        self._groups.append(group)
        return group

    def add_mutually_exclusive_group(self, *, required=False):
        group = _MutuallyExclusiveGroup(self, None, required)
        self._exclusive.append(group)
        return group

    def add_subparsers(
        self,
        *,
        title=None,
        description=None,
        prog=None,
        dest=SUPPRESS,
        required=False,
        help=None,
        metavar=None,
        parser_class=None,
        action=None,
    ):
        group = self._positionals
        if title or description:
            group = self.add_argument_group(title or 'subcommands', description)
        words = [self.prog] + [self._metavar(a) for a in self._actions if not a.option_strings]
        made = _SubParsersAction(
            [],
            prog or ' '.join(words),
            parser_class or type(self),
            dest=dest,
            required=required,
            help=help,
            metavar=metavar,
        )
        return self._register(group, made)

    def set_defaults(self, **kwargs):
        self._defaults.update(kwargs)
        for action in self._actions:
            if action.dest in kwargs:
                action.default = kwargs[action.dest]

    def get_default(self, dest):
        for action in self._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._defaults.get(dest)

    def _add(self, group, args, kwargs):
        prefixes = self.prefix_chars
        is_option = bool(args) and args[0][:1] in prefixes and args[0] != ''
        if not is_option:
            if len(args) > 1:
                raise ValueError(
                    f'invalid option string {args[0]!r}: must start with a character {prefixes!r}'
                )
            dest = args[0] if args else kwargs.pop('dest')
            options = []
            if kwargs.get('nargs') not in (OPTIONAL, ZERO_OR_MORE, REMAINDER, 0):
                kwargs['required'] = True
            if kwargs.get('nargs') == ZERO_OR_MORE and 'default' not in kwargs:
                kwargs['required'] = True
        else:
            options = list(args)
            dest = kwargs.pop('dest', None)
            if dest is None:
                long = [o for o in options if len(o) > 2 and o[1] in prefixes]
                dest = (long or options)[0].lstrip(prefixes).replace('-', '_')
        kind = kwargs.pop('action', None)
        cls = _ACTIONS.get(kind, kind) if not isinstance(kind, type) else kind
        if isinstance(cls, str):
            raise ValueError(f'unknown action "{cls}"')
        if 'default' not in kwargs:
            if dest in self._defaults:
                kwargs['default'] = self._defaults[dest]
            elif self.argument_default is not None:
                kwargs['default'] = self.argument_default
        action = cls(option_strings=options, dest=dest, **kwargs)
        if not callable(action.type) and action.type is not None:
            raise ValueError(f'{action.type!r} is not callable')
        if group is None:
            group = self._optionals if is_option else self._positionals
        return self._register(group, action)

    def _register(self, group, action):
        for option in action.option_strings:
            if option in self._options:
                raise ArgumentError(action, f'conflicting option string: {option}')
            self._options[option] = action
        self._actions.append(action)
        group._actions.append(action)
        return action

    # --- reading ---

    def parse_args(self, args=None, namespace=None):
        args, rest = self.parse_known_args(args, namespace)
        if rest:
            self.error(f'unrecognized arguments: {" ".join(rest)}')
        return args

    def parse_known_args(self, args=None, namespace=None):
        args = sys.argv[1:] if args is None else list(args)
        namespace = Namespace() if namespace is None else namespace
        for action in self._actions:
            if (
                action.dest is not SUPPRESS
                and action.default is not SUPPRESS
                and not hasattr(namespace, action.dest)
            ):
                setattr(namespace, action.dest, action.default)
        for dest, value in self._defaults.items():
            if not hasattr(namespace, dest):
                setattr(namespace, dest, value)
        try:
            rest = self._parse(args, namespace)
        except ArgumentError as error:
            if not self.exit_on_error:
                raise
            self.error(str(error))
        return namespace, rest + vars(namespace).pop(_UNRECOGNIZED, [])

    def _find_option(self, word):
        """(action, name, value or None), or None if the word is no option."""
        if len(word) < 2 or word[0] not in self.prefix_chars:
            return None
        if word in self._options:
            return self._options[word], word, None
        name, equals, value = word.partition('=')
        if equals and name in self._options:
            return self._options[name], name, value
        if word[1] in self.prefix_chars:
            found = [o for o in self._options if o.startswith(name)] if self.allow_abbrev else []
            if len(found) > 1:
                raise ArgumentError(
                    None, f'ambiguous option: {word} could match ' f'{", ".join(found)}'
                )
            if found:
                return self._options[found[0]], found[0], value if equals else None
        else:
            # Behind one dash: an option of one letter with its value, or the start of a long name.
            found = [o for o in self._options if o == word[:2] or o.startswith(word)]
            if len(found) > 1:
                raise ArgumentError(
                    None, f'ambiguous option: {word} could match {", ".join(found)}'
                )
            if found:
                value = word[2:] if found[0] == word[:2] else None
                return self._options[found[0]], found[0], value
        if _is_number(word) and not any(map(_is_number, self._options)) or ' ' in word:
            return None
        return None, word, None

    def _parse(self, args, namespace):
        waiting = [a for a in self._actions if not a.option_strings]
        seen = set()
        rest = []
        i = 0
        words = []
        while i < len(args):
            word = args[i]
            if word == '--':
                words += args[i + 1 :]
                i = len(args)
                break
            option = self._find_option(word)
            if option is None or waiting and waiting[0].nargs == REMAINDER and words:
                words.append(word)
                i += 1
                while i < len(args) and self._find_option(args[i]) is None and args[i] != '--':
                    words.append(args[i])
                    i += 1
                if waiting and any(a.nargs in (PARSER, REMAINDER) for a in waiting):
                    plain = [a for a in waiting if a.nargs not in (PARSER, REMAINDER)]
                    if len(words) > len(plain):
                        words += args[i:]
                        i = len(args)
                words = self._take_positionals(waiting, words, namespace, seen, False)
                continue
            i = self._take_option(option, args, i + 1, namespace, seen, rest)
        words = self._take_positionals(waiting, words, namespace, seen, True)
        self._check_required(seen, namespace)
        return rest + words

    def _take_option(self, option, args, i, namespace, seen, rest):
        action, name, value = option
        if action is None:
            rest.append(name)
            return i
        if action.nargs == 0:
            if value is not None and name[1] not in self.prefix_chars:
                # -xyz: several options in one word
                self._run(action, namespace, [], name, seen)
                return self._take_option(
                    self._find_option(name[0] + value), args, i, namespace, seen, rest
                )
            if value is not None:
                raise ArgumentError(action, f'ignored explicit argument {value!r}')
            self._run(action, namespace, [], name, seen)
            return i
        if value is not None:
            values = [value]
        else:
            end = i
            while end < len(args) and args[end] != '--' and self._find_option(args[end]) is None:
                end += 1
            least, most = _counts(action.nargs)
            values = args[i : min(end, i + most)]
            if len(values) < least:
                raise ArgumentError(action, _expected(action.nargs))
            i += len(values)
        self._run(action, namespace, values, name, seen)
        return i

    def _take_positionals(self, waiting, words, namespace, seen, is_end):
        """Gives what came so far to the positional arguments that it is enough for."""
        count = len(waiting)
        while count and sum(_counts(a.nargs)[0] for a in waiting[:count]) > len(words):
            count -= 1
        if not is_end:
            while count and _counts(waiting[count - 1].nargs)[0] == 0 and not words:
                count -= 1
        taken = waiting[:count]
        spare = len(words) - sum(_counts(a.nargs)[0] for a in taken)
        for action in taken:
            least, most = _counts(action.nargs)
            size = min(most, least + spare)
            spare -= size - least
            values, words = words[:size], words[size:]
            self._run(action, namespace, values, None, seen)
        del waiting[:count]
        return words

    def _run(self, action, namespace, words, option, seen):
        for group in self._exclusive:
            if action in group._actions:
                for other in group._actions:
                    if other is not action and other in seen:
                        raise ArgumentError(
                            action, f'not allowed with argument ' f'{_name_of(other)}'
                        )
        if option is not None or words or action.nargs in (ZERO_OR_MORE, OPTIONAL):
            if words or option is not None:
                seen.add(action)
        values = self._values(action, words)
        if not option and not words and action.nargs in (OPTIONAL, ZERO_OR_MORE):
            seen.add(action) if action.required else None
        action(self, namespace, values, option)

    def _values(self, action, words):
        nargs = action.nargs
        if nargs == 0:
            return []
        if nargs == OPTIONAL and not words:
            value = action.const if action.option_strings else action.default
            return self._convert(action, value) if isinstance(value, str) else value
        if nargs == ZERO_OR_MORE and not words and not action.option_strings:
            return action.default if action.default is not None else []
        if nargs == PARSER:
            self._check_choice(action, words[0])
            return words
        values = [self._convert(action, word) for word in words]
        for value in values:
            self._check_choice(action, value)
        return values[0] if nargs in (None, OPTIONAL) else values

    def _convert(self, action, word):
        kind = action.type or str
        try:
            return kind(word)
        except ArgumentTypeError as error:
            raise ArgumentError(action, str(error)) from None
        except (TypeError, ValueError):
            name = getattr(kind, '__name__', repr(kind))
            raise ArgumentError(action, f'invalid {name} value: {word!r}') from None

    def _check_choice(self, action, value):
        if action.choices is not None and value not in action.choices:
            known = ', '.join(map(repr, action.choices))
            raise ArgumentError(action, f'invalid choice: {value!r} (choose from {known})')

    def _check_required(self, seen, namespace):
        missing = [
            _name_of(a) or f'{{{",".join(a.choices)}}}'
            for a in self._actions
            if a.required and a not in seen
        ]
        for action in self._actions:
            if (
                action not in seen
                and isinstance(action.default, str)
                and action.type is not None
                and action.dest is not SUPPRESS
                and getattr(namespace, action.dest, None) is action.default
            ):
                setattr(namespace, action.dest, self._convert(action, action.default))
        if missing:
            raise ArgumentError(None, 'the following arguments are required: ' + ', '.join(missing))
        for group in self._exclusive:
            if group.required and not any(a in seen for a in group._actions):
                names = ' '.join(_name_of(a) for a in group._actions if a.help is not SUPPRESS)
                raise ArgumentError(None, f'one of the arguments {names} is required')

    # --- texts ---

    def _metavar(self, action):
        if action.metavar is not None:
            return action.metavar if isinstance(action.metavar, str) else action.metavar[0]
        if action.choices is not None:
            return f'{{{",".join(map(str, action.choices))}}}'
        return action.dest.upper() if action.option_strings else action.dest

    def _arguments_text(self, action):
        name = self._metavar(action)
        nargs = action.nargs
        if nargs is None:
            return name
        if nargs == OPTIONAL:
            return f'[{name}]'
        if nargs == ZERO_OR_MORE:
            return f'[{name} ...]'
        if nargs == ONE_OR_MORE:
            return f'{name} [{name} ...]'
        if nargs == PARSER:
            return f'{name} ...'
        if nargs == REMAINDER:
            return '...'
        if isinstance(action.metavar, tuple):
            return ' '.join(action.metavar)
        return ' '.join([name] * nargs)

    def _usage_part(self, action):
        if not action.option_strings:
            return self._arguments_text(action)
        if isinstance(action, BooleanOptionalAction):
            return ' | '.join(action.option_strings)
        text = action.option_strings[0]
        return text if action.nargs == 0 else f'{text} {self._arguments_text(action)}'

    def _usage_parts(self, actions):
        parts = []
        done = set()
        for action in actions:
            if action in done or action.help is SUPPRESS:
                continue
            group = next((g for g in self._exclusive if action in g._actions), None)
            if group is not None:
                done.update(group._actions)
                text = ' | '.join(self._usage_part(a) for a in group._actions)
                parts.append(f'({text})' if group.required else f'[{text}]')
                continue
            text = self._usage_part(action)
            parts.append(f'[{text}]' if action.option_strings and not action.required else text)
        return parts

    def format_usage(self):
        if self.usage is not None:
            return 'usage: ' + self.usage.replace('%(prog)s', self.prog) + '\n'
        options = self._usage_parts([a for a in self._actions if a.option_strings])
        positionals = self._usage_parts([a for a in self._actions if not a.option_strings])
        text = ' '.join(['usage: ' + self.prog] + options + positionals)
        if len(text) <= _WIDTH:
            return text + '\n'
        indent = ' ' * (len('usage: ' + self.prog) + 1)
        lines = []
        first = 'usage: ' + self.prog
        for parts in (options, positionals):
            line = None
            for part in parts:
                if line is not None and len(line) + 1 + len(part) > _WIDTH:
                    lines.append(line)
                    line = None
                line = f'{indent}{part}' if line is None else f'{line} {part}'
            if line is not None:
                lines.append(line)
        lines[0] = first + lines[0][len(first) :]
        return '\n'.join(lines) + '\n'

    def _help_of(self, action):
        values = {**vars(action), 'prog': self.prog}
        if isinstance(values.get('type'), type):
            values['type'] = values['type'].__name__
        if values.get('choices') is not None:
            values['choices'] = ', '.join(map(str, action.choices))
        text = action.help
        if (
            self.formatter_class.shows_defaults
            and '%(default)' not in text
            and action.default is not SUPPRESS
            and (action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE))
        ):
            text += ' (default: %(default)s)'
        return text % values

    def _row(self, left, help, column):
        import textwrap

        left = '  ' + left
        if not help:
            return left + '\n'
        if self.formatter_class.keeps_help:
            lines = help.splitlines()
        else:
            lines = textwrap.wrap(' '.join(help.split()), max(_WIDTH - column, 11))
        out = ''
        if len(left) + 2 > column:
            out = left + '\n'
            left = ''
        out += left.ljust(column) + lines[0] + '\n'
        return out + ''.join(' ' * column + line + '\n' for line in lines[1:])

    def _left(self, action):
        if not action.option_strings:
            return self._metavar(action)
        if action.nargs == 0:
            return ', '.join(action.option_strings)
        arguments = self._arguments_text(action)
        return ', '.join(f'{option} {arguments}' for option in action.option_strings)

    def _paragraph(self, text):
        import textwrap

        text = text.replace('%(prog)s', self.prog)
        if self.formatter_class.keeps_description:
            return text.rstrip('\n') + '\n'
        return textwrap.fill(' '.join(text.split()), _WIDTH) + '\n'

    def format_help(self):
        sections = [self.format_usage()]
        if self.description:
            sections.append(self._paragraph(self.description))
        rows = []
        for group in self._groups:
            for action in group._actions:
                if action.help is not SUPPRESS:
                    rows.append(len(self._left(action)) + 2)
                    if isinstance(action, _SubParsersAction):
                        rows.extend(len(n) + 4 for n, _ in action.helps)
        column = min(max(rows, default=0) + 2, _HELP_COLUMN)
        for group in self._groups:
            text = ''
            for action in group._actions:
                if action.help is SUPPRESS:
                    continue
                text += self._row(
                    self._left(action), self._help_of(action) if action.help else '', column
                )
                if isinstance(action, _SubParsersAction):
                    text += ''.join(self._row('  ' + n, h, column) for n, h in action.helps)
            if text:
                description = ''
                if group.description:
                    description = '  ' + group.description + '\n\n'
                sections.append(f'{group.title}:\n{description}{text}')
        if self.epilog:
            sections.append(self._paragraph(self.epilog))
        return '\n'.join(sections)

    def _print_message(self, message, file=None):
        (sys.stderr if file is None else file).write(message)

    def print_usage(self, file=None):
        self._print_message(self.format_usage(), sys.stdout if file is None else file)

    def print_help(self, file=None):
        self._print_message(self.format_help(), sys.stdout if file is None else file)

    def exit(self, status=0, message=None):
        if message:
            self._print_message(message)
        sys.exit(status)

    def error(self, message):
        self.print_usage(sys.stderr)
        self.exit(2, f'{self.prog}: error: {message}\n')


def _is_number(word):
    try:
        float(word)
    except ValueError:
        return False
    return True


def _counts(nargs):
    """The least and the most words."""
    if nargs is None:
        return 1, 1
    if isinstance(nargs, int):
        return nargs, nargs
    most = sys.maxsize
    return {
        OPTIONAL: (0, 1),
        ZERO_OR_MORE: (0, most),
        ONE_OR_MORE: (1, most),
        PARSER: (1, most),
        REMAINDER: (0, most),
    }[nargs]


def _expected(nargs):
    if nargs is None:
        return 'expected one argument'
    if nargs == OPTIONAL:
        return 'expected at most one argument'
    if nargs == ONE_OR_MORE:
        return 'expected at least one argument'
    return f'expected {nargs} argument{"s" if nargs != 1 else ""}'
