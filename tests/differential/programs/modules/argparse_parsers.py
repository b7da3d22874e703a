# SPDX-License-Identifier: MIT
import argparse
p=argparse.ArgumentParser(prog='prog', description='Sums numbers.', epilog='bye')
p.add_argument('nums', metavar='N', type=int, nargs='+', help='an integer')
p.add_argument('-s','--sum', action='store_true', help='sum them')
p.add_argument('--threads','-t', type=int, default=4, help='threads (default: %(default)s)')
p.add_argument('--mode', choices=['a','b'], default='a')
p.add_argument('-v','--verbose', action='count', default=0)
g=p.add_mutually_exclusive_group(); g.add_argument('--x', action='store_true'); g.add_argument('--y', action='store_true')
print(p.parse_args(['1','2','-s','--threads','8','-vv'])); print(p.parse_args(['3','--mode=b','-t5'])); print(p.parse_args(['--thr','2','7']))
p.print_help(); p.print_usage()
def t(a,p=p):
    try: print(p.parse_args(a))
    except SystemExit as e: print('exit', e.code)
import sys; sys.stderr=sys.stdout
for a in ([],['x'],['1','--mode','c'],['1','--nope'],['1','--threads'],['1','-t','x'],['1','--x','--y'],['-h']): t(a)
q=argparse.ArgumentParser(prog='q'); sp=q.add_subparsers(dest='cmd', help='sub'); a=sp.add_parser('add',help='adds'); a.add_argument('x',type=int); a.add_argument('y',type=int,nargs='?',default=2); b=sp.add_parser('rm'); b.add_argument('--force',action='store_true'); a.set_defaults(func='A')
t(['add','1'],q); t(['rm','--force'],q); t(['nope'],q); t([],q); q.print_help(); t(['add','-h'],q)
r=argparse.ArgumentParser(prog='r'); r.add_argument('src'); r.add_argument('dst', nargs='*'); r.add_argument('--opt', nargs=2, metavar=('A','B')); r.add_argument('--l', action='append'); r.add_argument('--req', required=True)
t(['a','b','c','--opt','1','2','--l','x','--l','y','--req','q'],r); t(['a'],r); r.print_usage()
