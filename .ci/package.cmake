# SPDX-License-Identifier: GPL-3.0-or-later
# The Debian package: cmake -S . -B package -DWS_PACKAGE=ON && cmake --build package && (cd package && cpack)
set(CPACK_GENERATOR DEB)
# A package's maintainer is who makes it: DEBFULLNAME and DEBEMAIL, as Debian's own programs have it. With no address, one that
# is reserved and reaches nobody (RFC 2606): an address of ours that is not read would be worse.
set(CPACK_PACKAGE_CONTACT "the whosaid developers <whosaid@whosaid.invalid>")
if(NOT "$ENV{DEBEMAIL}" STREQUAL "")
  string(REGEX MATCH "[^<>]+@[^<>]+" ADDRESS "$ENV{DEBEMAIL}") # "Name <address>" is allowed there
  string(REGEX MATCH "^[^<]*[^< ]" FULL_NAME "$ENV{DEBEMAIL}")
  if(NOT "$ENV{DEBFULLNAME}" STREQUAL "")
    set(FULL_NAME "$ENV{DEBFULLNAME}")
  elseif(FULL_NAME STREQUAL ADDRESS)
    set(FULL_NAME "the whosaid developers")
  endif()
  set(CPACK_PACKAGE_CONTACT "${FULL_NAME} <${ADDRESS}>")
endif()
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "quote and attribution index for news archives")
set(CPACK_PACKAGE_DESCRIPTION "Reads news articles, finds who said what - direct quotes, reported speech,
unnamed sources - and searches an archive of them by speaker, words and
sourcing.")
set(CPACK_PACKAGING_INSTALL_PREFIX ${CMAKE_INSTALL_PREFIX})
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE
    WORLD_READ WORLD_EXECUTE)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${CMAKE_BINARY_DIR})
set(CPACK_DEBIAN_PACKAGE_DEPENDS libexttextcat-data)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS poppler-utils)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "xapian-tools, default-mta | mail-transport-agent")
file(WRITE ${CMAKE_BINARY_DIR}/copyright "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: whosaid

Files: *
Copyright: 2026 the whosaid developers
License: GPL-3+
 On Debian systems the text of the GNU General Public License, version 3, is in
 /usr/share/common-licenses/GPL-3. You may use any later version of it as well.
 .
 What the model was trained on, and under which licences, is told in
 MODEL.md beside this file.
")
string(TIMESTAMP TODAY "%a, %d %b %Y %H:%M:%S +0000" UTC) # of SOURCE_DATE_EPOCH, where that is set
file(WRITE ${CMAKE_BINARY_DIR}/changelog "whosaid (${PROJECT_VERSION}) bookworm; urgency=medium

  * Version ${PROJECT_VERSION}.

 -- ${CPACK_PACKAGE_CONTACT}  ${TODAY}
")
file(ARCHIVE_CREATE OUTPUT ${CMAKE_BINARY_DIR}/changelog.gz PATHS ${CMAKE_BINARY_DIR}/changelog FORMAT raw COMPRESSION GZip COMPRESSION_LEVEL 9)
install(FILES ${CMAKE_BINARY_DIR}/copyright ${CMAKE_BINARY_DIR}/changelog.gz DESTINATION ${CMAKE_INSTALL_DOCDIR})
include(CPack)
