# SPDX-License-Identifier: MIT
from enum import Enum, auto
class State(Enum):
    IDLE = auto(); RUNNING = auto(); DONE = auto()
TRANSITIONS = {(State.IDLE, 'start'): State.RUNNING, (State.RUNNING, 'finish'): State.DONE}
class Machine:
    def __init__(self): self.state = State.IDLE
    def handle(self, event):
        try: self.state = TRANSITIONS[self.state, event]
        except KeyError: raise ValueError(f'{event!r} not allowed in {self.state.name}') from None
m = Machine()
for e in ('start', 'finish'): m.handle(e); print(m.state, m.state.value, repr(m.state))
print([s.name for s in State], State(1), State['DONE'])
m.handle('start')
