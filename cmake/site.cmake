# The rooms that face people: pages, API, wiring, command line, and the program itself.

set(TITLE_FONT ${GENERATED}/kentongan-judul.woff2)
add_custom_command(OUTPUT ${TITLE_FONT}
  COMMAND /usr/bin/python3 ${CMAKE_SOURCE_DIR}/scripts/make_title_font.py
          /usr/share/fonts/opentype/cabin/Cabin-Bold.otf ${TITLE_FONT}
  DEPENDS ${CMAKE_SOURCE_DIR}/scripts/make_title_font.py VERBATIM)

file(GLOB assets CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/site/assets/*)
add_custom_command(OUTPUT ${GENERATED}/assets_table.cpp
  COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/scripts/embed_assets.py
          ${GENERATED}/assets_table.cpp ${assets} ${TITLE_FONT}
  DEPENDS ${CMAKE_SOURCE_DIR}/scripts/embed_assets.py ${assets} ${TITLE_FONT} VERBATIM)

room(site base html db net media language match channels ledger places people groups newsroom tabayun relay casework search outbox
  SOURCES ${GENERATED}/assets_table.cpp)
file(GLOB pages CONFIGURE_DEPENDS
  ${CMAKE_SOURCE_DIR}/src/site/pages/*.html ${CMAKE_SOURCE_DIR}/src/site/layout/*.html)
templates(kentongan_site ${pages})

set(API_CONTRACT ${GENERATED}/api_contract.cpp)
add_custom_command(OUTPUT ${API_CONTRACT}
  COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/scripts/embed_json.py ${API_CONTRACT}
          ${CMAKE_SOURCE_DIR}/src/api/openapi.json api/contract.hpp kentongan::api contract_text
  DEPENDS ${CMAKE_SOURCE_DIR}/scripts/embed_json.py ${CMAKE_SOURCE_DIR}/src/api/openapi.json VERBATIM)
room(api base html db net media language match channels ledger places people groups newsroom tabayun relay casework search outbox site
  LINK Boost::json SOURCES ${API_CONTRACT})
room(app base html db net media language match channels ledger places people groups newsroom tabayun relay casework search outbox
  site api LINK kentongan_schema)
set_source_files_properties(${CMAKE_SOURCE_DIR}/src/app/config.cpp PROPERTIES COMPILE_OPTIONS "-Wno-shadow")
room(cli base html db net media language match trial channels ledger places people groups newsroom tabayun relay casework search outbox
  site api app)
target_compile_definitions(kentongan_cli PRIVATE KENTONGAN_VERSION="${PROJECT_VERSION}")

add_executable(kentongan src/cli/main.cpp)
target_link_libraries(kentongan PRIVATE kentongan_cli)
add_dependencies(kentongan kentongan-media)  # it starts the other for every picture

file(GLOB_RECURSE sample CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/sample/*)
add_custom_command(OUTPUT ${GENERATED}/sample_table.cpp
  COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/scripts/embed_files.py
          ${GENERATED}/sample_table.cpp ${CMAKE_SOURCE_DIR}/sample ${sample}
  DEPENDS ${CMAKE_SOURCE_DIR}/scripts/embed_files.py ${sample} VERBATIM)
target_sources(kentongan_app PRIVATE ${GENERATED}/sample_table.cpp)
