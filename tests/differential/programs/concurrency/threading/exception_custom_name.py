import threading


class ValidationError(Exception):
    def __init__(self, field, message):
        super().__init__(f'{field}: {message}')
        self.field = field


def validate(data):
    for key, value in data.items():
        if not value:
            raise ValidationError(key, 'must not be empty')


def job(data):
    try:
        validate(data)
    except ValidationError as exc:
        raise RuntimeError('job failed') from exc


t = threading.Thread(target=job, name='validator', args=({'name': ''},))
t.start()
t.join()
print('end')
