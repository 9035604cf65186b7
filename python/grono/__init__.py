"""Finds and measures business clusters: density groups, excess over chance, concentration, relatedness.

What goes in comes out: NumPy arrays give NumPy arrays, frames of pandas or GeoPandas give frames with the same index.

Places are an (n, 2) array with ``coordinates="projected"`` (metres east and north) or ``"lon_lat"`` (degrees on
WGS 84; distances are geodesics); a DataFrame with columns x and y, lon and lat, or longitude and latitude (others are
named with ``columns=`` and ``coordinates=``); or a GeoDataFrame of points, whose CRS says which. Distances are metres
everywhere. Input that can't be used raises ValueError and names the row, 0 = first. Results do not depend on the
number of threads, and each function lets other Python threads run while it computes.

Formulas with their sources: docs/methods-mapping.md; a worked example: docs/python.md.
"""

from . import _grono
from ._categories import Categories, ValidationScore, cluster_categories, score_categories
from ._clusters import Clusters, Scan, find, scan
from ._density import Hdbscan, dbscan, hdbscan, spanning_tree
from ._measures import KDensity, M, coagglomeration, concentration, k_density, marcon_puech
from ._tables import Complexity, complexity, location_quotients, relatedness, relatedness_density

__version__ = _grono.version
__all__ = ["Categories", "Clusters", "Complexity", "Hdbscan", "KDensity", "M", "ValidationScore", "cluster_categories",
           "coagglomeration", "complexity", "concentration", "dbscan", "find", "hdbscan", "k_density",
           "location_quotients", "marcon_puech", "relatedness", "relatedness_density", "scan",
           "score_categories", "set_threads", "spanning_tree"]


def set_threads(count):
    """How many threads compute from now on; 0 = as many as the machine has. Results stay the same."""
    _grono.set_threads(count)
