# SPDX-License-Identifier: MIT
"""Tables as text with separators."""

__all__ = [
    'QUOTE_MINIMAL', 'QUOTE_ALL', 'QUOTE_NONNUMERIC', 'QUOTE_NONE', 'Error', 'Dialect', 'excel',
    'excel_tab', 'unix_dialect', 'reader', 'writer', 'DictReader', 'DictWriter',
]

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = range(4)


class Error(Exception):
    __module__ = '_csv'


class Dialect:
    delimiter = ','
    quotechar = '"'
    escapechar = None
    doublequote = True
    skipinitialspace = False
    lineterminator = '\r\n'
    quoting = QUOTE_MINIMAL
    strict = False


class excel(Dialect):
    pass


class excel_tab(excel):
    delimiter = '\t'


class unix_dialect(Dialect):
    lineterminator = '\n'
    quoting = QUOTE_ALL


_dialects = {'excel': excel, 'excel-tab': excel_tab, 'unix': unix_dialect}
_OPTIONS = [name for name in vars(Dialect) if not name.startswith('_')]


def register_dialect(name, dialect=Dialect, **options):
    _dialects[name] = type(name, (dialect,), options)


def unregister_dialect(name):
    if name not in _dialects:
        raise Error('unknown dialect')
    del _dialects[name]


def get_dialect(name):
    if name not in _dialects:
        raise Error('unknown dialect')
    return _dialects[name]


def list_dialects():
    return list(_dialects)


def _dialect(dialect, options):
    base = get_dialect(dialect) if isinstance(dialect, str) else dialect
    made = Dialect()
    for name in _OPTIONS:
        setattr(made, name, options.pop(name, getattr(base, name)))
    if options:
        name = next(iter(options))
        raise TypeError(f"'{name}' is an invalid keyword argument for this function")
    if not isinstance(made.delimiter, str) or len(made.delimiter) != 1:
        raise TypeError('"delimiter" must be a 1-character string')
    return made


class _Reader:
    def __init__(self, lines, dialect):
        self._lines = iter(lines)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        d = self.dialect
        fields = []
        field = ''
        quoted = was_quoted = False
        while True:
            line = next(self._lines, None)
            if line is None:
                if quoted or fields or field:
                    if quoted and d.strict:
                        raise Error('unexpected end of data')
                    fields.append(field)
                    return fields
                raise StopIteration
            if not isinstance(line, str):
                raise Error(
                    f'iterator should return strings, not {type(line).__name__} '
                    '(the file should be opened in text mode)'
                )
            self.line_num += 1
            i = 0
            while i < len(line):
                c = line[i]
                i += 1
                if quoted:
                    if c == d.escapechar and i < len(line):
                        field += line[i]
                        i += 1
                    elif c != d.quotechar:
                        field += c
                    elif d.doublequote and line[i : i + 1] == d.quotechar:
                        field += c
                        i += 1
                    else:
                        quoted = False
                elif c == d.delimiter:
                    fields.append(self._value(field, was_quoted))
                    field = ''
                    was_quoted = False
                    while d.skipinitialspace and line[i : i + 1] == ' ':
                        i += 1
                elif c == d.quotechar and not field and d.quoting != QUOTE_NONE:
                    quoted = was_quoted = True
                elif c == d.escapechar and i < len(line):
                    field += line[i]
                    i += 1
                elif c in '\r\n':
                    if line[i:].strip('\r\n'):
                        raise Error(
                            'new-line character seen in unquoted field - do you need to open '
                            'the file in universal-newline mode?'
                        )
                    break
                else:
                    field += c
            if not quoted:
                if not fields and not field and not was_quoted:
                    return []
                fields.append(self._value(field, was_quoted))
                return fields

    def _value(self, field, was_quoted):
        if self.dialect.quoting == QUOTE_NONNUMERIC and not was_quoted:
            return float(field)
        return field


class _Writer:
    def __init__(self, file, dialect):
        self._write = getattr(file, 'write', None)
        if not callable(self._write):
            raise TypeError('argument 1 must have a "write" method')
        self.dialect = dialect

    def _field(self, value, is_alone):
        d = self.dialect
        text = '' if value is None else str(value)
        special = any(c in text for c in (d.delimiter, d.quotechar or '', '\r', '\n') if c)
        special = special or text == '' and is_alone
        if d.quoting == QUOTE_NONE:
            if not special:
                return text
            if d.escapechar is None:
                raise Error('need to escape, but no escapechar set')
            for c in (d.escapechar, d.delimiter, d.quotechar or '', '\n', '\r'):
                text = text.replace(c, d.escapechar + c) if c else text
            return text
        is_number = isinstance(value, (int, float))
        wants = d.quoting == QUOTE_ALL or d.quoting == QUOTE_NONNUMERIC and not is_number
        if not special and not wants:
            return text
        double = d.quotechar * 2 if d.doublequote else (d.escapechar or '') + d.quotechar
        return d.quotechar + text.replace(d.quotechar, double) + d.quotechar

    def writerow(self, row):
        try:
            row = list(row)
        except TypeError:
            raise Error(f'iterable expected, not {type(row).__name__}') from None
        fields = [self._field(value, len(row) == 1) for value in row]
        return self._write(self.dialect.delimiter.join(fields) + self.dialect.lineterminator)

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)


def reader(csvfile, dialect='excel', **fmtparams):
    return _Reader(csvfile, _dialect(dialect, fmtparams))


def writer(csvfile, dialect='excel', **fmtparams):
    return _Writer(csvfile, _dialect(dialect, fmtparams))


class DictReader:
    def __init__(
        self, f, fieldnames=None, restkey=None, restval=None, dialect='excel', *args, **kwds
    ):
        self._fieldnames = None if fieldnames is None else list(fieldnames)
        self.restkey = restkey
        self.restval = restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            self._fieldnames = next(self.reader, None)
        return self._fieldnames

    def __next__(self):
        names = self.fieldnames
        row = next(self.reader)
        while row == []:
            row = next(self.reader)
        self.line_num = self.reader.line_num
        made = dict(zip(names, row))
        if len(row) > len(names):
            made[self.restkey] = row[len(names) :]
        for name in names[len(row) :]:
            made[name] = self.restval
        return made


class DictWriter:
    def __init__(
        self, f, fieldnames, restval='', extrasaction='raise', dialect='excel', *args, **kwds
    ):
        self.fieldnames = fieldnames
        self.restval = restval
        if extrasaction.lower() not in ('raise', 'ignore'):
            raise ValueError(
                f"extrasaction ({extrasaction}) must be 'raise' or 'ignore'"
            )
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def writerow(self, row):
        if self.extrasaction == 'raise':
            wrong = [name for name in row if name not in self.fieldnames]
            if wrong:
                names = ', '.join(map(repr, wrong))
                raise ValueError(f'dict contains fields not in fieldnames: {names}')
        return self.writer.writerow([row.get(name, self.restval) for name in self.fieldnames])

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)
