# recours-inspect: the program that opens what others sent. It limits its own memory and system calls, which sanitizers
# cannot live with, so that it is always built without them; its sources are a library as well, for tests and fuzzing.
pkg_check_modules(INSPECTION REQUIRED IMPORTED_TARGET vips exiv2 libqpdf libarchive libgsf-1 libseccomp)
find_path(MAGIC_INCLUDE magic.h REQUIRED)
find_library(MAGIC_LIBRARY magic REQUIRED)
set(inspection_libraries PkgConfig::INSPECTION ${MAGIC_LIBRARY} ZLIB::ZLIB Boost::json)

feature(inspect recours_base ${inspection_libraries})
if(RECOURS_SANITIZE)
  get_target_property(inspect_sources recours_inspect SOURCES)
  add_library(recours_inspect_plain STATIC ${inspect_sources} ${CMAKE_SOURCE_DIR}/src/base/descriptor.cpp)
  target_include_directories(recours_inspect_plain PUBLIC ${CMAKE_SOURCE_DIR}/src)
  target_compile_options(recours_inspect_plain PUBLIC -fno-sanitize=all)
  target_link_options(recours_inspect_plain PUBLIC -fno-sanitize=all)
  target_link_libraries(recours_inspect_plain PUBLIC ${inspection_libraries})
else()
  add_library(recours_inspect_plain ALIAS recours_inspect)
endif()

add_executable(recours-inspect src/inspect_main.cpp)
target_link_libraries(recours-inspect PRIVATE recours_inspect_plain)
