# Libraries of the distribution that the analysis library stands on: for our own build, and for whoever links with what was
# installed.

find_package(PkgConfig REQUIRED)
find_package(fmt REQUIRED)
find_package(TBB REQUIRED)
pkg_check_modules(hunspell REQUIRED IMPORTED_TARGET hunspell)
pkg_check_modules(utf8proc REQUIRED IMPORTED_TARGET libutf8proc)

# No CMake or pkg-config file comes with these.
function(grono_find_library target header)
  add_library(${target} INTERFACE IMPORTED)
  find_path(${target}_INCLUDE "${header}" REQUIRED)
  target_include_directories(${target} SYSTEM INTERFACE "${${target}_INCLUDE}")
  foreach(name ${ARGN})
    find_library(${target}_${name} NAMES ${name} REQUIRED)
    target_link_libraries(${target} INTERFACE "${${target}_${name}}")
  endforeach()
endfunction()
grono_find_library(eigen eigen3/Eigen/Core)
target_include_directories(eigen SYSTEM INTERFACE "${eigen_INCLUDE}/eigen3")
grono_find_library(geographic GeographicLib/Geodesic.hpp GeographicLib)
