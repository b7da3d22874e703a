# SPDX-License-Identifier: MIT
from dataclasses import dataclass, field, asdict, astuple, replace, fields, FrozenInstanceError, KW_ONLY, InitVar
from typing import List, ClassVar, Optional, Any
import math
@dataclass
class Position:
    name: str
    lon: float = field(default=0.0, metadata={'unit': 'degrees'})
    lat: float = field(default=0.0, metadata={'unit': 'degrees'})
    def distance_to(self, other):
        r = 6371
        lam_1, lam_2 = math.radians(self.lon), math.radians(other.lon)
        phi_1, phi_2 = math.radians(self.lat), math.radians(other.lat)
        h = (math.sin((phi_2 - phi_1) / 2)**2 + math.cos(phi_1) * math.cos(phi_2) * math.sin((lam_2 - lam_1) / 2)**2)
        return 2 * r * math.asin(math.sqrt(h))
oslo = Position('Oslo', 10.8, 59.9)
vancouver = Position('Vancouver', -123.1, 49.3)
print(oslo.distance_to(vancouver)); print(oslo)
print(fields(Position))
RANKS = '2 3 4 5 6 7 8 9 10 J Q K A'.split()
SUITS = '♣ ♢ ♡ ♠'.split()
@dataclass(order=True)
class PlayingCard:
    sort_index: int = field(init=False, repr=False)
    rank: str
    suit: str
    def __post_init__(self):
        self.sort_index = (RANKS.index(self.rank) * len(SUITS) + SUITS.index(self.suit))
    def __str__(self): return f'{self.suit}{self.rank}'
def make(): return [PlayingCard(r, s) for s in SUITS for r in RANKS]
@dataclass
class Deck:
    cards: List[PlayingCard] = field(default_factory=make)
    def __repr__(self):
        cards = ', '.join(f'{c!s}' for c in self.cards)
        return f'{self.__class__.__name__}({cards})'
print(Deck()); print(PlayingCard('Q','♡') > PlayingCard('A','♠'))
print(max(make()), sorted(make())[:3])
@dataclass(frozen=True, slots=True)
class P:
    x: int; y: int = 2
p = P(1)
try: p.x = 3
except FrozenInstanceError as e: print(type(e), e)
print(hash(p) == hash(P(1)), p == P(1, 2), replace(p, y=9), asdict(p), astuple(p))
try:
    @dataclass
    class Bad:
        a: list = []
except ValueError as e: print(e)
try:
    @dataclass
    class Bad:
        a: int = 1
        b: int
except TypeError as e: print(e)
@dataclass
class K:
    a: int
    _: KW_ONLY
    b: int = 3
    c: ClassVar[int] = 4
    d: InitVar[int] = 7
    def __post_init__(self, d): self.e = d
print(K(1, b=2), K.__match_args__, K(1).e)
try: K(1, 2)
except TypeError as e: print(e)
try: K()
except TypeError as e: print(e)
print(K.__doc__, Position.__doc__)
print(Position.__annotations__)
