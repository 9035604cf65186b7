"""Clusters beyond chance: groups of every shape, and discs."""

from typing import NamedTuple

import numpy as np

from . import _grono
from ._inputs import Points, is_frame


class Clusters(NamedTuple):
    """What :func:`find` finds."""
    sites: object     #: int32 (n): the cluster in whose area each place stands, -1 = none; or the frame with ``cluster``
    clusters: object  #: what is told of each cluster: dict of float64 arrays, or a frame, see :func:`find`


def find(sites, field, *, radii=(), weights=None, measure="establishments", min_points=10, min_cluster_size=10,
         max_share=0.5, replications=999, stop_after=20, significance=0.05, seed=1, coordinates=None, columns=None):
    """The clusters of a field: groups at any scale with more of the field than chance would put there.

    The field's HDBSCAN* hierarchy, or with ``radii`` that of DBSCAN at these, is judged against all establishments by Kulldorff's likelihood ratio. Null model:
    random labelling, with the whole search repeated under each; the probability that a field without clusters shows
    any is at most ``significance``. Ctrl-C ends a search between two replications.

    Parameters
    ----------
    sites : places of all establishments of all fields, see the module
    field : boolean mask (n) or row numbers of the field's establishments
    radii : one distance or several, metres, ascending: groups are those of DBSCAN at these; none = at every distance
    weights : persons employed, array (n) or name of a column; needed for measure "employment"
    measure : "establishments" (Bernoulli) or "employment" (Poisson)
    min_points, min_cluster_size : of HDBSCAN* or DBSCAN; establishments of the smallest group
    max_share : of all establishments that a cluster's area may hold
    replications : random labellings; 0 = no p-values, and every group with an excess is given
    stop_after : labellings as strong as the strongest group that end the drawing; 0 = never

    Returns
    -------
    :class:`Clusters`. Of each cluster, the strongest first: ``of_the_field`` and ``establishments`` in its area,
    ``location_quotient`` with ``_low`` and ``_high`` (95 %), ``log_likelihood_ratio`` (nats), ``p_value``, ``reach``
    (metres around the cluster's cores that are its area). A GeoDataFrame gives a GeoDataFrame with concave outlines
    (for degrees drawn on a plane about the cluster's middle; not across the antimeridian).

    Raises ValueError for radii that do not ascend or are not above 0.

    Source: Campello, Moulavi, Sander (2013); with radii Ester, Kriegel, Sander, Xu (1996); Kulldorff (1997);
    sequential p: Besag, Clifford (1991).
    """
    places = Points(sites, coordinates, columns)
    if measure not in ("establishments", "employment"):
        raise ValueError(f'measure: "{measure}" is neither "establishments" nor "employment"')
    rows = places.rows(field, "field")
    label, told = _grono.find(places.x, places.y, places.on_earth, rows, places.weights(weights), {
        "radii": [float(radius) for radius in np.atleast_1d(radii)], "min_points": min_points, "min_cluster_size": min_cluster_size, "max_share": max_share,
        "employment": measure == "employment", "replications": replications, "stop_after": stop_after, "seed": seed,
        "significance": significance})
    if not is_frame(sites):
        return Clusters(label, told)
    return Clusters(places.with_columns(cluster=label), _cluster_frame(places, rows, label, told))


def _cluster_frame(places, rows, label, told):
    import pandas
    frame = pandas.DataFrame(told)
    frame.index.name = "cluster"
    if not hasattr(places.data, "geometry"):
        return frame
    import geopandas
    outlines = [_outline(places, rows, label, number, reach) for number, reach in enumerate(frame["reach"])]
    return geopandas.GeoDataFrame(frame, geometry=outlines, crs=places.data.crs if not places.on_earth else 4326)


def _outline(places, rows, label, number, reach):
    from shapely.geometry import Polygon
    member_rows = rows[label[rows] == number]
    narrow, middle = 1.0, 0.0
    scale = 1.0
    if places.on_earth:  # laid flat about the middle
        scale = 111_195.0
        narrow = max(np.cos(np.radians(places.y[member_rows].mean())), 0.01)
        middle = places.x[member_rows].mean()
    flat = np.column_stack(((places.x - middle) * narrow * scale, places.y * scale))
    members = flat[member_rows]
    near = ((flat >= members.min(axis=0)) & (flat <= members.max(axis=0))).all(axis=1)
    foreign = flat[near & (label != number)]
    ring = _grono.concave_hull(members, foreign, max(reach, 25.0), max(reach / 4, 25.0))
    return Polygon(np.column_stack((ring[:, 0] / narrow / scale + middle, ring[:, 1] / scale)))


class Scan(NamedTuple):
    """What :func:`scan` finds."""
    discs: object                #: DataFrame for frames, else a dict of arrays: one entry a disc, the strongest first
    null_strongest: np.ndarray   #: nats, the strongest excess of each replication
    searched: int                #: discs of all radii


def scan(sites, industry, *, radii, weights=None, centres="net", measure="establishments", max_share=0.5,
         min_cases=2, replications=999, significance=0.05, seed=1, coordinates=None, columns=None):
    """The discs in which an industry stands denser than everybody: Kulldorff's spatial scan statistic.

    Null model: as many establishments as the industry has are drawn from all. Edges need no treatment.

    Parameters
    ----------
    sites : places of every establishment, see the module
    industry : boolean mask (n) or row numbers of the industry's
    radii : of the discs, metres, ascending
    weights : employees of all, array (n) or name of a column; needed for ``measure="employment"``
    centres : "net", about half a radius apart, or "every" establishment
    measure : "establishments" (Bernoulli) or "employment" (Poisson)
    max_share : of all that a disc may hold
    min_cases : establishments of the industry that a disc must hold
    significance : largest p of a disc that is told; the strongest is told in any case

    Returns
    -------
    :class:`Scan`; of each disc ``centre`` (row), ``radius`` (metres), ``establishments``, ``of_all``,
    ``location_quotient`` with ``low`` and ``high`` (95 %), ``employees``, ``of_all_employees``,
    ``log_likelihood_ratio`` (nats), ``p`` over all discs. No two overlap.

    Source: Kulldorff (1997), section 3.
    """
    choices = {"centres": (centres, ("net", "every")), "measure": (measure, ("establishments", "employment"))}
    for name, (given, known) in choices.items():
        if given not in known:
            raise ValueError(f"{name}: {given!r} is none of {', '.join(known)}")
    places = Points(sites, coordinates, columns)
    discs, null_strongest, searched = _grono.scan(
        places.x, places.y, places.on_earth, places.weights(weights), places.rows(industry, "industry"),
        [float(radius) for radius in radii], centres == "every", measure == "employment", max_share, min_cases,
        replications, significance, seed)
    discs["centre"] = discs["centre"].astype(np.int64)
    if is_frame(sites):
        import pandas
        discs = pandas.DataFrame(discs)
    return Scan(discs, null_strongest, searched)
