/* SPDX-License-Identifier: GPL-3.0-or-later */
/* NewsML 1: components within components, each with lines and metadata that hold for what is in it. */
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

static bool is_english(const ws_xml_node *content)
{
    const ws_xml_node *component = content->parent;

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
        if (ws_xml_is(content, "ContentItem") && is_main_text(content) && (!in_english || is_english(content))) break;
    return content;
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
    if (release != WS_RELEASE_USABLE) article->release = release;
    return status == WS_OK ? ws_wire_finish(arena, article, error) : status;
}
