/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proposals.h"

#include "count_text.h"
#include "notices.h"

enum { MOST_KEPT = 100 };

ws_status ws_proposals_look(ws_proposals *proposals, const ws_article *article, ws_error *error)
{
    const char *notice = ws_notice_of(article);
    if (!notice || proposals->count++ >= MOST_KEPT) return WS_OK;
    if (!proposals->arena) proposals->arena = ws_arena_new(0);
    if (proposals->arena && !proposals->items)
        proposals->items = ws_arena_array(proposals->arena, MOST_KEPT, sizeof *proposals->items);
    const char *id = proposals->items ? ws_arena_strdup(proposals->arena, article->id) : NULL;
    if (!id) return ws_no_memory(error);
    proposals->items[proposals->kept++] = (struct ws_proposal){id, notice};
    return WS_OK;
}

/* As a word for the shell. What a terminal would obey is taken out, as messages have it. */
static void print_word(FILE *out, const char *word)
{
    ws_error shown;
    ws_fail(&shown, WS_REFUSED, NULL, "%s", word);
    putc('\'', out);
    for (const char *at = shown.message; *at; at++) fputs(*at == '\'' ? "'\\''" : (const char[]){*at, '\0'}, out);
    putc('\'', out);
}

void ws_proposals_print(const ws_proposals *proposals, FILE *out, const char *db)
{
    if (!proposals->count) return;
    bool one = proposals->count == 1;
    fprintf(out, "%s %s by %s own words (%s). Nothing was done about %s; after a look, do it with:\n",
            ws_count_of(proposals->count, "article").text, one ? "is withdrawn" : "are withdrawn",
            one ? "its" : "their", proposals->items[0].notice, one ? "it" : "them");
    for (size_t i = 0; i < proposals->kept; i++) {
        fputs("  whosaid-index remove --withdraw ", out);
        if (db) {
            fputs("--db ", out);
            print_word(out, db);
            putc(' ', out);
        }
        print_word(out, proposals->items[i].id);
        putc('\n', out);
    }
    if (proposals->count > proposals->kept)
        fprintf(out, "  and %s more\n", ws_count_text(proposals->count - proposals->kept).text);
}

cJSON *ws_proposals_json(const ws_proposals *proposals)
{
    cJSON *array = cJSON_CreateArray();
    bool ok = array != NULL;
    for (size_t i = 0; ok && i < proposals->kept; i++) {
        cJSON *each = cJSON_CreateObject();
        ok = cJSON_AddItemToArray(array, each) && cJSON_AddStringToObject(each, "id", proposals->items[i].id) &&
             cJSON_AddStringToObject(each, "notice", proposals->items[i].notice);
    }
    if (ok) return array;
    cJSON_Delete(array);
    return NULL;
}
