import multiprocessing

if __name__ == '__main__':
    ctx = multiprocessing.get_context('spawn')
    p = ctx.Process(target=lambda: print('never'))
    p.start()
