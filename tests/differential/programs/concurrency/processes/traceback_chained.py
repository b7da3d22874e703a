import multiprocessing


class ConfigError(Exception):
    pass


def load():
    try:
        return {}['port']
    except KeyError as e:
        raise ConfigError('port missing') from e


class Server(multiprocessing.Process):
    def run(self):
        load()


if __name__ == '__main__':
    s = Server(name='server')
    s.start()
    s.join()
    print(s.exitcode)
