/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xml_parser.h"

#include "lines.h"
#include "text.h"

#include <ctype.h>
#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

enum {
    MOST_NAME_BYTES = 12,
    MOST_ATTRIBUTES = 256, /* of a tag: the parser compares each with each */
    ASK_CLOCK_EVERY = 1024,
    LEAST_SECONDS = 3, /* of the parser's time: some orders of namespaces cost it without end */
    SECONDS_PER_MIB = 1
};

static void note_fault(void *user, xmlErrorPtr fault)
{
    ws_xml *xml = user;

    if (xml->fatal || !fault->message) return;
    if (fault->code == XML_ERR_NO_MEMORY && !strstr(fault->message, "huge text")) xml->no_memory = true;
    xml->fatal = fault->level == XML_ERR_FATAL;
    strncpy(xml->fault, fault->message, sizeof xml->fault - 1);
    xml->fault[strcspn(xml->fault, "\r\n")] = '\0';
    if (strstr(fault->message, "XML_PARSE_HUGE") || strstr(fault->message, "huge text"))
        strcpy(xml->fault, "its elements nest too deep, or one of its texts is longer than 10 MB");
    if (fault->code == XML_ERR_ENTITY_LOOP) strcpy(xml->fault, "its entities would expand without end");
    /* The parser, which is fed piece by piece, has one word for both. */
    if (fault->code == XML_ERR_DOCUMENT_END) strcpy(xml->fault, "it ends in the middle, or something follows its end");
}

static bool pass(ws_xml_guard *at, const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (bytes[i] == '<') {
            *at = (ws_xml_guard){.inside = true};
        } else if (!at->inside) {
            continue;
        } else if (at->quote) {
            if (bytes[i] == at->quote) at->quote = '\0';
        } else if (bytes[i] == '"' || bytes[i] == '\'') {
            at->quote = bytes[i];
            if (++at->attributes > MOST_ATTRIBUTES) return false;
        } else if (bytes[i] == '>') {
            at->inside = false;
        }
    }
    return true;
}

static double cpu_seconds(void)
{
    struct timespec now;

    return clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now) == 0 ? (double)now.tv_sec + (double)now.tv_nsec / 1e9 : 0;
}

ws_xml_clock ws_xml_clock_start(void)
{
    return (ws_xml_clock){cpu_seconds(), 0};
}

int ws_xml_step(ws_xml *xml, bool inside, ws_xml_clock *clock)
{
    double allowed = LEAST_SECONDS + SECONDS_PER_MIB * (double)xml->bytes / (1024 * 1024);
    double now;

    if (++clock->reads % ASK_CLOCK_EVERY == 0) {
        now = cpu_seconds();
        xml->spent += now - clock->begun;
        clock->begun = now;
        if (xml->spent > allowed) {
            strcpy(xml->fault, "it takes too much time to parse");
            return -1;
        }
    }
    return inside ? xmlTextReaderRead(xml->reader) : xmlTextReaderNext(xml->reader);
}

/* Parser of no network, no external entities, no expansion: without XML_PARSE_NOENT references stay nodes. */
static const int OPTIONS = XML_PARSE_NONET | XML_PARSE_COMPACT | XML_PARSE_BIG_LINES;

static ws_status watch(ws_xml *xml, ws_error *error)
{
    if (!xml->reader) return ws_no_memory(error);
    xmlTextReaderSetStructuredErrorHandler(xml->reader, note_fault, xml);
    return WS_OK;
}

static const char too_many[] = "one of its tags has too many attributes";

static int read_input(void *user, char *out, int room)
{
    ws_xml *xml = user;
    const unsigned char *bytes;
    size_t size;

    xml->input_status = ws_input_some(xml->input, &bytes, &size, &xml->input_error);
    if (xml->input_status == WS_END) {
        xml->input_status = WS_OK;
        return 0;
    }
    if (xml->input_status != WS_OK) return -1;
    if (size > (size_t)room) size = (size_t)room;
    memcpy(out, bytes, size);
    ws_input_take(xml->input, size);
    xml->bytes += size;
    if (pass(&xml->guard, out, size)) return (int)size;
    strcpy(xml->fault, too_many);
    return -1;
}

ws_status ws_xml_open_stream(ws_input *input, ws_xml **out, ws_error *error)
{
    ws_xml *xml = calloc(1, sizeof *xml);

    if (!xml) return ws_no_memory(error);
    xml->input = input;
    xml->reader = xmlReaderForIO(read_input, NULL, xml, NULL, NULL, OPTIONS);
    *out = xml;
    if (watch(xml, error) == WS_OK) return WS_OK;
    ws_xml_close(xml);
    return WS_NO_MEMORY;
}

static void add_character(ws_buffer *out, unsigned point)
{
    if (point < 0x80) {
        ws_buffer_putc(out, (char)point);
    } else if (point < 0x800) {
        ws_buffer_putc(out, (char)(0xC0 | point >> 6));
        ws_buffer_putc(out, (char)(0x80 | (point & 0x3F)));
    } else {
        ws_buffer_putc(out, (char)(0xE0 | point >> 12));
        ws_buffer_putc(out, (char)(0x80 | (point >> 6 & 0x3F)));
        ws_buffer_putc(out, (char)(0x80 | (point & 0x3F)));
    }
}

/* The character that "&name;" stands for in HTML, unless XML has it too; 0: none. */
static unsigned named_character(const char *at, size_t size, size_t *length)
{
    static const char *const own[] = {"amp", "lt", "gt", "quot", "apos"};
    char name[MOST_NAME_BYTES];
    const htmlEntityDesc *found;
    size_t end = 1;

    while (end < size && end < sizeof name && isalnum((unsigned char)at[end])) end++;
    if (end == 1 || end >= size || end >= sizeof name || at[end] != ';') return 0;
    memcpy(name, at + 1, end - 1);
    name[end - 1] = '\0';
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
        if (strcmp(name, own[i]) == 0) return 0;
    found = htmlEntityLookup((const xmlChar *)name);
    *length = end + 1;
    return found ? found->value : 0;
}

/* Bytes of what XML forbids and feeds hold all the same: control characters. They are nothing that is read. */
static bool is_forbidden(char byte)
{
    return (unsigned char)byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r';
}

/* HTML's names of characters stand in much XML that declares none of them. Inside CDATA, where they are HTML of the
 * contents, the character serves as well. */
static void add_mended(ws_buffer *out, const char *text, size_t size)
{
    size_t done = 0;

    for (size_t at = 0; at < size;) {
        size_t length = 1;
        unsigned point = text[at] == '&' ? named_character(text + at, size - at, &length) : 0;

        if (!point && !is_forbidden(text[at])) {
            at++;
            continue;
        }
        ws_buffer_add(out, text + done, at - done);
        if (point) add_character(out, point);
        at += point ? length : 1;
        done = at;
    }
    ws_buffer_add(out, text + done, size - done);
}

/* The charset of an XML declaration, or "". */
static void find_charset(const char *bytes, size_t size, char charset[WS_XML_NAME_BYTES])
{
    static const char key[] = "encoding";
    const char *end = memchr(bytes, '>', size);
    const char *at = end ? memmem(bytes, (size_t)(end - bytes), key, sizeof key - 1) : NULL;
    size_t length = 0;

    charset[0] = '\0';
    if (!at || strncmp(bytes + (memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0), "<?xml", 5) != 0) return;
    for (at += sizeof key - 1; at < end && memchr(" \t\r\n=\"'", *at, 7); at++) continue;
    while (at < end && length + 1 < WS_XML_NAME_BYTES && (isalnum((unsigned char)*at) || strchr("-_:.", *at)))
        charset[length++] = *at++;
    charset[length] = '\0';
}

ws_status ws_xml_set_up(ws_xml *xml, const char *bytes, size_t size, const char *charset, ws_error *error)
{
    if (!bytes) bytes = "";
    if (!pass(&xml->guard, bytes, size)) return ws_fail(error, WS_REFUSED, NULL, "broken XML: %s", too_many);
    xml->bytes = size;
    xml->reader =
        xmlReaderForMemory(bytes, (int)size, NULL, charset, charset ? OPTIONS | XML_PARSE_IGNORE_ENC : OPTIONS);
    return watch(xml, error);
}

ws_status ws_xml_set_up_text(ws_xml *xml, const char *text, size_t size, ws_error *error)
{
    ws_line trimmed = ws_trim(text, size); /* blank lines before the declaration are a mistake that many systems make */
    ws_status status;

    xml->document = WS_BUFFER_INIT(2 * (size_t)WS_DOCUMENT_BYTES);
    add_mended(&xml->document, trimmed.text, trimmed.size);
    status = ws_buffer_status(&xml->document, error);
    return status == WS_OK ? ws_xml_set_up(xml, xml->document.bytes, xml->document.size, "UTF-8", error) : status;
}

/* The whole document, as UTF-8. */
static ws_status read_document(ws_xml *xml, ws_error *error)
{
    ws_buffer bytes = WS_BUFFER_INIT(WS_DOCUMENT_BYTES + 1);
    ws_arena *arena = ws_arena_new(0);
    char charset[WS_XML_NAME_BYTES];
    const char *text = NULL;
    size_t size = 0;
    ws_status status = arena ? ws_input_all(xml->input, &bytes, error) : ws_no_memory(error);

    if (status == WS_OK) {
        find_charset(bytes.bytes ? bytes.bytes : "", bytes.size, charset);
        status = ws_text_decode(arena, bytes.bytes ? bytes.bytes : "", bytes.size, *charset ? charset : NULL, &text,
                                &size, error);
    }
    ws_buffer_free(&bytes);
    if (status == WS_OK) status = ws_xml_set_up_text(xml, text, size, error);
    ws_arena_free(arena);
    return status;
}

ws_status ws_xml_open(ws_input *input, ws_xml **out, ws_error *error)
{
    *out = calloc(1, sizeof **out);
    if (!*out) return ws_no_memory(error);
    (*out)->input = input;
    return WS_OK;
}

void ws_xml_close(ws_xml *xml)
{
    if (!xml) return;
    if (xml->reader) xmlFreeTextReader(xml->reader);
    ws_buffer_free(&xml->document);
    free(xml);
}

ws_status ws_xml_refuse(const ws_xml *xml, size_t line, ws_status status, ws_error *error)
{
    ws_error inner;

    if (status != WS_REFUSED || !error || !xml->input) return status;
    inner = *error;
    return ws_fail(error, WS_REFUSED, inner.hint, "%s:%zu: %s", ws_input_path(xml->input), line, inner.message);
}

size_t ws_xml_line_here(const ws_xml *xml)
{
    const xmlNode *node = xmlTextReaderCurrentNode(xml->reader);
    long line = node ? xmlGetLineNo(node) : xmlTextReaderGetParserLineNumber(xml->reader);

    return line > 0 ? (size_t)line : 1;
}

ws_status ws_xml_broken(ws_xml *xml, ws_error *error)
{
    int line;

    xml->done = true;
    if (xml->input_status != WS_OK) {
        if (error) *error = xml->input_error;
        return xml->input_status;
    }
    if (xml->no_memory) return ws_no_memory(error);
    ws_fail(error, WS_REFUSED, "What comes after this place is not read", "broken XML: %s",
            *xml->fault ? xml->fault : "it cannot be parsed");
    line = xmlTextReaderGetParserLineNumber(xml->reader);
    return ws_xml_refuse(xml, line > 0 ? (size_t)line : 1, WS_REFUSED, error);
}

ws_status ws_xml_next(ws_xml *xml, const char *const *names, size_t *which, ws_error *error)
{
    ws_xml_clock clock = ws_xml_clock_start();
    int got = 0;

    if (!xml->reader && !xml->done) {
        ws_status status = read_document(xml, error);

        xml->done = status != WS_OK;
        if (status != WS_OK) return status;
    }
    while (!xml->done && (got = ws_xml_step(xml, true, &clock)) == 1) {
        const char *name;

        if (xmlTextReaderNodeType(xml->reader) != XML_READER_TYPE_ELEMENT) continue;
        name = (const char *)xmlTextReaderConstLocalName(xml->reader);
        for (*which = 0; name && names[*which]; ++*which)
            if (strcmp(name, names[*which]) == 0) return WS_OK;
    }
    if (xml->done) return WS_END;
    if (got < 0) return ws_xml_broken(xml, error);
    xml->done = true;
    return WS_END;
}

size_t ws_xml_depth(const ws_xml *xml)
{
    int depth = xmlTextReaderDepth(xml->reader);

    return depth > 0 ? (size_t)depth : 0;
}

const char *ws_xml_here(ws_xml *xml, ws_arena *arena, const char *name)
{
    const char *value = NULL;

    while (!value && xmlTextReaderMoveToNextAttribute(xml->reader) == 1) {
        const char *here = (const char *)xmlTextReaderConstLocalName(xml->reader);

        if (here && strcmp(here, name) == 0) value = (const char *)xmlTextReaderConstValue(xml->reader);
    }
    value = value ? ws_arena_strdup(arena, value) : NULL;
    xmlTextReaderMoveToElement(xml->reader);
    return value;
}
