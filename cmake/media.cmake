# The confined child that decodes what strangers send: a program of its own, so that the server links
# no image codec (docs/decisions/0010). It lies beside the program that starts it.
pkg_check_modules(IMAGES REQUIRED IMPORTED_TARGET libjpeg libpng libwebp libwebpdemux)
pkg_check_modules(TESSERACT REQUIRED IMPORTED_TARGET tesseract)
pkg_check_modules(SECCOMP REQUIRED IMPORTED_TARGET libseccomp)
find_package(GIF REQUIRED)

file(GLOB worker CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/media/worker/*.cpp)
set(worker_tests ${worker})
list(FILTER worker EXCLUDE REGEX "_test\\.cpp$|/main\\.cpp$")
list(FILTER worker_tests INCLUDE REGEX "_test\\.cpp$")
add_library(kentongan_media_worker STATIC ${worker})
target_link_libraries(kentongan_media_worker PUBLIC kentongan_media GIF::GIF PkgConfig::IMAGES
                      PkgConfig::TESSERACT PkgConfig::SECCOMP)
add_executable(kentongan-media ${CMAKE_SOURCE_DIR}/src/media/worker/main.cpp)
target_link_libraries(kentongan-media PRIVATE kentongan_media_worker)
if(TARGET media_test)
  # The tests decode and encode in the open too, and start the child as the server does.
  target_sources(media_test PRIVATE ${worker_tests})
  target_link_libraries(media_test PRIVATE kentongan_media_worker)
  target_compile_definitions(media_test PRIVATE KENTONGAN_MEDIA_WORKER="$<TARGET_FILE:kentongan-media>")
  add_dependencies(media_test kentongan-media)
endif()
