/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notices.h"

#include <string.h>
#include <strings.h>

enum { MOST_BYTES = 200 }; /* of a line that is a notice and no report about one */

/* Set in capitals by agencies, behind which anything may follow ("BULLETIN KILL: river story"). */
static const char *const slugs[] = {
    "KILL",       "BULLETIN KILL", "MANDATORY KILL", "STORY KILL", "WITHDRAWN", "STORY WITHDRAWN",
    "WITHDRAWAL", "EDITORS: KILL", "ADVISORY: KILL", NULL};
/* Sentences of web pages, in any letters; the noun is one of those below. */
static const char *const nouns[] = {"article", "story", "report", "page", "item", "post", NULL};
static const char *const verbs[] = {"removed", "withdrawn", "retracted", "taken down", "deleted", "unpublished", NULL};

static const char *past_blanks(const char *at)
{
    while (*at && strchr(" \t\r\n*#-_=", *at)) at++;
    return at;
}

static size_t line_size(const char *at)
{
    return strcspn(at, "\r\n");
}

/* A whole line, or one that goes on behind a mark: "KILL - story", no "KILL BILL RETURNS". */
static const char *slug_at(const char *line)
{
    const char *best = NULL;
    for (size_t i = 0; slugs[i]; i++) {
        size_t size = strlen(slugs[i]);
        if (strncmp(line, slugs[i], size) != 0) continue;
        const char *rest = line + size + strspn(line + size, " ");
        if (!*rest || strchr("\r\n:.!,;-(*", *rest) || !strncmp(rest, "\xe2\x80\x93", 3) ||
            !strncmp(rest, "\xe2\x80\x94", 3))
            best = slugs[i];
    }
    return best;
}

/* "this <noun> has been|was|is <verb>" from its first word on. */
static const char *sentence_at(const char *line)
{
    static const char *const betweens[] = {"has been ", "has now been ", "was ", "is ", NULL};
    bool any = false;
    if (strncasecmp(line, "this ", 5) != 0 || line_size(line) > MOST_BYTES) return NULL;
    line += 5;
    for (size_t i = 0; !any && nouns[i]; i++)
        if (!strncasecmp(line, nouns[i], strlen(nouns[i])) && line[strlen(nouns[i])] == ' ')
            line += strlen(nouns[i]) + 1, any = true;
    if (!any) return NULL;
    for (size_t i = 0; betweens[i]; i++) {
        size_t size = strlen(betweens[i]);
        for (size_t k = 0; !strncasecmp(line, betweens[i], size) && verbs[k]; k++)
            if (!strncasecmp(line + size, verbs[k], strlen(verbs[k]))) return "this article is withdrawn";
    }
    return NULL;
}

static const char *notice_at(const char *text)
{
    const char *line = past_blanks(text), *slug = slug_at(line);
    return slug ? slug : sentence_at(line);
}

const char *ws_notice_of(const ws_article *article)
{
    const char *notice = article->title ? notice_at(article->title) : NULL;
    return notice ? notice : notice_at(article->text);
}
