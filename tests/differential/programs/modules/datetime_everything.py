# SPDX-License-Identifier: MIT
from datetime import *
import datetime as D
d=datetime(2024,2,29,13,4,5,678)
print(d, repr(d), d.isoformat(), d.strftime('%Y-%m-%d %H:%M:%S.%f %a %A %b %B %j %U %W %V %p %I %y %d %e %c %x %X %%'), d.date(), d.time(), d.weekday(), d.isocalendar(), d.timestamp())
t=timedelta(days=1,hours=2,seconds=3.5); print(t, repr(t), t.total_seconds(), -t, t*2, t/2, t//timedelta(hours=1), t%timedelta(hours=1), abs(-t), t>timedelta(0), timedelta(weeks=1), timedelta(milliseconds=1500), repr(timedelta()))
print(d+t, d-t, d-datetime(2023,1,1), date(2024,3,1)-date(2024,2,1), date(2024,1,31)+timedelta(1), d.replace(year=2020), d==d, d<d+t)
print(datetime.strptime('2024-01-02 03:04:05','%Y-%m-%d %H:%M:%S'), datetime.strptime('5 Mar 21 11:30 PM','%d %b %y %I:%M %p'), datetime.fromisoformat('2024-01-02T03:04:05+02:00'), date.fromisoformat('2024-05-06'), time.fromisoformat('04:23:01'))
u=datetime(2024,1,1,tzinfo=timezone.utc); print(u, repr(u), u.astimezone(timezone(timedelta(hours=9))), u.tzname(), timezone(timedelta(hours=-5)), repr(timezone(timedelta(hours=5),'X')))
print(datetime.fromtimestamp(1700000000.5, timezone.utc), datetime.utcfromtimestamp(0), date.min, datetime.max, time(1,2), repr(time(1,2,3)), time.max, f'{d:%d/%m/%Y}', str(date(1,2,3)))
for f in (lambda: datetime(2024,13,1), lambda: date(2023,2,29), lambda: datetime.strptime('x','%Y'), lambda: date.fromisoformat('nope'), lambda: d-u, lambda: d<u, lambda: d<date.today(), lambda: datetime(2024), lambda: timedelta('a'), lambda: datetime.strptime('2024x','%Y'), lambda: time(25), lambda: date(0,1,1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
import time as T
print(T.strftime('%Y-%m-%d %H:%M:%S', T.gmtime(0)), T.gmtime(86399), T.asctime(T.gmtime(10**9)), T.mktime((2024,1,1,0,0,0,0,0,0)), T.strptime('2024-05-06','%Y-%m-%d'), T.ctime(0))
for i in range(0,800000,9973): assert date.fromordinal(i+1).toordinal()==i+1
import pickle, copy
print(hash(timedelta(1))==hash(timedelta(hours=24)), {d:1}[d], sorted([date(2024,1,2),date(2023,1,1)])[0], copy.copy(d)==d)
