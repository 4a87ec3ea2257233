# RECOURS_FUZZ: every tests/fuzz/*_fuzz.cpp as a program of libFuzzer, which comes with clang:
#   cmake -B build/fuzz -GNinja -DCMAKE_CXX_COMPILER=clang++ -DRECOURS_FUZZ=ON -DRECOURS_SANITIZE=address,undefined
#   cmake --build build/fuzz --target fuzz && build/fuzz/inspect_pdf_fuzz -max_total_time=600 NEW_FOLDER tests/fuzz/corpus/NAME
if(NOT CMAKE_CXX_COMPILER_ID MATCHES Clang)
  message(FATAL_ERROR "RECOURS_FUZZ needs clang: -DCMAKE_CXX_COMPILER=clang++")
endif()
target_compile_options(recours_inspect PRIVATE -Wno-c99-extensions)  # the macros of seccomp.h
if(CMAKE_CXX_COMPILER_VERSION VERSION_LESS 16)  # reads the headers of qpdf before C++20 only
  set_source_files_properties(${CMAKE_SOURCE_DIR}/src/inspect/pdf.cpp PROPERTIES COMPILE_OPTIONS -std=c++17)
endif()
add_custom_target(fuzz)
file(GLOB fuzz_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/fuzz/*_fuzz.cpp)
# What each needs beyond the server, so that one target need not build everything.
foreach(name inspect_doc inspect_docx inspect_jpeg inspect_pdf inspect_png inspect_sound inspect_xml)
  set(needs_${name}_fuzz recours_inspect)
endforeach()
set(needs_mail_fuzz recours_mail)
set(needs_incoming_fuzz recours_mail)
set(needs_headers_fuzz recours_accounts)
set(needs_invoice_fuzz recours_sales)
set(needs_values_fuzz recours_sales)
set(needs_json_fuzz recours_claims)
foreach(source IN LISTS fuzz_sources)
  get_filename_component(name ${source} NAME_WE)
  add_executable(${name} EXCLUDE_FROM_ALL ${source})
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
  target_link_libraries(${name} PRIVATE recours_http ${needs_${name}})
  target_link_options(${name} PRIVATE -fsanitize=fuzzer)
  add_dependencies(fuzz ${name})
endforeach()
