# select() refuses what it cannot wait for.
import select

for arguments in ((1, [], []), ([], [], 1), (['x'], [], []), ([1.5], [], []), ([], [], [], -1)):
    try:
        print(select.select(*arguments))
    except (TypeError, ValueError) as exc:
        print(type(exc).__name__, exc)
