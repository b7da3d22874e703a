# SPDX-License-Identifier: MIT
def run(program):
    stack, pc, out = [], 0, []
    ops = {'add': lambda b, a: a + b, 'mul': lambda b, a: a * b, 'sub': lambda b, a: a - b}
    while pc < len(program):
        match program[pc].split():
            case ['push', n]: stack.append(int(n))
            case ['print']: out.append(stack[-1])
            case ['jnz', t] if stack[-1]: pc = int(t); continue
            case ['jnz', _]: pass
            case [op] if op in ops: stack.append(ops[op](stack.pop(), stack.pop()))
            case other: raise SyntaxError(f'bad instruction {other}')
        pc += 1
    return out
print(run(['push 3', 'print', 'push 1', 'sub', 'jnz 1']))
run(['nope x'])
