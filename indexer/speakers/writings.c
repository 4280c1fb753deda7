/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "writings.h"

#include "lists.h"

#include <string.h>

enum { TITLE_WORDS = 8, LOOK_BACK = 4000 };

static bool is(const ws_mentions *m, size_t i, const char *word)
{
    return ws_token_is(&m->reading->tokens[i], word);
}

static ws_speaker_type type_of(const ws_entities *entities, const ws_mention *mention)
{
    return entities->items[entities->of_mention[mention - entities->names->items]].type;
}

const ws_mention *ws_writing_by(const ws_entities *entities, const ws_source *s)
{
    const ws_mentions *m = entities->names;
    size_t by = s->head.end;
    if (s->noun + 1 != s->head.end || !has(m, "documents", s->noun) || by >= s->part.end || !is(m, by, "by"))
        return NULL;
    for (size_t i = by + 1; i < s->part.end && i - by < TITLE_WORDS; i++) {
        const ws_mention *mention = ws_mention_at(m, i);
        if (mention && type_of(entities, mention) == WS_SPEAKER_PERSON) return mention;
        bool title = mention || (m->reading->tokens[i].kind == WS_TOKEN_WORD && !has(m, "boundaries", i));
        if (!title) return NULL;
    }
    return NULL;
}

/* The paper named nearest to a token, in its sentence. */
static const ws_mention *paper_beside(const ws_entities *entities, size_t token)
{
    const ws_mentions *m = entities->names;
    const ws_reading *reading = m->reading;
    const ws_sentence *sentence = &reading->sentences[ws_sentence_at(reading, reading->tokens[token].span.begin)];
    for (size_t far = 1; far <= sentence->token_end - sentence->token_begin; far++) {
        const size_t at[2] = {token - far, token + far};
        for (size_t side = 0; side < 2; side++) {
            bool within = side ? at[1] < sentence->token_end : far <= token && at[0] >= sentence->token_begin;
            const ws_mention *mention = within ? ws_mention_at(m, at[side]) : NULL;
            if (mention && type_of(entities, mention) == WS_SPEAKER_PUBLICATION) return mention;
        }
    }
    return NULL;
}

const ws_mention *ws_writing_of_paper(const ws_entities *entities, const ws_source *s)
{
    const ws_mentions *m = entities->names;
    bool bare = s->part.end - s->part.begin == 2 && s->noun == s->part.begin + 1 && has(m, "pieces", s->noun);
    if (!bare || strcmp(ws_source_determiner(m, s), "definite") != 0) return NULL;
    for (size_t i = s->part.begin, seen = 0; i-- > 0 && seen < LOOK_BACK; seen++) {
        const ws_mention *paper = has(m, "pieces", i) ? paper_beside(entities, i) : NULL;
        if (paper) return paper;
    }
    return NULL;
}
