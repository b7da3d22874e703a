from cycle.second import two
one = 1
