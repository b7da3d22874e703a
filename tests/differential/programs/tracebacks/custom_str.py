# SPDX-License-Identifier: MIT
class AppError(Exception):
    def __str__(self):
        return f'code {self.args[0]}'
class Inner:
    class Deep(AppError): pass
raise Inner.Deep(42)
