# SPDX-License-Identifier: MIT
"""Calendar dates and their text: what time and datetime share. There is one time zone, UTC.

Days are counted from 0001-01-01, day 1, as in datetime's ordinals.
"""
__tracebackhide__ = True

DAY_NAMES = ('Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday')
MONTH_NAMES = (
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
)
EPOCH_ORDINAL = 719163  # 1970-01-01
_BEFORE_MONTH = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_MONTH_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year, month):
    return 29 if month == 2 and is_leap(year) else _MONTH_DAYS[month]


def day_of_year(year, month, day):
    return _BEFORE_MONTH[month] + (month > 2 and is_leap(year)) + day


def to_ordinal(year, month, day):
    y = year - 1
    return y * 365 + y // 4 - y // 100 + y // 400 + day_of_year(year, month, day)


def from_ordinal(n):
    """(year, month, day)"""
    n -= 1
    n400, n = divmod(n, 146097)
    n100, n = divmod(n, 36524)
    n4, n = divmod(n, 1461)
    n1, n = divmod(n, 365)
    year = n400 * 400 + n100 * 100 + n4 * 4 + n1 + 1
    if n1 == 4 or n100 == 4:
        return year - 1, 12, 31
    month = 1
    while n >= days_in_month(year, month):
        n -= days_in_month(year, month)
        month += 1
    return year, month, n + 1


_FIELDS = (
    'tm_year',
    'tm_mon',
    'tm_mday',
    'tm_hour',
    'tm_min',
    'tm_sec',
    'tm_wday',
    'tm_yday',
    'tm_isdst',
)


class struct_time(tuple):
    __module__ = 'time'
    n_fields = 11
    n_sequence_fields = 9
    n_unnamed_fields = 0

    def __new__(cls, sequence):
        values = tuple(sequence)
        if not 9 <= len(values) <= 11:
            word = 'at least' if len(values) < 9 else 'at most'
            limit = 9 if len(values) < 9 else 11
            raise TypeError(
                f'time.struct_time() takes an {word} {limit}-sequence '
                f'({len(values)}-sequence given)'
            )
        self = tuple.__new__(cls, values[:9])
        self._zone = values[9:] or (None, None)
        return self

    tm_year = property(lambda self: self[0])
    tm_mon = property(lambda self: self[1])
    tm_mday = property(lambda self: self[2])
    tm_hour = property(lambda self: self[3])
    tm_min = property(lambda self: self[4])
    tm_sec = property(lambda self: self[5])
    tm_wday = property(lambda self: self[6])
    tm_yday = property(lambda self: self[7])
    tm_isdst = property(lambda self: self[8])
    tm_zone = property(lambda self: self._zone[0])
    tm_gmtoff = property(lambda self: self._zone[1])

    def __repr__(self):
        return f'time.struct_time({", ".join(f"{n}={v}" for n, v in zip(_FIELDS, self))})'

    def __reduce__(self):
        return struct_time, (tuple(self),)


def gmtime(seconds):
    days, rest = divmod(int(seconds // 1), 86400)
    ordinal = EPOCH_ORDINAL + days
    year, month, day = from_ordinal(ordinal)
    return struct_time(
        (
            year,
            month,
            day,
            rest // 3600,
            rest // 60 % 60,
            rest % 60,
            (ordinal + 6) % 7,
            day_of_year(year, month, day),
            0,
            'UTC',
            0,
        )
    )


def mktime(t):
    if not isinstance(t, tuple):
        raise TypeError('Tuple or struct_time argument required')
    if len(t) != 9:
        raise TypeError('mktime(): illegal time tuple argument')
    year, month = t[0] + (t[1] - 1) // 12, (t[1] - 1) % 12 + 1
    days = to_ordinal(year, month, 1) + t[2] - 1 - EPOCH_ORDINAL
    return float(days * 86400 + t[3] * 3600 + t[4] * 60 + t[5])


def asctime(t):
    return (
        f'{DAY_NAMES[t[6]][:3]} {MONTH_NAMES[t[1] - 1][:3]} {t[2]:2d} '
        f'{t[3]:02d}:{t[4]:02d}:{t[5]:02d} {t[0]}'
    )


def iso_week(year, month, day):
    """(year, week, weekday) of ISO 8601"""
    ordinal = to_ordinal(year, month, day)
    weekday = (ordinal + 6) % 7
    thursday = from_ordinal(ordinal + 3 - weekday)[0]
    first = to_ordinal(thursday, 1, 4)
    monday = first - (first + 6) % 7
    return thursday, (ordinal - monday) // 7 + 1, weekday + 1


def strftime(format, t, microsecond=None, offset='', zone=''):
    """As C's strftime in the C locale; %f and %z, %Z as datetime wants them."""
    year, month, day, hour, minute, second, wday, yday = t[:8]
    out = []
    i = 0
    while i < len(format):
        c = format[i]
        i += 1
        if c != '%' or i == len(format):
            out.append(c)
            continue
        c = format[i]
        i += 1
        strip = c == '-' and i < len(format)
        if strip:
            c = format[i]
            i += 1
        if c == 'a':
            text = DAY_NAMES[wday][:3]
        elif c == 'A':
            text = DAY_NAMES[wday]
        elif c in 'bh':
            text = MONTH_NAMES[month - 1][:3]
        elif c == 'B':
            text = MONTH_NAMES[month - 1]
        elif c == 'c':
            text = asctime(t)
        elif c == 'C':
            text = f'{year // 100:02d}'
        elif c == 'd':
            text = f'{day:02d}'
        elif c in 'Dx':
            text = f'{month:02d}/{day:02d}/{year % 100:02d}'
        elif c == 'e':
            text = f'{day:2d}'
        elif c == 'F':
            text = f'{year}-{month:02d}-{day:02d}'
        elif c == 'f' and microsecond is not None:
            text = f'{microsecond:06d}'
        elif c == 'G':
            text = str(iso_week(year, month, day)[0])
        elif c == 'H':
            text = f'{hour:02d}'
        elif c == 'I':
            text = f'{hour % 12 or 12:02d}'
        elif c == 'j':
            text = f'{yday:03d}'
        elif c == 'm':
            text = f'{month:02d}'
        elif c == 'M':
            text = f'{minute:02d}'
        elif c == 'n':
            text = '\n'
        elif c == 'p':
            text = 'AM' if hour < 12 else 'PM'
        elif c == 'P':
            text = 'am' if hour < 12 else 'pm'
        elif c == 'r':
            text = f'{hour % 12 or 12:02d}:{minute:02d}:{second:02d} {"AM" if hour < 12 else "PM"}'
        elif c == 'R':
            text = f'{hour:02d}:{minute:02d}'
        elif c == 's':
            text = str(int(mktime((year, month, day, hour, minute, second, 0, 0, 0))))
        elif c == 'S':
            text = f'{second:02d}'
        elif c == 't':
            text = '\t'
        elif c in 'TX':
            text = f'{hour:02d}:{minute:02d}:{second:02d}'
        elif c == 'u':
            text = str(wday + 1)
        elif c == 'U':
            text = f'{(yday + 6 - (wday + 1) % 7) // 7:02d}'
        elif c == 'V':
            text = f'{iso_week(year, month, day)[1]:02d}'
        elif c == 'w':
            text = str((wday + 1) % 7)
        elif c == 'W':
            text = f'{(yday + 6 - wday) // 7:02d}'
        elif c == 'y':
            text = f'{year % 100:02d}'
        elif c == 'Y':
            text = str(year)
        elif c == 'z':
            text = offset
        elif c == 'Z':
            text = zone
        elif c == '%':
            text = '%'
        else:
            text = '%' + c
        if strip:
            text = text.lstrip('0 ') or '0'
        out.append(text)
    return ''.join(out)


def time_strftime(format, t):
    if not isinstance(t, tuple):
        raise TypeError('Tuple or struct_time argument required')
    if len(t) < 9:
        raise TypeError('strftime(): illegal time tuple argument')
    for value, low, high, message in (
        (t[1], 0, 12, 'month out of range'),
        (t[2], 0, 31, 'day of month out of range'),
        (t[3], 0, 23, 'hour out of range'),
        (t[4], 0, 59, 'minute out of range'),
        (t[5], 0, 61, 'seconds out of range'),
        (t[7], 0, 366, 'day of year out of range'),
    ):
        if not low <= value <= high:
            raise ValueError(message)
    t = (t[0], t[1] or 1, t[2] or 1) + tuple(t[3:6]) + (t[6] % 7, t[7] or 1, t[8])
    return strftime(format, t, None, '+0000', 'UTC')


class _Parser:
    """Reads text as strptime's directives say."""

    def __init__(self, text, format):
        self.text = text
        self.format = format
        self.at = 0

    def fail(self):
        raise ValueError(f'time data {self.text!r} does not match format {self.format!r}')

    def number(self, width, low, high):
        end = self.at
        while end < len(self.text) and end - self.at < width and self.text[end].isdigit():
            end += 1
        while end > self.at and not low <= int(self.text[self.at : end]) <= high:
            end -= 1
        if end == self.at:
            self.fail()
        value = int(self.text[self.at : end])
        self.at = end
        return value

    def one_of(self, names):
        rest = self.text[self.at :].lower()
        for i, name in sorted(enumerate(names), key=lambda item: -len(item[1])):
            if rest.startswith(name.lower()):
                self.at += len(name)
                return i
        self.fail()

    def offset(self):
        """Seconds east of UTC"""
        rest = self.text[self.at :]
        if rest[:1] == 'Z':
            self.at += 1
            return 0
        if rest[:1] not in ('+', '-'):
            self.fail()
        sign = -1 if rest[0] == '-' else 1
        self.at += 1
        hours = self.number(2, 0, 23)
        if self.text[self.at : self.at + 1] == ':':
            self.at += 1
        return sign * (hours * 3600 + self.number(2, 0, 59) * 60)


def parse(text, format):
    """A dict of what was found."""
    if not isinstance(text, str):
        raise TypeError(f'strptime() argument 0 must be str, not {type(text)}')
    if not isinstance(format, str):
        raise TypeError(f'strptime() argument 1 must be str, not {type(format)}')
    for short, long in (('%X', '%H:%M:%S'), ('%x', '%m/%d/%y'), ('%c', '%a %b %d %H:%M:%S %Y')):
        format = format.replace(short, long)
    p = _Parser(text, format)
    found = {}
    i = 0
    while i < len(format):
        c = format[i]
        i += 1
        if c.isspace():
            while p.at < len(text) and text[p.at].isspace():
                p.at += 1
            continue
        if c != '%':
            if text[p.at : p.at + 1].lower() != c.lower():
                p.fail()
            p.at += 1
            continue
        if i == len(format):
            raise ValueError(f"stray % in format '{format}'")
        c = format[i]
        i += 1
        if c == 'Y':
            if not text[p.at : p.at + 4].isdigit() or len(text) < p.at + 4:
                p.fail()
            found['year'] = p.number(4, 0, 9999)
        elif c == 'y':
            value = p.number(2, 0, 99)
            found['year'] = value + (2000 if value <= 68 else 1900)
        elif c == 'm':
            found['month'] = p.number(2, 1, 12)
        elif c == 'd':
            if text[p.at : p.at + 1] == ' ':
                p.at += 1
            found['day'] = p.number(2, 1, 31)
        elif c == 'H':
            found['hour'] = p.number(2, 0, 23)
        elif c == 'I':
            found['hour12'] = p.number(2, 1, 12)
        elif c == 'M':
            found['minute'] = p.number(2, 0, 59)
        elif c == 'S':
            found['second'] = p.number(2, 0, 61)
        elif c == 'f':
            start = p.at
            value = p.number(6, 0, 999999)
            found['microsecond'] = value * 10 ** (6 - (p.at - start))
        elif c == 'j':
            found['yday'] = p.number(3, 1, 366)
        elif c == 'p':
            found['pm'] = p.one_of(('AM', 'PM')) == 1
        elif c == 'a':
            found['wday'] = p.one_of([n[:3] for n in DAY_NAMES])
        elif c == 'A':
            found['wday'] = p.one_of(DAY_NAMES)
        elif c == 'b':
            found['month'] = p.one_of([n[:3] for n in MONTH_NAMES]) + 1
        elif c == 'B':
            found['month'] = p.one_of(MONTH_NAMES) + 1
        elif c == 'w':
            found['wday'] = (p.number(1, 0, 6) - 1) % 7
        elif c == 'u':
            found['wday'] = p.number(1, 1, 7) - 1
        elif c == 'z':
            found['offset'] = p.offset()
        elif c == 'Z':
            found['zone'] = ('utc', 'gmt')[p.one_of(('utc', 'gmt'))].upper()
        elif c == '%':
            if text[p.at : p.at + 1] != '%':
                p.fail()
            p.at += 1
        else:
            raise ValueError(f"'{c}' is a bad directive in format '{format}'")
    if p.at != len(text):
        raise ValueError(f'unconverted data remains: {text[p.at:]}')
    if 'hour12' in found:
        found['hour'] = found['hour12'] % 12 + 12 * found.get('pm', False)
    return found


def strptime(text, format):
    found = parse(text, format)
    year, month, day = found.get('year', 1900), found.get('month', 1), found.get('day', 1)
    if 'yday' in found and 'month' not in found:
        year, month, day = from_ordinal(to_ordinal(year, 1, 1) + found['yday'] - 1)
    if day > days_in_month(year, month):
        raise ValueError('day is out of range for month')
    wday = (to_ordinal(year, month, day) + 6) % 7
    return struct_time(
        (
            year,
            month,
            day,
            found.get('hour', 0),
            found.get('minute', 0),
            found.get('second', 0),
            wday,
            day_of_year(year, month, day),
            0 if 'zone' in found else -1,
            found.get('zone'),
            found.get('offset'),
        )
    )
