# SPDX-License-Identifier: MIT
import datetime as dt
from datetime import datetime, date, timedelta, timezone, time
d = date(2024, 2, 29); print(d, repr(d), d.weekday(), d.isoweekday(), d.isocalendar(), d.strftime('%A %d %B %Y, %j %U %y %b %a'), d + timedelta(days=366), d.replace(year=2023, day=1))
x = datetime(2024, 1, 2, 3, 4, 5, 678); print(x, repr(x), x.isoformat(' ', 'seconds'), x.date(), x.time(), x.timestamp() if x.tzinfo else '', x.strftime('%Y-%m-%d %H:%M:%S.%f %p %I'), x.ctime())
print(datetime.strptime('21 June, 2018', '%d %B, %Y'), datetime.fromisoformat('2011-11-04T00:05:23'), date.fromisoformat('2019-12-04'), datetime.strptime('10:20 PM', '%I:%M %p').time())
delta = datetime(2024, 5, 1) - datetime(2023, 1, 1, 5); print(delta, repr(delta), delta.days, delta.seconds, delta.total_seconds(), delta / 2, delta // timedelta(days=1), abs(-delta), -delta, str(timedelta(hours=-5)))
u = datetime(2024, 1, 1, tzinfo=timezone.utc); print(u, u.astimezone(timezone(timedelta(hours=9), 'KST')), repr(u), u.isoformat(), u.utcoffset(), u.tzname(), timezone(timedelta(hours=-5, minutes=-30)))
try: u < x
except TypeError as e: print(e)
try: date(2023, 2, 29)
except ValueError as e: print(e)
try: datetime.strptime('x', '%Y')
except ValueError as e: print(e)
try: datetime.strptime('2020-01-01 x', '%Y-%m-%d')
except ValueError as e: print(e)
try: date.today() + 1
except TypeError as e: print(e)
print(time(1, 2), repr(time(1,2,3)), time(1,2) < time(2), datetime.combine(d, time(5)), dt.MINYEAR, datetime.max, date.min)
print(f'{x:%H:%M}', sorted([date(2,1,1), date(1,1,1)]), timedelta(weeks=1, days=2, hours=3, milliseconds=5), timedelta(1) > timedelta(hours=23), datetime.fromtimestamp(0, timezone.utc), datetime.utcfromtimestamp(86400))
import calendar
print(calendar.month(2024, 2)); print(calendar.isleap(2024), calendar.monthrange(2024, 2), calendar.day_name[0], list(calendar.month_abbr), calendar.leapdays(2000, 2024))
print(calendar.TextCalendar(6).formatmonth(2024, 1)); print(calendar.monthcalendar(2023, 3)); print(calendar.weekday(2024,1,1), calendar.timegm((1970,1,2,0,0,0)))
print(calendar.calendar(2023)[:300])
