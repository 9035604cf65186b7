"""Groups by density: DBSCAN, HDBSCAN* and the spanning tree on which it stands."""

from typing import NamedTuple

import numpy as np

from . import _grono
from ._inputs import Points, is_frame


def dbscan(points, radius, min_points=10, *, coordinates=None, columns=None):
    """Groups of one density. Exact.

    Parameters
    ----------
    points : places, see the module
    radius : float, metres, > 0; neighbours are at distance <= radius
    min_points : int, >= 1; neighbours that make a place dense, itself counted

    Returns
    -------
    int32 array (n): 0-based label in the order of the groups' first rows, -1 = noise; or the frame with a column
    ``label``

    Source: Ester, Kriegel, Sander, Xu (1996). O(n) memory, under 60 bytes a point.
    """
    places = Points(points, coordinates, columns)
    label, _ = _grono.dbscan(places.x, places.y, places.on_earth, radius, min_points)
    return places.with_columns(label=label) if is_frame(points) else label


class Hdbscan(NamedTuple):
    """What :func:`hdbscan` finds in an array of n places."""
    label: np.ndarray          #: int32 (n), -1 = noise
    probability: np.ndarray    #: float32 (n), 0..1
    core_distance: np.ndarray  #: float64 (n), metres


def hdbscan(points, min_points=10, min_cluster_size=10, *, selection="excess_of_mass", coordinates=None,
            columns=None):
    """Groups of varying density: those that stay together over the widest range of distances. Exact.

    Parameters
    ----------
    points : places, see the module
    min_points : int, >= 1; neighbours that make a place dense, itself the first
    min_cluster_size : int, >= 2; the smallest group that counts as one
    selection : "excess_of_mass", or "leaf" for the many small groups that never part

    Returns
    -------
    :class:`Hdbscan`, or the frame with columns ``label``, ``probability`` (1 at the dense end of a group) and
    ``core_distance`` (metres)

    Source: Campello, Moulavi, Sander (2013); the same groups as scikit-learn's HDBSCAN with min_samples=min_points.
    O(n log n) in practice.
    """
    places = Points(points, coordinates, columns)
    if selection not in ("excess_of_mass", "leaf"):
        raise ValueError(f'selection: "{selection}" is neither "excess_of_mass" nor "leaf"')
    found = Hdbscan(*_grono.hdbscan(places.x, places.y, places.on_earth, min_points, min_cluster_size,
                                    selection == "leaf")[:3])
    return places.with_columns(**found._asdict()) if is_frame(points) else found


def spanning_tree(points, min_points=10, *, coordinates=None, columns=None):
    """The minimum spanning tree under mutual reachability, on which HDBSCAN* stands.

    Returns
    -------
    arrays a, b (uint32, n - 1: numbers of rows) and distance (float64, metres), from short to long; or a DataFrame of
    these columns, with the index's labels in a and b

    Source: Campello, Moulavi, Sander (2013), definitions 5 and 6.
    """
    places = Points(points, coordinates, columns)
    a, b, distance = _grono.hdbscan(places.x, places.y, places.on_earth, min_points, 2, False)[3]
    if not is_frame(points):
        return a, b, distance
    import pandas
    return pandas.DataFrame({"a": points.index[a], "b": points.index[b], "distance": distance})
