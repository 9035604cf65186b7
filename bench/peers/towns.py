"""Points as establishments stand in a country: what all comparisons are run on, and the files they are in."""
import math

import numpy as np
import pandas as pd

SIDE_M = 700_000
GRID_M = 0.125  # squares of such coordinates are exact in double precision: all programs decide the same pairs


def towns(count, seed=7):
    """70 % in 300 towns whose sizes go by rank, 30 % anywhere in a square of 700 km; count x 2, metres."""
    random = np.random.default_rng(seed)
    sizes = 1 / np.arange(1, 301)
    centres = random.uniform(0, SIDE_M, (300, 2))
    town = random.choice(300, count, p=sizes / sizes.sum())
    points = centres[town] + random.normal(size=(count, 2)) * (1500 + 12_000 * np.sqrt(sizes[town]))[:, None]
    alone = random.random(count) < 0.3
    points[alone] = random.uniform(0, SIDE_M, (int(alone.sum()), 2))
    return np.round(points / GRID_M) * GRID_M


def points_of(file):
    """Real points of a CSV: x,y in metres, or longitude and latitude, which are laid flat around their middle."""
    table = pd.read_csv(file)
    names = {name.lower(): name for name in table.columns}
    for across, up in (("x", "y"), ("lon", "lat"), ("longitude", "latitude")):
        if across in names and up in names:
            break
    else:
        raise SystemExit(f"{file}: no columns x,y or lon,lat or longitude,latitude")
    points = table[[names[across], names[up]]].dropna().to_numpy(float)
    if across != "x":
        points = points * math.pi / 180 * 6_371_008.8
        points[:, 0] *= math.cos(points[:, 1].mean() / 6_371_008.8)
    return np.round(points / GRID_M) * GRID_M


def write_csv(path, **columns):
    """Columns of equal length with their names in the first line."""
    pd.DataFrame(columns).to_csv(path, index=False)
