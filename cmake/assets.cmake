# Browser files: public/build.mjs bundles our CSS and scripts with what npm's lock file brings, hashes the names and
# precompresses; the result is built into the program. It reads the class names in src/, so it depends on the sources.
find_program(NODE NAMES node nodejs REQUIRED)
set(assets_output ${CMAKE_BINARY_DIR}/assets)
file(GLOB_RECURSE public_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/public/*)
file(GLOB_RECURSE markup_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/*.cpp ${CMAKE_SOURCE_DIR}/src/*.h)
add_custom_command(OUTPUT ${assets_output}/manifest.json
  COMMAND ${NODE} ${CMAKE_SOURCE_DIR}/public/build.mjs ${assets_output}
  DEPENDS ${public_files} ${markup_files} ${CMAKE_SOURCE_DIR}/package-lock.json
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR} VERBATIM)
embed(assets ${assets_output} recours_http ${assets_output}/manifest.json)
