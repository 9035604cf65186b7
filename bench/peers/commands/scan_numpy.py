"""The search of `grono map find` written out in NumPy and SciPy after docs/methods-mapping.md, every distance computed:
INPUT (CSV x,y,activity) OUTPUT ACTIVITY MIN_POINTS MIN_CLUSTER_SIZE MAX_SHARE REPLICATIONS

OUTPUT holds every area of the true field as distance,cases,all,excess. The lines before the seconds tell the p of the strongest,
and the seconds of the true field and of the replications."""
import sys
import time

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components, minimum_spanning_tree
from scipy.spatial.distance import cdist

PART = 2000


def bernoulli_excess(c, m, cases, everybody):
    """Kulldorff (1997), Bernoulli; 0 where the share inside is not above that outside."""
    c, m = np.asarray(c, float), np.asarray(m, float)

    def part(some, of):
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(some > 0, some * np.log(some / of), 0.0)

    ratio = (part(c, m) + part(m - c, m) + part(cases - c, everybody - m) + part(everybody - m - cases + c, everybody - m)
             - part(cases, everybody) - part(everybody - cases, everybody))
    return np.where(c * everybody > cases * m, ratio, 0.0)


def areas(places, field, min_points, min_cluster_size, max_share):
    """Every area of the field's hierarchy: columns distance, cases, all, excess.

    @param places  n x 2, metres @param field  rows of the field's establishments"""
    among = cdist(places[field], places[field])
    core = np.partition(among, min_points - 1, axis=1)[:, min_points - 1]
    reachability = np.maximum(among, np.maximum.outer(core, core))
    np.fill_diagonal(reachability, 0)
    # The tree of SciPy takes 0 for "no edge": no two are as near as that, their core distances being above 0.
    tree = minimum_spanning_tree(csr_matrix(reachability)).tocoo()
    joins, of_core = reach(places, places[field], core)
    is_case = np.zeros(len(places))
    is_case[field] = 1
    found = []
    for distance in np.unique(tree.data):
        short = tree.data <= distance
        count, group = connected_components(csr_matrix((tree.data[short], (tree.row[short], tree.col[short])), shape=among.shape), directed=False)
        size = np.bincount(group[core <= distance], minlength=count)
        inside = joins <= distance
        all_ = np.bincount(group[of_core[inside]], minlength=count)
        cases = np.bincount(group[of_core[inside]], weights=is_case[inside], minlength=count)
        # As the program does, a group is judged at distances at which it grows itself; judged wherever any group
        # grows, as the text of the method may be read, more areas count and the strongest may be stronger.
        grows = np.bincount(group[tree.row[tree.data == distance]], minlength=count) > 0
        counted = grows & (size >= min_cluster_size) & (all_ <= max_share * len(places))
        excess = bernoulli_excess(cases[counted], all_[counted], len(field), len(places))
        found.append(np.column_stack([np.full(counted.sum(), distance), cases[counted], all_[counted], excess]))
    return np.vstack(found)


def reach(places, cores, core_distance):
    """The distance at which each place comes in, and through which core: the first, of equal ones the nearest."""
    joins, of_core = np.empty(len(places)), np.empty(len(places), dtype=int)
    for begin in range(0, len(places), PART):
        far = cdist(places[begin:begin + PART], cores)
        first = np.maximum(far, core_distance)
        at = first.min(axis=1)
        joins[begin:begin + PART] = at
        of_core[begin:begin + PART] = np.where(first == at[:, None], far, np.inf).argmin(axis=1)
    return joins, of_core


def strongest(found):
    return found[:, 3].max(initial=0)


def main():
    source, output, activity, min_points, min_cluster_size, max_share, replications = sys.argv[1:]
    table = pd.read_csv(source, dtype={"activity": str})
    places = table[["x", "y"]].to_numpy(float)
    field = np.flatnonzero(table["activity"] == activity)
    search = int(min_points), int(min_cluster_size), float(max_share)
    begin = time.perf_counter()
    found = areas(places, field, *search)
    between = time.perf_counter()
    random = np.random.default_rng(2)
    beaten = sum(strongest(areas(places, random.choice(len(places), len(field), replace=False), *search)) >= strongest(found)
                 for _ in range(int(replications)))
    end = time.perf_counter()
    frame = pd.DataFrame(found, columns=["distance", "cases", "all", "excess"])
    frame.to_csv(output, index=False)
    print("p", (beaten + 1) / (int(replications) + 1))
    print("one", between - begin, "replications", end - between)
    print(end - begin)


if __name__ == "__main__":
    main()
