"""The model of monte-carlo.ts in NumPy, vectorised: prints each round's milliseconds and the sum of the months' means as JSON."""

import json
import sys
import time

import numpy

samples, months, workloads, rounds = (int(argument) for argument in sys.argv[1:5])
mu = (numpy.log(800) + numpy.log(1500)) / 2
sigma = numpy.log(1500 / 800) / (2 * 1.6448536269514722)


def run(seed):
    random = numpy.random.Generator(numpy.random.PCG64(seed))
    shares = random.uniform(0.2, 0.6, (workloads, samples))
    total = 0.0
    for _ in range(months):
        requests = random.lognormal(mu, sigma, (workloads, samples))
        usd = random.triangular(1, 2, 4, (workloads, samples))
        cost = (requests * usd * shares).sum(axis=0)
        numpy.quantile(cost, [0.05, 0.5, 0.95])
        total += cost.mean()
    return total


times = []
for round_number in range(rounds):
    started = time.perf_counter()
    mean = run(round_number)
    times.append((time.perf_counter() - started) * 1000)
print(json.dumps({"times": times, "mean": float(mean)}))
