# For find_package(Grono): the targets grono::mapping and grono::geo, and what they stand on.
include("${CMAKE_CURRENT_LIST_DIR}/GronoAnalysisLibraries.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/GronoTargets.cmake")
