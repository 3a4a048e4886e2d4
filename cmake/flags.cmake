# The one place for warnings and definitions: every target of ours links switchyard_flags, so that
# a rule of the house is changed in one line.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
# Files of a folder are compiled together, ten at a time: their headers are read once, which makes a clean build four times shorter.
# The price: names in anonymous namespaces are unique in their folder (docs/decisions/0007-compiled-together.md).
set(CMAKE_UNITY_BUILD ON)
set(CMAKE_UNITY_BUILD_BATCH_SIZE 10)

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

add_library(switchyard_flags INTERFACE)
target_compile_options(switchyard_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wold-style-cast -Woverloaded-virtual -Wnon-virtual-dtor -Wshadow
  -Werror=switch -Werror=return-type -Wno-missing-field-initializers)
if(SWITCHYARD_WERROR)
  target_compile_options(switchyard_flags INTERFACE -Werror)
endif()
target_compile_definitions(switchyard_flags INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_FOREACH QT_NO_KEYWORDS
  QT_DISABLE_DEPRECATED_BEFORE=0x060400
  SWITCHYARD_VERSION="${PROJECT_VERSION}")
target_include_directories(switchyard_flags INTERFACE ${CMAKE_SOURCE_DIR})

if(SWITCHYARD_SANITIZE)
  target_compile_options(switchyard_flags INTERFACE -fsanitize=${SWITCHYARD_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(switchyard_flags INTERFACE -fsanitize=${SWITCHYARD_SANITIZE})
endif()

# What is fuzzed must be instrumented as the fuzzers are; Qt's and Boost's libraries stay as they are.
if(SWITCHYARD_FUZZ)
  set(fuzz_sanitizers -fsanitize=fuzzer-no-link,address,undefined)
  target_compile_options(switchyard_flags INTERFACE
    ${fuzz_sanitizers} -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  target_link_options(switchyard_flags INTERFACE ${fuzz_sanitizers})
endif()

# switchyard_library(NAME LIBS... ) : a static library of the folder's *.cpp and *.h, linked to LIBS.
function(switchyard_library name)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp ${CMAKE_CURRENT_SOURCE_DIR}/*.h)
  add_library(${name} STATIC ${sources})
  set_target_properties(${name} PROPERTIES LINKER_LANGUAGE CXX)
  target_link_libraries(${name} PUBLIC switchyard_flags ${ARGN})
endfunction()

# switchyard_test(TIER NAME LIBS...) : tests/TIER/NAME.cpp as a QtTest program, registered with that label.
function(switchyard_test tier name)
  add_executable(${name} ${name}.cpp)
  target_link_libraries(${name} PRIVATE switchyard_flags Qt6::Test ${ARGN})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  add_test(NAME ${tier}.${name} COMMAND ${name})
  set_tests_properties(${tier}.${name} PROPERTIES LABELS ${tier} TIMEOUT 120
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8")
  if(SWITCHYARD_SANITIZE STREQUAL "thread")
    # Qt starts programs with a fork, after which ThreadSanitizer would end the test at the next thread.
    set_property(TEST ${tier}.${name} APPEND PROPERTY ENVIRONMENT
      "TSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/cmake/tsan.supp die_after_fork=0")
  endif()
endfunction()

# switchyard_fuzz(NAME LIBS...) : NAME.cpp as a libFuzzer program, registered with the label `fuzz`. Seeds are the
# files in corpus/NAME/ beside it. The test runs every seed and then random changes of them: bounded by a number
# of runs, so that it does the same work on every machine; the time is only a net for a slow one. What it finds
# on the way is kept in the build tree and tried first the next time.
if(SWITCHYARD_FUZZ)
  add_custom_target(switchyard_fuzzers) # all of them, and no more of the tree than they need
endif()
function(switchyard_fuzz name)
  set(seeds ${CMAKE_CURRENT_SOURCE_DIR}/corpus/${name})
  set(found ${CMAKE_BINARY_DIR}/fuzz/${name})
  file(MAKE_DIRECTORY ${found}/corpus)
  add_executable(${name} ${name}.cpp)
  add_dependencies(switchyard_fuzzers ${name})
  target_link_libraries(${name} PRIVATE switchyard_flags ${ARGN})
  target_link_options(${name} PRIVATE -fsanitize=fuzzer)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  add_test(NAME fuzz.${name} COMMAND ${name} -runs=100000 -max_total_time=40 -timeout=10 -rss_limit_mb=1024
    -max_len=65536 -print_final_stats=1 -artifact_prefix=${found}/ ${found}/corpus ${seeds})
  set_tests_properties(fuzz.${name} PROPERTIES LABELS fuzz TIMEOUT 120)
endfunction()
