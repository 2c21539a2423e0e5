# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DROOT=tree -P layering.cmake: fails on an include that goes against DESIGN.md
# (app → views → models; in models items → services → domain and items → route → domain),
# on a source file without its licence line and on a header without #pragma once.

set(problems "")

# forbid(IN folders… [EXCEPT folders…] INCLUDES regexes…): no file there includes what one matches.
function(forbid)
  cmake_parse_arguments(arg "" "" "IN;EXCEPT;INCLUDES" ${ARGN})
  set(files "")
  foreach(folder ${arg_IN})
    file(GLOB_RECURSE found "${ROOT}/${folder}/*.h" "${ROOT}/${folder}/*.cpp")
    list(APPEND files ${found})
  endforeach()
  foreach(except ${arg_EXCEPT})
    list(FILTER files EXCLUDE REGEX "^${ROOT}/${except}/")
  endforeach()
  foreach(file ${files})
    file(STRINGS "${file}" includes REGEX "^[ \t]*#[ \t]*include[ \t]*[<\"]")
    foreach(line ${includes})
      string(REGEX REPLACE "^[ \t]*#[ \t]*include[ \t]*[<\"]([^>\"]*)[>\"].*" "\\1" include "${line}")
      foreach(regex ${arg_INCLUDES})
        if(include MATCHES "${regex}")
          file(RELATIVE_PATH name "${ROOT}" "${file}")
          list(APPEND problems "${name} includes ${include}")
        endif()
      endforeach()
    endforeach()
  endforeach()
  list(REMOVE_DUPLICATES problems)
  set(problems "${problems}" PARENT_SCOPE)
endfunction()

# Headers by module, as far as models could be tempted by them.
set(widgets
  "^QtWidgets(/|$)" "^QWidget" "^QApplication$" "^QStyle(d|Option|Factory|$)" "^QDock" "^QMainWindow$"
  "^Q(Abstract)?(Button|ScrollArea|Slider|SpinBox|ItemView|ItemDelegate)$"
  "^Q(Table|Tree|List|Header|Column)View$" "^Q(Table|Tree|List)Widget$"
  "^Q(Label|Menu|MenuBar|ToolBar|ToolButton|ToolTip|StatusBar|Splitter|Frame|GroupBox|Completer)$"
  "^Q(LineEdit|TextEdit|PlainTextEdit|TextBrowser|ComboBox|CheckBox|PushButton|RadioButton)$"
  "^Q(Date|Time|DateTime)Edit$" "^Q(VBox|HBox|Grid|Form|Box|Stacked)?Layout$" "^QTab(Bar|Widget)$"
  "^Q(Message|DialogButton)Box$" "^Q(File|Input|Color|Font|Progress|Error|)?(Dialog|MessageBox)$"
  "^QGraphics" "^QRubberBand$" "^QScrollBar$" "^QShortcut$" "^QSystemTrayIcon$" "^QProgressBar$")
set(gui
  "^Qt(Gui|Svg|SvgWidgets|Charts|PrintSupport|OpenGL)(/|$)" "^QGuiApplication$" "^QUndo" "^QAction"
  "^Q(Color|Font|Icon|Image|Pixmap|Painter|Palette|Pen|Brush|Cursor|Clipboard|Screen|Window|Bitmap)"
  "^Q(Key|Mouse|Wheel|Focus|Paint|Hover|Show|Hide|Close|Drag|Drop)[A-Za-z]*Event$" "^QKeySequence$"
  "^Q(StandardItem|Validator|TextDocument|TextCursor|TextLayout|SyntaxHighlighter|Desktop|Style)"
  "^Q(Transform|Polygon|Vector[234]D|Matrix|Svg)" "^QFileSystemModel$" "^QOpenGL")
set(network
  "^Qt(Network|WebSockets|HttpServer)(/|$)" "^QNetwork" "^QSsl" "^Q(Tcp|Udp|Local)(Server|Socket)$"
  "^QHost(Address|Info)$" "^QAbstractSocket$" "^QHttp" "^QHsts" "^QRestAccess" "^QDnsLookup$"
  "^QAuthenticator$" "^QOcsp")
set(other_modules
  "^Qt(Concurrent|Sql|Test|Keychain|DBus|Xml|Qml|Quick|Multimedia)" "^qt6?keychain/" "^QSql" "^QDBus"
  "^QTest$" "^QSignalSpy$" "^httplib" "^sqlite3" "^nlohmann/")

forbid(IN models INCLUDES ${widgets} "^app/" "^views/" "^tests/")
forbid(IN models/domain INCLUDES ${gui} ${network} ${other_modules} "^models/(services|items|route)/")
forbid(IN models/services INCLUDES ${gui} "^models/(items|route)/")
forbid(IN models/route INCLUDES ${network} "^models/(items|services)/")
forbid(IN models/items INCLUDES ${network})
forbid(IN views INCLUDES "^app/" "^tests/" "^QNetwork(Reply|AccessManager|Request)$" "^QtNetwork"
  "^httplib" "^sqlite3")
forbid(IN app EXCEPT app/sandbox INCLUDES "^app/sandbox/" "^tests/")
forbid(IN app/sandbox INCLUDES "^models/" "^views/" "^tests/" ${widgets})

foreach(folder app models views tests)
  file(GLOB_RECURSE found "${ROOT}/${folder}/*.h" "${ROOT}/${folder}/*.cpp")
  list(FILTER found EXCLUDE REGEX "/node_modules/")
  foreach(file ${found})
    file(RELATIVE_PATH name "${ROOT}" "${file}")
    file(STRINGS "${file}" first LIMIT_COUNT 1)
    if(NOT first STREQUAL "// SPDX-License-Identifier: GPL-3.0-or-later")
      list(APPEND problems "${name} does not begin with its SPDX line")
    endif()
    if(name MATCHES "\\.h$")
      file(STRINGS "${file}" once REGEX "^#pragma once$")
      if(NOT once)
        list(APPEND problems "${name} has no #pragma once")
      endif()
    endif()
  endforeach()
endforeach()

if(problems)
  list(JOIN problems "\n  " text)
  message(FATAL_ERROR "The layers of DESIGN.md are broken:\n  ${text}\n")
endif()
