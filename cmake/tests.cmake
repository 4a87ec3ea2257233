# One test program per folder of tests/, mirroring src/.
find_package(GTest REQUIRED)
file(GLOB support CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/support/*.cpp)
add_library(recours_support STATIC ${support})
target_include_directories(recours_support PUBLIC ${CMAKE_SOURCE_DIR}/tests)
target_link_libraries(recours_support PUBLIC recours_cli GTest::gtest GTest::gmock)

file(GLOB folders RELATIVE ${CMAKE_SOURCE_DIR}/tests CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/*)
foreach(folder IN LISTS folders)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${folder}/*_test.cpp)
  if(NOT sources)
    continue()
  endif()
  add_executable(test_${folder} ${sources})
  target_link_libraries(test_${folder} PRIVATE recours_support GTest::gtest_main)
  add_dependencies(test_${folder} recours)  # some start the program
  add_test(NAME ${folder} COMMAND test_${folder})
  set_tests_properties(${folder} PROPERTIES TIMEOUT 900)
endforeach()

# The rules of the tree, the whole program, the journeys in a browser: node's own test runner over tests/*/*_test.mjs.
foreach(folder program browser)
  file(GLOB scripts CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${folder}/*_test.mjs)
  if(scripts)
    add_test(NAME ${folder} COMMAND ${NODE} --test --test-concurrency=1 ${scripts} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(${folder} PROPERTIES TIMEOUT 1500)
  endif()
endforeach()
