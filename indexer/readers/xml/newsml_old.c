/* SPDX-License-Identifier: GPL-3.0-or-later */
/* NewsML 1: components within components, each with lines and metadata that hold for what is in it. */
#include "lines.h"
#include "newsml.h"
#include "wire.h"

#include <string.h>
#include <strings.h>

static const char *formal_name(const ws_xml_node *node)
{
    const char *name = ws_xml_value(node, "FormalName");

    return name ? name : "";
}

/* Without its revision: versions of an item are one article. */
static ws_status read_id(ws_arena *arena, const ws_xml_node *item, ws_article *article, ws_error *error)
{
    const ws_xml_node *id = ws_xml_child(ws_xml_child(item, "Identification"), "NewsIdentifier");
    const char *provider = ws_xml_line(arena, ws_xml_child(id, "ProviderId"));
    const char *date = ws_xml_line(arena, ws_xml_child(id, "DateId"));
    const char *own = ws_xml_line(arena, ws_xml_child(id, "NewsItemId"));

    if (!provider || !date || !own) return ws_no_memory(error);
    if (!*own) return WS_OK;
    article->input_id = ws_arena_printf(arena, "urn:newsml:%s:%s:%s", provider, date, own);
    return article->input_id ? WS_OK : ws_no_memory(error);
}

static ws_status read_management(ws_arena *arena, const ws_xml_node *management, ws_article *article, ws_error *error)
{
    const ws_xml_node *change = ws_xml_child(management, "StatusWillChange");
    const char *instruction = formal_name(ws_xml_child(management, "Instruction"));
    ws_status status = ws_xml_set(arena, &article->published, ws_xml_child(management, "FirstCreated"), error);

    article->release = ws_wire_release(formal_name(ws_xml_child(management, "Status")));
    if (status == WS_OK)
        status = ws_xml_set(arena, &article->updated, ws_xml_child(management, "ThisRevisionCreated"), error);
    if (status == WS_OK && article->release == WS_RELEASE_WITHHELD &&
        ws_wire_release(formal_name(ws_xml_child(change, "FutureStatus"))) == WS_RELEASE_USABLE)
        status = ws_xml_set(arena, &article->embargoed, ws_xml_child(change, "DateAndTime"), error);
    if (status == WS_OK) status = ws_wire_note(arena, article, instruction, error);
    return status;
}

/* What an outer component says, too, from the nearest outwards. */
static ws_status read_component(ws_arena *arena, const ws_xml_node *component, ws_article *article, ws_error *error)
{
    const ws_xml_node *lines = ws_xml_child(component, "NewsLines");
    const ws_xml_node *about = ws_xml_child(component, "DescriptiveMetadata");
    const ws_xml_node *keeping = ws_xml_child(component, "AdministrativeMetadata");
    const char *byline = article->author ? "" : ws_xml_line(arena, ws_xml_child(lines, "ByLine"));
    ws_status status = ws_xml_set(arena, &article->title, ws_xml_child(lines, "HeadLine"), error);

    if (status == WS_OK) status = byline ? ws_wire_author(arena, article, byline, error) : ws_no_memory(error);
    if (status == WS_OK) status = ws_xml_set(arena, &article->dateline, ws_xml_child(lines, "DateLine"), error);
    if (status == WS_OK) status = ws_xml_set(arena, &article->credit, ws_xml_child(lines, "CreditLine"), error);
    if (status == WS_OK) status = ws_wire_language(arena, article, formal_name(ws_xml_child(about, "Language")), error);
    if (status == WS_OK)
        status = ws_wire_set(arena, &article->publisher,
                             formal_name(ws_xml_child(ws_xml_child(keeping, "Provider"), "Party")), error);
    if (status == WS_OK)
        status = ws_wire_set(arena, &article->credit,
                             formal_name(ws_xml_child(ws_xml_child(keeping, "Source"), "Party")), error);
    return status;
}

/* Is it a text, and in a role that is not known to be something beside the article? */
static bool is_main_text(const ws_xml_node *content)
{
    static const char *const beside[] = {"HeadLine", "SubHeadLine", "Contact", "Logo",    "Photo",     "Picture",
                                         "Video",    "StyleSheet",  "Caption", "Graphic", "Thumbnail", "Audio",
                                         "Summary",  "Abstract",    "Related", NULL};
    const char *role = formal_name(ws_xml_child(content->parent, "Role"));
    const char *media = formal_name(ws_xml_child(content, "MediaType"));
    const char *mime = formal_name(ws_xml_child(content, "MimeType"));

    if (!ws_xml_child(content, "DataContent")) return false;
    for (size_t i = 0; beside[i]; i++)
        if (strcasecmp(role, beside[i]) == 0) return false;
    if (*media && strcasecmp(media, "Text") != 0) return false;
    return !*mime || (strncasecmp(mime, "text/", 5) == 0 && strcasecmp(mime, "text/css") != 0) ||
           strcasestr(mime, "nitf") || strcasestr(mime, "xml");
}

static bool is_english(const ws_xml_node *component)
{
    for (; component; component = component->parent) {
        const ws_xml_node *language = ws_xml_child(ws_xml_child(component, "DescriptiveMetadata"), "Language");

        if (language) return strncasecmp(formal_name(language), "en", 2) == 0;
    }
    return true;
}

static const ws_xml_node *find_text(const ws_xml_node *item, bool in_english)
{
    const ws_xml_node *content = ws_xml_find(item, "ContentItem");

    for (; content; content = ws_xml_after(item, content, true))
        if (ws_xml_is(content, "ContentItem") && is_main_text(content) && (!in_english || is_english(content->parent)))
            break;
    return content;
}

/* --- captions --- */

enum { MOST_CAPTIONS = 200 };

static bool is_picture(const char *role)
{
    static const char *const pictures[] = {"Photo", "Picture", "Graphic", "Image", NULL};

    for (size_t i = 0; pictures[i]; i++)
        if (strcasecmp(role, pictures[i]) == 0) return true;
    return false;
}

/* A component in that role, or the headline of one that is a picture; *text stays NULL for any other. */
static ws_status read_caption(ws_arena *arena, const ws_xml_node *component, const char **text, ws_error *error)
{
    const char *role = formal_name(ws_xml_child(component, "Role"));
    const ws_xml_node *content = ws_xml_child(component, "ContentItem");
    ws_article caption = {.text = NULL};
    ws_status status;

    if (is_picture(role))
        return ws_xml_set(arena, text, ws_xml_child(ws_xml_child(component, "NewsLines"), "HeadLine"), error);
    if (strcasecmp(role, "Caption") != 0 || !ws_xml_child(content, "DataContent")) return WS_OK;
    status = ws_newsml_content(arena, ws_xml_child(content, "DataContent"),
                               formal_name(ws_xml_child(content, "MimeType")), &caption, error);
    return status == WS_OK ? ws_wire_set(arena, text, caption.text, error) : status;
}

static void add_caption(ws_buffer *out, ws_article_part *part, const char *text)
{
    ws_line trimmed = ws_trim(text, strlen(text));

    ws_buffer_puts(out, "\n\n");
    part->part = WS_PART_CAPTION;
    part->span.begin = (uint32_t)out->size;
    ws_buffer_add(out, trimmed.text, trimmed.size);
    part->span.end = (uint32_t)out->size;
}

/* Behind the text, each of them once: a picture comes in several sizes. */
static ws_status add_captions(ws_arena *arena, const ws_xml_node *item, ws_article *article, ws_error *error)
{
    const ws_xml_node *component = ws_xml_find(item, "NewsComponent");
    ws_article_part *parts = ws_arena_array(arena, article->part_count + MOST_CAPTIONS, sizeof *parts);
    size_t count = article->part_count;
    ws_buffer out = WS_BUFFER_INIT(4 * (size_t)WS_XML_TEXT_BYTES);
    ws_status status = parts ? WS_OK : ws_no_memory(error);

    ws_buffer_add(&out, article->text, article->text_size);
    if (parts && count > 0) memcpy(parts, article->parts, count * sizeof *parts);
    for (size_t seen = 0; component && status == WS_OK && seen < MOST_CAPTIONS;
         component = ws_xml_after(item, component, true)) {
        const char *text = NULL;

        if (!ws_xml_is(component, "NewsComponent") || !is_english(component)) continue;
        status = read_caption(arena, component, &text, error);
        if (status != WS_OK || !text) continue;
        seen++;
        if (!out.failed && !strstr(out.bytes, text)) add_caption(&out, &parts[count++], text);
    }
    if (status == WS_OK) status = ws_buffer_status(&out, error);
    if (status == WS_OK && count > article->part_count) {
        article->text = ws_arena_string(arena, out.bytes, out.size);
        article->text_size = out.size;
        article->parts = parts;
        article->part_count = count;
        if (!article->text) status = ws_no_memory(error);
    }
    ws_buffer_free(&out);
    return status;
}

ws_status ws_newsml_old_item(ws_arena *arena, const ws_xml_node *item, const char *sender, ws_article *article,
                             ws_error *error)
{
    const ws_xml_node *content = find_text(item, true);
    const ws_xml_node *component;
    const char *mime;
    ws_status status = read_id(arena, item, article, error);
    ws_release release;

    if (!content) content = find_text(item, false);
    component = content ? content->parent : ws_xml_child(item, "NewsComponent");
    if (status == WS_OK) status = read_management(arena, ws_xml_child(item, "NewsManagement"), article, error);
    release = article->release;
    for (; component && component != item && status == WS_OK; component = component->parent)
        status = read_component(arena, component, article, error);
    if (status == WS_OK) status = ws_wire_set(arena, &article->publisher, sender, error);
    mime = content ? formal_name(ws_xml_child(content, "MimeType")) : "";
    if (status == WS_OK && content)
        status = ws_newsml_content(arena, ws_xml_child(content, "DataContent"), mime, article, error);
    if (status == WS_OK && !ws_is_blank(article->text)) status = add_captions(arena, item, article, error);
    if (release != WS_RELEASE_USABLE) article->release = release;
    return status == WS_OK ? ws_wire_finish(arena, article, error) : status;
}
