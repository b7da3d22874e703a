# SPDX-License-Identifier: MIT
"""Addresses: urllib.parse. What would open them is not in the subset."""
