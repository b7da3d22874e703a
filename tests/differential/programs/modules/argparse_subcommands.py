# SPDX-License-Identifier: MIT
# What a sub-command does not know, its parser refuses with its own usage.
import argparse

parser = argparse.ArgumentParser(prog='todo')
parser.add_argument('--db', default='tasks.db')
commands = parser.add_subparsers(dest='command', help='what to do')
add = commands.add_parser('add', help='add a task')
add.add_argument('title')
add.add_argument('-p', '--priority', type=int, default=1)
commands.add_parser('list', help='show all')
print(parser.parse_args(['add', 'milk', '-p', '3']))
print(parser.parse_args(['--db', 'other', 'list']), parser.parse_args([]))
print(parser.parse_known_args(['add', 'milk', '--color', 'red']))
print(parser.parse_known_args(['--color', 'add', 'milk', 'eggs']))
parser.parse_args(['add', 'milk', 'extra'])
