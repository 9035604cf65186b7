"""Measures of an industry: by distance, and of plants in regions."""

from typing import NamedTuple

import numpy as np

from . import _grono
from ._inputs import Plants, Points, is_frame


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
