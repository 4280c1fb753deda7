/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "styled.h"

#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <unilbrk.h>
#include <unistr.h>
#include <uniwidth.h>

enum { PARAGRAPH_BYTES = 64 * 1024 * 1024, NARROWEST = 20 };

/* Colours by number only, so that they stay readable on dark and light ground; always after a reset. */
static const char *const escapes[] = {"",         "\033[1m",    "\033[36m", "\033[35m",
                                      "\033[32m", "\033[1;33m", "\033[31m", "\033[2m"};

ws_styled ws_styled_new(void)
{
    return (ws_styled){WS_BUFFER_INIT(PARAGRAPH_BYTES), WS_BUFFER_INIT(PARAGRAPH_BYTES)};
}

void ws_styled_free(ws_styled *styled)
{
    ws_buffer_free(&styled->text);
    ws_buffer_free(&styled->styles);
}

void ws_styled_clear(ws_styled *styled)
{
    ws_buffer_clear(&styled->text);
    ws_buffer_clear(&styled->styles);
}

static bool is_line_end(ucs4_t character)
{
    return character == '\n' || character == '\r' || character == '\t' || character == 0x0b || character == 0x0c ||
           character == 0x85 || character == 0x2028 || character == 0x2029;
}

bool ws_is_deceptive(uint32_t character)
{
    if (character >= 0xfe00 && character <= 0xfe0f) return false; /* choose the look of the character before */
    if (uc_is_property_default_ignorable_code_point(character)) return true;
    if (uc_is_property_bidi_control(character)) return true;
    if (uc_is_property_not_a_character(character)) return true; /* U+FFFF, for one: it breaks XML */
    bool number_sign = character < 0x2000 || character == 0x110bd || character == 0x110cd; /* Arabic, Kaithi: visible */
    if (uc_is_general_category(character, UC_FORMAT) && !number_sign) return true;
    return uc_is_general_category(character, UC_CONTROL) || uc_is_general_category(character, UC_SURROGATE);
}

static void add_harmless(ws_buffer *buffer, ucs4_t character, const char *bytes, size_t length)
{
    static const char replacement[] = "\xef\xbf\xbd";
    if (is_line_end(character)) {
        ws_buffer_putc(buffer, ' ');
    } else if (character < 0x20 || character == 0x7f) {
        uint8_t picture[6];
        int size = u8_uctomb(picture, character == 0x7f ? 0x2421 : 0x2400 + character, sizeof picture);
        ws_buffer_add(buffer, picture, (size_t)size);
    } else if (character == 0xfffd || ws_is_deceptive(character)) {
        ws_buffer_add(buffer, replacement, 3);
    } else {
        ws_buffer_add(buffer, bytes, length);
    }
}

void ws_harmless(ws_buffer *buffer, const char *bytes, size_t size)
{
    for (size_t offset = 0; offset < size;) {
        ucs4_t character;
        size_t length = (size_t)u8_mbtouc(&character, (const uint8_t *)bytes + offset, size - offset);
        add_harmless(buffer, character, bytes + offset, length);
        offset += length;
    }
}

void ws_styled_add(ws_styled *styled, ws_style style, const char *bytes, size_t size)
{
    ws_harmless(&styled->text, bytes, size);
    while (styled->styles.size < styled->text.size && !styled->styles.failed)
        ws_buffer_putc(&styled->styles, (char)style);
}

void ws_styled_puts(ws_styled *styled, ws_style style, const char *string)
{
    ws_styled_add(styled, style, string, strlen(string));
}

typedef struct line_writer {
    FILE *out;
    bool colour;
    const char *label; /* before the first line */
    size_t indent;
    ws_style style;
    size_t blanks; /* read but not written: none is left at the end of a line */
    bool fresh;    /* nothing on this line yet */
} line_writer;

static void set_style(line_writer *writer, ws_style style)
{
    if (!writer->colour || style == writer->style) return;
    if (writer->style != WS_STYLE_PLAIN) fputs("\033[0m", writer->out);
    fputs(escapes[style], writer->out);
    writer->style = style;
}

static void end_line(line_writer *writer)
{
    set_style(writer, WS_STYLE_PLAIN);
    fputc('\n', writer->out);
    writer->blanks = 0;
    writer->fresh = true;
}

static void begin_line(line_writer *writer)
{
    size_t done = 0;
    if (writer->label) {
        set_style(writer, WS_STYLE_FAINT);
        int written = fprintf(writer->out, "  %s", writer->label);
        done = written > 0 ? (size_t)written : 0;
        set_style(writer, WS_STYLE_PLAIN);
        writer->label = NULL;
    }
    while (done++ < writer->indent) fputc(' ', writer->out);
    writer->fresh = false;
}

static void put_byte(line_writer *writer, char byte, ws_style style)
{
    if (byte == ' ') {
        writer->blanks = writer->fresh ? 0 : 1;
        return;
    }
    if (writer->fresh) begin_line(writer);
    if (writer->blanks) {
        if (style != writer->style) set_style(writer, WS_STYLE_PLAIN);
        fputc(' ', writer->out);
    }
    writer->blanks = 0;
    set_style(writer, style);
    fputc(byte, writer->out);
}

/* Marks in `breaks` where a line begins as UC_BREAK_MANDATORY. Unlike u8_width_linebreaks, this lets the blank at a
 * line's end stand beyond the last column, where it isn't written. */
static void choose_breaks(const ws_buffer *text, const ws_layout *layout, char *breaks)
{
    const uint8_t *bytes = (const uint8_t *)text->bytes;
    size_t taken = layout->indent + NARROWEST;
    size_t room = layout->columns > taken ? layout->columns - layout->indent : NARROWEST;
    size_t used = 0, blanks = 0;
    u8_possible_linebreaks(bytes, text->size, "UTF-8", breaks);
    for (size_t begin = 0, end; begin < text->size; begin = end) {
        for (end = begin + 1; end < text->size && breaks[end] != UC_BREAK_POSSIBLE;) end++;
        size_t word = end;
        while (word > begin && bytes[word - 1] == ' ') word--;
        int columns = u8_width(bytes + begin, word - begin, "UTF-8");
        size_t width = columns > 0 ? (size_t)columns : 0;
        if (used && used + blanks + width > room) {
            breaks[begin] = UC_BREAK_MANDATORY;
            used = blanks = 0;
        }
        used += blanks + width;
        blanks = end - word;
    }
}

ws_status ws_styled_write(const ws_styled *styled, const ws_layout *layout, ws_error *error)
{
    ws_status status = ws_buffer_status(&styled->text, error);
    if (status == WS_OK) status = ws_buffer_status(&styled->styles, error);
    if (status != WS_OK) return status;
    size_t size = styled->text.size;
    char *breaks = calloc(size + 1, 1);
    if (!breaks) return ws_no_memory(error);
    if (layout->columns && size) choose_breaks(&styled->text, layout, breaks);
    line_writer writer = {layout->out, layout->colour, layout->label, layout->indent, WS_STYLE_PLAIN, 0, true};
    for (size_t i = 0; i < size; i++) {
        if (breaks[i] == UC_BREAK_MANDATORY && i) end_line(&writer);
        put_byte(&writer, styled->text.bytes[i], (ws_style)styled->styles.bytes[i]);
    }
    end_line(&writer);
    free(breaks);
    return WS_OK;
}
