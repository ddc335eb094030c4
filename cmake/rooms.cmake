# A room is src/<name>/: a static library of its *.cpp and internal/*.cpp, and one test program of its
# *_test.cpp. Which room may use which is written in MAP.md; scripts/check_rooms.py holds both to it.
set(GENERATED ${CMAKE_BINARY_DIR}/generated)
file(MAKE_DIRECTORY ${GENERATED})
if(KENTONGAN_TESTS)
  enable_testing()
  find_package(GTest REQUIRED)
endif()

# room(NAME rooms... [LINK foreign targets...] [SOURCES generated files...] [WITHOUT folder])
# The folder named after WITHOUT is a program of its own and not part of the room's library.
function(room name)
  cmake_parse_arguments(ARG "" "WITHOUT" "LINK;SOURCES" ${ARGN})
  set(folder ${CMAKE_SOURCE_DIR}/src/${name})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/*.cpp)
  if(ARG_WITHOUT)
    list(FILTER sources EXCLUDE REGEX "/${ARG_WITHOUT}/")
  endif()
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$|/main\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  if(sources OR ARG_SOURCES)
    add_library(kentongan_${name} STATIC ${sources} ${ARG_SOURCES})
    target_include_directories(kentongan_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src ${GENERATED})
    target_link_libraries(kentongan_${name} PUBLIC kentongan_flags ${ARG_LINK})
  else()
    add_library(kentongan_${name} INTERFACE)
    target_link_libraries(kentongan_${name} INTERFACE kentongan_flags ${ARG_LINK})
  endif()
  foreach(other ${ARG_UNPARSED_ARGUMENTS})
    if(sources OR ARG_SOURCES)
      target_link_libraries(kentongan_${name} PUBLIC kentongan_${other})
    else()
      target_link_libraries(kentongan_${name} INTERFACE kentongan_${other})
    endif()
  endforeach()
  if(KENTONGAN_TESTS AND tests)
    add_executable(${name}_test ${tests})
    target_compile_definitions(${name}_test PRIVATE KENTONGAN_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    target_link_libraries(${name}_test PRIVATE kentongan_${name} GTest::gtest_main GTest::gmock)
    if(TARGET kentongan_schema)
      target_link_libraries(${name}_test PRIVATE kentongan_schema)
    endif()
    if("db" IN_LIST ARG_UNPARSED_ARGUMENTS OR name STREQUAL "db")
      target_link_libraries(${name}_test PRIVATE kentongan_testing)
    endif()
    add_test(NAME ${name} COMMAND ${name}_test)
    set_tests_properties(${name} PROPERTIES TIMEOUT 300)
  endif()
endfunction()

# ---- generated: messages, the whole schema -------------------------------------------------------
file(GLOB catalogues CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/messages/*.po)
add_custom_command(OUTPUT ${GENERATED}/messages_table.cpp
  COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/scripts/compile_messages.py
          ${GENERATED}/messages_table.cpp ${catalogues}
  DEPENDS ${CMAKE_SOURCE_DIR}/scripts/compile_messages.py ${catalogues} VERBATIM)

file(GLOB schema_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/*/schema/*.sql)
add_custom_command(OUTPUT ${GENERATED}/schema_table.cpp
  COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/scripts/embed_schema.py
          ${GENERATED}/schema_table.cpp ${schema_files}
  DEPENDS ${CMAKE_SOURCE_DIR}/scripts/embed_schema.py ${schema_files} VERBATIM)

# ---- the rooms, in the order of MAP.md ------------------------------------------------------------
room(base LINK PkgConfig::FMT PkgConfig::SODIUM Threads::Threads SOURCES ${GENERATED}/messages_table.cpp)
add_library(kentongan_schema STATIC ${GENERATED}/schema_table.cpp)
target_include_directories(kentongan_schema PUBLIC ${CMAKE_SOURCE_DIR}/src ${GENERATED})
target_link_libraries(kentongan_schema PUBLIC kentongan_flags)

include(cmake/templates.cmake)
room(html base LINK PkgConfig::MD4C)
if(TARGET html_test)
  file(GLOB samples CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/html/samples/*.html)
  templates(html_test ${samples} NAMESPACE kentongan::html::samples)
  pkg_check_modules(GUMBO REQUIRED IMPORTED_TARGET gumbo)  # the oracle that reads what we wrote
  target_link_libraries(html_test PRIVATE PkgConfig::GUMBO)
endif()
room(db base LINK PkgConfig::SQLITE PkgConfig::LIBPQ)
if(KENTONGAN_TESTS)
  room(testing base db)
endif()
room(net base LINK Boost::headers PkgConfig::CURL PkgConfig::BROTLI PkgConfig::ZLIB)
room(media base WITHOUT worker)
include(cmake/media.cmake)
set(WORD_LIST /usr/share/hunspell/id_ID)  # Debian hunspell-id; read here, never copied
add_custom_command(OUTPUT ${GENERATED}/roots_table.cpp
  COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/scripts/compile_roots.py
          ${GENERATED}/roots_table.cpp ${WORD_LIST}.dic ${WORD_LIST}.aff
  DEPENDS ${CMAKE_SOURCE_DIR}/scripts/compile_roots.py ${WORD_LIST}.dic ${WORD_LIST}.aff VERBATIM)
room(language base LINK PkgConfig::ICU SOURCES ${GENERATED}/roots_table.cpp)
add_custom_command(OUTPUT ${GENERATED}/model_text.cpp
  COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/scripts/embed_text.py
          ${GENERATED}/model_text.cpp ${CMAKE_SOURCE_DIR}/src/match/model.txt
          match/model_text.hpp kentongan::match model_text
  DEPENDS ${CMAKE_SOURCE_DIR}/scripts/embed_text.py ${CMAKE_SOURCE_DIR}/scripts/embed_json.py
          ${CMAKE_SOURCE_DIR}/src/match/model.txt VERBATIM)
room(match base language LINK Boost::json SOURCES ${GENERATED}/model_text.cpp)
# What every x86-64 machine has had since 2009, for counting bits (docs/operators.md).
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  target_compile_options(kentongan_match PRIVATE -march=x86-64-v2)
endif()
room(trial base language match)
room(channels base html net LINK Boost::json PkgConfig::GMIME)
room(sms base db channels)
room(ledger base db)
room(places base db LINK Boost::json)
room(people base db ledger places)
room(groups base db ledger places people)
room(newsroom base html db ledger places people groups)
room(tabayun base db language match ledger places people LINK Boost::json)
room(search base html db language ledger places people groups newsroom tabayun)
room(outbox base html db channels ledger places people groups newsroom tabayun)
include(cmake/site.cmake OPTIONAL)

if(KENTONGAN_TESTS)
  add_executable(crash_test ${CMAKE_SOURCE_DIR}/tests/crash/crash_test.cpp)
  target_compile_definitions(crash_test PRIVATE KENTONGAN_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  target_link_libraries(crash_test PRIVATE kentongan_outbox kentongan_net kentongan_testing
                        kentongan_schema GTest::gtest_main)
  add_test(NAME crash COMMAND crash_test)
  set_tests_properties(crash PROPERTIES TIMEOUT 300)
  add_test(NAME rooms COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/scripts/check_rooms.py)
  add_test(NAME rooms_self_test COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/scripts/check_rooms.py --self-test)
endif()
