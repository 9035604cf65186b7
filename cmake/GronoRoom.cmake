# A room is a folder of src/ and one library target. Every .cpp in the folder belongs to it.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)

find_program(GRONO_CCACHE ccache)
if(GRONO_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${GRONO_CCACHE}")
endif()
find_program(GRONO_LLD ld.lld)
if(GRONO_LLD)
  add_link_options(-fuse-ld=lld)
endif()

include(GNUInstallDirs)

add_library(grono_flags INTERFACE)
target_include_directories(grono_flags INTERFACE "${CMAKE_SOURCE_DIR}/src")
target_compile_options(grono_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Wold-style-cast -Werror
  # Nobody asks errno after a square root, and with it a loop of them is not made SIMD.
  -fno-math-errno)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND (CMAKE_BUILD_TYPE STREQUAL "Release" OR GRONO_SANITIZE))
  # False alarms of g++ 12 inside inlined standard library code, when it optimises.
  target_compile_options(grono_flags INTERFACE
    -Wno-restrict -Wno-maybe-uninitialized -Wno-stringop-overflow -Wno-stringop-overread -Wno-array-bounds
    -Wno-dangling-pointer)
endif()
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  # GRONO_INVARIANT(!"what can't be") is meant.
  target_compile_options(grono_flags INTERFACE -Wno-string-conversion)
endif()
if(GRONO_SANITIZE)
  # Without the check of object types: it needs what Debian's SOCI hides, the types of its sessions and statements. And
  # without those of every pointer that is followed, which double the time of a build: the address sanitizer sees what
  # matters of them.
  target_compile_options(grono_flags INTERFACE -fsanitize=${GRONO_SANITIZE} -fno-sanitize-recover=all
    -fno-sanitize=vptr,null,alignment,object-size,pointer-overflow,returns-nonnull-attribute,nonnull-attribute
    -fno-omit-frame-pointer -Og -g1)  # lines are enough for a report, and build in half the time
  target_link_options(grono_flags INTERFACE -fsanitize=${GRONO_SANITIZE})
  if(GRONO_SANITIZE STREQUAL "thread")
    # Asio uses fences, which the thread sanitizer does not follow; the mutexes around them it does.
    target_compile_options(grono_flags INTERFACE -Wno-tsan)
  endif()
endif()

# A build from scratch takes a third of the time where several files are compiled as one and the headers that cost most
# to read are read once for every target. A change then compiles a few files more: a build for daily work goes without.
if(GRONO_UNITY)
  set(CMAKE_UNITY_BUILD ON)
  set(CMAKE_UNITY_BUILD_BATCH_SIZE 8)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # Names of one file are seen by the next; that they hide one another is no mistake there.
    target_compile_options(grono_flags INTERFACE -Wno-shadow -Wshadow=local -Wno-subobject-linkage)
  else()
    target_compile_options(grono_flags INTERFACE -Wno-shadow)
  endif()
  file(WRITE "${CMAKE_BINARY_DIR}/precompiled.cpp" "")
  add_library(grono_precompiled OBJECT "${CMAKE_BINARY_DIR}/precompiled.cpp")
  target_link_libraries(grono_precompiled PRIVATE grono_flags)
  target_precompile_headers(grono_precompiled PRIVATE
    <algorithm> <chrono> <filesystem> <functional> <map> <memory> <optional> <span> <string> <string_view>
    <unordered_map> <variant> <vector> <nlohmann/json.hpp>)
endif()
function(grono_precompile target)
  if(GRONO_UNITY)
    target_precompile_headers(${target} REUSE_FROM grono_precompiled)
  endif()
endfunction()

# grono_room(NAME DEPENDS rooms and libraries...)
function(grono_room name)
  cmake_parse_arguments(ROOM "" "" "DEPENDS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp" "${CMAKE_CURRENT_SOURCE_DIR}/*/*.cpp")
  if(sources)
    add_library(grono_${name} STATIC ${sources})
    target_link_libraries(grono_${name} PUBLIC $<BUILD_INTERFACE:grono_flags> ${ROOM_DEPENDS})
    grono_precompile(grono_${name})
  else()
    add_library(grono_${name} INTERFACE)
    target_link_libraries(grono_${name} INTERFACE grono_flags ${ROOM_DEPENDS})
  endif()
endfunction()

# grono_install(NAME headers...): a room of the installed analysis library, grono::NAME, with its public headers.
function(grono_install name)
  set_target_properties(grono_${name} PROPERTIES EXPORT_NAME ${name})
  target_include_directories(grono_${name} PUBLIC $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/grono>)
  target_compile_features(grono_${name} PUBLIC cxx_std_20)
  install(TARGETS grono_${name} EXPORT grono ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT library)
  install(FILES ${ARGN} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/grono/${name} COMPONENT library)
endfunction()
