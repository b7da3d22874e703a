# SPDX-License-Identifier: MIT
"""Colours in other coordinates; all of them from 0 to 1 (I and Q aside)."""

__all__ = ['rgb_to_yiq', 'yiq_to_rgb', 'rgb_to_hls', 'hls_to_rgb', 'rgb_to_hsv', 'hsv_to_rgb']

_THIRD, _SIXTH, _TWO_THIRDS = 1.0 / 3.0, 1.0 / 6.0, 2.0 / 3.0


def _clamp(value):
    return min(max(value, 0.0), 1.0)


def rgb_to_yiq(r, g, b):
    y = 0.30 * r + 0.59 * g + 0.11 * b
    return y, 0.74 * (r - y) - 0.27 * (b - y), 0.48 * (r - y) + 0.41 * (b - y)


def yiq_to_rgb(y, i, q):
    return (
        _clamp(y + 0.9468822170900693 * i + 0.6235565819861433 * q),
        _clamp(y - 0.27478764629897834 * i - 0.6356910791873801 * q),
        _clamp(y - 1.1085450346420322 * i + 1.7090069284064666 * q),
    )


def _hue(r, g, b, largest, spread):
    rc, gc, bc = (largest - r) / spread, (largest - g) / spread, (largest - b) / spread
    if r == largest:
        hue = bc - gc
    elif g == largest:
        hue = 2.0 + rc - bc
    else:
        hue = 4.0 + gc - rc
    return (hue / 6.0) % 1.0


def rgb_to_hls(r, g, b):
    largest, smallest = max(r, g, b), min(r, g, b)
    total, spread = largest + smallest, largest - smallest
    lightness = total / 2.0
    if smallest == largest:
        return 0.0, lightness, 0.0
    saturation = spread / total if lightness <= 0.5 else spread / (2.0 - largest - smallest)
    return _hue(r, g, b, largest, spread), lightness, saturation


def _channel(m1, m2, hue):
    hue %= 1.0
    if hue < _SIXTH:
        return m1 + (m2 - m1) * hue * 6.0
    if hue < 0.5:
        return m2
    if hue < _TWO_THIRDS:
        return m1 + (m2 - m1) * (_TWO_THIRDS - hue) * 6.0
    return m1


def hls_to_rgb(h, l, s):
    if s == 0.0:
        return l, l, l
    m2 = l * (1.0 + s) if l <= 0.5 else l + s - l * s
    m1 = 2.0 * l - m2
    return _channel(m1, m2, h + _THIRD), _channel(m1, m2, h), _channel(m1, m2, h - _THIRD)


def rgb_to_hsv(r, g, b):
    largest, smallest = max(r, g, b), min(r, g, b)
    if smallest == largest:
        return 0.0, 0.0, largest
    spread = largest - smallest
    return _hue(r, g, b, largest, spread), spread / largest, largest


def hsv_to_rgb(h, s, v):
    if s == 0.0:
        return v, v, v
    sector = int(h * 6.0)
    f = h * 6.0 - sector
    p, q, t = v * (1.0 - s), v * (1.0 - s * f), v * (1.0 - s * (1.0 - f))
    return ((v, t, p), (q, v, p), (p, v, t), (p, q, v), (t, p, v), (v, p, q))[sector % 6]
