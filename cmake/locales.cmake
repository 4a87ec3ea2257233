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

# check-catalogue: fails when a sentence of the sources has no French text. Sentences are the literals in tr, trn, msg.
find_program(XGETTEXT xgettext)
find_program(MSGCMP msgcmp)
if(XGETTEXT AND MSGCMP)
  file(GLOB_RECURSE spoken RELATIVE ${CMAKE_SOURCE_DIR} CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/*.cpp ${CMAKE_SOURCE_DIR}/src/*.h)
  list(SORT spoken)
  string(REPLACE ";" "\n" spoken_lines "${spoken}")
  file(WRITE ${CMAKE_BINARY_DIR}/spoken.txt "${spoken_lines}\n")
  add_custom_target(check-catalogue
    COMMAND ${XGETTEXT} --from-code=UTF-8 --language=C++ -k -ktr:2 -ktrn:2,3 -ktrn_message:2,3 -kmsg:1
            --files-from=${CMAKE_BINARY_DIR}/spoken.txt --output=${CMAKE_BINARY_DIR}/recours.pot
    COMMAND ${MSGCMP} --use-fuzzy ${CMAKE_SOURCE_DIR}/locales/fr/recours.po ${CMAKE_BINARY_DIR}/recours.pot
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR} VERBATIM)
endif()
