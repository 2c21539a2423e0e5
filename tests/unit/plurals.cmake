# SPDX-License-Identifier: GPL-3.0-or-later
# Every text with a number (%n) has its English forms in resources/gatehouse_en.ts, and no other is
# there. To add one, see CONTRIBUTING.md.
file(COPY "${ROOT}/resources/gatehouse_en.ts" DESTINATION "${WORK}")
execute_process(
  COMMAND "${LUPDATE}" -silent -I . -pluralonly -no-obsolete -locations none app models views
          -ts "${WORK}/gatehouse_en.ts"
  WORKING_DIRECTORY "${ROOT}" COMMAND_ERROR_IS_FATAL ANY)
file(READ "${ROOT}/resources/gatehouse_en.ts" kept)
file(READ "${WORK}/gatehouse_en.ts" found)
if(found MATCHES "type=\"unfinished\"")
  message(FATAL_ERROR "a text with a number has no plural in resources/gatehouse_en.ts:\n${found}")
elseif(NOT found STREQUAL kept)
  message(FATAL_ERROR "resources/gatehouse_en.ts has texts that are no longer there")
endif()
