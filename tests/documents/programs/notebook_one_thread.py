from threading import Thread
import time

def work(id, start, end, result):
    total = 0
    for i in range(start, end):
        total+=i
    result.append(total)
    
if __name__=='__main__':
    START, END = 0, 100000000
    result = list()

    start_time = time.time()

    th1 = Thread(target=work, args=(1,START,END, result))

    th1.start() # 쓰레드 시작
    th1.join() # 쓰레드가 끝날 때까지 기다림

    end_time = time.time()


print(f"Rsult: {sum(result)}")
print("소요 시간: ", end_time - start_time)
