#include <cmath>
#include <cstdio>
#include <vector>

#include "base/error.hpp"
#include "geo/earth_points.hpp"
#include "mapping/dbscan.hpp"
#include "mapping/relatedness.hpp"

// Two groups of places in Silesia, a place alone between them, and one thing that is refused.
int main() {
  std::vector<double> lon, lat;
  for (int i = 0; i < 10; ++i) {
    lon.push_back(19.02 + i * 1e-4);  // Katowice
    lat.push_back(50.26);
    lon.push_back(18.67 + i * 1e-4);  // Gliwice
    lat.push_back(50.29);
  }
  lon.push_back(18.85);
  lat.push_back(50.28);
  const auto earth = grono::geo::earth_points(lon, lat);
  const auto found = grono::mapping::dbscan({earth.x, earth.y, earth.z, true}, {500, 5});
  std::printf("groups %u, alone %d\n", found.clusters, found.label.back());

  const std::vector<double> employees = {90, 10, 10, 90, 50, 50};
  const auto related = grono::mapping::colocation({employees, 3, 2});
  std::printf("related %.3f\n", related[1]);

  try {
    static_cast<void>(grono::mapping::dbscan({earth.x, earth.y, earth.z, true}, {-1, 5}));
  } catch (const grono::InvalidInput& error) {
    std::printf("refused %s\n", error.where().c_str());
  }
}
