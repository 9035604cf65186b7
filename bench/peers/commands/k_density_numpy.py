"""K-density term by term, as docs/methods-mapping.md defines it, in NumPy: INPUT (CSV x,y,type[,weight]) OUTPUT TYPE TO STEP DRAWS

Output as k_density.R. Nothing is binned: it is what the others are held against."""
import sys
import time

import numpy as np
import pandas as pd
from scipy.spatial.distance import pdist


def silverman(distances):
    """Silverman (1986), equation 3.31, quartiles of R's type 7."""
    low, high = np.quantile(distances, [0.25, 0.75])
    return 0.9 * min(distances.std(ddof=1), (high - low) / 1.34) * len(distances) ** -0.2


def k_density(places, weights, at, bandwidth=None):
    """@param places n x 2, metres @param weights of each, or None @return values at `at`, per metre, and the bandwidth"""
    distances = pdist(places)
    if bandwidth is None:
        bandwidth = silverman(distances)
    first, second = np.triu_indices(len(places), 1) if weights is not None else (None, None)
    weight = np.ones(len(distances)) if weights is None else weights[first] * weights[second]
    near = distances <= at[-1] + 8 * bandwidth
    whole, distances, weight = weight.sum(), distances[near] / bandwidth, weight[near]
    values = np.array([weight @ (np.exp(-0.5 * (d - distances) ** 2) + np.exp(-0.5 * (d + distances) ** 2)) for d in at / bandwidth])
    return values / (bandwidth * whole * np.sqrt(2 * np.pi)), bandwidth


def main():
    source, output, kind, to, step, draws = sys.argv[1:]
    sites = pd.read_csv(source)
    places = sites[["x", "y"]].to_numpy()
    industry = np.flatnonzero(sites["type"] == kind)
    weights = sites["weight"].to_numpy(float)[industry] if "weight" in sites else None
    at = np.arange(0, float(to) + float(step) / 2, float(step))
    random = np.random.default_rng(1)
    begin = time.perf_counter()
    values, bandwidth = k_density(places[industry], weights, at)
    between = time.perf_counter()
    curves = [k_density(places[random.choice(len(places), len(industry), replace=False)], weights, at, bandwidth)[0]
              for _ in range(int(draws))]
    end = time.perf_counter()
    pd.DataFrame({"distance": at, "value": values}).to_csv(output, index=False)
    pd.DataFrame(curves).to_csv(f"{output}.draws", index=False, header=False)
    print("bandwidth", bandwidth)
    print("one", between - begin, "draws", end - between)
    print(end - begin)


if __name__ == "__main__":
    main()
