# SPDX-License-Identifier: MIT
from dataclasses import dataclass, field
@dataclass(order=True)
class Item:
    price: float
    name: str = field(compare=False)
    tags: list = field(default_factory=list, compare=False)
    @property
    def label(self): return f'{self.name:.<10}{self.price:>6.2f}'
items = [Item(9.99, 'pen', ['office']), Item(0.5, 'clip'), Item(120, 'desk')]
for i in sorted(items): print(i.label)
print(max(items), items[0] == Item(9.99, 'other'), sum(i.price for i in items))
items[1].tags.append('x'); print([i.tags for i in items])
Item()
