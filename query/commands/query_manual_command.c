/* SPDX-License-Identifier: GPL-3.0-or-later */
/* whosaid-query(7), which the build installs: what `whosaid syntax` shows, as a man page. */
#include "common.h"
#include "language.h"
#include "program.h"

#include <string.h>

static const ws_option options[] = {WS_OPTION_END};

/* Behind the lines from `text` on that belong to its first one: the indented and the empty ones. */
static char *section_end(char *text)
{
    do {
        size_t size = strcspn(text, "\n");
        text += size + (text[size] == '\n');
    } while (*text == ' ' || *text == '\n');
    return text;
}

/* A line that is not indented is a heading; what follows up to the next one stays as it is laid out. */
static void print_sections(FILE *out, char *text)
{
    for (char *next; *text; text = next) {
        size_t heading = strcspn(text, "\n");
        next = section_end(text);
        fputs(".SH ", out);
        ws_manual_line(out, text, heading);
        char kept = *next;
        *next = '\0';
        ws_manual_text(out, text + heading);
        *next = kept;
    }
}

static ws_status run_manual(ws_context *context, void *options_, const ws_strings *arguments, ws_error *error)
{
    (void)options_;
    if (arguments->count) return ws_fail(error, WS_USAGE, NULL, "query-manual takes no arguments");
    ws_buffer help = WS_BUFFER_INIT(65536);
    ws_query_help(&help);
    ws_status status = ws_buffer_status(&help, error);
    if (status == WS_OK) {
        fputs(".TH WHOSAID-QUERY 7 \"\" \"whosaid\" \"Miscellaneous\"\n"
              ".SH NAME\nwhosaid-query \\- how queries of whosaid are written\n",
              context->out);
        print_sections(context->out, help.bytes);
        fputs(".SH SEE ALSO\nwhosaid(1), whosaid\\-index(1)\n", context->out);
    }
    ws_buffer_free(&help);
    return status;
}

const ws_command ws_query_manual_command = {
    .name = "query-manual",
    .summary = "print the man page of the query language",
    .arguments = "",
    .options = options,
    .order = 99,
    .run = run_manual,
    .hidden = true,
};
