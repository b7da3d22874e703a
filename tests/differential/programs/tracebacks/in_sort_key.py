# SPDX-License-Identifier: MIT
people = [{'name': 'Ann'}, {'nom': 'Bob'}]
people.sort(key=lambda p: p['name'])
