import multiprocessing
from concurrent.futures import ProcessPoolExecutor


def square(n):
    return n * n


if __name__ == '__main__':
    context = multiprocessing.get_context('spawn')
    with ProcessPoolExecutor(2, mp_context=context) as executor:
        print(list(executor.map(square, range(5))))
    for arguments in ({'max_tasks_per_child': 0}, {'max_tasks_per_child': 'x'},
                      {'max_tasks_per_child': 1, 'mp_context': multiprocessing.get_context('fork')}):
        try:
            ProcessPoolExecutor(1, **arguments)
        except (ValueError, TypeError) as exc:
            print(exc)
