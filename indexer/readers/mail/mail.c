/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mail.h"

#include "html.h"
#include "lines.h"
#include "metadata.h"
#include "text.h"
#include "whole_file.h"

#include <ctype.h>
#include <gmime/gmime.h>
#include <pthread.h>
#include <string.h>
#include <strings.h>

enum { NAME_BYTES = 200 };

bool ws_mail_begins(const unsigned char *head, size_t size)
{
    static const char *const names[] = {
        "from:",         "date:",         "subject:",      "message-id:", "received:", "return-path:",
        "mime-version:", "delivered-to:", "content-type:", "to:",         "reply-to:", NULL};
    unsigned seen = 0;
    size_t count = 0;

    for (size_t at = 0; at < size;) {
        const unsigned char *stop = memchr(head + at, '\n', size - at);
        size_t length = stop ? (size_t)(stop - head) - at : size - at;
        size_t name = 0;

        if (length == 0 || (length == 1 && head[at] == '\r')) break;
        while (name < length && (isalnum(head[at + name]) || head[at + name] == '-')) name++;
        if (head[at] != ' ' && head[at] != '\t' && (name == 0 || name == length || head[at + name] != ':'))
            return false;
        for (unsigned i = 0; names[i]; i++)
            if (length >= strlen(names[i]) && strncasecmp((const char *)head + at, names[i], strlen(names[i])) == 0)
                seen |= 1u << i;
        at += length + 1;
    }
    for (unsigned bits = seen; bits; bits >>= 1) count += bits & 1;
    return count >= 3 && (seen & 3u);
}

/* --- its header --- */

static char *copy(ws_arena *arena, const char *value, size_t size)
{
    ws_line trimmed = ws_trim(value, size);

    return ws_arena_string(arena, trimmed.text, trimmed.size);
}

/* What gmime decoded from a header may still be anything: only checked text is kept. */
static ws_status keep(ws_arena *arena, const char *value, const char **field, ws_error *error)
{
    if (!value || !*value || *field || ws_utf8_check(value, strlen(value)) != strlen(value)) return WS_OK;
    *field = copy(arena, value, strlen(value));
    if (!*field) return ws_no_memory(error);
    if (!**field) *field = NULL;
    return WS_OK;
}

/* "Re: Fwd: Bridge closes" is about what it answers: "Bridge closes". */
static const char *bare_subject(const char *subject)
{
    static const char *const prefixes[] = {"re:", "fwd:", "fw:", "aw:", "sv:", NULL};

    for (size_t i = 0; subject && prefixes[i];) {
        subject += strspn(subject, " \t");
        if (strncasecmp(subject, prefixes[i], strlen(prefixes[i])) == 0) {
            subject += strlen(prefixes[i]);
            i = 0;
        } else {
            i++;
        }
    }
    return subject;
}

/* An address that no person writes from. */
static bool is_of_a_desk(const char *address)
{
    static const char *const desks[] = {
        "noreply", "no-reply",    "donotreply",   "do-not-reply",   "newsletter", "newsletters", "news",
        "press",   "pressoffice", "press-office", "media",          "info",       "editor",      "editors",
        "alerts",  "updates",     "hello",        "communications", NULL};
    size_t size = address ? strcspn(address, "@") : 0;

    for (size_t i = 0; size > 0 && desks[i]; i++)
        if (size == strlen(desks[i]) && strncasecmp(address, desks[i], size) == 0) return true;
    return false;
}

static ws_status read_list(ws_arena *arena, GMimeMessage *message, ws_article *article, ws_error *error)
{
    const char *list = g_mime_object_get_header(GMIME_OBJECT(message), "List-Id");
    char *decoded;
    ws_status status;

    if (!list) return WS_OK;
    decoded = g_mime_utils_header_decode_phrase(NULL, list);
    if (decoded && strchr(decoded, '<')) *strchr(decoded, '<') = '\0';
    for (char *at = decoded; at && *at; at++)
        if (*at == '"') *at = ' ';
    status = keep(arena, decoded, &article->publisher, error);
    g_free(decoded);
    return status;
}

/* From: one named person is the author; a newsletter or a press office is the publisher; an address alone is neither.
 */
static ws_status read_sender(ws_arena *arena, GMimeMessage *message, ws_article *article, ws_error *error)
{
    InternetAddressList *from = g_mime_message_get_from(message);
    InternetAddress *one =
        from && internet_address_list_length(from) == 1 ? internet_address_list_get_address(from, 0) : NULL;
    const char *name = one ? internet_address_get_name(one) : NULL;
    const char *address = one && INTERNET_ADDRESS_IS_MAILBOX(one)
                              ? internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(one))
                              : NULL;
    char person[NAME_BYTES];
    char *via;

    if (!name || !address || strchr(name, '@') || strlen(name) >= sizeof person) return WS_OK;
    if (is_of_a_desk(address)) return keep(arena, name, &article->publisher, error);
    strcpy(person, name);
    via = strstr(person, " via ");
    if (via) *via = '\0';
    return keep(arena, person, &article->author, error);
}

static ws_status read_header(ws_arena *arena, GMimeMessage *message, ws_article *article, ws_error *error)
{
    GDateTime *date = g_mime_message_get_date(message);
    const char *id = g_mime_message_get_message_id(message);
    char *written = date ? g_date_time_format(date, "%Y-%m-%dT%H:%M:%S%:z") : NULL;
    ws_status status = keep(arena, written, &article->published, error);

    g_free(written);
    /* As it stands, so that it is told. */
    if (status == WS_OK)
        status = keep(arena, g_mime_object_get_header(GMIME_OBJECT(message), "Date"), &article->published, error);
    if (status == WS_OK) status = keep(arena, id, &article->input_id, error);
    if (status == WS_OK)
        status = keep(arena, bare_subject(g_mime_message_get_subject(message)), &article->title, error);
    if (status == WS_OK) status = read_list(arena, message, article, error);
    return status == WS_OK ? read_sender(arena, message, article, error) : status;
}

/* --- its text --- */

typedef struct bodies {
    GMimePart *plain, *html;
} bodies;

static bool is_attached(GMimeObject *part)
{
    const char *disposition = g_mime_object_get_disposition(part);

    return disposition && strcasecmp(disposition, GMIME_DISPOSITION_ATTACHMENT) == 0;
}

/* The first text of either kind, in the order of the message; no message within it. */
static void find_bodies(GMimeObject *part, int depth, bodies *found)
{
    GMimeContentType *type = g_mime_object_get_content_type(part);

    if (depth > WS_MAIL_DEPTH || is_attached(part)) return;
    if (GMIME_IS_MULTIPART(part) && !g_mime_content_type_is_type(type, "multipart", "digest")) {
        int count = g_mime_multipart_get_count(GMIME_MULTIPART(part));

        for (int i = 0; i < count; i++)
            find_bodies(g_mime_multipart_get_part(GMIME_MULTIPART(part), i), depth + 1, found);
    }
    if (!GMIME_IS_PART(part)) return;
    if (!found->plain && g_mime_content_type_is_type(type, "text", "plain")) found->plain = GMIME_PART(part);
    if (!found->html && g_mime_content_type_is_type(type, "text", "html")) found->html = GMIME_PART(part);
}

/* The part's content as checked text. */
static ws_status decode(ws_arena *arena, GMimePart *part, const char **text, size_t *size, ws_error *error)
{
    GMimeDataWrapper *content = g_mime_part_get_content(part);
    const char *charset = g_mime_object_get_content_type_parameter(GMIME_OBJECT(part), "charset");
    GMimeStream *stream = g_mime_stream_mem_new();
    GByteArray *bytes;
    ws_status status = WS_OK;

    *size = 0;
    if (content) g_mime_data_wrapper_write_to_stream(content, stream);
    bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
    if (bytes->len > 0) status = ws_text_decode(arena, bytes->data, bytes->len, charset, text, size, error);
    g_object_unref(stream);
    return status;
}

static ws_status read_text(ws_arena *arena, GMimeMessage *message, ws_buffer *out, ws_error *error)
{
    ws_article page = {.text = NULL};
    GMimeObject *top = g_mime_message_get_mime_part(message);
    bodies found = {NULL, NULL};
    const char *text = "";
    size_t size = 0;
    ws_status status = WS_OK;

    if (top) find_bodies(top, 0, &found);
    if (found.plain) status = decode(arena, found.plain, &text, &size, error);
    if (status == WS_OK && ws_trim(text, size).size == 0 && found.html) {
        status = decode(arena, found.html, &text, &size, error);
        if (status == WS_OK) status = ws_html_fragment(arena, text, size, &page, error);
        text = page.text ? page.text : "";
        size = page.text_size;
    }
    if (status == WS_OK) ws_mail_own_words(text, size, out);
    return status == WS_OK ? ws_buffer_status(out, error) : status;
}

static ws_status read_message(ws_arena *arena, GMimeMessage *message, ws_article *article, ws_error *error)
{
    ws_buffer text = WS_BUFFER_INIT(WS_DOCUMENT_BYTES);
    ws_status status = read_header(arena, message, article, error);

    if (status == WS_OK) status = read_text(arena, message, &text, error);
    if (status == WS_OK)
        status = ws_whole_file_text(arena, &text, "the message has no words of its own", article, error);
    ws_buffer_free(&text);
    return status;
}

/* gmime descends by recursion: what nests too much never gets there. A part within others needs a boundary of theirs,
 * or is a message itself. */
static bool nests_too_much(const char *bytes, size_t size)
{
    static const char boundary[] = "boundary", message[] = "message/";
    size_t count = 0;

    for (size_t i = 0; i + sizeof message <= size && count <= WS_MAIL_PARTS; i++) {
        char first = bytes[i] | 0x20;

        if (first == 'm' && strncasecmp(bytes + i, message, sizeof message - 1) == 0) count++;
        if (first != 'b' || strncasecmp(bytes + i, boundary, sizeof boundary - 1) != 0) continue;
        i += sizeof boundary - 1;
        while (i < size && (bytes[i] == ' ' || bytes[i] == '\t')) i++;
        count += i < size && (bytes[i] == '=' || bytes[i] == '*');
    }
    return count > WS_MAIL_PARTS;
}

static void start_gmime(void)
{
    g_mime_init();
}

/* The end of a part is not there. */
static void note_end(gint64 offset, GMimeParserWarning warning, const gchar *item, gpointer cut_off)
{
    (void)offset;
    (void)item;
    if (warning == GMIME_WARN_TRUNCATED_MESSAGE) *(bool *)cut_off = true;
}

ws_status ws_mail_read(ws_arena *arena, const char *bytes, size_t size, ws_article *article, ws_error *error)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    GMimeStream *stream;
    GMimeParser *parser;
    GMimeMessage *message;
    GMimeParserOptions *options;
    ws_status status;

    if (nests_too_much(bytes, size)) return ws_fail(error, WS_REFUSED, NULL, "the message has too many parts");
    pthread_once(&once, start_gmime);
    stream = g_mime_stream_mem_new_with_buffer(bytes, size);
    parser = g_mime_parser_new_with_stream(stream);
    options = g_mime_parser_options_new();
    g_mime_parser_options_set_warning_callback(options, note_end, &article->cut_off);
    message = g_mime_parser_construct_message(parser, options);
    status = message ? read_message(arena, message, article, error)
                     : ws_fail(error, WS_REFUSED, NULL, "it is no e-mail message");
    if (message) g_object_unref(message);
    g_object_unref(parser);
    g_mime_parser_options_free(options);
    g_object_unref(stream);
    return status;
}
