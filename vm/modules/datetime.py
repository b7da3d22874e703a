# SPDX-License-Identifier: MIT
"""Dates, times of day and their differences.

A timedelta keeps days, seconds and microseconds, the latter two never negative; a datetime is a
date with a time of day. All are immutable.
"""
import math as _math
import time as _time

import _calendar_time as _cal

__tracebackhide__ = True

__all__ = [
    'date',
    'datetime',
    'time',
    'timedelta',
    'timezone',
    'tzinfo',
    'MINYEAR',
    'MAXYEAR',
    'UTC',
]

MINYEAR = 1
MAXYEAR = 9999
_MAX_ORDINAL = 3652059
_DAY_US = 86400 * 10**6


def _ratio_to_nearest(n, d):
    """n / d to the nearest integer, halves to even"""
    q, r = divmod(n, d)
    r *= 2
    if r > d or r == d and q % 2:
        q += 1
    return q


class timedelta:
    __slots__ = ('_days', '_seconds', '_microseconds')

    def __new__(
        cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0
    ):
        total = 0
        for value, unit in (
            (days, _DAY_US),
            (seconds, 10**6),
            (microseconds, 1),
            (milliseconds, 1000),
            (minutes, 60 * 10**6),
            (hours, 3600 * 10**6),
            (weeks, 7 * _DAY_US),
        ):
            if isinstance(value, int):
                total += value * unit
            elif isinstance(value, float):
                whole = int(value // 1)
                total += whole * unit + round((value - whole) * unit)
            else:
                raise TypeError(
                    'unsupported type for timedelta days component: ' + type(value).__name__
                )
        return cls._of_us(total)

    @classmethod
    def _of_us(cls, us):
        days, rest = divmod(us, _DAY_US)
        if not -999999999 <= days <= 999999999:
            raise OverflowError(f'days={days}; must have magnitude <= 999999999')
        self = object.__new__(cls)
        self._days = days
        self._seconds, self._microseconds = divmod(rest, 10**6)
        return self

    days = property(lambda self: self._days)
    seconds = property(lambda self: self._seconds)
    microseconds = property(lambda self: self._microseconds)

    def _us(self):
        return (self._days * 86400 + self._seconds) * 10**6 + self._microseconds

    def total_seconds(self):
        return self._us() / 10**6

    def __repr__(self):
        parts = [
            f'{name}={value}'
            for name, value in (
                ('days', self._days),
                ('seconds', self._seconds),
                ('microseconds', self._microseconds),
            )
            if value
        ]
        return f'datetime.timedelta({", ".join(parts) or "0"})'

    def __str__(self):
        minutes, seconds = divmod(self._seconds, 60)
        hours, minutes = divmod(minutes, 60)
        text = f'{hours}:{minutes:02d}:{seconds:02d}'
        if self._days:
            text = f'{self._days} day{"" if abs(self._days) == 1 else "s"}, {text}'
        if self._microseconds:
            text += f'.{self._microseconds:06d}'
        return text

    def __add__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of_us(self._us() + other._us())
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of_us(self._us() - other._us())
        return NotImplemented

    def __rsub__(self, other):
        if isinstance(other, timedelta):
            return other - self
        return NotImplemented

    def __neg__(self):
        return timedelta._of_us(-self._us())

    def __pos__(self):
        return self

    def __abs__(self):
        return timedelta._of_us(abs(self._us()))

    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta._of_us(self._us() * other)
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return timedelta._of_us(_ratio_to_nearest(self._us() * a, b))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._us() // other._us()
        if isinstance(other, int):
            return timedelta._of_us(self._us() // other)
        return NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._us() / other._us()
        if isinstance(other, int):
            if other < 0:
                return timedelta._of_us(_ratio_to_nearest(-self._us(), -other))
            return timedelta._of_us(_ratio_to_nearest(self._us(), other))
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            if a < 0:
                a, b = -a, -b
            return timedelta._of_us(_ratio_to_nearest(self._us() * b, a))
        return NotImplemented

    def __mod__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of_us(self._us() % other._us())
        return NotImplemented

    def __divmod__(self, other):
        if isinstance(other, timedelta):
            q, r = divmod(self._us(), other._us())
            return q, timedelta._of_us(r)
        return NotImplemented

    def __eq__(self, other):
        return self._us() == other._us() if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._us() < other._us() if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._us() <= other._us() if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._us() > other._us() if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._us() >= other._us() if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash((self._days, self._seconds, self._microseconds))

    def __bool__(self):
        return self._us() != 0

    def __reduce__(self):
        return timedelta, (self._days, self._seconds, self._microseconds)


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(days=999999999, hours=23, minutes=59, seconds=59, microseconds=999999)
timedelta.resolution = timedelta(microseconds=1)


def _check_int(value):
    if isinstance(value, float) or not hasattr(value, '__index__'):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    return value.__index__()


def _check_date(year, month, day):
    year, month, day = _check_int(year), _check_int(month), _check_int(day)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f'year {year} is out of range')
    if not 1 <= month <= 12:
        raise ValueError('month must be in 1..12')
    if not 1 <= day <= _cal.days_in_month(year, month):
        raise ValueError('day is out of range for month')
    return year, month, day


def _check_time(hour, minute, second, microsecond, fold):
    values = [_check_int(v) for v in (hour, minute, second, microsecond)]
    for value, limit, name in zip(
        values, (24, 60, 60, 10**6), ('hour', 'minute', 'second', 'microsecond')
    ):
        if not 0 <= value < limit:
            raise ValueError(f'{name} must be in 0..{limit - 1}')
    if fold not in (0, 1):
        raise ValueError('fold must be either 0 or 1')
    return values


def _offset_text(delta, separator=':'):
    if delta is None:
        return ''
    us = delta._us()
    sign = '-' if us < 0 else '+'
    seconds, us = divmod(abs(us), 10**6)
    text = f'{sign}{seconds // 3600:02d}{separator}{seconds // 60 % 60:02d}'
    if seconds % 60 or us:
        text += f'{separator}{seconds % 60:02d}'
    return text + (f'.{us:06d}' if us else '')


def _parse_iso_date(text):
    if text[4:5] == 'W' or text[4:6] == '-W':
        return _parse_iso_week(text)
    parts = text.split('-') if '-' in text else [text[:4], text[4:6], text[6:]]
    if (
        len(parts) != 3
        or [len(p) for p in parts] != [4, 2, 2]
        or not all(p.isdigit() for p in parts)
    ):
        raise ValueError
    return [int(p) for p in parts]


def _iso_date_length(text):
    """Where the date ends that a date and time begin with."""
    if 'W' not in text[4:6]:
        return 10 if '-' in text[:8] else 8
    week = 8 if text[4:5] == '-' else 7
    has_day = text[week : week + 1] == '-' if week == 8 else text[week : week + 1].isdigit()
    return week + (week - 6 if has_day else 0)


def _parse_iso_week(text):
    """[year, month, day] of YYYY-Www-D and YYYYWwwD; the day may be left out.

    ValueError without a text where one of them is wrong.
    """
    if '-' in text:
        parts = text.split('-')
        if len(parts) == 2:
            parts.append('1')
    else:
        parts = [text[:4], text[4:7], text[7:] or '1']
    digits = ''.join(parts).replace('W', '', 1)
    if [len(p) for p in parts] != [4, 3, 1] or not digits.isdigit():
        raise ValueError
    try:
        day = date.fromisocalendar(int(parts[0]), int(parts[1][1:]), int(parts[2]))
    except ValueError:
        raise ValueError from None
    return [day.year, day.month, day.day]


def _parse_iso_time(text):
    """[hour, minute, second, microsecond], offset in seconds or None"""
    offset = None
    for i, c in enumerate(text):
        if c in '+-Z':
            rest = text[i + 1 :].replace(':', '')
            if c == 'Z' and not rest:
                offset = 0
            elif len(rest) in (2, 4, 6) and rest.isdigit():
                rest = rest.ljust(6, '0')
                offset = int(rest[:2]) * 3600 + int(rest[2:4]) * 60 + int(rest[4:])
                offset = -offset if c == '-' else offset
            else:
                raise ValueError
            text = text[:i]
            break
    text, dot, fraction = text.replace(',', '.').partition('.')
    if dot and not fraction.isdigit():
        raise ValueError
    parts = text.split(':') if ':' in text else [text[k : k + 2] for k in range(0, len(text), 2)]
    if not 1 <= len(parts) <= 3 or not all(len(p) == 2 and p.isdigit() for p in parts):
        raise ValueError
    values = [int(p) for p in parts] + [0] * (3 - len(parts))
    return values + [int(fraction[:6].ljust(6, '0')) if fraction else 0], offset


class date:
    __slots__ = ('_year', '_month', '_day')

    def __new__(cls, year, month=None, day=None):
        if month is None:
            _check_int(year)
            raise TypeError("function missing required argument 'month' (pos 2)")
        if day is None:
            raise TypeError("function missing required argument 'day' (pos 3)")
        self = object.__new__(cls)
        self._year, self._month, self._day = _check_date(year, month, day)
        return self

    year = property(lambda self: self._year)
    month = property(lambda self: self._month)
    day = property(lambda self: self._day)

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, timestamp):
        return cls(*_cal.gmtime(timestamp)[:3])

    @classmethod
    def fromordinal(cls, n):
        if not 1 <= n <= _MAX_ORDINAL:
            raise ValueError('ordinal must be >= 1' if n < 1 else f'year is out of range')
        return cls(*_cal.from_ordinal(n))

    @classmethod
    def fromisocalendar(cls, year, week, day):
        if not 1 <= year <= 9999:
            raise ValueError(f'Year is out of range: {year}')
        first = _cal.to_ordinal(year, 1, 4)  # always in the first week
        monday = first - (first + 6) % 7
        weeks = 52
        if _cal.iso_week(year, 12, 28)[1] == 53:  # always in the last
            weeks = 53
        if not 1 <= week <= weeks:
            raise ValueError(f'Invalid week: {week}')
        if not 1 <= day <= 7:
            raise ValueError(f'Invalid day: {day} (range is [1, 7])')
        return cls.fromordinal(monday + 7 * (week - 1) + day - 1)

    @classmethod
    def fromisoformat(cls, text):
        if not isinstance(text, str):
            raise TypeError('fromisoformat: argument must be str')
        try:
            return cls(*_parse_iso_date(text))
        except ValueError as error:
            if error.args:
                raise
            raise ValueError(f'Invalid isoformat string: {text!r}') from None

    def toordinal(self):
        return _cal.to_ordinal(self._year, self._month, self._day)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.weekday() + 1

    def isocalendar(self):
        return IsoCalendarDate(_cal.iso_week(self._year, self._month, self._day))

    def isoformat(self):
        return f'{self._year:04d}-{self._month:02d}-{self._day:02d}'

    def timetuple(self):
        return _cal.struct_time(
            (
                self._year,
                self._month,
                self._day,
                0,
                0,
                0,
                self.weekday(),
                _cal.day_of_year(self._year, self._month, self._day),
                -1,
            )
        )

    def ctime(self):
        return _cal.asctime(self.timetuple())

    def strftime(self, format):
        return _cal.strftime(format, self.timetuple(), 0)

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def replace(self, year=None, month=None, day=None):
        return type(self)(
            self._year if year is None else year,
            self._month if month is None else month,
            self._day if day is None else day,
        )

    def __repr__(self):
        return f'datetime.date({self._year}, {self._month}, {self._day})'

    def __str__(self):
        return self.isoformat()

    def _key(self):
        return self._year, self._month, self._day

    def _comparable(self, other):
        return isinstance(other, date) and isinstance(other, datetime) == isinstance(self, datetime)

    def __eq__(self, other):
        return self._key() == other._key() if self._comparable(other) else NotImplemented

    def __lt__(self, other):
        return self._key() < other._key() if self._comparable(other) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if self._comparable(other) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if self._comparable(other) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if self._comparable(other) else NotImplemented

    def __hash__(self):
        return hash(self._key())

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        ordinal = self.toordinal() + other.days
        if not 1 <= ordinal <= _MAX_ORDINAL:
            raise OverflowError('date value out of range')
        return type(self).fromordinal(ordinal)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        if isinstance(other, date):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def __reduce__(self):
        return type(self), self._key()


class IsoCalendarDate(tuple):
    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __repr__(self):
        return f'datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, weekday={self[2]})'


date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(days=1)


class tzinfo:
    """Base of time zones."""

    __slots__ = ()

    def tzname(self, dt):
        raise NotImplementedError('a tzinfo subclass must implement tzname()')

    def utcoffset(self, dt):
        raise NotImplementedError('a tzinfo subclass must implement utcoffset()')

    def dst(self, dt):
        raise NotImplementedError('a tzinfo subclass must implement dst()')

    def fromutc(self, dt):
        return dt + dt.utcoffset()


class timezone(tzinfo):
    """A fixed distance from UTC."""

    __slots__ = ('_offset', '_name')

    def __new__(cls, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError(
                'timezone() argument 1 must be datetime.timedelta, not ' + type(offset).__name__
            )
        if not timedelta(-1) < offset < timedelta(1):
            raise ValueError(
                'offset must be a timedelta strictly between -timedelta(hours=24) '
                f'and timedelta(hours=24), not {offset!r}.'
            )
        self = tzinfo.__new__(cls)
        self._offset, self._name = offset, name
        return self

    def utcoffset(self, dt):
        return self._offset

    def tzname(self, dt):
        if self._name is not None:
            return self._name
        return 'UTC' + (_offset_text(self._offset) if self._offset else '')

    def dst(self, dt):
        return None

    def fromutc(self, dt):
        return dt + self._offset

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        if self is timezone.utc:
            return 'datetime.timezone.utc'
        name = '' if self._name is None else f', {self._name!r}'
        return f'datetime.timezone({self._offset!r}{name})'

    def __str__(self):
        return self.tzname(None)

    def __reduce__(self):
        return timezone, (self._offset,) if self._name is None else (self._offset, self._name)


UTC = timezone.utc = timezone(timedelta(0))
timezone.min = timezone(-timedelta(hours=23, minutes=59))
timezone.max = timezone(timedelta(hours=23, minutes=59))


def _time_text(hour, minute, second, microsecond, timespec):
    if timespec == 'auto':
        timespec = 'microseconds' if microsecond else 'seconds'
    if timespec == 'hours':
        return f'{hour:02d}'
    if timespec == 'minutes':
        return f'{hour:02d}:{minute:02d}'
    if timespec == 'seconds':
        return f'{hour:02d}:{minute:02d}:{second:02d}'
    if timespec == 'milliseconds':
        return f'{hour:02d}:{minute:02d}:{second:02d}.{microsecond // 1000:03d}'
    if timespec == 'microseconds':
        return f'{hour:02d}:{minute:02d}:{second:02d}.{microsecond:06d}'
    raise ValueError('Unknown timespec value')


class time:
    __slots__ = ('_hour', '_minute', '_second', '_microsecond', '_tzinfo', '_fold')

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        values = _check_time(hour, minute, second, microsecond, fold)
        self = object.__new__(cls)
        self._hour, self._minute, self._second, self._microsecond = values
        self._tzinfo, self._fold = tzinfo, fold
        return self

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    @classmethod
    def fromisoformat(cls, text):
        try:
            values, offset = _parse_iso_time(text.removeprefix('T'))
            zone = (
                None
                if offset is None
                else UTC
                if offset == 0
                else timezone(timedelta(seconds=offset))
            )
            return cls(*values, tzinfo=zone)
        except ValueError as error:
            if error.args:
                raise
            raise ValueError(f'Invalid isoformat string: {text!r}') from None

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(None)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(None)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(None)

    def isoformat(self, timespec='auto'):
        return _time_text(
            self._hour, self._minute, self._second, self._microsecond, timespec
        ) + _offset_text(self.utcoffset())

    def strftime(self, format):
        moment = (1900, 1, 1, self._hour, self._minute, self._second, 0, 1, -1)
        return _cal.strftime(
            format,
            moment,
            self._microsecond,
            _offset_text(self.utcoffset(), ''),
            self.tzname() or '',
        )

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def replace(
        self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None
    ):
        return type(self)(
            self._hour if hour is None else hour,
            self._minute if minute is None else minute,
            self._second if second is None else second,
            self._microsecond if microsecond is None else microsecond,
            self._tzinfo if tzinfo is True else tzinfo,
            fold=self._fold if fold is None else fold,
        )

    def __repr__(self):
        text = f'{self._hour}, {self._minute}'
        if self._second or self._microsecond:
            text += f', {self._second}'
        if self._microsecond:
            text += f', {self._microsecond}'
        if self._tzinfo is not None:
            text += f', tzinfo={self._tzinfo!r}'
        return f'datetime.time({text})'

    def __str__(self):
        return self.isoformat()

    def _key(self):
        us = ((self._hour * 60 + self._minute) * 60 + self._second) * 10**6 + self._microsecond
        offset = self.utcoffset()
        return us if offset is None else us - offset._us()

    def _order(self, other):
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't compare offset-naive and offset-aware times")
        return self._key() - other._key()

    def __eq__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        return (self.utcoffset() is None) == (
            other.utcoffset() is None
        ) and self._key() == other._key()

    def __lt__(self, other):
        return self._order(other) < 0 if isinstance(other, time) else NotImplemented

    def __le__(self, other):
        return self._order(other) <= 0 if isinstance(other, time) else NotImplemented

    def __gt__(self, other):
        return self._order(other) > 0 if isinstance(other, time) else NotImplemented

    def __ge__(self, other):
        return self._order(other) >= 0 if isinstance(other, time) else NotImplemented

    def __hash__(self):
        return hash(self._key())

    def __reduce__(self):
        return time, (self._hour, self._minute, self._second, self._microsecond, self._tzinfo)


time.min = time(0, 0, 0)
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta(microseconds=1)
_tzinfo_class = tzinfo


class datetime(date):
    __slots__ = ('_hour', '_minute', '_second', '_microsecond', '_tzinfo', '_fold')

    def __new__(
        cls,
        year,
        month=None,
        day=None,
        hour=0,
        minute=0,
        second=0,
        microsecond=0,
        tzinfo=None,
        *,
        fold=0,
    ):
        self = date.__new__(cls, year, month, day)
        values = _check_time(hour, minute, second, microsecond, fold)
        if tzinfo is not None and not isinstance(tzinfo, _tzinfo_class):
            raise TypeError(
                'tzinfo argument must be None or of a tzinfo subclass, not type '
                f"'{type(tzinfo).__name__}'"
            )
        self._hour, self._minute, self._second, self._microsecond = values
        self._tzinfo, self._fold = tzinfo, fold
        return self

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def utcnow(cls):
        return cls.now()

    @classmethod
    def today(cls):
        return cls.now()

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        fraction, whole = _math.modf(timestamp)
        us = round(fraction * 1e6)
        whole = int(whole)
        if us >= 10**6:
            whole, us = whole + 1, us - 10**6
        elif us < 0:
            whole, us = whole - 1, us + 10**6
        made = cls(*_cal.gmtime(whole)[:6], us)
        return made if tz is None else tz.fromutc(made.replace(tzinfo=tz))

    @classmethod
    def utcfromtimestamp(cls, timestamp):
        return cls.fromtimestamp(timestamp)

    @classmethod
    def fromordinal(cls, n):
        return cls(*_cal.from_ordinal(n))

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        zone = time.tzinfo if tzinfo is True else tzinfo
        return cls(
            date.year,
            date.month,
            date.day,
            time.hour,
            time.minute,
            time.second,
            time.microsecond,
            zone,
            fold=time.fold,
        )

    @classmethod
    def fromisoformat(cls, text):
        if not isinstance(text, str):
            raise TypeError('fromisoformat: argument must be str')
        try:
            split = _iso_date_length(text)
            day = _parse_iso_date(text[:split])
            if len(text) == split:
                return cls(*day)
            if len(text) < split + 3:
                raise ValueError
            values, offset = _parse_iso_time(text[split + 1 :])
            zone = (
                None
                if offset is None
                else UTC
                if offset == 0
                else timezone(timedelta(seconds=offset))
            )
            return cls(*day, *values, zone)
        except ValueError as error:
            if error.args:
                raise
            raise ValueError(f'Invalid isoformat string: {text!r}') from None

    @classmethod
    def strptime(cls, text, format):
        found = _cal.parse(text, format)
        year, month, day = found.get('year', 1900), found.get('month', 1), found.get('day', 1)
        if 'yday' in found and 'month' not in found:
            year, month, day = _cal.from_ordinal(_cal.to_ordinal(year, 1, 1) + found['yday'] - 1)
        zone = None
        if 'offset' in found:
            zone = UTC if found['offset'] == 0 else timezone(timedelta(seconds=found['offset']))
        return cls(
            year,
            month,
            day,
            found.get('hour', 0),
            found.get('minute', 0),
            found.get('second', 0),
            found.get('microsecond', 0),
            zone,
        )

    def date(self):
        return date(self._year, self._month, self._day)

    def time(self):
        return time(self._hour, self._minute, self._second, self._microsecond, fold=self._fold)

    def timetz(self):
        return time(
            self._hour, self._minute, self._second, self._microsecond, self._tzinfo, fold=self._fold
        )

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(self)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(self)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(self)

    def _us(self):
        """Microseconds since the day before the first, in its own zone"""
        seconds = (self._hour * 60 + self._minute) * 60 + self._second
        return self.toordinal() * _DAY_US + seconds * 10**6 + self._microsecond

    def timestamp(self):
        offset = self.utcoffset()
        us = self._us() - _cal.EPOCH_ORDINAL * _DAY_US - (0 if offset is None else offset._us())
        return us / 10**6

    def timetuple(self):
        dst = self.dst()
        return _cal.struct_time(
            (
                self._year,
                self._month,
                self._day,
                self._hour,
                self._minute,
                self._second,
                self.weekday(),
                _cal.day_of_year(self._year, self._month, self._day),
                -1 if dst is None else int(bool(dst)),
            )
        )

    def utctimetuple(self):
        offset = self.utcoffset()
        moment = self if offset is None else (self - offset).replace(tzinfo=None)
        return _cal.struct_time(tuple(moment.timetuple())[:8] + (0,))

    def astimezone(self, tz=None):
        tz = UTC if tz is None else tz
        offset = self.utcoffset()
        utc = self if offset is None else self - offset
        return tz.fromutc(utc.replace(tzinfo=tz))

    def isoformat(self, sep='T', timespec='auto'):
        return (
            date.isoformat(self)
            + sep
            + _time_text(self._hour, self._minute, self._second, self._microsecond, timespec)
            + _offset_text(self.utcoffset())
        )

    def ctime(self):
        return _cal.asctime(self.timetuple())

    def strftime(self, format):
        return _cal.strftime(
            format,
            self.timetuple(),
            self._microsecond,
            _offset_text(self.utcoffset(), ''),
            self.tzname() or '',
        )

    def replace(
        self,
        year=None,
        month=None,
        day=None,
        hour=None,
        minute=None,
        second=None,
        microsecond=None,
        tzinfo=True,
        *,
        fold=None,
    ):
        return type(self)(
            self._year if year is None else year,
            self._month if month is None else month,
            self._day if day is None else day,
            self._hour if hour is None else hour,
            self._minute if minute is None else minute,
            self._second if second is None else second,
            self._microsecond if microsecond is None else microsecond,
            self._tzinfo if tzinfo is True else tzinfo,
            fold=self._fold if fold is None else fold,
        )

    def __repr__(self):
        values = [
            self._year,
            self._month,
            self._day,
            self._hour,
            self._minute,
            self._second,
            self._microsecond,
        ]
        if values[-1] == 0:
            values.pop()
            if values[-1] == 0:
                values.pop()
        text = ', '.join(map(str, values))
        if self._tzinfo is not None:
            text += f', tzinfo={self._tzinfo!r}'
        return f'datetime.datetime({text})'

    def __str__(self):
        return self.isoformat(' ')

    def _key(self):
        offset = self.utcoffset()
        return self._us() if offset is None else self._us() - offset._us()

    def _check_awareness(self, other):
        if not isinstance(other, datetime):
            raise TypeError("can't compare datetime.datetime to datetime.date")
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't compare offset-naive and offset-aware datetimes")

    def __eq__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        return (self.utcoffset() is None) == (
            other.utcoffset() is None
        ) and self._key() == other._key()

    def __lt__(self, other):
        if not isinstance(other, date):
            return NotImplemented
        self._check_awareness(other)
        return self._key() < other._key()

    def __le__(self, other):
        if not isinstance(other, date):
            return NotImplemented
        self._check_awareness(other)
        return self._key() <= other._key()

    def __gt__(self, other):
        if not isinstance(other, date):
            return NotImplemented
        self._check_awareness(other)
        return self._key() > other._key()

    def __ge__(self, other):
        if not isinstance(other, date):
            return NotImplemented
        self._check_awareness(other)
        return self._key() >= other._key()

    def __hash__(self):
        return hash(self._key())

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        days, rest = divmod(self._us() + other._us(), _DAY_US)
        if not 1 <= days <= _MAX_ORDINAL:
            raise OverflowError('date value out of range')
        seconds, us = divmod(rest, 10**6)
        return type(self)(
            *_cal.from_ordinal(days),
            seconds // 3600,
            seconds // 60 % 60,
            seconds % 60,
            us,
            self._tzinfo,
        )

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        if not isinstance(other, datetime):
            return NotImplemented
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return timedelta._of_us(self._key() - other._key())

    def __reduce__(self):
        return type(self), (
            self._year,
            self._month,
            self._day,
            self._hour,
            self._minute,
            self._second,
            self._microsecond,
            self._tzinfo,
        )


datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)
