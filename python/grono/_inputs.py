"""What analysts hold (arrays, frames of pandas and GeoPandas) as the columns that the library takes, and back."""

import numpy as np

_ON_EARTH = (("lon", "lat"), ("longitude", "latitude"))
_PROJECTED = (("x", "y"),)


def is_frame(data):
    return hasattr(data, "columns") and hasattr(data, "index")


class Points:
    """Places in columns: ``x``, ``y`` (float64, n) and whether they are degrees on Earth; ``data`` is as it came."""

    def __init__(self, data, coordinates=None, columns=None):
        if coordinates not in (None, "projected", "lon_lat"):
            raise ValueError(f'coordinates: "{coordinates}" is neither "projected" (metres) nor "lon_lat" (degrees)')
        self.data = data
        if is_frame(data) and columns is None and hasattr(data, "geometry"):
            self._take_geometry(data, coordinates)
        elif is_frame(data):
            self._take_columns(data, coordinates, columns)
        else:
            self._take_array(data, coordinates)

    def __len__(self):
        return len(self.x)

    def with_columns(self, **columns):
        """The frame that came, copied, with these columns added."""
        made = self.data.copy()
        for name, values in columns.items():
            made[name] = values
        return made

    def rows(self, chosen, what):
        """Numbers of chosen places (uint32) from a boolean mask (n) or from numbers of rows."""
        chosen = np.asarray(chosen)
        if chosen.dtype == bool:
            if chosen.shape != (len(self),):
                raise ValueError(f"{what}: a mask needs one entry for each of {len(self)} places, not {chosen.shape}")
            return np.flatnonzero(chosen).astype(np.uint32)
        if chosen.ndim != 1 or not np.issubdtype(chosen.dtype, np.integer):
            raise ValueError(f"{what}: give a boolean mask or numbers of rows, not {chosen.dtype}")
        if len(chosen) and (chosen.min() < 0 or chosen.max() >= len(self)):
            raise ValueError(f"{what}: row numbers run from 0 to {len(self) - 1}")
        return chosen.astype(np.uint32)

    def weights(self, weights):
        """One weight for each place, from an array or the name of a column; empty without."""
        if weights is None:
            return np.empty(0)
        if isinstance(weights, str):
            if not is_frame(self.data) or weights not in self.data.columns:
                raise ValueError(f'weights: there is no column "{weights}"')
            weights = self.data[weights]
        weights = np.asarray(weights, float)
        if weights.shape != (len(self),):
            raise ValueError(f"weights: one is needed for each of {len(self)} places, not {weights.shape}")
        return weights

    def _take_geometry(self, frame, coordinates):
        geometry = frame.geometry
        if not (geometry.geom_type == "Point").all():
            row = int(np.flatnonzero((geometry.geom_type != "Point").to_numpy())[0])
            raise ValueError(f"geometry: row {row} is no point; take .representative_point() of areas first")
        if frame.crs is None:
            if coordinates is None:
                raise ValueError("geometry: the frame has no CRS; set one, or say coordinates=")
            self.on_earth = coordinates == "lon_lat"
        else:
            self.on_earth = frame.crs.is_geographic
            if coordinates is not None and (coordinates == "lon_lat") != self.on_earth:
                raise ValueError(f'coordinates: "{coordinates}" contradicts the CRS of the frame, {frame.crs.name}')
            if self.on_earth and frame.crs.to_epsg() != 4326:
                geometry = geometry.to_crs(4326)
            elif not self.on_earth and any(axis.unit_conversion_factor != 1 for axis in frame.crs.axis_info[:2]):
                raise ValueError(f"geometry: {frame.crs.name} is not in metres; use .to_crs() of one that is")
        self.x, self.y = _finite(geometry.x), _finite(geometry.y)

    def _take_columns(self, frame, coordinates, columns):
        if columns is None:
            known = {None: _ON_EARTH + _PROJECTED, "lon_lat": _ON_EARTH, "projected": _PROJECTED}[coordinates]
            columns = next((pair for pair in known if set(pair) <= set(frame.columns)), None)
            if columns is None:
                raise ValueError(f"points: no columns {' or '.join('/'.join(pair) for pair in known)} among "
                                 f"{', '.join(map(str, frame.columns))}; name two with columns=")
            coordinates = coordinates or ("lon_lat" if columns in _ON_EARTH else "projected")
        elif coordinates is None:
            raise ValueError('coordinates: say what named columns hold, "projected" (metres) or "lon_lat" (degrees)')
        self.on_earth = coordinates == "lon_lat"
        self.x, self.y = (_finite(frame[name]) for name in columns)

    def _take_array(self, array, coordinates):
        array = np.asarray(array, float)
        if array.ndim != 2 or array.shape[1] != 2:
            raise ValueError(f"points: an array needs the shape (n, 2), not {array.shape}")
        if coordinates is None:
            raise ValueError('coordinates: say what an array holds, "projected" (metres) or "lon_lat" (degrees)')
        self.on_earth = coordinates == "lon_lat"
        self.x, self.y = _finite(array[:, 0]), _finite(array[:, 1])


def _finite(column):
    column = np.ascontiguousarray(column, float)
    wrong = np.flatnonzero(~np.isfinite(column))
    if len(wrong):
        raise ValueError(f"points: {len(wrong)} rows have no coordinates that can be used, the first is row {wrong[0]}")
    return column


class Plants:
    """Industries, regions and employees of plants by number, and the names of the numbers."""

    def __init__(self, plants):
        if is_frame(plants):
            lacking = [name for name in ("industry", "region", "employees") if name not in plants.columns]
            if lacking:
                raise ValueError(f"plants: there is no column {', '.join(lacking)}")
            plants = plants["industry"], plants["region"], plants["employees"]
        industry, region, employees = (np.asarray(column) for column in plants)
        if not len(industry) == len(region) == len(employees):
            raise ValueError("plants: industry, region and employees are not equally long")
        self.industries, self.industry = np.unique(industry, return_inverse=True)
        self.regions, self.region = np.unique(region, return_inverse=True)
        self.employees = employees.astype(float)

    def columns(self):
        return (self.industry.astype(np.uint32), self.region.astype(np.uint32), self.employees,
                len(self.industries), len(self.regions))


class Table:
    """A region x industry table: ``values`` (float64, NaN = not known) and the names where it is a frame."""

    def __init__(self, table):
        self.is_frame = is_frame(table)
        self.regions = table.index if self.is_frame else None
        self.industries = table.columns if self.is_frame else None
        self.values = np.ascontiguousarray(table, float)
        if self.values.ndim != 2:
            raise ValueError(f"table: the shape (regions, industries) is needed, not {self.values.shape}")

    def framed(self, values, index, columns):
        """The values as they are, or in a frame where the table was one."""
        if not self.is_frame:
            return values
        import pandas
        return pandas.DataFrame(values, index, columns)

    def series(self, values, index, name):
        if not self.is_frame:
            return values
        import pandas
        return pandas.Series(values, index, name=name)
