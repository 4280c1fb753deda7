/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The docx and the odt reader over any bytes: as they are, and as the main part of an archive that is in order. */
#include "../zip_fixture.h"
#include "fuzz_reader.h"

extern const ws_reader ws_docx_reader, ws_odt_reader;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What stands before the first zero byte is the styles, what comes after it the text. */
static void wrapped(const ws_reader *reader, const char *document, const char *styles, const uint8_t *data, size_t size)
{
    const char *bytes = size > 0 ? (const char *)data : "";
    const char *zero = memchr(bytes, 0, size);
    size_t first = zero ? (size_t)(zero - bytes) : 0;
    size_t begin = zero ? first + 1 : 0;
    const zip_member members[] = {{document, bytes + begin, size - begin}, {styles, bytes, first}};
    ws_buffer zip = WS_BUFFER_INIT(64 * 1024 * 1024);

    make_zip(&zip, members, zero ? 2 : 1);
    if (!zip.failed) fuzz_reader(reader, (const uint8_t *)zip.bytes, zip.size);
    ws_buffer_free(&zip);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_reader(&ws_docx_reader, data, size);
    wrapped(&ws_docx_reader, "word/document.xml", "word/styles.xml", data, size);
    wrapped(&ws_odt_reader, "content.xml", "styles.xml", data, size);
    return 0;
}
