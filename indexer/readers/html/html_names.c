/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the names of an element (its classes, its id) say of it. */
#include "html_page.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { NAME_BYTES = 128, WORD_BYTES = 40 };

typedef struct naming {
    const char *word; /* or two that only together say it */
    unsigned says;
} naming;

/* Sorted by word. */
static const naming namings[] = {
    {"ad", WS_NAMES_SMALL},
    {"addthis", WS_NAMES_SMALL},
    {"ads", WS_NAMES_SMALL},
    {"adsbygoogle", WS_NAMES_SMALL},
    {"adslot", WS_NAMES_SMALL},
    {"adunit", WS_NAMES_SMALL},
    {"advert", WS_NAMES_SMALL},
    {"advertisement", WS_NAMES_SMALL},
    {"advertising", WS_NAMES_SMALL},
    {"adverts", WS_NAMES_SMALL},
    {"also read", WS_NAMES_SMALL},
    {"alsoread", WS_NAMES_SMALL},
    {"author", WS_NAMES_SMALL},
    {"authors", WS_NAMES_SMALL},
    {"avatar", WS_NAMES_SMALL},
    {"banner", WS_NAMES_SMALL},
    {"bio", WS_NAMES_SMALL},
    {"boilerplate", WS_NAMES_SMALL},
    {"breadcrumb", WS_NAMES_OTHERS},
    {"breadcrumbs", WS_NAMES_OTHERS},
    {"bullets", WS_NAMES_SUMMARY},
    {"byline", WS_NAMES_SMALL},
    {"bylines", WS_NAMES_SMALL},
    {"caption", WS_NAMES_CAPTION},
    {"captions", WS_NAMES_CAPTION},
    {"carousel", WS_NAMES_SMALL},
    {"clarification", WS_NAMES_CORRECTION},
    {"comment", WS_NAMES_OTHERS},
    {"comments", WS_NAMES_OTHERS},
    {"consent", WS_NAMES_SMALL},
    {"contact", WS_NAMES_SMALL},
    {"contact media", WS_NAMES_SMALL},
    {"contacts", WS_NAMES_SMALL},
    {"cookie", WS_NAMES_SMALL},
    {"cookies", WS_NAMES_SMALL},
    {"copyright", WS_NAMES_SMALL},
    {"correction", WS_NAMES_CORRECTION},
    {"corrections", WS_NAMES_CORRECTION},
    {"counter", WS_NAMES_SMALL},
    {"credit", WS_NAMES_SMALL},
    {"cutline", WS_NAMES_CAPTION},
    {"dateline", WS_NAMES_SMALL},
    {"deck", WS_NAMES_SUMMARY},
    {"dek", WS_NAMES_SUMMARY},
    {"dfp", WS_NAMES_SMALL},
    {"dialog", WS_NAMES_SMALL},
    {"disclaimer", WS_NAMES_SMALL},
    {"disqus", WS_NAMES_OTHERS},
    {"donate", WS_NAMES_SMALL},
    {"donation", WS_NAMES_SMALL},
    {"embed", WS_NAMES_SMALL},
    {"enquiries", WS_NAMES_SMALL},
    {"fact box", WS_NAMES_SMALL},
    {"factbox", WS_NAMES_SMALL},
    {"feedback", WS_NAMES_SMALL},
    {"follow", WS_NAMES_SMALL},
    {"footer", WS_NAMES_OTHERS},
    {"fullscreen", WS_NAMES_SMALL},
    {"hashtags", WS_NAMES_SMALL},
    {"highlights", WS_NAMES_SUMMARY},
    {"imagecaption", WS_NAMES_CAPTION},
    {"info box", WS_NAMES_SMALL},
    {"infobox", WS_NAMES_SMALL},
    {"inread", WS_NAMES_SMALL},
    {"interstitial", WS_NAMES_SMALL},
    {"invisible", WS_NAMES_SMALL},
    {"jp", WS_NAMES_SMALL},
    {"key facts", WS_NAMES_SMALL},
    {"keypoints", WS_NAMES_SUMMARY},
    {"keyword", WS_NAMES_SMALL},
    {"keywords", WS_NAMES_SMALL},
    {"kicker", WS_NAMES_SMALL},
    {"labels", WS_NAMES_SMALL},
    {"leaderboard", WS_NAMES_SMALL},
    {"lightbox", WS_NAMES_SMALL},
    {"likes", WS_NAMES_SMALL},
    {"login", WS_NAMES_SMALL},
    {"masthead", WS_NAMES_SMALL},
    {"media contact", WS_NAMES_SMALL},
    {"membership", WS_NAMES_SMALL},
    {"menu", WS_NAMES_OTHERS},
    {"meta", WS_NAMES_SMALL},
    {"metadata", WS_NAMES_SMALL},
    {"modal", WS_NAMES_SMALL},
    {"more on", WS_NAMES_SMALL},
    {"more stories", WS_NAMES_SMALL},
    {"moreon", WS_NAMES_SMALL},
    {"most read", WS_NAMES_SMALL},
    {"mostread", WS_NAMES_SMALL},
    {"mpu", WS_NAMES_SMALL},
    {"nav", WS_NAMES_OTHERS},
    {"navbar", WS_NAMES_OTHERS},
    {"navigation", WS_NAMES_OTHERS},
    {"newsletter", WS_NAMES_SMALL},
    {"newsletters", WS_NAMES_SMALL},
    {"notification", WS_NAMES_SMALL},
    {"offscreen", WS_NAMES_SMALL},
    {"outbrain", WS_NAMES_OTHERS},
    {"overlay", WS_NAMES_SMALL},
    {"pager", WS_NAMES_SMALL},
    {"pagination", WS_NAMES_SMALL},
    {"paywall", WS_NAMES_SMALL},
    {"player", WS_NAMES_SMALL},
    {"poll", WS_NAMES_SMALL},
    {"popular", WS_NAMES_SMALL},
    {"popup", WS_NAMES_SMALL},
    {"post date", WS_NAMES_SMALL},
    {"post navigation", WS_NAMES_SMALL},
    {"press contact", WS_NAMES_SMALL},
    {"print", WS_NAMES_SMALL},
    {"promo", WS_NAMES_SMALL},
    {"promos", WS_NAMES_SMALL},
    {"promoted", WS_NAMES_SMALL},
    {"promotion", WS_NAMES_SMALL},
    {"pub date", WS_NAMES_SMALL},
    {"pull quote", WS_NAMES_PULL_QUOTE},
    {"pullquote", WS_NAMES_PULL_QUOTE},
    {"rating", WS_NAMES_SMALL},
    {"reactions", WS_NAMES_SMALL},
    {"read more", WS_NAMES_SMALL},
    {"read next", WS_NAMES_SMALL},
    {"read time", WS_NAMES_SMALL},
    {"reading time", WS_NAMES_SMALL},
    {"readmore", WS_NAMES_SMALL},
    {"recirc", WS_NAMES_OTHERS},
    {"recommendations", WS_NAMES_OTHERS},
    {"recommended", WS_NAMES_OTHERS},
    {"register", WS_NAMES_SMALL},
    {"regwall", WS_NAMES_SMALL},
    {"related", WS_NAMES_OTHERS},
    {"relatedposts", WS_NAMES_SMALL},
    {"replies", WS_NAMES_OTHERS},
    {"screen reader", WS_NAMES_SMALL},
    {"screenreader", WS_NAMES_SMALL},
    {"see also", WS_NAMES_SMALL},
    {"share", WS_NAMES_SMALL},
    {"sharebar", WS_NAMES_SMALL},
    {"sharedaddy", WS_NAMES_SMALL},
    {"sharing", WS_NAMES_SMALL},
    {"sidebar", WS_NAMES_OTHERS},
    {"sign up", WS_NAMES_SMALL},
    {"signup", WS_NAMES_SMALL},
    {"skip", WS_NAMES_SMALL},
    {"skyscraper", WS_NAMES_SMALL},
    {"slideshow", WS_NAMES_SMALL},
    {"social", WS_NAMES_SMALL},
    {"sponsor", WS_NAMES_SMALL},
    {"sponsored", WS_NAMES_SMALL},
    {"sr only", WS_NAMES_SMALL},
    {"standfirst", WS_NAMES_SUMMARY},
    {"strapline", WS_NAMES_SUMMARY},
    {"subhead", WS_NAMES_SUMMARY},
    {"subheading", WS_NAMES_SUMMARY},
    {"subheadline", WS_NAMES_SUMMARY},
    {"subheadlines", WS_NAMES_SUMMARY},
    {"subscribe", WS_NAMES_SMALL},
    {"subscription", WS_NAMES_SMALL},
    {"subtitle", WS_NAMES_SUMMARY},
    {"summary", WS_NAMES_SUMMARY},
    {"taboola", WS_NAMES_OTHERS},
    {"taglist", WS_NAMES_SMALL},
    {"tags", WS_NAMES_SMALL},
    {"takeaways", WS_NAMES_SUMMARY},
    {"teaser", WS_NAMES_OTHERS},
    {"teasers", WS_NAMES_OTHERS},
    {"ticker", WS_NAMES_SMALL},
    {"timestamp", WS_NAMES_SMALL},
    {"toast", WS_NAMES_SMALL},
    {"toolbar", WS_NAMES_SMALL},
    {"tools", WS_NAMES_SMALL},
    {"trending", WS_NAMES_OTHERS},
    {"up next", WS_NAMES_SMALL},
    {"video", WS_NAMES_SMALL},
    {"views", WS_NAMES_SMALL},
    {"visually hidden", WS_NAMES_SMALL},
    {"weather", WS_NAMES_SMALL},
    {"widget", WS_NAMES_SMALL},
};

/* Takes the next of the blank-separated names of a class or id (or NULL) off its front; longer ones are passed over. */
static bool next_name(const char **names, char name[NAME_BYTES])
{
    while (*names && **names) {
        const char *begin = *names + strspn(*names, " \t\r\n");
        size_t size = strcspn(begin, " \t\r\n");

        *names = begin + size;
        if (size == 0 || size >= NAME_BYTES) continue;
        memcpy(name, begin, size);
        name[size] = '\0';
        return true;
    }
    return false;
}

static bool begins_with_one(const char *name, const char *const *beginnings)
{
    for (size_t i = 0; beginnings[i]; i++)
        if (strncasecmp(name, beginnings[i], strlen(beginnings[i])) == 0) return true;
    return false;
}

/* Names such as "has-comments" only describe what is around, "tag-weather" what the article is about. */
static bool describes(const char *name)
{
    static const char *const beginnings[] = {"has-",     "has_",  "with-",   "with_",   "no-",    "no_",
                                             "without-", "is-",   "is_",     "not-",    "tag-",   "category-",
                                             "cat-",     "type-", "format-", "status-", "topic-", NULL};
    static const char *const states[] = {"open", "enabled", "disabled", NULL};
    const char *last = name + strlen(name);

    while (last > name && last[-1] != '-' && last[-1] != '_') last--;
    return begins_with_one(name, beginnings) || (last > name && ws_html_has_word(last, states));
}

/* Pieces of words that mean one thing only, for names written in one word ("bannerfooter"). */
static bool has_stem(const char *name)
{
    static const char *const stems[] = {"banner",   "advert",   "sponsor",   "newsletter", "breadcrumb", "sidebar",
                                        "comments", "cookie",   "taboola",   "outbrain",   "paywall",    "disqus",
                                        "addthis",  "sharebar", "sharethis", NULL};

    for (size_t i = 0; stems[i]; i++)
        if (strcasestr(name, stems[i])) return true;
    return false;
}

static int by_word(const void *word, const void *entry)
{
    return strcmp(word, ((const naming *)entry)->word);
}

static unsigned look_up(const char *word)
{
    const naming *found = bsearch(word, namings, sizeof namings / sizeof *namings, sizeof *namings, by_word);

    return found ? found->says : 0;
}

/* The next word of a name in lower case; "-", "_" and capitals part words. false: no more. */
static bool next_word(const char **at, char word[WORD_BYTES])
{
    size_t size = 0;
    const char *from = *at;

    while (*from && !isalnum((unsigned char)*from)) from++;
    for (*at = from; isalnum((unsigned char)**at); (*at)++) {
        if (*at > from && isupper((unsigned char)**at) && islower((unsigned char)(*at)[-1])) break;
        if (size + 1 < WORD_BYTES) word[size++] = (char)tolower((unsigned char)**at);
    }
    word[size] = '\0';
    return size > 0;
}

static unsigned names_say(const char *names)
{
    char name[NAME_BYTES];
    unsigned says = 0;

    while (next_name(&names, name)) {
        char word[WORD_BYTES], pair[2 * WORD_BYTES] = "";
        const char *at = name;

        if (describes(name)) continue;
        if (has_stem(name)) says |= WS_NAMES_SMALL;
        while (next_word(&at, word)) {
            size_t before = strlen(pair);

            says |= look_up(word);
            if (before) {
                memcpy(pair + before, " ", 2);
                strcat(pair, word);
                says |= look_up(pair);
            }
            strcpy(pair, word);
        }
    }
    return says;
}

/* "amp-ad", "x-newsletter-form": elements of the site's own making have telling names. */
static unsigned own_element_says(const GumboNode *node)
{
    GumboStringPiece tag = node->v.element.original_tag;
    char name[NAME_BYTES];

    if (node->v.element.tag != GUMBO_TAG_UNKNOWN) return 0;
    gumbo_tag_from_original_text(&tag);
    if (!tag.data || tag.length >= NAME_BYTES) return 0;
    memcpy(name, tag.data, tag.length);
    name[tag.length] = '\0';
    return strchr(name, '-') ? names_say(name) : 0;
}

/* data-component, data-testid and their like: names for the site's own programs. */
static bool is_naming(const char *attribute)
{
    static const char *const ends[] = {"name", "component", "testid", "test", "hook", "qa", "module", NULL};
    size_t size = strlen(attribute);

    if (strncmp(attribute, "data-", 5) != 0) return false;
    for (size_t i = 0; ends[i]; i++)
        if (size >= strlen(ends[i]) && strcmp(attribute + size - strlen(ends[i]), ends[i]) == 0) return true;
    return false;
}

unsigned ws_html_names(const GumboNode *node)
{
    const GumboVector *attributes = &node->v.element.attributes;
    unsigned says = own_element_says(node);

    for (unsigned i = 0; i < attributes->length; i++) {
        const GumboAttribute *one = attributes->data[i];

        if (strcmp(one->name, "class") == 0 || strcmp(one->name, "id") == 0 || is_naming(one->name))
            says |= names_say(one->value);
    }
    return says;
}
