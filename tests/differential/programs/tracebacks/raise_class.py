# SPDX-License-Identifier: MIT
raise NotImplementedError
