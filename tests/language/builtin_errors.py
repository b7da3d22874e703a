# Messages of the built-in functions, to the letter.
def check(source):
    try:
        print(source, '->', repr(eval(source)))
    except BaseException as e:
        print(source, '->', type(e).__name__ + ':', e)


for line in '''
len() | len(1,2) | len(5) | len(x=1) | abs() | abs('a') | min() | min(1) | min([]) | min(1,2,default=3)
min(1,2,key=3) | min(1,2,foo=3) | max('a',1) | max([], key=len) | sum() | sum(5) | sum(['a']) | sum(['a'],'')
sum([b'a'],b'') | sum([1],2,3) | sorted() | sorted(1) | sorted([1],2) | sorted([1,'a']) | sorted([1],reverse='x')
sorted([1],foo=1) | any() | any(1) | all(1,2) | ord() | ord('ab') | ord(5) | ord('') | chr('a') | chr(-1) | chr(0x110000)
chr(10**30) | chr(1.5) | hex('a') | bin(1.5) | hash([]) | hash() | id() | repr() | round() | round('a') | round(1,2,3)
round(3,'a') | round(float('nan')) | round(float('inf')) | divmod() | divmod(7,0) | divmod(7.5,0) | divmod('a',2) | pow()
pow(2,-1,4) | pow(2,3,0) | pow(2,3.0,5) | pow('a',2) | pow(0,-1) | isinstance() | isinstance(1,2) | isinstance(1,int,3)
issubclass(1,int) | issubclass(int,1) | callable() | getattr(1) | getattr(1,'x') | getattr(1,2) | setattr(1,'x',2)
setattr(1,'x') | hasattr(1,2) | hasattr(1) | delattr(1,'x') | delattr(1) | globals(1) | locals(1) | vars(1) | vars(1,2)
dir(1,2) | iter() | iter(1) | iter(1,2) | iter(len,2,3) | next() | next(1) | next(iter([])) | format(1,2) | format()
format(1,'y') | input(1,2) | eval() | eval(1) | eval('1',2) | eval('1',{},2) | exec(1) | exec('1',2) | exec('1',{},2) | compile()
compile('1','x','foo') | compile(1,'x','eval') | __import__() | __import__(1) | __import__('') | __build_class__() | __build_class__(1,2)
type() | type(1,2) | bool(1,2) | open() | int('x') | float('x') | int([]) | list(5) | dict(5) | tuple(5) | set([[]]) | range() | range('a')
range(1,2,0) | zip(5) | enumerate(5) | reversed(5) | str(b'a', 5) | bytes(-1) | slice() | print(1, sep=2)
'''.split('\n'):
    for source in line.split(' | '):
        if source:
            check(source)
