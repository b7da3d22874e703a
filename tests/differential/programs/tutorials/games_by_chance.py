# SPDX-License-Identifier: MIT
import random
random.seed(2024)
class Character:
    def __init__(self, name, hp, atk): self.name, self.hp, self.atk = name, hp, atk
    @property
    def alive(self): return self.hp > 0
    def attack(self, o):
        d = random.randint(1, self.atk); crit = random.random() < .2; d *= 2 if crit else 1; o.hp = max(0, o.hp - d)
        print(f"{self.name} hits {o.name} for {d}{' (CRIT!)' * crit}. {o.name}: {'█' * (o.hp // 5):<10}|{o.hp:>3} hp")
h, g = Character("Hero", 50, 12), Character("Goblin", 40, 9); r = 0
while h.alive and g.alive:
    r += 1; print(f"--- Round {r} ---"); h.attack(g)
    if g.alive: g.attack(h)
print("Winner:", (h if h.alive else g).name)
deck = [f"{r}{s}" for s in "♠♥♦♣" for r in [*range(2, 11), *"JQKA"]]; random.shuffle(deck); hands = {p: sorted(deck[i::4][:5]) for i, p in enumerate("NESW")}
for p, c in hands.items(): print(f"{p}: {' '.join(c)}")
word = random.choice(["python", "hangman", "thread"]); guessed = set()
for ch in "eaotnhpyrdgm":
    guessed.add(ch); shown = " ".join(c if c in guessed else "_" for c in word); print(ch, shown, sep=": ")
    if "_" not in shown: print("won"); break
b = [[" "] * 3 for _ in range(3)]; free = [(i, j) for i in range(3) for j in range(3)]
for k in range(9):
    m = random.choice(free); free.remove(m); b[m[0]][m[1]] = "XO"[k % 2]
    L = [*b, *zip(*b), [b[i][i] for i in range(3)], [b[i][2 - i] for i in range(3)]]
    if any(set(x) == {"XO"[k % 2]} for x in L): print("XO"[k % 2], "wins"); break
print("\n-+-+-\n".join("|".join(r) for r in b)); print({s: sum(random.randint(1, 6) for _ in range(3)) for s in ("str", "dex", "int")}, random.choices(["rock", "paper", "scissors"], k=5), round(random.gauss(100, 15), 2))
