# SPDX-License-Identifier: MIT
import os
import os.path
from os.path import join


def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


print(os.path.join('a', 'b', 'c.txt'), join('a', '/b'), join('a/', 'b'), join('', 'x'), join('a', ''))
print(os.path.split('/a/b/c'), os.path.split('/'), os.path.split('c'), os.path.splitext('a/b.tar.gz'))
print(os.path.splitext('.bashrc'), os.path.splitext('a.b/c'), os.path.basename('/x/y.py'), os.path.dirname('/x/y.py'))
print(os.path.normpath('a//b/./../c'), os.path.normpath('/../x'), os.path.normpath(''), os.path.normpath('../../a'))
print(os.path.isabs('/x'), os.path.isabs('x'), os.path.commonprefix(['abc', 'abd']), os.path.commonpath(['/a/b', '/a/c']))
print(os.path.relpath('/a/b/c', '/a/d'), os.path.exists('/no/such/file'), os.path.isfile('/no/such'))
print(os.sep, repr(os.linesep), os.name, os.pathsep, os.curdir, os.pardir, os.devnull)
print(type(os.getpid()), type(os.getppid()), os.getpid() != os.getppid(), os.cpu_count() > 0, len(os.urandom(8)))
os.environ['X_TEST'] = '1'
print(os.environ['X_TEST'], os.getenv('X_TEST'), os.getenv('NO_SUCH_VARIABLE'), os.environ.get('NO_SUCH', 'd'))
t(lambda: os.environ['NO_SUCH_VARIABLE'])


def number():
    os.environ['A'] = 1


t(number)
print(os.fspath('a'), os.path.join(b'a', b'b'), os.urandom(4) != os.urandom(4), os.getpid() == os.getpid())
t(lambda: os.fspath(3))
t(lambda: os.urandom(-1))
t(lambda: os.no_such_thing)
