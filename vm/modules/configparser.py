# SPDX-License-Identifier: MIT
"""Settings in sections: reading, filling in, writing."""
import collections.abc
import io
import itertools
import re
import sys

__all__ = ['NoSectionError', 'DuplicateOptionError', 'DuplicateSectionError', 'NoOptionError',
           'InterpolationError', 'InterpolationDepthError', 'InterpolationMissingOptionError',
           'InterpolationSyntaxError', 'ParsingError', 'MissingSectionHeaderError',
           'ConfigParser', 'RawConfigParser', 'SectionProxy', 'Interpolation',
           'BasicInterpolation', 'ExtendedInterpolation', 'DEFAULTSECT', 'MAX_INTERPOLATION_DEPTH']

DEFAULTSECT = 'DEFAULT'
MAX_INTERPOLATION_DEPTH = 10
_UNSET = object()


# --- errors --------------------------------------------------------------------------------------

class Error(Exception):
    def __init__(self, msg=''):
        self.message = msg
        super().__init__(msg)

    def __repr__(self):
        return self.message

    __str__ = __repr__


class NoSectionError(Error):
    def __init__(self, section):
        super().__init__(f'No section: {section!r}')
        self.section = section
        self.args = (section,)


def _place(what, source, lineno):
    """'what' with the place where it stands in front of it."""
    if source is None:
        return what[0].upper() + what[1:]
    place = f'While reading from {source!r}'
    return f'{place} [line {lineno:2d}]: {what}' if lineno is not None else f'{place}: {what}'


class DuplicateSectionError(Error):
    def __init__(self, section, source=None, lineno=None):
        super().__init__(_place(f'section {section!r} already exists', source, lineno)
                         if source is not None else f'Section {section!r} already exists')
        self.section, self.source, self.lineno = section, source, lineno
        self.args = (section, source, lineno)


class DuplicateOptionError(Error):
    def __init__(self, section, option, source=None, lineno=None):
        super().__init__(_place(f'option {option!r} in section {section!r} already exists',
                                source, lineno))
        self.section, self.option, self.source, self.lineno = section, option, source, lineno
        self.args = (section, option, source, lineno)


class NoOptionError(Error):
    def __init__(self, option, section):
        super().__init__(f'No option {option!r} in section: {section!r}')
        self.option, self.section = option, section
        self.args = (option, section)


class InterpolationError(Error):
    def __init__(self, option, section, msg):
        super().__init__(msg)
        self.option, self.section = option, section
        self.args = (option, section, msg)


class InterpolationMissingOptionError(InterpolationError):
    def __init__(self, option, section, rawval, reference):
        super().__init__(option, section,
                         f'Bad value substitution: option {option!r} in section {section!r} '
                         'contains an interpolation key '
                         f'{reference!r} which is not a valid option name. '
                         f'Raw value: {rawval!r}')
        self.reference = reference
        self.args = (option, section, rawval, reference)


class InterpolationSyntaxError(InterpolationError):
    pass


class InterpolationDepthError(InterpolationError):
    def __init__(self, option, section, rawval):
        super().__init__(option, section,
                         'Recursion limit exceeded in value substitution: '
                         f'option {option!r} in section {section!r} contains an interpolation '
                         f'key which cannot be substituted in {MAX_INTERPOLATION_DEPTH} steps. '
                         f'Raw value: {rawval!r}')
        self.args = (option, section, rawval)


class ParsingError(Error):
    def __init__(self, source):
        super().__init__(f'Source contains parsing errors: {source!r}')
        self.source = source
        self.errors = []
        self.args = (source,)

    def append(self, lineno, line):
        self.errors.append((lineno, line))
        self.message += f'\n\t[line {lineno:2d}]: {line}'


class MissingSectionHeaderError(ParsingError):
    def __init__(self, filename, lineno, line):
        Error.__init__(self, f'File contains no section headers.\nfile: {filename!r}, '
                             f'line: {lineno}\n{line!r}')
        self.source, self.lineno, self.line = filename, lineno, line
        self.args = (filename, lineno, line)


# --- values that name others ---------------------------------------------------------------------

class Interpolation:
    """Values stay as they are."""

    def before_get(self, parser, section, option, value, defaults):
        return value

    def before_set(self, parser, section, option, value):
        return value

    def before_read(self, parser, section, option, value):
        return value

    def before_write(self, parser, section, option, value):
        return value


class _Substitution(Interpolation):
    """Replaces what `_PATTERN` matches: the mark `_MARK`, the bracket `_OPEN`, and what follows."""

    def before_get(self, parser, section, option, value, defaults):
        return self._fill_in(parser, section, option, value, value, defaults, 1)

    def before_set(self, parser, section, option, value):
        rest = value.replace(self._MARK * 2, '')
        rest = self._PATTERN.sub('', rest)
        if self._MARK in rest:
            raise ValueError(f'invalid interpolation syntax in {value!r} at position '
                             f'{value.find(self._MARK)}')
        return value

    def _refuse(self, option, section, rest):
        mark = self._MARK
        if rest.startswith(mark + self._OPEN):
            raise InterpolationSyntaxError(
                option, section, f'bad interpolation variable reference {rest!r}')
        raise InterpolationSyntaxError(
            option, section,
            f"'{mark}' must be followed by '{mark}' or '{self._OPEN}', found: {rest!r}")

    def _fill_in(self, parser, section, option, text, raw, defaults, depth):
        if depth > MAX_INTERPOLATION_DEPTH:
            raise InterpolationDepthError(option, section, raw)
        parts = []
        at = 0
        while (mark := text.find(self._MARK, at)) >= 0:
            parts.append(text[at:mark])
            if text.startswith(self._MARK, mark + 1):
                parts.append(self._MARK)
                at = mark + 2
                continue
            found = self._PATTERN.match(text, mark)
            if found is None:
                self._refuse(option, section, text[mark:])
            at = found.end()
            value = self._value(parser, section, option, raw, found[1], defaults)
            parts.append(self._fill_in(parser, self._section_of(found[1], section), option, value,
                                       raw, defaults, depth + 1)
                         if self._MARK in value else value)
        return ''.join(parts) + text[at:]


class BasicInterpolation(_Substitution):
    """%(name)s stands for another option of the section, %% for a percent sign."""

    _MARK = '%'
    _OPEN = '('
    _PATTERN = re.compile(r'%\(([^)]+)\)s')

    @staticmethod
    def _section_of(name, section):
        return section

    @staticmethod
    def _value(parser, section, option, raw, name, defaults):
        try:
            return defaults[parser.optionxform(name)]
        except KeyError:
            raise InterpolationMissingOptionError(
                option, section, raw, parser.optionxform(name)) from None


class ExtendedInterpolation(_Substitution):
    """${name} and ${section:name} stand for other options, $$ for a dollar sign."""

    _MARK = '$'
    _OPEN = '{'
    _PATTERN = re.compile(r'\$\{([^}]+)\}')

    @staticmethod
    def _section_of(name, section):
        return name.split(':')[0] if ':' in name else section

    @staticmethod
    def _value(parser, section, option, raw, name, defaults):
        path = name.split(':')
        try:
            if len(path) == 1:
                return defaults[parser.optionxform(name)] if section is None else (
                    parser.get(section, name, raw=True, vars=None) if parser.has_option(
                        section, name) else defaults[parser.optionxform(name)])
            if len(path) == 2:
                return parser.get(path[0], parser.optionxform(path[1]), raw=True)
        except (KeyError, NoSectionError, NoOptionError):
            raise InterpolationMissingOptionError(option, section, raw, ':'.join(path)) from None
        raise InterpolationSyntaxError(option, section, f"More than one ':' found: {name!r}")


# --- parsers -------------------------------------------------------------------------------------

class RawConfigParser(collections.abc.MutableMapping):
    BOOLEAN_STATES = {'1': True, 'yes': True, 'true': True, 'on': True,
                      '0': False, 'no': False, 'false': False, 'off': False}
    SECTCRE = re.compile(r'\[(?P<header>.+)\]')
    _DEFAULT_INTERPOLATION = Interpolation

    def __init__(self, defaults=None, dict_type=dict, allow_no_value=False, *,
                 delimiters=('=', ':'), comment_prefixes=('#', ';'), inline_comment_prefixes=None,
                 strict=True, empty_lines_in_values=True, default_section=DEFAULTSECT,
                 interpolation=_UNSET, converters=None):
        self._sections = {}
        self._defaults = {}
        self._converters = {'': str, 'int': int, 'float': float, 'boolean': self._to_boolean,
                            **(converters or {})}
        self._proxies = {default_section: SectionProxy(self, default_section)}
        self._delimiters = tuple(delimiters)
        self._comment_prefixes = tuple(comment_prefixes or ())
        self._inline_comment_prefixes = tuple(inline_comment_prefixes or ())
        self._strict = strict
        self._allow_no_value = allow_no_value
        self._empty_lines_in_values = empty_lines_in_values
        self.default_section = default_section
        if interpolation is _UNSET:
            interpolation = self._DEFAULT_INTERPOLATION()
        self._interpolation = Interpolation() if interpolation is None else interpolation
        for name in converters or ():
            def get(section, option, *, raw=False, vars=None, fallback=_UNSET, _name=name):
                return self._get_converted(section, option, _name, raw, vars, fallback)
            setattr(self, 'get' + name, get)
        if defaults:
            self.read_dict({default_section: defaults}, source='<defaults>')

    # --- sections and options ---

    def defaults(self):
        return self._defaults

    def sections(self):
        return list(self._sections)

    def add_section(self, section):
        if section == self.default_section:
            raise ValueError(f'Invalid section name: {section!r}')
        if section in self._sections:
            raise DuplicateSectionError(section)
        self._sections[section] = {}
        self._proxies[section] = SectionProxy(self, section)

    def has_section(self, section):
        return section in self._sections

    def options(self, section):
        if section not in self._sections:
            raise NoSectionError(section)
        return list({**self._sections[section], **self._defaults})

    def optionxform(self, optionstr):
        return optionstr.lower()

    def has_option(self, section, option):
        option = self.optionxform(option)
        if not section or section == self.default_section:
            return option in self._defaults
        return section in self._sections and (
            option in self._sections[section] or option in self._defaults)

    def remove_option(self, section, option):
        options = self._options_of(section)
        return options.pop(self.optionxform(option), _UNSET) is not _UNSET

    def remove_section(self, section):
        if section not in self._sections:
            return False
        del self._sections[section], self._proxies[section]
        return True

    def _options_of(self, section):
        if not section or section == self.default_section:
            return self._defaults
        try:
            return self._sections[section]
        except KeyError:
            raise NoSectionError(section) from None

    # --- values ---

    def _all_values(self, section, vars):
        """The section's values over the defaults, under those given with the call."""
        own = self._options_of(section)
        given = {self.optionxform(k): None if v is None else str(v)
                 for k, v in (vars or {}).items()}
        return {**self._defaults, **own, **given}

    def get(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        try:
            values = self._all_values(section, vars)
        except NoSectionError:
            if fallback is _UNSET:
                raise
            return fallback
        option = self.optionxform(option)
        if option not in values:
            if fallback is _UNSET:
                raise NoOptionError(option, section)
            return fallback
        value = values[option]
        if raw or value is None:
            return value
        return self._interpolation.before_get(self, section, option, value, values)

    def _to_boolean(self, value):
        if value.lower() not in self.BOOLEAN_STATES:
            raise ValueError(f'Not a boolean: {value}')
        return self.BOOLEAN_STATES[value.lower()]

    def _get_converted(self, section, option, kind, raw, vars, fallback):
        try:
            value = self.get(section, option, raw=raw, vars=vars)
        except (NoSectionError, NoOptionError):
            if fallback is _UNSET:
                raise
            return fallback
        return self._converters[kind](value)

    def getint(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        return self._get_converted(section, option, 'int', raw, vars, fallback)

    def getfloat(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        return self._get_converted(section, option, 'float', raw, vars, fallback)

    def getboolean(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        return self._get_converted(section, option, 'boolean', raw, vars, fallback)

    def items(self, section=_UNSET, raw=False, vars=None):
        if section is _UNSET:
            return super().items()
        values = self._all_values(section, vars)
        return [(name, value if raw or value is None else self._interpolation.before_get(
            self, section, name, value, values)) for name, value in values.items()]

    def set(self, section, option, value=None):
        if value:
            value = self._interpolation.before_set(self, section, option, value)
        self._options_of(section)[self.optionxform(option)] = value

    # --- as a mapping of mappings ---

    def __getitem__(self, key):
        if key != self.default_section and not self.has_section(key):
            raise KeyError(key)
        return self._proxies[key]

    def __setitem__(self, key, value):
        if key in self and self[key] is value:
            return
        if key == self.default_section:
            self._defaults.clear()
        elif key in self._sections:
            self._sections[key].clear()
        self.read_dict({key: value})

    def __delitem__(self, key):
        if key == self.default_section:
            raise ValueError('Cannot remove the default section.')
        if not self.has_section(key):
            raise KeyError(key)
        self.remove_section(key)

    def __contains__(self, key):
        return key == self.default_section or self.has_section(key)

    def __len__(self):
        return len(self._sections) + 1

    def __iter__(self):
        return itertools.chain((self.default_section,), self._sections)

    def popitem(self):
        for key in self.sections():
            value = self[key]
            del self[key]
            return key, value
        raise KeyError

    # --- reading and writing ---

    def read(self, filenames, encoding=None):
        """Reads the files that there are, and returns their names."""
        if isinstance(filenames, (str, bytes)) or hasattr(filenames, '__fspath__'):
            filenames = [filenames]
        found = []
        for name in filenames:
            try:
                with open(name, encoding=encoding) as file:
                    self._read(file, str(name))
            except OSError:
                continue
            found.append(str(name) if hasattr(name, '__fspath__') else name)
        return found

    def read_file(self, f, source=None):
        self._read(f, getattr(f, 'name', '<???>') if source is None else source)

    def read_string(self, string, source='<string>'):
        self._read(io.StringIO(string), source)

    def read_dict(self, dictionary, source='<dict>'):
        added = set()
        for section, options in dictionary.items():
            section = str(section)
            if section != self.default_section:
                if section in self._sections:
                    if self._strict and section in added:
                        raise DuplicateSectionError(section, source)
                else:
                    self.add_section(section)
            added.add(section)
            names = set()
            for key, value in options.items():
                key = self.optionxform(str(key))
                if self._strict and key in names:
                    raise DuplicateOptionError(section, key, source)
                names.add(key)
                self.set(section, key, None if value is None else str(value))

    def _without_comment(self, line):
        """The line's text; None: it is a comment, and nothing else."""
        for prefix in self._inline_comment_prefixes:
            at = line.find(prefix)
            while at > 0 and not line[at - 1].isspace():
                at = line.find(prefix, at + 1)
            if at >= 0:
                line = line[:at]
        if any(line.strip().startswith(prefix) for prefix in self._comment_prefixes):
            return None
        return line.strip()

    def _read(self, lines, source):
        added = set()
        section = None
        options = None
        option = None
        indent = 0
        error = None
        for lineno, line in enumerate(lines, 1):
            value = self._without_comment(line)
            if not value:
                is_blank = value is not None or not line.strip()
                if (self._empty_lines_in_values and is_blank and option
                        and options is not None and options[option] is not None):
                    options[option].append('')
                elif not self._empty_lines_in_values:
                    indent = sys.maxsize
                continue
            depth = len(line) - len(line.lstrip())
            if option and options is not None and depth > indent:
                if options[option] is not None:
                    options[option].append(value)
                continue
            indent = depth
            header = self.SECTCRE.match(value)
            if header:
                section = header['header']
                option = None
                options = self._section_to_read(section, source, lineno, added)
            elif options is None:
                raise MissingSectionHeaderError(source, lineno, line)
            else:
                name, is_set, text = self._split(value)
                if not name:
                    error = error or ParsingError(source)
                    error.append(lineno, repr(line))
                    continue
                option = self.optionxform(name)
                if self._strict and (section, option) in added:
                    raise DuplicateOptionError(section, option, source, lineno)
                added.add((section, option))
                options[option] = [text] if is_set else None
        self._join_lines()
        if error:
            raise error

    def _section_to_read(self, section, source, lineno, added):
        if section == self.default_section:
            return self._defaults
        if section in self._sections:
            if self._strict and section in added:
                raise DuplicateSectionError(section, source, lineno)
        else:
            self.add_section(section)
        added.add(section)
        return self._sections[section]

    def _split(self, text):
        """(option, whether there is a delimiter, value); an empty option: the line is wrong."""
        places = [at for at in (text.find(d) for d in self._delimiters) if at >= 0]
        if not places:
            return (text, False, '') if self._allow_no_value else ('', False, '')
        at = min(places)
        length = max(len(d) for d in self._delimiters if text.startswith(d, at))
        return text[:at].rstrip(), True, text[at + length:].strip()

    def _join_lines(self):
        for section, options in [(self.default_section, self._defaults), *self._sections.items()]:
            for name, value in options.items():
                if isinstance(value, list):
                    value = '\n'.join(value).rstrip()
                options[name] = self._interpolation.before_read(self, section, name, value)

    def write(self, fp, space_around_delimiters=True):
        delimiter = self._delimiters[0]
        if space_around_delimiters:
            delimiter = f' {delimiter} '
        sections = list(self._sections.items())
        if self._defaults:
            sections.insert(0, (self.default_section, self._defaults))
        for section, options in sections:
            fp.write(f'[{section}]\n')
            for name, value in options.items():
                value = self._interpolation.before_write(self, section, name, value)
                if value is not None or not self._allow_no_value:
                    value = delimiter + str(value).replace('\n', '\n\t')
                fp.write(f'{name}{value or ""}\n')
            fp.write('\n')


class ConfigParser(RawConfigParser):
    """Fills values in, and takes nothing but text."""

    _DEFAULT_INTERPOLATION = BasicInterpolation

    @staticmethod
    def _check_text(value, what):
        if not isinstance(value, str):
            raise TypeError(f'{what} must be strings')

    def set(self, section, option, value=None):
        self._check_text(option, 'option keys')
        if not self._allow_no_value or value:
            self._check_text(value, 'option values')
        super().set(section, option, value)

    def add_section(self, section):
        self._check_text(section, 'section names')
        super().add_section(section)


class SectionProxy(collections.abc.MutableMapping):
    """A section as a mapping of its options."""

    def __init__(self, parser, name):
        self._parser = parser
        self._name = name

    parser = property(lambda self: self._parser)
    name = property(lambda self: self._name)

    def __repr__(self):
        return f'<Section: {self._name}>'

    def _check(self, key):
        if not self._parser.has_option(self._name, key):
            raise KeyError(key)

    def __getitem__(self, key):
        self._check(key)
        return self._parser.get(self._name, key)

    def __setitem__(self, key, value):
        self._parser.set(self._name, key, value)

    def __delitem__(self, key):
        self._check(key)
        if not self._parser.remove_option(self._name, key):
            raise KeyError(key)

    def __contains__(self, key):
        return self._parser.has_option(self._name, key)

    def _options(self):
        if self._name == self._parser.default_section:
            return list(self._parser.defaults())
        return self._parser.options(self._name)

    def __len__(self):
        return len(self._options())

    def __iter__(self):
        return iter(self._options())

    def get(self, option, fallback=None, *, raw=False, vars=None):
        return self._parser.get(self._name, option, raw=raw, vars=vars, fallback=fallback)

    def __getattr__(self, name):
        """getint(option, fallback) and the others, as the parser has them."""
        if not name.startswith('get') or not hasattr(self._parser, name):
            raise AttributeError(f'{type(self).__name__!r} object has no attribute {name!r}')
        method = getattr(self._parser, name)

        def get(option, fallback=None, *, raw=False, vars=None):
            return method(self._name, option, raw=raw, vars=vars, fallback=fallback)
        return get
