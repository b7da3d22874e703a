from threading import Thread
import time
from multiprocessing import Process, Queue
def work(id, start, end, result):
    total = 0
    for i in range(start, end):
        total+=i
    result.put(total)
    
if __name__ == "__main__":
    START, END = 0, 10000000
    result = Queue()
    
    start_time = time.time()
    
    th1 = Process(target=work, args=(1, START, END//2, result))
    th2 = Process(target=work, args=(2, END//2, END, result))
    
    th1.start()
    th2.start()
    th1.join()
    th2.join()
    
    end_time = time.time()
    
    result.put('STOP')
    total = 0
    while True:
        tmp = result.get()
        if tmp == 'STOP':
            break
        else:
            total += tmp
    print(f"Result: {total}")

print("소요시간: ", end_time-start_time)
