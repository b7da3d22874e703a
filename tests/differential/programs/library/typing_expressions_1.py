# SPDX-License-Identifier: MIT
"""Expressions, and what each gives or raises."""
from typing import *

EXPRESSIONS = (
    'List[int], Dict[str, int], Optional[int], Union[int, str], Tuple[int, ...], Callable[[int], str], Set[str], Any',
    'Union[int, None], Optional[Union[int, str]], Union[int, int], Optional[Optional[int]]',
    'List, Dict, Callable, Iterable[int], Sequence[str], Mapping[str, int], Type[int], Deque[int]',
    "Literal[1, 'a', None], Final[int], ClassVar[str], Annotated[int, 'note']",
)


def show(text):
    try:
        print(text, '=', repr(eval(text)))
    except Exception as error:
        print(text, '!', type(error).__name__, error)


for expression in EXPRESSIONS:
    show(expression)
