"""scikit-learn's DBSCAN or HDBSCAN: INPUT (CSV x,y) OUTPUT (a label a line, -1 = noise) MIN_POINTS THREADS [RADIUS]"""
import sys
import time

import numpy as np
import pandas as pd
from sklearn import cluster

source, output, min_points, threads, *radius = sys.argv[1:]
points = pd.read_csv(source).to_numpy()
if radius:
    method = cluster.DBSCAN(eps=float(radius[0]), min_samples=int(min_points), n_jobs=int(threads))
else:
    method = cluster.HDBSCAN(min_samples=int(min_points), min_cluster_size=int(min_points), n_jobs=int(threads))
begin = time.perf_counter()
labels = method.fit(points).labels_
print(time.perf_counter() - begin)
np.savetxt(output, labels, fmt="%d")
