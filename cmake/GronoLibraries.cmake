# Libraries of the distribution, each as one target. Why each is here: docs/dependencies.md.
# Their headers are SYSTEM: our warnings are for our own code. What comes without a CMake or pkg-config file is found by
# grono_find_library.

include(GronoAnalysisLibraries)
find_package(Threads REQUIRED)
find_package(spdlog REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(simdjson REQUIRED)
find_package(CLI11 REQUIRED)
find_package(Boost REQUIRED)
find_package(CURL REQUIRED)
find_package(date REQUIRED)

pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(zip REQUIRED IMPORTED_TARGET libzip)
pkg_check_modules(pugixml REQUIRED IMPORTED_TARGET pugixml)
pkg_check_modules(xlsxwriter REQUIRED IMPORTED_TARGET xlsxwriter)
pkg_check_modules(magic REQUIRED IMPORTED_TARGET libmagic)
pkg_check_modules(ical REQUIRED IMPORTED_TARGET libical)
pkg_check_modules(sqlite3 REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(pq REQUIRED IMPORTED_TARGET libpq)
pkg_check_modules(igraph REQUIRED IMPORTED_TARGET igraph)

grono_find_library(soci soci/soci.h soci_core soci_sqlite3 soci_postgresql)
target_include_directories(soci SYSTEM INTERFACE /usr/include/postgresql)
grono_find_library(restinio restinio/all.hpp http_parser)
target_link_libraries(restinio INTERFACE fmt::fmt Threads::Threads)
