include_guard(GLOBAL)  # several rooms have templates
# templates(TARGET files... [NAMESPACE kentongan::site::pages]): compiles src/**/*.html (docs/templates.md)
# and adds the C++ to TARGET. src/site/pages/item.html is then `#include "site/pages/item.hpp"`.
# All templates that call each other go into one call.
function(templates target)
  cmake_parse_arguments(ARG "" "NAMESPACE" "" ${ARGN})
  if(NOT ARG_NAMESPACE)
    set(ARG_NAMESPACE kentongan::site::pages)
  endif()
  set(made)
  foreach(file ${ARG_UNPARSED_ARGUMENTS})
    cmake_path(RELATIVE_PATH file BASE_DIRECTORY ${CMAKE_SOURCE_DIR}/src OUTPUT_VARIABLE place)
    cmake_path(REMOVE_EXTENSION place)
    list(APPEND made ${GENERATED}/${place}.cpp ${GENERATED}/${place}.hpp)
  endforeach()
  file(GLOB catalogues CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/messages/*.po)
  set(scripts ${CMAKE_SOURCE_DIR}/scripts)
  add_custom_command(OUTPUT ${made}
    COMMAND ${Python3_EXECUTABLE} ${scripts}/compile_templates.py
            --root ${CMAKE_SOURCE_DIR}/src --out ${GENERATED} --namespace ${ARG_NAMESPACE}
            --catalogues ${catalogues} --templates ${ARG_UNPARSED_ARGUMENTS}
    DEPENDS ${scripts}/compile_templates.py ${scripts}/template_markup.py
            ${scripts}/template_source.py ${scripts}/compile_messages.py ${catalogues} ${ARG_UNPARSED_ARGUMENTS}
    COMMENT "Compiling the templates of ${target}" VERBATIM)
  target_sources(${target} PRIVATE ${made})
  target_include_directories(${target} PUBLIC ${GENERATED})
endfunction()

if(KENTONGAN_TESTS)
  add_test(NAME compilers COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/scripts/compilers_test.py)
endif()
