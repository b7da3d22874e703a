import multiprocessing
import traceback


class Process(multiprocessing.Process):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._pconn, self._cconn = multiprocessing.Pipe()
        self._exception = None

    def run(self):
        try:
            super().run()
            self._cconn.send(None)
        except Exception as e:
            self._cconn.send((e, traceback.format_exc().splitlines()[-1]))

    @property
    def exception(self):
        if self._pconn.poll():
            self._exception = self._pconn.recv()
        return self._exception


def target():
    raise ValueError('Something went wrong...')


if __name__ == '__main__':
    p = Process(target=target)
    p.start()
    p.join()
    error, text = p.exception
    print(repr(error), '|', text, '|', p.exitcode)
