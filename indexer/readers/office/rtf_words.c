/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rtf_text.h"

#include <stdlib.h>
#include <string.h>

typedef struct control {
    const char *name;
    ws_rtf_meaning meaning;
    int value;
} control;

#define NEVER(name_)                                                                                                   \
    {                                                                                                                  \
        name_, WS_RTF_DESTINATION, WS_RTF_NEVER                                                                        \
    }

/* Sorted by name. */
static const control controls[] = {
    NEVER("annotation"),
    {"ansi", WS_RTF_CODE_PAGE, 1252},
    {"ansicpg", WS_RTF_ANSI_CODE_PAGE, 0},
    NEVER("atnauthor"),
    NEVER("atndate"),
    NEVER("atnid"),
    NEVER("atnparent"),
    NEVER("atnref"),
    NEVER("atntime"),
    NEVER("author"),
    {"bin", WS_RTF_BINARY, 0},
    {"bullet", WS_RTF_CHARACTER, 0x2022},
    {"cell", WS_RTF_PARAGRAPH, 0},
    NEVER("colortbl"),
    NEVER("comment"),
    {"deleted", WS_RTF_DELETED, 0},
    NEVER("do"),
    {"emdash", WS_RTF_CHARACTER, 0x2014},
    {"emspace", WS_RTF_CHARACTER, 0x2003},
    {"endash", WS_RTF_CHARACTER, 0x2013},
    {"enspace", WS_RTF_CHARACTER, 0x2002},
    {"f", WS_RTF_FONT, 0},
    {"fcharset", WS_RTF_CHARSET, 0},
    NEVER("filetbl"),
    NEVER("fldinst"),
    {"fonttbl", WS_RTF_DESTINATION, WS_RTF_FONT_TABLE},
    NEVER("footer"),
    NEVER("footerf"),
    NEVER("footerl"),
    NEVER("footerr"),
    NEVER("footnote"),
    NEVER("ftncn"),
    NEVER("ftnsep"),
    NEVER("ftnsepc"),
    NEVER("header"),
    NEVER("headerf"),
    NEVER("headerl"),
    NEVER("headerr"),
    NEVER("info"),
    {"ldblquote", WS_RTF_CHARACTER, 0x201C},
    {"line", WS_RTF_CHARACTER, '\n'},
    NEVER("listtext"),
    {"lquote", WS_RTF_CHARACTER, 0x2018},
    {"mac", WS_RTF_CODE_PAGE, 10000},
    {"nestcell", WS_RTF_PARAGRAPH, 0},
    {"nestrow", WS_RTF_PARAGRAPH, 0},
    NEVER("nonesttables"),
    NEVER("nonshppict"),
    NEVER("objdata"),
    NEVER("object"),
    {"par", WS_RTF_PARAGRAPH, 0},
    {"pard", WS_RTF_PARAGRAPH_DEFAULTS, 0},
    {"pc", WS_RTF_CODE_PAGE, 437},
    {"pca", WS_RTF_CODE_PAGE, 850},
    NEVER("pict"),
    {"plain", WS_RTF_PLAIN, 0},
    NEVER("pntext"),
    NEVER("private"),
    NEVER("pxe"),
    {"qmspace", WS_RTF_CHARACTER, 0x2005},
    {"rdblquote", WS_RTF_CHARACTER, 0x201D},
    {"row", WS_RTF_PARAGRAPH, 0},
    {"rquote", WS_RTF_CHARACTER, 0x2019},
    NEVER("rxe"),
    {"s", WS_RTF_STYLE, 0},
    {"sect", WS_RTF_PARAGRAPH, 0},
    /* The marks of a drawing: only the group of its text is read, and not its copy for older programs. */
    NEVER("shpinst"),
    NEVER("shprslt"),
    {"shptxt", WS_RTF_DESTINATION, WS_RTF_SHAPE},
    {"stylesheet", WS_RTF_DESTINATION, WS_RTF_STYLES},
    {"tab", WS_RTF_CHARACTER, '\t'},
    NEVER("tc"),
    NEVER("tcn"),
    NEVER("txe"),
    {"u", WS_RTF_UNICODE, 0},
    {"uc", WS_RTF_FALLBACKS, 0},
    {"v", WS_RTF_HIDDEN, 0},
    NEVER("xe"),
};

static int by_name(const void *left, const void *right)
{
    return strcmp(((const control *)left)->name, ((const control *)right)->name);
}

ws_rtf_meaning ws_rtf_look_up(const char *name, int *value)
{
    control key = {.name = name};
    const control *found = bsearch(&key, controls, sizeof controls / sizeof controls[0], sizeof key, by_name);

    *value = found ? found->value : 0;
    return found ? found->meaning : WS_RTF_NOTHING;
}

int ws_rtf_charset(int number)
{
    static const int pages[][2] = {
        {77, 10000}, {128, 932},  {129, 949},  {134, 936},  {136, 950}, {161, 1253}, {162, 1254}, {163, 1258},
        {177, 1255}, {178, 1256}, {186, 1257}, {204, 1251}, {222, 874}, {238, 1250}, {255, 850},
    };

    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
        if (pages[i][0] == number) return pages[i][1];
    return 0;
}
