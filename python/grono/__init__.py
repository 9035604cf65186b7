"""Finds and measures business clusters: density groups, excess over chance, concentration, relatedness.

What goes in comes out: NumPy arrays give NumPy arrays, frames of pandas or GeoPandas give frames with the same index.

Places are an (n, 2) array with ``coordinates="projected"`` (metres east and north) or ``"lon_lat"`` (degrees on
WGS 84; distances are geodesics); a DataFrame with columns x and y, lon and lat, or longitude and latitude (others are
named with ``columns=`` and ``coordinates=``); or a GeoDataFrame of points, whose CRS says which. Distances are metres
everywhere. Input that can't be used raises ValueError and names the row, 0 = first. Results do not depend on the
number of threads, and each function lets other Python threads run while it computes.

Formulas with their sources: docs/methods-mapping.md; a worked example: docs/python.md.
"""

from typing import NamedTuple

import numpy as np

from . import _grono
from ._inputs import Plants, Points, Table, is_frame

__version__ = _grono.version
__all__ = ["Categories", "Clusters", "Complexity", "Hdbscan", "KDensity", "M", "ValidationScore", "cluster_categories",
           "coagglomeration", "complexity", "concentration", "dbscan", "find", "hdbscan", "k_density",
           "location_quotients", "marcon_puech", "relatedness", "relatedness_density", "scan",
           "score_categories", "set_threads", "spanning_tree"]


def set_threads(count):
    """How many threads compute from now on; 0 = as many as the machine has. Results stay the same."""
    _grono.set_threads(count)


# Groups by density ----------------------------------------------------------------------------------------------------

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


# Clusters beyond chance -----------------------------------------------------------------------------------------------

class Clusters(NamedTuple):
    """What :func:`find` finds."""
    sites: object     #: int32 (n): the cluster in whose area each place stands, -1 = none; or the frame with ``cluster``
    clusters: object  #: what is told of each cluster: dict of float64 arrays, or a frame, see :func:`find`


def find(sites, field, *, weights=None, measure="establishments", min_points=10, min_cluster_size=10, max_share=0.5,
         replications=999, stop_after=20, significance=0.05, seed=1, coordinates=None, columns=None):
    """The clusters of a field: groups at any scale with more of the field than chance would put there.

    The field's HDBSCAN* hierarchy is judged against all establishments by Kulldorff's likelihood ratio. Null model:
    random labelling, with the whole search repeated under each; the probability that a field without clusters shows
    any is at most ``significance``. Ctrl-C ends a search between two replications.

    Parameters
    ----------
    sites : places of all establishments of all fields, see the module
    field : boolean mask (n) or row numbers of the field's establishments
    weights : persons employed, array (n) or name of a column; needed for measure "employment"
    measure : "establishments" (Bernoulli) or "employment" (Poisson)
    min_points, min_cluster_size : of HDBSCAN*
    max_share : of all establishments that a cluster's area may hold
    replications : random labellings; 0 = no p-values, and every group with an excess is given
    stop_after : labellings as strong as the strongest group that end the drawing; 0 = never

    Returns
    -------
    :class:`Clusters`. Of each cluster, the strongest first: ``of_the_field`` and ``establishments`` in its area,
    ``location_quotient`` with ``_low`` and ``_high`` (95 %), ``log_likelihood_ratio`` (nats), ``p_value``, ``reach``
    (metres around the cluster's cores that are its area). A GeoDataFrame gives a GeoDataFrame with concave outlines
    (for degrees drawn on a plane about the cluster's middle; not across the antimeridian).

    Source: Campello, Moulavi, Sander (2013); Kulldorff (1997); sequential p: Besag, Clifford (1991).
    """
    places = Points(sites, coordinates, columns)
    if measure not in ("establishments", "employment"):
        raise ValueError(f'measure: "{measure}" is neither "establishments" nor "employment"')
    rows = places.rows(field, "field")
    label, told = _grono.find(places.x, places.y, places.on_earth, rows, places.weights(weights), {
        "min_points": min_points, "min_cluster_size": min_cluster_size, "max_share": max_share,
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


# Measures of an industry ----------------------------------------------------------------------------------------------

class KDensity(NamedTuple):
    """What :func:`k_density` gives for arrays; the bands are empty without draws."""
    distance: np.ndarray     #: metres
    value: np.ndarray        #: density per metre
    local_low: np.ndarray    #: per metre, as the next three
    local_high: np.ndarray
    global_low: np.ndarray
    global_high: np.ndarray
    bandwidth: float         #: metres


def k_density(sites, industry, *, to, step, start=0.0, weights=None, bandwidth=None, draws=1000, level=0.95, seed=1,
              coordinates=None, columns=None):
    """Density of the distances within an industry, beside chance: Duranton and Overman's K-density.

    Null model: the industry's establishments stand at sites drawn from all sites, without replacement. Gaussian
    kernel, reflected at zero.

    Parameters
    ----------
    sites : places of every establishment of every industry, see the module
    industry : boolean mask (n) or row numbers of the industry's
    start, to, step : float, metres: where the curve is asked for
    weights : employees, array (n) or name of a column; the industry's count
    bandwidth : float, metres; without it Silverman's rule over the industry's pair distances
    draws, level, seed : of the bands; draws=0 leaves them out

    Returns
    -------
    :class:`KDensity`, or a DataFrame of its columns with ``attrs["bandwidth"]``

    Source: Duranton, Overman (2005), eq. 1 to 5; global bands as section 3.2.
    """
    places = Points(sites, coordinates, columns)
    rows = places.rows(industry, "industry")
    all_weights = places.weights(weights)
    distance, value, bands, bandwidth = _grono.k_density(
        places.x, places.y, places.on_earth, rows, all_weights[rows] if len(all_weights) else all_weights,
        start, to, step, bandwidth, draws, level, seed)
    found = KDensity(distance, value, *bands, bandwidth)
    return _curve_frame(found, ["bandwidth"]) if is_frame(sites) else found


class M(NamedTuple):
    """What :func:`marcon_puech` gives for arrays; the bands are empty without draws."""
    radius: np.ndarray      #: metres
    m: np.ndarray           #: no unit, 1 = as everywhere; NaN where nobody has a neighbour
    references: np.ndarray  #: establishments that have a neighbour
    local_low: np.ndarray
    local_high: np.ndarray
    global_low: np.ndarray
    global_high: np.ndarray


def marcon_puech(sites, industry, neighbours=None, *, radii, weights=None, draws=0, level=0.95, seed=1,
                 coordinates=None, columns=None):
    """How much more of an industry stands around an industry than everywhere, by radius: Marcon and Puech's M.

    Null model of the bands: industries are dealt anew among the establishments. Edges need no treatment.

    Parameters
    ----------
    sites : places of every establishment, see the module
    industry : boolean mask (n) or row numbers of the reference industry's
    neighbours : the same of another industry; without it the industry around itself
    radii : metres, ascending
    weights : employees of all, array (n) or name of a column

    Returns
    -------
    :class:`M`, or a DataFrame of its columns

    Source: Marcon, Puech (2010), eq. 2 and 3.
    """
    places = Points(sites, coordinates, columns)
    around = np.empty(0, np.uint32) if neighbours is None else places.rows(neighbours, "neighbours")
    radii = [float(radius) for radius in radii]
    value, references, bands = _grono.marcon_puech(
        places.x, places.y, places.on_earth, places.weights(weights), places.rows(industry, "industry"), around,
        radii, draws, level, seed)
    found = M(np.array(radii), value, references, *bands)
    return _curve_frame(found, []) if is_frame(sites) else found


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


def _curve_frame(found, attributes):
    import pandas
    columns = found._asdict()
    told = {name: columns.pop(name) for name in attributes}
    frame = pandas.DataFrame({name: values for name, values in columns.items() if len(values)})
    frame.attrs.update(told)
    return frame


def concentration(plants):
    """How concentrated each industry is, beyond the size of its plants: Ellison and Glaeser's gamma, and others.

    Parameters
    ----------
    plants : DataFrame with columns industry, region, employees; or the three as arrays (n)

    Returns
    -------
    DataFrame, one row an industry; or a dict of arrays with ``industry`` for three arrays. ``gamma`` (0 = as darts),
    ``G``, ``H``, ``expectation``, ``variance``, ``z``, ``maurel_sedillot``, ``gini``, ``theil``, ``plants``,
    ``employees``; NaN where there is no value.

    Source: Ellison, Glaeser (1997), eq. 5 and appendix; Maurel, Sedillot (1999).
    """
    taken = Plants(plants)
    found = _grono.concentration(*taken.columns())
    if not is_frame(plants):
        return {"industry": taken.industries, **found}
    import pandas
    return pandas.DataFrame(found, pandas.Index(taken.industries, name="industry"))


def coagglomeration(plants):
    """How much every two industries go to the same regions.

    Parameters
    ----------
    plants : as for :func:`concentration`

    Returns
    -------
    DataFrame, industries x industries; or for three arrays the names and the matrix

    Source: Ellison, Glaeser, Kerr (2010), eq. 1.
    """
    taken = Plants(plants)
    found = _grono.coagglomeration(*taken.columns())
    if not is_frame(plants):
        return taken.industries, found
    import pandas
    return pandas.DataFrame(found, taken.industries, taken.industries)


# Tables of regions and industries -------------------------------------------------------------------------------------

def location_quotients(table, *, shrinkage=0.0):
    """A region's share of an industry over everybody's share of it; 1 = as everywhere.

    Parameters
    ----------
    table : regions x industries, array or DataFrame; >= 0, NaN = not known
    shrinkage : employees of the average region that a region's share is drawn with, >= 0

    Returns
    -------
    the same shape; NaN where a cell is not known or a total is 0

    Source: Florence (1939).
    """
    taken = Table(table)
    return taken.framed(_grono.location_quotients(taken.values, shrinkage), taken.regions, taken.industries)


def relatedness(table, kind="proximity"):
    """How related every two industries are, by the regions specialised (location quotient >= 1) in both.

    Parameters
    ----------
    table : regions x industries, array or DataFrame
    kind : cosine, association, jaccard, probability, proximity; or colocation, the correlation of the figures

    Returns
    -------
    industries x industries, symmetric, the diagonal 0 (colocation: 1)

    Source: Hidalgo et al. (2007) for proximity; van Eck, Waltman (2009); Steijn (2021); Porter (2003).
    """
    taken = Table(table)
    return taken.framed(_grono.relatedness(taken.values, kind), taken.industries, taken.industries)


def relatedness_density(table, kind="proximity"):
    """How much of what an industry is related to each region already has, 0..1.

    Returns
    -------
    regions x industries; NaN for an industry related to none

    Source: Hidalgo et al. (2007), supplement, eq. 2.
    """
    taken = Table(table)
    return taken.framed(_grono.relatedness_density(taken.values, kind), taken.regions, taken.industries)


class Complexity(NamedTuple):
    """What :func:`complexity` gives: arrays, or Series where the table was a frame."""
    region: object    #: ECI, mean 0 and standard deviation 1; NaN for a region without specialisation
    industry: object  #: PCI, likewise


def complexity(table):
    """Economic complexity of regions (ECI) and industries (PCI).

    Parameters
    ----------
    table : regions x industries, array or DataFrame

    Source: Hidalgo, Hausmann (2009); the eigenvector: Hausmann et al. (2014), technical box 2.2.
    """
    taken = Table(table)
    region, industry = _grono.complexity(taken.values)
    return Complexity(taken.series(region, taken.regions, "complexity"),
                      taken.series(industry, taken.industries, "complexity"))


class ValidationScore(NamedTuple):
    """Per cent of categories, and of industries, that are closer within than to others (0..100), and their mean."""
    overall: float
    cluster_avg: float   #: categories above the mean of the others
    cluster_95: float    #: above their 95th percentile
    industry_avg: float
    industry_95: float


class Categories(NamedTuple):
    """What :func:`cluster_categories` gives."""
    industries: object  #: a frame: category (1.., <NA> = none), within (WCR), best_other, between (BCR there), outlier
    score: ValidationScore


def cluster_categories(table, similarities=None, *, categories=(30, 60), seed=1, starts=5, move_outliers=False):
    """Cluster categories of industries by clustering and scoring.

    Parameters
    ----------
    table : regions x industries, array or DataFrame of employment
    similarities : names and industries x industries matrices (in the table's order, NaN = not known) that are used beside
        lc-emp and coi of the table, as input-output or occupation links
    categories : the fewest and the most that are tried, at least 2
    seed, starts : of k-means
    move_outliers : bring industries that fit another category better there

    Returns
    -------
    Categories; a frame with a row an industry, and the validation score

    Raises ValueError for a range that the industries do not allow, or a similarity that is not symmetric.

    Source: Delgado, Porter, Stern (2016), J. Economic Geography 16(1).
    """
    import pandas
    taken = Table(table)
    fewest, most = categories
    category, within, other, between, score = _grono.cluster_categories(
        taken.values, _matrices(similarities), fewest, most, seed, starts, move_outliers)
    names = taken.industries if taken.is_frame else np.arange(taken.values.shape[1])
    industries = pandas.DataFrame({
        "category": _numbered(category), "within": within, "best_other": _numbered(other), "between": between,
        "outlier": within < between}, index=pandas.Index(names, name="industry"))
    return Categories(industries, ValidationScore(*score))


def score_categories(table, categories, similarities=None):
    """The validation score of a given definition, to compare with what :func:`cluster_categories` finds.

    Parameters
    ----------
    table, similarities : as in :func:`cluster_categories`
    categories : a name or number for each industry in the table's order, missing = none

    Returns
    -------
    ValidationScore; NaN with fewer than two categories

    Source: Delgado, Porter, Stern (2016), section 4.
    """
    import pandas
    taken = Table(table)
    number, _ = pandas.factorize(pandas.Series(list(categories)))
    if len(number) != taken.values.shape[1]:
        raise ValueError(f"categories: one is needed for each of {taken.values.shape[1]} industries, not {len(number)}")
    of = np.where(number < 0, _NO_CATEGORY, number).astype(np.uint32)
    return ValidationScore(*_grono.score_categories(taken.values, _matrices(similarities), of))


_NO_CATEGORY = np.iinfo(np.uint32).max


def _numbered(category):
    import pandas
    return pandas.arrays.IntegerArray(category.astype(np.int64) + 1, category == _NO_CATEGORY)


def _matrices(similarities):
    return {name: np.ascontiguousarray(matrix, float) for name, matrix in (similarities or {}).items()}
