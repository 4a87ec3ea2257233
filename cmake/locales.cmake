# Catalogues: locales/LANG/recours.po → LANG/recours.mo, built into the program.
find_program(MSGFMT msgfmt REQUIRED)
set(locales_output ${CMAKE_BINARY_DIR}/locales)
foreach(language fr en)
  set(po ${CMAKE_SOURCE_DIR}/locales/${language}/recours.po)
  set(mo ${locales_output}/${language}/recours.mo)
  add_custom_command(OUTPUT ${mo}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${locales_output}/${language}
    COMMAND ${MSGFMT} --check --output-file=${mo} ${po}
    DEPENDS ${po} VERBATIM)
  list(APPEND mo_files ${mo})
endforeach()
embed(locales ${locales_output} recours_ui ${mo_files})
