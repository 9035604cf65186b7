"""The Python module through its public face, against plain NumPy and what the documentation promises."""

import threading
import unittest

import geopandas
import numpy as np
import pandas
from numpy.testing import assert_allclose, assert_array_equal

import grono


def towns(count=400, seed=1):
    """Places around three towns in metres, and thinly everywhere."""
    random = np.random.default_rng(seed)
    middles = np.array([[0, 0], [40_000, 5_000], [20_000, 60_000]])
    near = middles[random.integers(0, 3, count)] + random.normal(0, 800, (count, 2))
    return np.vstack((near, random.uniform(-20_000, 80_000, (count // 4, 2))))


def brute_dbscan(points, radius, min_points):
    """Groups of cores by flood fill; -2 where several cores could claim a border point."""
    distance = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    near = distance <= radius
    core = near.sum(axis=1) >= min_points
    label = np.full(len(points), -1)
    for first in np.flatnonzero(core):
        if label[first] >= 0:
            continue
        waiting, number = [first], label.max() + 1
        label[first] = number
        while waiting:
            at = waiting.pop()
            for other in np.flatnonzero(near[at] & core & (label < 0)):
                label[other] = number
                waiting.append(other)
    for row in np.flatnonzero(~core):
        claims = np.flatnonzero(near[row] & core)
        if len(claims):
            label[row] = label[claims[distance[row, claims].argmin()]]
    return label


def same_grouping(test, a, b):
    assert_array_equal(a == -1, b == -1)
    pairs = set(zip(a[a >= 0], b[b >= 0]))
    test.assertEqual(len(pairs), len(set(a[a >= 0])))
    test.assertEqual(len(pairs), len(set(b[b >= 0])))


class Scan(unittest.TestCase):
    def test_finds_the_disc_where_the_industry_gathers(self):
        places = towns()
        industry = np.flatnonzero(np.hypot(*places.T) < 1000)
        found = grono.scan(places, industry, radii=[1000, 2000, 5000], coordinates="projected")
        disc = found.discs
        self.assertEqual(disc["p"][0], 0.001)
        self.assertLess(np.hypot(*places[disc["centre"][0]]), 1000)
        near = np.hypot(*(places - places[disc["centre"][0]]).T) <= disc["radius"][0]
        self.assertEqual(disc["of_all"][0], near.sum())
        self.assertEqual(disc["establishments"][0], near[industry].sum())
        self.assertEqual(len(found.null_strongest), 999)
        frame = geopandas.GeoDataFrame({"staff": np.ones(len(places))}, geometry=geopandas.points_from_xy(*places.T))
        again = grono.scan(frame, industry, radii=[1000, 2000, 5000], coordinates="projected", weights="staff")
        assert_array_equal(again.discs["log_likelihood_ratio"], disc["log_likelihood_ratio"])
        self.assertEqual(again.discs["employees"][0], disc["establishments"][0])

    def test_names_what_it_does_not_know(self):
        with self.assertRaisesRegex(ValueError, "centres"):
            grono.scan(towns(), [1, 2], radii=[1000], centres="all", coordinates="projected")


class Density(unittest.TestCase):
    def test_dbscan_is_that_of_all_pairs(self):
        points = towns()
        label = grono.dbscan(points, 600, 8, coordinates="projected")
        self.assertEqual(label.dtype, np.int32)
        same_grouping(self, label, brute_dbscan(points, 600, 8))

    def test_hdbscan_gives_core_distances_and_probabilities(self):
        points = towns()
        found = grono.hdbscan(points, 10, 20, coordinates="projected")
        distance = np.sort(np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1)), axis=1)
        assert_allclose(found.core_distance, distance[:, 9], rtol=1e-12)
        self.assertEqual(found.label.max(), 2)
        assert_array_equal(found.probability[found.label == -1], 0)
        self.assertTrue((found.probability[found.label >= 0] > 0).all())

    def test_spanning_tree_is_as_light_as_prims(self):
        points = towns(120)
        a, b, distance = grono.spanning_tree(points, 5, coordinates="projected")
        between = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
        core = np.sort(between, axis=1)[:, 4]
        reach = np.maximum(between, np.maximum(core[:, None], core[None]))
        best, total = reach[0].copy(), 0.0
        best[0] = np.inf
        done = {0}
        while len(done) < len(points):
            nearest = int(best.argmin())
            total += best[nearest]
            done.add(nearest)
            best = np.minimum(best, reach[nearest])
            best[list(done)] = np.inf
        self.assertEqual(len(a), len(points) - 1)
        assert_allclose(distance.sum(), total)
        assert_allclose(distance, reach[a, b])

    def test_a_frame_comes_back_with_its_index(self):
        points = towns(80)
        frame = pandas.DataFrame(points, columns=["x", "y"], index=[f"firm {i}" for i in range(len(points))])
        made = grono.hdbscan(frame, 5, 10)
        self.assertEqual(list(made.columns), ["x", "y", "label", "probability", "core_distance"])
        self.assertTrue(made.index.equals(frame.index))
        self.assertEqual(list(frame.columns), ["x", "y"])
        assert_array_equal(made["label"], grono.hdbscan(points, 5, 10, coordinates="projected").label)

    def test_degrees_are_geodesics_across_the_antimeridian(self):
        frame = pandas.DataFrame({"lon": [179.999, -179.999, 179.9985], "lat": [0.0, 0.0, 0.0]})
        assert_array_equal(grono.dbscan(frame, 250, 2)["label"], [0, 0, 0])
        assert_array_equal(grono.dbscan(frame, 100, 2)["label"], [0, -1, 0])

    def test_a_geographic_frame_and_a_projected_one_agree(self):
        plane = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(*(towns(200) + [500_000, 250_000]).T),
                                       crs=2180)
        for frame in (plane.to_crs(4326), plane.to_crs(4258)):
            same_grouping(self, grono.dbscan(plane, 700, 8)["label"].to_numpy(),
                          grono.dbscan(frame, 700, 8)["label"].to_numpy())


class Find(unittest.TestCase):
    def setUp(self):
        random = np.random.default_rng(7)
        self.sites = np.vstack((random.uniform(0, 100_000, (3000, 2)), random.normal(50_000, 900, (60, 2))))
        self.field = np.r_[random.random(3000) < 0.02, np.ones(60, bool)]

    def test_what_was_put_there_is_found_and_chance_is_not(self):
        found = grono.find(self.sites, self.field, replications=99, coordinates="projected")
        self.assertEqual(len(found.clusters["p_value"]), 1)
        self.assertLessEqual(found.clusters["p_value"][0], 0.01)
        self.assertGreater((found.sites[-60:] == 0).mean(), 0.9)
        shuffled = np.random.default_rng(3).permutation(self.field)
        self.assertEqual(len(grono.find(self.sites, shuffled, replications=99, coordinates="projected").clusters[
            "p_value"]), 0)

    def test_a_geo_frame_gets_outlines_around_its_members(self):
        plane = geopandas.GeoDataFrame({"is_field": self.field}, crs=2180, geometry=geopandas.points_from_xy(
            *(self.sites + [400_000, 300_000]).T))
        for frame in (plane, plane.to_crs(4326)):
            found = grono.find(frame, frame["is_field"], replications=19, significance=0.1)
            self.assertEqual(found.clusters.crs, frame.crs)
            self.assertEqual(len(found.clusters), 1)
            members = found.sites[(found.sites["cluster"] == 0) & found.sites["is_field"]]
            grown = found.clusters.geometry[0].buffer(1e-6 if frame.crs.is_geographic else 0.01)
            self.assertTrue(members.within(grown).all())
            self.assertGreater(len(members), 50)

    def test_at_fixed_distances_groups_are_those_of_dbscan(self):
        for radii in (800, [800.0], (300, 800)):
            found = grono.find(self.sites, self.field, radii=radii, replications=19, significance=0.1,
                               coordinates="projected")
            reaches = found.clusters["reach"]
            self.assertEqual(len(reaches), 1)
            self.assertIn(reaches[0], np.atleast_1d(radii))
        of_field = self.sites[self.field]
        dense = grono.dbscan(of_field, 800, 10, coordinates="projected")
        found = grono.find(self.sites, self.field, radii=800, replications=19, significance=0.1,
                           coordinates="projected")
        largest = np.bincount(dense[dense >= 0]).argmax()
        self.assertTrue((found.sites[self.field][dense == largest] == 0).all())

    def test_radii_that_can_not_be_are_refused(self):
        for radii in ([500, 300], [0.0], [np.nan]):
            with self.assertRaisesRegex(ValueError, "radi"):
                grono.find(self.sites, self.field, radii=radii, replications=0, coordinates="projected")

    def test_employment_needs_weights(self):
        with self.assertRaisesRegex(ValueError, "weight"):
            grono.find(self.sites, self.field, measure="employment", replications=9, coordinates="projected")


class Measures(unittest.TestCase):
    def test_k_density_is_the_formula(self):
        sites = towns(60)
        industry = np.arange(0, 60, 2)
        weights = np.arange(len(sites)) + 1.0
        found = grono.k_density(sites, industry, to=20_000, step=2_000, weights=weights, bandwidth=900, draws=0,
                                coordinates="projected")
        i, j = np.triu_indices(len(industry), 1)
        distance = np.hypot(*(sites[industry[i]] - sites[industry[j]]).T)
        weight = weights[industry[i]] * weights[industry[j]]
        normal = lambda z: np.exp(-z * z / 2) / np.sqrt(2 * np.pi)
        for at, value in zip(found.distance, found.value):
            expected = (weight * (normal((at - distance) / 900) + normal((at + distance) / 900))).sum()
            self.assertAlmostEqual(value, expected / 900 / weight.sum(), delta=1e-6 * found.value.max())

    def test_bands_hold_their_curves_and_come_as_a_frame(self):
        frame = pandas.DataFrame(towns(300), columns=["x", "y"])
        curve = grono.k_density(frame, np.arange(40), to=30_000, step=1_000, draws=50)
        self.assertTrue((curve["local_low"] <= curve["local_high"]).all())
        self.assertLess(curve["global_low"].sum(), curve["local_low"].sum())
        self.assertGreater(curve["global_high"].sum(), curve["local_high"].sum())
        self.assertGreater(curve.attrs["bandwidth"], 0)
        again = grono.k_density(frame, np.arange(40), to=30_000, step=1_000, draws=50)
        pandas.testing.assert_frame_equal(curve, again)

    def test_m_is_the_formula(self):
        sites, random = towns(80), np.random.default_rng(5)
        weights = random.integers(1, 50, len(sites)).astype(float)
        chosen = random.random(len(sites)) < 0.3
        found = grono.marcon_puech(sites, chosen, radii=[1000, 5000], weights=weights, coordinates="projected")
        distance = np.hypot(*(sites[:, None] - sites[None]).transpose(2, 0, 1))
        for radius, m in zip(found.radius, found.m):
            near = (distance <= radius) & ~np.eye(len(sites), dtype=bool)
            around, same = near @ weights, near @ (weights * chosen)
            counted = chosen & (around > 0)
            own, total = weights[chosen].sum(), weights.sum()
            expected = ((same[counted] / around[counted]).sum()
                        / ((own - weights[counted]) / (total - weights[counted])).sum())
            self.assertAlmostEqual(m, expected, places=9)

    def test_concentration_names_its_industries(self):
        plants = pandas.DataFrame({"industry": ["steel", "bread", "steel", "bread", "steel", "bread"],
                                   "region": ["Śląsk", "Śląsk", "Śląsk", "Łódź", "Śląsk", "Łódź"],
                                   "employees": [100, 10, 50, 12, 70, 9]})
        found = grono.concentration(plants)
        self.assertEqual(list(found.index), ["bread", "steel"])
        share = plants.groupby("region")["employees"].sum() / plants["employees"].sum()
        steel = np.array([220, 0]) / 220
        g = ((steel - share[["Śląsk", "Łódź"]].to_numpy()) ** 2).sum()
        h = ((np.array([100, 50, 70]) / 220) ** 2).sum()
        x = 1 - (share ** 2).sum()
        self.assertAlmostEqual(found.loc["steel", "gamma"], (g - x * h) / (x * (1 - h)))
        pairs = grono.coagglomeration(plants)
        self.assertAlmostEqual(pairs.loc["steel", "bread"], pairs.loc["bread", "steel"])
        as_arrays = grono.concentration((plants["industry"], plants["region"], plants["employees"]))
        assert_allclose(as_arrays["gamma"], found["gamma"])


class Tables(unittest.TestCase):
    def setUp(self):
        random = np.random.default_rng(11)
        self.table = pandas.DataFrame(random.gamma(0.6, 100, (40, 12)).round(), [f"R{i}" for i in range(40)],
                                      [f"I{i}" for i in range(12)])

    def quotients(self):
        e = self.table.to_numpy()
        return (e / e.sum(1, keepdims=True)) / (e.sum(0) / e.sum())

    def test_quotients_and_proximity_are_the_formulas(self):
        quotients = grono.location_quotients(self.table)
        assert_allclose(quotients, self.quotients())
        self.assertTrue(quotients.index.equals(self.table.index))
        has = self.quotients() >= 1
        together = has.T.astype(int) @ has
        expected = together / np.maximum.outer(has.sum(0), has.sum(0))
        np.fill_diagonal(expected, 0)
        found = grono.relatedness(self.table, "proximity")
        assert_allclose(found, expected)
        density = grono.relatedness_density(self.table, "proximity")
        assert_allclose(density, (has @ expected) / expected.sum(0))
        self.assertTrue(found.columns.equals(self.table.columns))

    def test_complexity_is_an_eigenvector(self):
        found = grono.complexity(self.table.to_numpy())
        has = (self.quotients() >= 1).astype(float)
        matrix = (has / has.sum(1, keepdims=True)) @ (has / has.sum(0)).T
        moved = matrix @ found.region
        spread = found.region - found.region.mean()
        assert_allclose(moved - moved.mean(), spread * ((moved - moved.mean()) @ spread / (spread @ spread)),
                        atol=1e-8)
        self.assertAlmostEqual(found.region.std(ddof=1), 1)

    def planted(self):
        random = np.random.default_rng(5)
        level = random.exponential(100, (60, 3))
        category = np.array([0, 1, 2, 0, 1, 2, 2, 1, 0, 0, 1, 2])
        return pandas.DataFrame(level[:, category] * random.uniform(0.8, 1.2, (60, 12)),
                                columns=list("abcdefghijkl")), category

    def test_cluster_categories_are_those_planted(self):
        table, category = self.planted()
        table["nobody"] = 0.0
        found = grono.cluster_categories(table, categories=(2, 6))
        assert_array_equal(found.industries["category"].iloc[:12], category + 1)
        self.assertTrue(found.industries["category"].isna()["nobody"])
        self.assertEqual(found.score.overall, 100)
        given = grono.score_categories(table, [*category, None])
        self.assertEqual(given, found.score)
        worse = grono.score_categories(table.to_numpy(), [*np.roll(category, 1), None])
        self.assertLess(worse.overall, found.score.overall)

    def test_cluster_categories_take_other_similarities(self):
        table, category = self.planted()
        links = (category[:, None] == category).astype(float)
        found = grono.cluster_categories(table, {"links": links}, categories=(3, 3), move_outliers=True)
        self.assertAlmostEqual(found.industries["within"]["a"], found.industries["within"].max(), delta=0.5)
        self.assertFalse(found.industries["outlier"].any())
        with self.assertRaisesRegex(ValueError, "links, row 2, column 1"):
            grono.cluster_categories(table, {"links": np.triu(np.ones((12, 12)), 1)}, categories=(3, 3))
        with self.assertRaisesRegex(ValueError, "30 to 60"):
            grono.cluster_categories(table)
        with self.assertRaisesRegex(ValueError, "one is needed for each of 12"):
            grono.score_categories(table, [1, 2])

    def test_arrays_give_arrays(self):
        self.assertIsInstance(grono.relatedness(self.table.to_numpy(), "cosine"), np.ndarray)


class BadInput(unittest.TestCase):
    def refuses(self, message, call, *arguments, **named):
        with self.assertRaisesRegex(ValueError, message):
            call(*arguments, **named)

    def test_each_says_what_is_wrong(self):
        points = towns(20)
        self.refuses("say what an array holds", grono.dbscan, points, 100)
        self.refuses("shape", grono.dbscan, points.T[:, :7], 100, coordinates="projected")
        hole = points.copy()
        hole[3, 1] = np.nan
        self.refuses("row 3", grono.dbscan, hole, 100, coordinates="projected")
        self.refuses("radius", grono.dbscan, points, -1, coordinates="projected")
        self.refuses("no columns", grono.hdbscan, pandas.DataFrame({"a": [1], "b": [2]}))
        self.refuses("[Ll]atitude", grono.dbscan, pandas.DataFrame({"lon": [50.0], "lat": [119.0]}), 100)
        self.refuses("CRS", grono.dbscan, geopandas.GeoDataFrame(geometry=geopandas.points_from_xy([1], [2])), 100)
        self.refuses("metres", grono.dbscan, geopandas.GeoDataFrame(
            geometry=geopandas.points_from_xy([1e5], [2e5]), crs=2263), 100)
        self.refuses("mask", grono.marcon_puech, points, np.ones(3, bool), radii=[1], coordinates="projected")
        self.refuses("row numbers", grono.marcon_puech, points, [99], radii=[1], coordinates="projected")
        self.refuses("employees", grono.concentration, pandas.DataFrame({"industry": [1], "region": [1]}))
        self.refuses("kind", grono.relatedness, np.ones((3, 3)), "friendship")
        self.refuses("row 1, column 2|negative|below 0", grono.location_quotients, np.array([[1, -1.0], [1, 1]]))

    def test_nobody_is_no_error_of_density(self):
        self.assertEqual(len(grono.dbscan(np.empty((0, 2)), 100, coordinates="projected")), 0)
        self.assertEqual(len(grono.hdbscan(np.empty((0, 2)), coordinates="projected").label), 0)


class Threads(unittest.TestCase):
    def tearDown(self):
        grono.set_threads(0)

    def test_results_do_not_depend_on_their_number(self):
        points = towns(2000)
        made = []
        for count in (1, 2):
            grono.set_threads(count)
            made.append(grono.hdbscan(points, coordinates="projected"))
        for one, two in zip(*made):
            assert_array_equal(one, two)

    def test_side_by_side(self):
        points = towns(500)
        expected = grono.dbscan(points, 500, coordinates="projected")
        found = [None] * 4

        def work(at):
            found[at] = grono.dbscan(points, 500, coordinates="projected")

        workers = [threading.Thread(target=work, args=(at,)) for at in range(4)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        for each in found:
            assert_array_equal(each, expected)


if __name__ == "__main__":
    unittest.main()
