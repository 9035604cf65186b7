"""Cluster categories of industries: finding them, and scoring given ones."""

from typing import NamedTuple

import numpy as np

from . import _grono
from ._inputs import Table


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
