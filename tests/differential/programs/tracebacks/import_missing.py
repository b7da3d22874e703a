# SPDX-License-Identifier: MIT
from collections import Counterr
