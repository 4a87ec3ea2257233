# embed(NAME DIRECTORY LIBRARY [DEPENDS …]): builds every file below DIRECTORY into LIBRARY; the program finds them with
# embedded::files("NAME") (src/base/embedded.h). The table is made at build time, so generated folders work too.
if(CMAKE_SCRIPT_MODE_FILE)
  file(GLOB_RECURSE paths RELATIVE ${DIRECTORY} ${DIRECTORY}/*)
  list(SORT paths)
  set(assembly ".section .rodata\n")
  set(declarations "")
  set(entries "")
  set(index 0)
  foreach(path IN LISTS paths)
    if(path MATCHES "(^|/)README\\.md$|(^|/)\\.")
      continue()
    endif()
    set(symbol "embedded_${NAME}_${index}")
    string(APPEND assembly ".global ${symbol}\n.global ${symbol}_end\n.balign 16\n${symbol}:\n.incbin \"${DIRECTORY}/${path}\"\n${symbol}_end:\n.byte 0\n")
    string(APPEND declarations "extern const char ${symbol}[], ${symbol}_end[];\n")
    string(APPEND entries "    {\"${path}\", {${symbol}, static_cast<std::size_t>(${symbol}_end - ${symbol})}},\n")
    math(EXPR index "${index} + 1")
  endforeach()
  string(APPEND assembly ".section .note.GNU-stack,\"\",@progbits\n")
  file(WRITE ${OUTPUT}.S "${assembly}")
  file(WRITE ${OUTPUT}.cpp "#include \"base/embedded.h\"\nextern \"C\" {\n${declarations}}\nnamespace recours::embedded {\nstd::span<const File> ${NAME}() {\n  static const File files[] = {\n${entries}  };\n  return files;\n}\n}\n")
  return()
endif()

function(embed name directory library)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${directory}/*)
  set(output ${CMAKE_BINARY_DIR}/embedded/${name})
  add_custom_command(
    OUTPUT ${output}.S ${output}.cpp
    COMMAND ${CMAKE_COMMAND} -DNAME=${name} -DDIRECTORY=${directory} -DOUTPUT=${output} -P ${CMAKE_SOURCE_DIR}/cmake/embed.cmake
    DEPENDS ${files} ${ARGN} ${CMAKE_SOURCE_DIR}/cmake/embed.cmake
    VERBATIM)
  # The assembler reads the files through .incbin, which no dependency scan sees.
  set_source_files_properties(${output}.S PROPERTIES OBJECT_DEPENDS "${files};${output}.cpp")
  target_sources(${library} PRIVATE ${output}.S ${output}.cpp)
endfunction()
