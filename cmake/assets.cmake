# kim_embed_assets(target): style sheets, fonts, script, icons, data files, migrations and translations become part of the
# program (src/platform/assets.h). What goes in is listed here; how it is prepared stands in embed.cmake.

find_program(KIM_NPM npm REQUIRED)
find_program(KIM_GZIP gzip REQUIRED)
find_program(KIM_BROTLI brotli REQUIRED)
find_program(KIM_MSGCAT msgcat REQUIRED)
find_program(KIM_MSGFMT msgfmt REQUIRED)

function(kim_embed_assets target)
  set(out ${PROJECT_BINARY_DIR}/assets)
  kim_fetch_kern(kern)

  file(GLOB css CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/web/css/*.css)
  file(GLOB web CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/web/*.js ${PROJECT_SOURCE_DIR}/web/*.svg)
  file(GLOB po CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/po/en/*.po)
  file(GLOB sql CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/db/migrations/*.sql)
  file(GLOB_RECURSE data CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/data/*.tsv ${PROJECT_SOURCE_DIR}/data/*.toml
       ${PROJECT_SOURCE_DIR}/data/*.txt)
  # The list is a file, so that a removed asset is noticed as well as a changed one. Written only if it differs.
  file(CONFIGURE OUTPUT ${out}/list.cmake @ONLY CONTENT
       "set(css \"@css@\")\nset(web \"@web@\")\nset(po \"@po@\")\nset(plain \"@sql@;@data@\")\n")

  set(script ${PROJECT_SOURCE_DIR}/cmake/embed.cmake)
  add_custom_command(
    OUTPUT ${out}/assets.S ${out}/assets_table.cpp
    COMMAND ${CMAKE_COMMAND} -DROOT=${PROJECT_SOURCE_DIR} -DOUT=${out} -DKERN=${out}/npm/node_modules/@kern-ux/native/dist
            -DGZIP=${KIM_GZIP} -DBROTLI=${KIM_BROTLI} -DMSGCAT=${KIM_MSGCAT} -DMSGFMT=${KIM_MSGFMT} -P ${script}
    DEPENDS ${script} ${out}/list.cmake ${kern} ${css} ${web} ${po} ${sql} ${data}
    COMMENT "Embedding assets" VERBATIM)
  target_sources(${target} PRIVATE ${out}/assets.S ${out}/assets_table.cpp)
endfunction()

# KERN by its lock file, without install scripts, into the build folder. `stamp` gets the file to depend on.
function(kim_fetch_kern stamp)
  set(npm ${PROJECT_BINARY_DIR}/assets/npm)
  set(web ${PROJECT_SOURCE_DIR}/web)
  add_custom_command(
    OUTPUT ${npm}/node_modules/.package-lock.json
    COMMAND ${CMAKE_COMMAND} -E make_directory ${npm}
    COMMAND ${CMAKE_COMMAND} -E copy ${web}/package.json ${web}/package-lock.json ${npm}
    COMMAND ${KIM_NPM} ci --prefix ${npm} --ignore-scripts --no-audit --no-fund --loglevel=error
    COMMAND ${CMAKE_COMMAND} -E touch ${npm}/node_modules/.package-lock.json
    DEPENDS ${web}/package.json ${web}/package-lock.json
    COMMENT "Fetching KERN (npm ci)" VERBATIM)
  set(${stamp} ${npm}/node_modules/.package-lock.json PARENT_SCOPE)
endfunction()
