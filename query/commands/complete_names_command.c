/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For the completion of shells: what a name may go on with. */
#include "common.h"

#include "unicode.h"

#include <string.h>

enum { NAMES_MOST = 50 };

typedef struct complete_options {
    ws_common_options common;
} complete_options;

static const ws_option options[] = {WS_PLACE_OPTIONS(complete_options, common), WS_OPTION_END};

/* One word is completed by words of names, which by: takes as they are; several by whole names. */
static ws_status print_names(ws_session *session, const char *typed, ws_error *error)
{
    ws_counts names = {0};
    const char *start = ws_fold_words(session->arena, typed, strlen(typed));
    bool several = strchr(typed, ' ') != NULL;
    if (start && several && !strchr(start, ' ')) start = ws_arena_printf(session->arena, "%s ", start);
    if (!start) return ws_no_memory(error);
    ws_status status = ws_index_terms(session->index, several ? WS_FIELD_SPEAKER : WS_FIELD_BY, start, NAMES_MOST,
                                      session->arena, &names, error);
    for (size_t i = 0; i < names.count && status == WS_OK; i++)
        fprintf(session->context->out, "%s\n", names.items[i].value);
    session->context->exit_code = names.count ? 0 : 1;
    return status;
}

static ws_status run_complete_names(ws_context *context, void *options_, const ws_strings *arguments, ws_error *error)
{
    const complete_options *asked = options_;
    if (arguments->count != 1)
        return ws_fail(error, WS_USAGE, "names of several words go in quotation marks",
                       "complete-names takes the beginning of a name");
    if (arguments->items[0][ws_utf8_check(arguments->items[0], strlen(arguments->items[0]))])
        return ws_fail(error, WS_USAGE, NULL, "the beginning of the name is no UTF-8");
    ws_session session;
    ws_status status = ws_session_open(&session, context, error);
    if (status == WS_OK) status = ws_session_index(&session, &asked->common, error);
    if (status == WS_OK) status = print_names(&session, arguments->items[0], error);
    return ws_session_close(&session, status, error);
}

const ws_command ws_complete_names_command = {
    .name = "complete-names",
    .summary = "list how a speaker's name may go on",
    .arguments = "BEGINNING",
    .description = "Lists at most fifty, a line each, those of most statements first: words of names\n"
                   "when the beginning is of one word, whole names when it is of several.",
    .options = options,
    .options_size = sizeof(complete_options),
    .order = 99,
    .run = run_complete_names,
    .hidden = true,
};
