# SPDX-License-Identifier: MIT
import logging
import logging.config
import sys

class UpperFilter(logging.Filter):
    def __init__(self, param=None):
        self.param = param
    def filter(self, record):
        record.msg = str(record.msg).upper()
        return self.param not in record.getMessage() if self.param else True

def make_handler(prefix):
    h = logging.StreamHandler(sys.stdout)
    h.setFormatter(logging.Formatter(prefix + " %(message)s"))
    return h

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"simple": {"format": "%(levelname)s:%(name)s:%(message)s"}, "brace": {"format": "{levelname:<8}|{message}", "style": "{"}},
    "filters": {"up": {"()": UpperFilter, "param": "SECRET"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "level": "DEBUG", "formatter": "simple", "stream": "ext://sys.stdout"},
        "filtered": {"class": "logging.StreamHandler", "filters": ["up"], "formatter": "brace", "stream": "ext://sys.stdout"},
        "custom": {"()": make_handler, "prefix": "[c]", "level": "ERROR"},
        "null": {"class": "logging.NullHandler"},
    },
    "loggers": {"app": {"level": "DEBUG", "handlers": ["console"], "propagate": False}, "app.db": {"level": "WARNING", "handlers": ["filtered"], "propagate": True}, "quiet": {"handlers": ["null"], "propagate": False}},
    "root": {"level": "INFO", "handlers": ["console", "custom"]},
}
old = logging.getLogger("existing")
logging.config.dictConfig(LOGGING)
log = logging.getLogger("app")
log.debug("debug %d", 1)
logging.getLogger("app.db").warning("db secret stuff")
logging.getLogger("app.db").error("db error")
logging.getLogger("app.db").info("not shown")
logging.getLogger("other").info("root info")
logging.getLogger("quiet").critical("hidden")
old.error("existing still works")
print(log.level, log.handlers[0].name, logging.getHandlerNames() if hasattr(logging, "getHandlerNames") else "-", log.getEffectiveLevel(), logging.getLogger("app.x").getEffectiveLevel(), log.isEnabledFor(10))
logging.config.dictConfig({"version": 1, "handlers": {"h": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout"}}, "root": {"handlers": ["h"], "level": "DEBUG"}})
old.error("disabled"); logging.debug("root again"); print(old.disabled)
logging.config.dictConfig({"version": 1, "incremental": True, "root": {"level": "ERROR"}})
logging.info("no"); logging.error("yes")
for bad in ({}, {"version": 2}, {"version": 1, "handlers": {"h": {"class": "no.such"}}}, {"version": 1, "root": {"handlers": ["zz"]}}, {"version": 1, "loggers": {"l": {"level": "LOUD"}}}):
    try:
        logging.config.dictConfig(bad)
    except ValueError as e:
        print(e, "|", repr(e.__cause__))
