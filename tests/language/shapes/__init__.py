"""Shapes, for imports.py."""
__all__ = ['public_name', 'circle']
NAME = 'shapes'
loaded = ['__init__']
public_name = 'public'
hidden = 'not exported'
_private = 1
from . import square
from .square import area
