# SPDX-License-Identifier: MIT
"""Package of concurrent.futures and concurrent.interpreters."""
