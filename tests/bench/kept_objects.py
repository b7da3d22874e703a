# Makes objects and keeps them all, each in a cycle of its own: the collector has to look at them.
import sys


class Node:
    def __init__(self):
        self.me = self


kept = [Node() for _ in range(int(sys.argv[1]))]
