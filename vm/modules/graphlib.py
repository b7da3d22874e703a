# SPDX-License-Identifier: MIT
"""Orders in which everything comes after what it needs."""

__all__ = ['TopologicalSorter', 'CycleError']


class CycleError(ValueError):
    """args[1] is a list of nodes, each before the next, the last one equal to the first."""


class _Node:
    __slots__ = ('waits_for', 'successors', 'state')

    def __init__(self):
        self.waits_for = 0
        self.successors = []
        self.state = 'waiting'


class TopologicalSorter:
    def __init__(self, graph=None):
        self._nodes = {}
        self._ready = None
        self._given_out = 0
        self._finished = 0
        for node, predecessors in (graph or {}).items():
            self.add(node, *predecessors)

    def _node(self, node):
        if node not in self._nodes:
            self._nodes[node] = _Node()
        return self._nodes[node]

    def add(self, node, *predecessors):
        if self._ready is not None:
            raise ValueError('Nodes cannot be added after a call to prepare()')
        self._node(node).waits_for += len(predecessors)
        for predecessor in predecessors:
            self._node(predecessor).successors.append(node)

    def prepare(self):
        if self._ready is not None:
            raise ValueError('cannot prepare() more than once')
        self._ready = [name for name, node in self._nodes.items() if node.waits_for == 0]
        cycle = self._find_cycle()
        if cycle:
            raise CycleError('nodes are in a cycle', cycle)

    def _find_cycle(self):
        done = set()
        for start in self._nodes:
            if start in done:
                continue
            path = [start]
            place = {start: 0}
            walks = [iter(self._nodes[start].successors)]
            while walks:
                node = next(walks[-1], None) if walks else None
                if node is None:
                    walks.pop()
                    left = path.pop()
                    del place[left]
                    done.add(left)
                elif node in place:
                    return path[place[node] :] + [node]
                elif node not in done:
                    place[node] = len(path)
                    path.append(node)
                    walks.append(iter(self._nodes[node].successors))
        return None

    def get_ready(self):
        if self._ready is None:
            raise ValueError('prepare() must be called first')
        ready = tuple(self._ready)
        self._ready.clear()
        for name in ready:
            self._nodes[name].state = 'given out'
        self._given_out += len(ready)
        return ready

    def is_active(self):
        if self._ready is None:
            raise ValueError('prepare() must be called first')
        return self._finished < self._given_out or bool(self._ready)

    def __bool__(self):
        return self.is_active()

    def done(self, *nodes):
        if self._ready is None:
            raise ValueError('prepare() must be called first')
        for name in nodes:
            node = self._nodes.get(name)
            if node is None:
                raise ValueError(f'node {name!r} was not added using add()')
            if node.state == 'waiting':
                raise ValueError(f'node {name!r} was not passed out (still not ready)')
            if node.state == 'done':
                raise ValueError(f'node {name!r} was already marked done')
            node.state = 'done'
            self._finished += 1
            for successor in node.successors:
                following = self._nodes[successor]
                following.waits_for -= 1
                if following.waits_for == 0:
                    self._ready.append(successor)

    def static_order(self):
        self.prepare()
        while self.is_active():
            ready = self.get_ready()
            yield from ready
            self.done(*ready)

    @classmethod
    def __class_getitem__(cls, item):
        return cls
