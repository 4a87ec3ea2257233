# One test program per folder of tests/, mirroring src/.
find_package(GTest REQUIRED)
file(GLOB support CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/support/*.cpp)
list(REMOVE_ITEM support ${CMAKE_SOURCE_DIR}/tests/support/leaks.cpp)  # in no library: nothing asks for it by name
add_library(recours_support STATIC ${support})
target_include_directories(recours_support PUBLIC ${CMAKE_SOURCE_DIR}/tests)
target_link_libraries(recours_support PUBLIC recours_cli GTest::gtest GTest::gmock)
target_compile_options(recours_support PUBLIC $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
target_precompile_headers(recours_support PRIVATE <gmock/gmock.h> <gtest/gtest.h> <boost/json.hpp> <fmt/format.h> <functional> <map> <optional> <string> <vector>)

file(GLOB folders RELATIVE ${CMAKE_SOURCE_DIR}/tests CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/*)
# GCC 12 sees uninitialized members of std::optional and std::regex where the sanitizers instrument them.
if(RECOURS_SANITIZE)
  set_source_files_properties(
    ${CMAKE_SOURCE_DIR}/tests/accounts/second_factor_test.cpp ${CMAKE_SOURCE_DIR}/tests/cli/metrics_test.cpp
    ${CMAKE_SOURCE_DIR}/tests/http/protocol_test.cpp ${CMAKE_SOURCE_DIR}/tests/print/document_test.cpp
    PROPERTIES COMPILE_OPTIONS -Wno-maybe-uninitialized)
endif()

foreach(folder IN LISTS folders)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${folder}/*_test.cpp)
  if(NOT sources)
    continue()
  endif()
  add_executable(test_${folder} ${sources} ${CMAKE_SOURCE_DIR}/tests/support/leaks.cpp)
  target_link_libraries(test_${folder} PRIVATE recours_support GTest::gtest_main)
  target_precompile_headers(test_${folder} REUSE_FROM recours_support)
  add_dependencies(test_${folder} recours)  # some start the program
  add_test(NAME ${folder} COMMAND test_${folder})
  set_tests_properties(${folder} PROPERTIES TIMEOUT 900)
endforeach()

# What is concurrent, in a program without the features, which ThreadSanitizer need not build then: bin/test --tsan.
file(GLOB concurrent_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/http/*_test.cpp ${CMAKE_SOURCE_DIR}/tests/db/*_test.cpp)
add_executable(test_concurrent EXCLUDE_FROM_ALL ${concurrent_sources}
  ${CMAKE_SOURCE_DIR}/tests/jobs/worker_test.cpp ${CMAKE_SOURCE_DIR}/tests/support/database.cpp ${CMAKE_SOURCE_DIR}/tests/support/leaks.cpp
  ${CMAKE_SOURCE_DIR}/src/jobs/worker.cpp ${CMAKE_SOURCE_DIR}/src/jobs/job_record.cpp)
target_include_directories(test_concurrent PRIVATE ${CMAKE_SOURCE_DIR}/tests)
target_link_libraries(test_concurrent PRIVATE recours_http recours_db GTest::gtest_main GTest::gmock)

# The rules of the tree, the whole program, the journeys in a browser: node's own test runner over tests/*/*_test.mjs.
foreach(folder program browser)
  file(GLOB scripts CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${folder}/*_test.mjs)
  if(scripts)
    add_test(NAME ${folder} COMMAND ${NODE} --test --test-concurrency=1 ${scripts} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(${folder} PROPERTIES TIMEOUT 1500)
  endif()
endforeach()

# The inspectors are tested through their program, and the server's side through a stand-in of it that misbehaves.
add_executable(recours-inspect-probe ${CMAKE_SOURCE_DIR}/tests/inspect/probe/main.cpp)
target_link_libraries(recours-inspect-probe PRIVATE recours_inspect_plain)
target_link_libraries(test_inspect PRIVATE recours_inspect)
add_dependencies(test_inspect recours-inspect-probe)

# The fuzz targets in one program: their one function gets the name of its file (cmake/fuzz.cmake builds them for libFuzzer).
file(GLOB fuzz_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/fuzz/*_fuzz.cpp)
set(fuzz_declarations "")
set(fuzz_entries "")
foreach(source IN LISTS fuzz_sources)
  get_filename_component(name ${source} NAME_WE)
  set_source_files_properties(${source} PROPERTIES COMPILE_DEFINITIONS LLVMFuzzerTestOneInput=${name} SKIP_PRECOMPILE_HEADERS ON)
  string(APPEND fuzz_declarations "extern \"C\" int ${name}(const std::uint8_t*, std::size_t);\n")
  string(REGEX REPLACE "_fuzz$" "" short ${name})
  string(APPEND fuzz_entries "    {\"${short}\", ${name}},\n")
endforeach()
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/fuzz/fuzz_targets.h @ONLY CONTENT [=[
#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
@fuzz_declarations@
using FuzzTarget = int (*)(const std::uint8_t*, std::size_t);
inline std::map<std::string, FuzzTarget> fuzz_targets() {
  return {
@fuzz_entries@  };
}
]=])
target_sources(test_fuzz PRIVATE ${fuzz_sources})
target_include_directories(test_fuzz PRIVATE ${CMAKE_BINARY_DIR}/fuzz)
target_compile_definitions(test_fuzz PRIVATE RECOURS_FUZZ_CORPUS="${CMAKE_SOURCE_DIR}/tests/fuzz/corpus")
target_link_libraries(test_fuzz PRIVATE recours_inspect)
