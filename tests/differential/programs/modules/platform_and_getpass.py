# SPDX-License-Identifier: MIT
import platform, getpass
print(platform.system(), platform.machine(), platform.python_version_tuple()[:2], platform.python_implementation(), callable(getpass.getpass))
