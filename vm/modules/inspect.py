# SPDX-License-Identifier: MIT
"""Questions about live objects: what they are, their members, signatures and frames.

Source text is not kept for programs to read: getsource and its relatives are refused by name.
"""
import functools
import sys
import types
from collections import OrderedDict, namedtuple

CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS = 1, 2, 4, 8
CO_NESTED, CO_GENERATOR, CO_COROUTINE = 16, 32, 128


def ismodule(object):
    return isinstance(object, types.ModuleType)


def isclass(object):
    return isinstance(object, type)


def ismethod(object):
    return isinstance(object, types.MethodType)


def isfunction(object):
    return isinstance(object, types.FunctionType)


def isbuiltin(object):
    return isinstance(object, types.BuiltinFunctionType)


def ismethoddescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    tp = type(object)
    return hasattr(tp, '__get__') and not hasattr(tp, '__set__')


def isroutine(object):
    return (
        isbuiltin(object)
        or isfunction(object)
        or ismethod(object)
        or isinstance(
            object,
            (types.MethodDescriptorType, types.WrapperDescriptorType, types.MethodWrapperType),
        )
    )


def isdatadescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    tp = type(object)
    return hasattr(tp, '__set__') or hasattr(tp, '__delete__')


def isgenerator(object):
    return isinstance(object, types.GeneratorType)


def isgeneratorfunction(obj):
    while ismethod(obj):
        obj = obj.__func__
    return isfunction(obj) and bool(obj.__code__.co_flags & CO_GENERATOR)


def iscoroutinefunction(obj):
    return False


def iscoroutine(object):
    return False


def isawaitable(object):
    return False


def isasyncgenfunction(obj):
    return False


def isasyncgen(object):
    return False


def istraceback(object):
    return isinstance(object, types.TracebackType)


def isframe(object):
    return isinstance(object, types.FrameType)


def iscode(object):
    return isinstance(object, types.CodeType)


def isabstract(object):
    return isinstance(object, type) and bool(getattr(object, '__abstractmethods__', None))


def getmembers(object, predicate=None):
    names = dir(object)
    mro = object.__mro__ if isclass(object) else ()
    results = []
    for name in names:
        try:
            value = getattr(object, name)
        except AttributeError:
            for base in mro:
                if name in base.__dict__:
                    value = base.__dict__[name]
                    break
            else:
                continue
        if predicate is None or predicate(value):
            results.append((name, value))
    results.sort(key=lambda pair: pair[0])
    return results


def getmro(cls):
    return cls.__mro__


def unwrap(func, *, stop=None):
    seen = {id(func)}
    while hasattr(func, '__wrapped__') and not (stop is not None and stop(func)):
        func = func.__wrapped__
        if id(func) in seen:
            raise ValueError(f'wrapper loop when unwrapping {func!r}')
        seen.add(id(func))
    return func


def cleandoc(doc):
    lines = doc.expandtabs().split('\n')
    margin = min((len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()), default=0)
    lines = [lines[0].lstrip()] + [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return '\n'.join(lines)


def getdoc(object):
    doc = getattr(object, '__doc__', None)
    if doc is None and isclass(object):
        for base in object.__mro__[1:]:
            if base is not type and base.__doc__ is not None and base.__module__ != 'builtins':
                doc = base.__doc__
                break
    return cleandoc(doc) if isinstance(doc, str) else None


def getmodule(object, _filename=None):
    if ismodule(object):
        return object
    return sys.modules.get(getattr(object, '__module__', None))


def getmodulename(path):
    name = path.rpartition('/')[2]
    return name.removesuffix('.py') if name.endswith('.py') else None


def getfile(object):
    if ismodule(object) and getattr(object, '__file__', None):
        return object.__file__
    if isclass(object):
        module = sys.modules.get(object.__module__)
        if getattr(module, '__file__', None):
            return module.__file__
        raise TypeError(f'{object!r} is a built-in class')
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    if iscode(object):
        return object.co_filename
    raise TypeError(
        'module, class, method, function, traceback, frame, or code object was '
        f'expected, got {type(object).__name__}'
    )


getsourcefile = getfile


def getsource(object):
    raise OSError('inspect.getsource() is not in the subset: a program does not see its text')


getsourcelines = findsource = getcomments = getsource


def currentframe():
    return sys._getframe(1)


FrameInfo = namedtuple(
    'FrameInfo', ('frame', 'filename', 'lineno', 'function', 'code_context', 'index')
)
Traceback = namedtuple('Traceback', ('filename', 'lineno', 'function', 'code_context', 'index'))


def getframeinfo(frame, context=1):
    lineno = frame.tb_lineno if istraceback(frame) else frame.f_lineno
    frame = frame.tb_frame if istraceback(frame) else frame
    code = frame.f_code
    return Traceback(code.co_filename, lineno, code.co_name, _context(code, lineno), 0)


def _context(code, lineno):
    import _traceback

    return [_traceback.line_of(code, lineno) + '\n']


def getouterframes(frame, context=1):
    found = []
    while frame:
        found.append(FrameInfo(frame, *getframeinfo(frame)))
        frame = frame.f_back
    return found


def stack(context=1):
    return getouterframes(sys._getframe(1), context)


def getclosurevars(func):
    if ismethod(func):
        func = func.__func__
    code = func.__code__
    cells = func.__closure__ or ()
    nonlocals = {n: c.cell_contents for n, c in zip(code.co_freevars, cells)}
    builtins = sys.modules['builtins'].__dict__
    global_vars, builtin_vars, unbound = {}, {}, set()
    for name in code.co_names:
        if name in func.__globals__:
            global_vars[name] = func.__globals__[name]
        elif name in builtins:
            builtin_vars[name] = builtins[name]
        else:
            unbound.add(name)
    return ClosureVars(nonlocals, global_vars, builtin_vars, unbound)


ClosureVars = namedtuple('ClosureVars', 'nonlocals globals builtins unbound')
GEN_CREATED, GEN_RUNNING = 'GEN_CREATED', 'GEN_RUNNING'
GEN_SUSPENDED, GEN_CLOSED = 'GEN_SUSPENDED', 'GEN_CLOSED'


def getgeneratorstate(generator):
    if generator.gi_running:
        return GEN_RUNNING
    if generator.gi_suspended:
        return GEN_SUSPENDED
    return GEN_CLOSED if generator.gi_code is None else GEN_CREATED


# --- signatures --------------------------------------------------------------------------------


class _unchanged:
    """Stands for an argument of replace() that was not given."""


class _empty:
    pass


class _ParameterKind(int):
    _names = (
        'POSITIONAL_ONLY',
        'POSITIONAL_OR_KEYWORD',
        'VAR_POSITIONAL',
        'KEYWORD_ONLY',
        'VAR_KEYWORD',
    )
    description = property(
        lambda self: (
            'positional-only',
            'positional or keyword',
            'variadic positional',
            'keyword-only',
            'variadic keyword',
        )[self]
    )
    name = property(lambda self: self._names[self])

    def __str__(self):
        return self._names[self]

    def __repr__(self):
        return f'<_ParameterKind.{self._names[self]}: {int(self)}>'


(_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD, _VAR_POSITIONAL, _KEYWORD_ONLY, _VAR_KEYWORD) = map(
    _ParameterKind, range(5)
)


def formatannotation(annotation, base_module=None):
    if getattr(annotation, '__module__', None) == 'typing':
        return repr(annotation).replace('typing.', '')
    if isinstance(annotation, types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ('builtins', base_module):
            return annotation.__qualname__
        return annotation.__module__ + '.' + annotation.__qualname__
    return repr(annotation)


class Parameter:
    __slots__ = ('_name', '_kind', '_default', '_annotation')
    POSITIONAL_ONLY = _POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _VAR_POSITIONAL
    KEYWORD_ONLY = _KEYWORD_ONLY
    VAR_KEYWORD = _VAR_KEYWORD
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        if not name.isidentifier():
            raise ValueError(f'{name!r} is not a valid parameter name')
        self._name = name
        self._kind = _ParameterKind(kind)
        self._default = default
        self._annotation = annotation

    name = property(lambda self: self._name)
    kind = property(lambda self: self._kind)
    default = property(lambda self: self._default)
    annotation = property(lambda self: self._annotation)

    def replace(self, *, name=_unchanged, kind=_unchanged, annotation=_unchanged,
                default=_unchanged):
        return Parameter(
            self._name if name is _unchanged else name,
            self._kind if kind is _unchanged else kind,
            default=self._default if default is _unchanged else default,
            annotation=self._annotation if annotation is _unchanged else annotation,
        )

    def __str__(self):
        text = self._name
        if self._annotation is not _empty:
            text = f'{text}: {formatannotation(self._annotation)}'
        if self._default is not _empty:
            equals = ' = ' if self._annotation is not _empty else '='
            text = f'{text}{equals}{self._default!r}'
        if self._kind == _VAR_POSITIONAL:
            return '*' + text
        return '**' + text if self._kind == _VAR_KEYWORD else text

    def __repr__(self):
        return f'<Parameter "{self}">'

    def __eq__(self, other):
        if not isinstance(other, Parameter):
            return NotImplemented
        return (self._name, self._kind, self._default, self._annotation) == (
            other._name,
            other._kind,
            other._default,
            other._annotation,
        )

    def __hash__(self):
        return hash((self._name, self._kind))


class BoundArguments:
    __slots__ = ('arguments', '_signature', '__weakref__')

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    signature = property(lambda self: self._signature)

    @property
    def args(self):
        args = []
        for name, param in self._signature.parameters.items():
            if param.kind in (_VAR_KEYWORD, _KEYWORD_ONLY) or name not in self.arguments:
                break
            value = self.arguments[name]
            args.extend(value) if param.kind == _VAR_POSITIONAL else args.append(value)
        return tuple(args)

    @property
    def kwargs(self):
        kwargs = {}
        given_by_name = False
        for name, param in self._signature.parameters.items():
            if param.kind in (_VAR_KEYWORD, _KEYWORD_ONLY) or name not in self.arguments:
                given_by_name = True
            if given_by_name and name in self.arguments:
                value = self.arguments[name]
                kwargs.update(value) if param.kind == _VAR_KEYWORD else kwargs.update({name: value})
        return kwargs

    def apply_defaults(self):
        arguments = {}
        for name, param in self._signature.parameters.items():
            if name in self.arguments:
                arguments[name] = self.arguments[name]
            elif param.default is not _empty:
                arguments[name] = param.default
            elif param.kind == _VAR_POSITIONAL:
                arguments[name] = ()
            elif param.kind == _VAR_KEYWORD:
                arguments[name] = {}
        self.arguments = arguments

    def __repr__(self):
        args = ', '.join(f'{n}={v!r}' for n, v in self.arguments.items())
        return f'<BoundArguments ({args})>'


class Signature:
    __slots__ = ('_return_annotation', '_parameters')
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        self._parameters = types.MappingProxyType(
            OrderedDict((p.name, p) for p in parameters or ())
        )
        self._return_annotation = return_annotation

    parameters = property(lambda self: self._parameters)
    return_annotation = property(lambda self: self._return_annotation)

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True):
        return signature(obj, follow_wrapped=follow_wrapped)

    def replace(self, *, parameters=_unchanged, return_annotation=_unchanged):
        return Signature(
            self._parameters.values() if parameters is _unchanged else parameters,
            return_annotation=self._return_annotation
            if return_annotation is _unchanged
            else return_annotation,
        )

    def _bind(self, args, kwargs, partial):
        arguments = {}
        args = list(args)
        kwargs = dict(kwargs)
        for name, param in self._parameters.items():
            kind = param.kind
            if kind == _VAR_POSITIONAL:
                if args:
                    arguments[name] = tuple(args)
                    args = []
            elif kind == _VAR_KEYWORD:
                pass
            elif args and kind != _KEYWORD_ONLY:
                if name in kwargs and kind != _POSITIONAL_ONLY:
                    raise TypeError(f'multiple values for argument {name!r}')
                arguments[name] = args.pop(0)
            elif name in kwargs and kind != _POSITIONAL_ONLY:
                arguments[name] = kwargs.pop(name)
            elif param.default is _empty and not partial:
                raise TypeError(f'missing a required argument: {name!r}')
        if args:
            raise TypeError('too many positional arguments')
        if kwargs:
            for name, param in self._parameters.items():
                if param.kind == _VAR_KEYWORD:
                    arguments[name] = kwargs
                    break
            else:
                raise TypeError(f'got an unexpected keyword argument {next(iter(kwargs))!r}')
        return BoundArguments(self, arguments)

    def bind(self, /, *args, **kwargs):
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        return self._bind(args, kwargs, True)

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        return (
            list(self._parameters.values()) == list(other._parameters.values())
            and self._return_annotation == other._return_annotation
        )

    def __hash__(self):
        return hash(tuple(self._parameters.values()))

    def __str__(self):
        result = []
        positional_only = False
        star = True
        for param in self._parameters.values():
            if param.kind == _POSITIONAL_ONLY:
                positional_only = True
            elif positional_only:
                result.append('/')
                positional_only = False
            if param.kind == _VAR_POSITIONAL:
                star = False
            elif param.kind == _KEYWORD_ONLY and star:
                result.append('*')
                star = False
            result.append(str(param))
        if positional_only:
            result.append('/')
        text = f'({", ".join(result)})'
        if self._return_annotation is not _empty:
            text += f' -> {formatannotation(self._return_annotation)}'
        return text

    def __repr__(self):
        return f'<{self.__class__.__name__} {self}>'


def _of_function(func):
    code = func.__code__
    count, only = code.co_argcount, code.co_posonlyargcount
    names = code.co_varnames
    defaults = func.__defaults__ or ()
    annotations = func.__annotations__
    parameters = []

    def add(name, kind, default=_empty):
        parameters.append(
            Parameter(name, kind, default=default, annotation=annotations.get(name, _empty))
        )

    for i in range(count):
        k = i - (count - len(defaults))
        add(
            names[i],
            _POSITIONAL_ONLY if i < only else _POSITIONAL_OR_KEYWORD,
            defaults[k] if k >= 0 else _empty,
        )
    at = count + code.co_kwonlyargcount
    if code.co_flags & CO_VARARGS:
        add(names[at], _VAR_POSITIONAL)
        at += 1
    for name in names[count : count + code.co_kwonlyargcount]:
        add(name, _KEYWORD_ONLY, (func.__kwdefaults__ or {}).get(name, _empty))
    if code.co_flags & CO_VARKEYWORDS:
        add(names[at], _VAR_KEYWORD)
    return Signature(parameters, return_annotation=annotations.get('return', _empty))


def _without_first(sig):
    parameters = list(sig.parameters.values())
    if not parameters:
        raise ValueError('invalid method signature')
    if parameters[0].kind != _VAR_POSITIONAL:
        parameters = parameters[1:]
    return sig.replace(parameters=parameters)


def _of_partial(partial):
    sig = signature(partial.func)
    bound = sig.bind_partial(*partial.args, **partial.keywords)
    parameters = []
    keyword_only = False
    for name, param in sig.parameters.items():
        if name in partial.keywords:
            keyword_only = True
            parameters.append(param.replace(kind=_KEYWORD_ONLY, default=partial.keywords[name]))
        elif keyword_only and param.kind == _VAR_POSITIONAL:
            pass
        elif name not in bound.arguments or param.kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
            if keyword_only and param.kind == _POSITIONAL_OR_KEYWORD:
                param = param.replace(kind=_KEYWORD_ONLY)
            parameters.append(param)
    return sig.replace(parameters=parameters)


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    if not callable(obj):
        raise TypeError(f'{obj!r} is not a callable object')
    if ismethod(obj):
        return _without_first(signature(obj.__func__))
    if follow_wrapped:
        obj = unwrap(obj, stop=lambda f: hasattr(f, '__signature__'))
    given = getattr(obj, '__signature__', None)
    if isinstance(given, Signature):
        return given
    if isfunction(obj):
        return _of_function(obj)
    if isinstance(obj, functools.partial):
        return _of_partial(obj)
    if isclass(obj):
        for owner, name in ((type(obj), '__call__'), (obj, '__new__'), (obj, '__init__')):
            method = getattr(owner, name, None)
            if isfunction(method):
                return _without_first(_of_function(unwrap(method)))
        if obj.__init__ is object.__init__ and obj.__new__ is object.__new__:
            return Signature()
    elif isfunction(getattr(type(obj), '__call__', None)):
        return _without_first(_of_function(type(obj).__call__))
    raise ValueError(
        f'no signature found for builtin {obj!r}'
        if isroutine(obj)
        else f'no signature found for {obj!r}'
    )


FullArgSpec = namedtuple(
    'FullArgSpec', 'args, varargs, varkw, defaults, kwonlyargs, ' 'kwonlydefaults, annotations'
)


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    """The annotations of a class, a module or a function, in a dict of the caller's own."""
    if isinstance(obj, type):
        found = obj.__dict__.get('__annotations__', None)
        names = vars(sys.modules[obj.__module__]) if obj.__module__ in sys.modules else {}
        locals = dict(vars(obj)) if locals is None else locals
    elif ismodule(obj):
        found = getattr(obj, '__annotations__', None)
        names = vars(obj)
    elif callable(obj):
        found = getattr(obj, '__annotations__', None)
        names = getattr(unwrap(obj), '__globals__', {})
    else:
        raise TypeError(f'{obj!r} is not a module, class, or callable.')
    if not eval_str:
        return dict(found or {})
    globals = names if globals is None else globals
    return {k: eval(v, globals, locals) if isinstance(v, str) else v
            for k, v in (found or {}).items()}


def getfullargspec(func):
    args, defaults, kwonly, kwonlydefaults = [], [], [], {}
    varargs = varkw = None
    target = func.__func__ if ismethod(func) else func
    sig = signature(target, follow_wrapped=False)
    for param in sig.parameters.values():
        if param.kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
            args.append(param.name)
            if param.default is not _empty:
                defaults.append(param.default)
        elif param.kind == _VAR_POSITIONAL:
            varargs = param.name
        elif param.kind == _KEYWORD_ONLY:
            kwonly.append(param.name)
            if param.default is not _empty:
                kwonlydefaults[param.name] = param.default
        else:
            varkw = param.name
    annotations = dict(getattr(target, '__annotations__', {}))
    if 'return' in annotations:
        annotations = {'return': annotations['return'], **annotations}
    return FullArgSpec(
        args, varargs, varkw, tuple(defaults) or None, kwonly, kwonlydefaults or None, annotations
    )


def getcallargs(func, /, *positional, **named):
    bound = signature(func).bind(*positional, **named)
    bound.apply_defaults()
    arguments = dict(bound.arguments)
    if ismethod(func):
        first = func.__func__.__code__.co_varnames[0]
        arguments = {first: func.__self__, **arguments}
    return arguments
