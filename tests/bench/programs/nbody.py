# The planets' orbits: floats in attributes.
import sys

DAY = 365.24
SUN_MASS = 39.47841760435743


class Body:
    def __init__(self, x, y, z, vx, vy, vz, mass):
        self.x = x
        self.y = y
        self.z = z
        self.vx = vx * DAY
        self.vy = vy * DAY
        self.vz = vz * DAY
        self.mass = mass * SUN_MASS


def solar_system():
    return [
        Body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0),
        Body(4.8414314, -1.1603200, -0.1036220, 0.0016600, 0.0076991, -0.0000690, 0.00095479),
        Body(8.3433667, 4.1247985, -0.4035234, -0.0027674, 0.0049985, 0.0000230, 0.00028588),
        Body(12.8943695, -15.1111514, -0.2233076, 0.0029646, 0.0023784, -0.0000296, 0.0000436),
        Body(15.3796971, -25.9193146, 0.1792587, 0.0026806, 0.0016282, -0.0000951, 0.0000515),
    ]


def advance(bodies, step):
    count = len(bodies)
    for i in range(count):
        a = bodies[i]
        for j in range(i + 1, count):
            b = bodies[j]
            dx = a.x - b.x
            dy = a.y - b.y
            dz = a.z - b.z
            square = dx * dx + dy * dy + dz * dz
            pull = step / (square * square ** 0.5)
            a.vx -= dx * b.mass * pull
            a.vy -= dy * b.mass * pull
            a.vz -= dz * b.mass * pull
            b.vx += dx * a.mass * pull
            b.vy += dy * a.mass * pull
            b.vz += dz * a.mass * pull
    for body in bodies:
        body.x += step * body.vx
        body.y += step * body.vy
        body.z += step * body.vz


def energy(bodies):
    total = 0.0
    for i, a in enumerate(bodies):
        total += 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz)
        for b in bodies[i + 1:]:
            dx = a.x - b.x
            dy = a.y - b.y
            dz = a.z - b.z
            total -= a.mass * b.mass / (dx * dx + dy * dy + dz * dz) ** 0.5
    return total


def main(steps):
    bodies = solar_system()
    print(f"{energy(bodies):.9f}")
    for _ in range(steps):
        advance(bodies, 0.01)
    print(f"{energy(bodies):.9f}")


main(int(sys.argv[1]))
