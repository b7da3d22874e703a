# SPDX-License-Identifier: MIT
from datetime import datetime, date, timedelta, time
a, b = datetime(2024, 1, 1, 12), datetime(2024, 3, 1, 13, 30)
d = b - a
print(d, d.days, d.seconds, d.total_seconds(), repr(d), b > a, a + timedelta(days=30), (date(2024, 3, 1) - date(2024, 2, 1)).days)
print(a.strftime('%A %d %B %Y'), a.isoformat(), date(2024, 2, 29).isoformat(), a.replace(hour=1), a.date(), a.time(), time(1, 2) < time(1, 3))
for i in range(3): print((a + timedelta(weeks=i)).strftime('%d/%m/%y'), end=' ')
print(); print(isinstance(datetime.now(), datetime), datetime.now() - datetime.now() <= timedelta(0), sorted([b, a])[0] == a)
print(timedelta(hours=25), timedelta(days=-1, hours=1), -timedelta(1), timedelta(minutes=90) / 2, timedelta(1) // timedelta(hours=5), sum([timedelta(1)] * 2, timedelta()))
datetime(2024, 2, 30)
