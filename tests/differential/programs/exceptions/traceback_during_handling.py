# SPDX-License-Identifier: MIT
def load(d):
    try:
        return d['missing']
    except KeyError:
        return fallback(d)
def fallback(d):
    return 10 / len(d) + undefined_thing.attribute
class Service:
    def run(self, data):
        value = self.step(data)(1, 2)[3]
        return value
    def step(self, data):
        return load(data)
Service().run({})
