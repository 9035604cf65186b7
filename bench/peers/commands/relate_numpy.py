"""The formulas of docs/methods-mapping.md on a table of regions and industries, in NumPy: INPUT (CSV) OUTPUT (folder) KIND

Writes lq.csv, related.csv and density.csv without names, and complexity.csv as kind,complexity; all the whole formula at once,
as an analyst would write them."""
import sys
import time

import numpy as np
import pandas as pd


def location_quotient(e):
    with np.errstate(divide="ignore", invalid="ignore"):
        return (e / e.sum(1, keepdims=True)) / (e.sum(0) / e.sum())


def relatedness(e, x, kind):
    """@param e the table @param x its specialisation, 0 or 1"""
    if kind == "colocation":
        return np.corrcoef(e.T)
    c = x.T @ x
    n = np.diag(c).copy()
    np.fill_diagonal(c, 0)
    s, t = c.sum(0), c.sum()
    across = {"cosine": lambda: np.sqrt(np.outer(s, s)),
              "association": lambda: np.outer(s, s) / t,
              "jaccard": lambda: s[:, None] + s - c,
              "probability": lambda: (np.outer(s, s / (t - s)) + np.outer(s / (t - s), s)) / 2,
              "proximity": lambda: np.maximum.outer(n, n)}[kind]()
    return np.divide(c, across, out=np.zeros_like(c), where=across > 0)


def relatedness_density(x, related):
    related = np.maximum(related, 0)
    np.fill_diagonal(related, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return x @ related / related.sum(0)


def second_eigenvector(rows):
    """Of rows that sum to 1, mean 0, standard deviation 1 (n - 1)."""
    values, vectors = np.linalg.eig(rows)
    second = vectors[:, np.argsort(-values.real)[1]].real
    return (second - second.mean()) / second.std(ddof=1)


def complexity(x):
    """@return of the regions and of the industries"""
    diversity, ubiquity = x.sum(1), x.sum(0)
    industry = second_eigenvector((x.T / ubiquity[:, None]) @ (x / diversity[:, None]))
    region = x @ industry / diversity
    region = (region - region.mean()) / region.std(ddof=1)
    sign = np.sign(np.corrcoef(region, diversity)[0, 1])
    return sign * region, sign * industry


def main():
    source, output, kind = sys.argv[1:]
    e = pd.read_csv(source, index_col=0).to_numpy(float)
    begin = time.perf_counter()
    quotients = location_quotient(e)
    x = (quotients >= 1).astype(float)
    related = relatedness(e, x, kind)
    density = relatedness_density(x, related.copy())
    regions, industries = complexity(x)
    seconds = time.perf_counter() - begin
    for name, table in (("lq", quotients), ("related", related), ("density", density)):
        pd.DataFrame(table).to_csv(f"{output}/{name}.csv", index=False, header=False)
    pd.DataFrame({"kind": ["region"] * len(regions) + ["industry"] * len(industries),
                  "complexity": np.concatenate([regions, industries])}).to_csv(f"{output}/complexity.csv", index=False)
    print(seconds)


if __name__ == "__main__":
    main()
