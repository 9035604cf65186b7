"""Tables of regions and industries: specialisation, relatedness, complexity."""

from typing import NamedTuple

from . import _grono
from ._inputs import Table


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
