# SPDX-License-Identifier: MIT
import calendar, graphlib, colorsys, keyword
print(calendar.month(2024, 2)); print(calendar.isleap(2024), calendar.monthrange(2024, 2), calendar.day_name[0], list(calendar.month_abbr), calendar.leapdays(2000, 2024))
print(calendar.TextCalendar(6).formatmonth(2024, 1)); print(calendar.monthcalendar(2023, 3)); print(calendar.weekday(2024,1,1), calendar.timegm((1970,1,2,0,0,0)))
print(calendar.calendar(2023)); print(calendar.HTMLCalendar().formatmonth(2024,5)); calendar.prmonth(2023, 12)
try: calendar.monthrange(2024, 13)
except ValueError as e: print(type(e), e)
print(list(calendar.Calendar().itermonthdates(2024, 2))[:3], calendar.Calendar(6).monthdays2calendar(2024,2)[0])
print(list(graphlib.TopologicalSorter({'D': {'B', 'C'}, 'C': {'A'}, 'B': {'A'}}).static_order())[::3])
try: graphlib.TopologicalSorter({1: [2], 2: [1]}).prepare()
except graphlib.CycleError as e: print(e)
print(colorsys.rgb_to_hsv(.2,.4,.6), colorsys.hls_to_rgb(.1,.2,.3), colorsys.rgb_to_hls(.5,.1,.9), colorsys.hsv_to_rgb(.7,.5,.3), keyword.iskeyword('for'), keyword.kwlist)
