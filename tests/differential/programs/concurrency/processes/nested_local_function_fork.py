import multiprocessing


def main():
    factor = 10

    def work(q, x):
        q.put(x * factor)
    q = multiprocessing.Queue()
    p = multiprocessing.Process(target=work, args=(q, 4))
    p.start()
    print(q.get())
    p.join()


if __name__ == '__main__':
    main()
