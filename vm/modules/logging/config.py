# SPDX-License-Identifier: MIT
"""Loggers set up from a dict. Files of settings are not in the subset."""
import logging
import logging.handlers

__all__ = ['dictConfig', 'DictConfigurator']


def _resolve(name):
    """The object of a dotted name: modules are imported as far as need be."""
    parts = name.split('.')
    try:
        found = __import__(parts[0])
        for at, part in enumerate(parts[1:], 2):
            try:
                found = getattr(found, part)
            except AttributeError:
                __import__('.'.join(parts[:at]))
                found = getattr(found, part)
        return found
    except ImportError as error:
        raise ValueError(f'Cannot resolve {name!r}: {error}') from error


class DictConfigurator:
    """Builds what a dict describes, and names the part that is wrong if one is."""

    def __init__(self, config):
        self.config = config

    def configure(self):
        config = self.config
        if 'version' not in config:
            raise ValueError("dictionary doesn't specify a version")
        if config['version'] != 1:
            raise ValueError('Unsupported version: %s' % config['version'])
        if config.get('incremental', False):
            self._configure_levels()
            return
        disable_existing = config.get('disable_existing_loggers', True)
        logging._handlers.clear()
        del logging._handlerList[:]
        self.formatters = self._build('formatters', 'formatter', self.configure_formatter)
        self.filters = self._build('filters', 'filter', self.configure_filter)
        self.handlers = self._build('handlers', 'handler', self.configure_handler)
        root = logging.root
        existing = set(root.manager.loggerDict)
        named = config.get('loggers', {})
        for name, settings in named.items():
            self._run('logger', name, lambda: self.configure_logger(name, settings))
        for name in existing:
            logger = root.manager.loggerDict[name]
            if name in named or not isinstance(logger, logging.Logger):
                continue
            if any(name.startswith(other + '.') for other in named):
                logger.level = logging.NOTSET
                logger.handlers = []
                logger.propagate = True
            else:
                logger.disabled = disable_existing
        if config.get('root'):
            try:
                self.configure_root(config['root'])
            except Exception as error:
                raise ValueError('Unable to configure root logger') from error

    @staticmethod
    def _run(kind, name, build):
        try:
            return build()
        except Exception as error:
            raise ValueError(f'Unable to configure {kind} {name!r}') from error

    def _build(self, section, kind, build):
        """{name: object}; a handler may need another that comes later."""
        made = {}
        waiting = dict(self.config.get(section, {}))
        setattr(self, section, made)
        while waiting:
            later = {}
            for name, settings in waiting.items():
                needs = [h for h in settings.get('handlers', ()) if h in waiting]
                if needs and len(later) + 1 < len(waiting):
                    later[name] = settings
                    continue
                made[name] = self._run(kind, name, lambda: build(settings))
                if hasattr(made[name], 'set_name'):
                    made[name].name = name
            waiting = later
        return made

    def convert(self, value):
        """A setting's value: 'ext://sys.stdout' is that object, 'cfg://a.b' another setting."""
        if isinstance(value, dict):
            return {k: self.convert(v) for k, v in value.items()}
        if isinstance(value, (list, tuple)):
            return type(value)(self.convert(v) for v in value)
        if isinstance(value, str) and value.startswith('ext://'):
            return _resolve(value[len('ext://'):])
        if isinstance(value, str) and value.startswith('cfg://'):
            found = self.config
            for part in value[len('cfg://'):].split('.'):
                found = found[part]
            return self.convert(found)
        return value

    def configure_custom(self, settings):
        """What the factory under '()' makes of the other settings."""
        settings = dict(settings)
        factory = settings.pop('()')
        if not callable(factory):
            factory = _resolve(factory.removeprefix('ext://'))
        attributes = settings.pop('.', None)
        made = factory(**{k: self.convert(v) for k, v in settings.items() if k.isidentifier()})
        for name, value in (attributes or {}).items():
            setattr(made, name, value)
        return made

    def configure_formatter(self, settings):
        if '()' in settings:
            return self.configure_custom(settings)
        cls = settings.get('class')
        cls = logging.Formatter if cls is None else _resolve(cls) if isinstance(cls, str) else cls
        options = {'validate': settings['validate']} if 'validate' in settings else {}
        return cls(settings.get('format'), settings.get('datefmt'), settings.get('style', '%'),
                   **options)

    def configure_filter(self, settings):
        if '()' in settings:
            return self.configure_custom(settings)
        return logging.Filter(settings.get('name', ''))

    def configure_handler(self, settings):
        settings = dict(settings)
        formatter = settings.pop('formatter', None)
        level = settings.pop('level', None)
        filters = settings.pop('filters', None)
        if '()' in settings:
            handler = self.configure_custom(settings)
        else:
            cls = settings.pop('class')
            cls = _resolve(cls) if isinstance(cls, str) else cls
            if issubclass(cls, logging.handlers.MemoryHandler) and 'target' in settings:
                settings['target'] = self.handlers[settings['target']]
            attributes = settings.pop('.', None)
            handler = cls(**{k: self.convert(v) for k, v in settings.items() if k.isidentifier()})
            for name, value in (attributes or {}).items():
                setattr(handler, name, value)
        if formatter is not None:
            handler.setFormatter(self._named(self.formatters, formatter, 'formatter'))
        if level is not None:
            handler.setLevel(logging._checkLevel(level))
        self._add_filters(handler, filters)
        return handler

    @staticmethod
    def _named(made, name, kind):
        try:
            return made[name]
        except KeyError as error:
            raise ValueError(f'Unable to set {kind} {name!r}') from error

    def _add_filters(self, filterer, names):
        for name in names or ():
            filterer.addFilter(name if callable(name) or hasattr(name, 'filter')
                               else self._named(self.filters, name, 'filter'))

    def _configure_common(self, logger, settings):
        level = settings.get('level')
        if level is not None:
            logger.setLevel(logging._checkLevel(level))
        for handler in logger.handlers[:]:
            logger.removeHandler(handler)
        for name in settings.get('handlers') or ():
            try:
                logger.addHandler(self.handlers[name])
            except Exception as error:
                raise ValueError(f'Unable to add handler {name!r}') from error
        self._add_filters(logger, settings.get('filters'))

    def configure_logger(self, name, settings):
        logger = logging.getLogger(name)
        self._configure_common(logger, settings)
        logger.disabled = False
        if settings.get('propagate') is not None:
            logger.propagate = settings['propagate']

    def configure_root(self, settings):
        self._configure_common(logging.getLogger(), settings)

    def _configure_levels(self):
        """What an incremental configuration may change: levels, and whom loggers pass on to."""
        for name, settings in self.config.get('handlers', {}).items():
            if name not in logging._handlers:
                raise ValueError(f'No handler found with name {name!r}')
            if settings.get('level') is not None:
                logging._handlers[name].setLevel(logging._checkLevel(settings['level']))
        loggers = list(self.config.get('loggers', {}).items())
        if self.config.get('root'):
            loggers.append((None, self.config['root']))
        for name, settings in loggers:
            logger = logging.getLogger(name)
            if settings.get('level') is not None:
                logger.setLevel(logging._checkLevel(settings['level']))
            if name is not None and settings.get('propagate') is not None:
                logger.propagate = settings['propagate']


def dictConfig(config):
    """Sets logging up as the dict says; ValueError names what is wrong with it."""
    DictConfigurator(config).configure()


def fileConfig(fname, defaults=None, disable_existing_loggers=True, encoding=None):
    raise NotImplementedError('logging.config.fileConfig() is not in the subset: use dictConfig()')
