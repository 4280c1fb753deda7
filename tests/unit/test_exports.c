/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every export of a few statements of the sample news, and of an article that means harm, against ../export/FORMAT.
 * With WHOSAID_GOLDEN=write the files are written anew: read what git then shows. */
#include "exporting.h"
#include "house.h"
#include "index_fixture.h"
#include "sheet.h"

#include <archive.h>
#include <archive_entry.h>
#include <sqlite3.h>
#include <sys/stat.h>

/* --- an index --- */

typedef struct shelf {
    fixture base;
    ws_index *index;
    ws_hits hits;
} shelf;

static const char hostile[] = "\"=1+1 <script>alert('x')</script> \xe2\x80\xaegnp.exe,\" said Ben\xe2\x80\x8b Kade.\n\n"
                              "\"+1 \x1b[31mred\x1b[0m,\" he said. @home, he denied *nothing* [at](javascript:all).\n";

static void add_file(ws_buffer *to, const char *path)
{
    char block[4096];
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    for (size_t got; (got = fread(block, 1, sizeof block, file));) ws_buffer_add(to, block, got);
    fclose(file);
}

/* Behind the title and the line that parts it. */
static const char *body_of(fixture *f, const char *file)
{
    ws_buffer read = WS_BUFFER_INIT(1 << 20);
    add_file(&read, ws_arena_printf(f->arena, "%s/news/%s", WS_TESTS, file));
    char *body = ws_arena_strdup(f->arena, strstr(read.bytes, "\n\n") + 2);
    ws_buffer_free(&read);
    return body;
}

static void add_bridge(fixture *f, ws_writer *writer)
{
    static const told words[] = {
        {"Helena Brandt", "Brandt", "told reporters",
         "\"We closed the bridge because we could no longer say that it was safe,\"", WS_ACT_STATEMENT, NULL},
        {"a person with knowledge of the inspection", "A person with knowledge of the inspection", "said",
         "that the cracks had been noted in a report last autumn", WS_ACT_ALLEGATION, NULL},
        {"Transport Ministry", "The Transport Ministry", "did not immediately respond", NULL, WS_ACT_NO_RESPONSE,
         NULL}};
    ws_article *article =
        fixture_article(f, "bridge", "Lindfell closes Tarn Bridge after cracks are found",
                        body_of(f, "npa/2025-03-07-bridge.txt"), "Northern Press Agency", "2025-03-07T15:20:00+01:00");
    article->url = "https://npa.example/bridge?a=1&b=2";
    article->author = "Ida Lund";
    ws_statement *statements = fixture_statements(f, article, words, 3);
    statements[0].form = WS_FORM_DIRECT;
    statements[0].quoted =
        fixture_spans(f, article, "We closed the bridge because we could no longer say that it was safe,", 0);
    statements[0].source = fixture_spans(f, article, "Brandt told", 0);
    statements[0].source.items[0].end -= (uint32_t)strlen(" told");
    statements[0].speakers[0].role = "mayor of Lindfell";
    statements[0].addressee = "reporters";
    statements[0].occasion = "at the town hall";
    statements[0].setting = WS_SETTING_PRESS_CONFERENCE;
    statements[1].speakers[0].naming = WS_NAMING_WITHHELD;
    statements[1].confidence = 0.62F;
    statements[2].response.kind = WS_RESPONSE_NOT_IMMEDIATELY;
    statements[2].speakers[0].type = WS_SPEAKER_ORGANIZATION;
    assert_ok(f, ws_writer_add(writer, article, statements, 3, &f->error));
}

static void add_saltmere(fixture *f, ws_writer *writer)
{
    static const told words[] = {{"a shift leader", "a shift leader", "noted", "\"smell of solvent at tank 4\"",
                                  WS_ACT_STATEMENT, "the Courier"},
                                 {"Jonas Pell", "Pell", "added",
                                  "that he had asked Ingrid Solheim, Veridan's chief executive, to come to Saltmere",
                                  WS_ACT_REQUEST, NULL}};
    ws_article *article = fixture_article(f, "saltmere", "Veridan knew of leak for six days, newspaper reports",
                                          body_of(f, "ledger/saltmere-paper.txt"), "The Morning Ledger", "2025-03-25");
    ws_statement *statements = fixture_statements(f, article, words, 2);
    ws_via via[] = {{"Environment Agency", WS_SPEAKER_ORGANIZATION}, {"the Courier", WS_SPEAKER_PUBLICATION}};
    statements[0].form = WS_FORM_MIXED;
    statements[0].quoted = fixture_spans(f, article, "smell of solvent at tank 4", 0);
    statements[0].via = via;
    statements[0].via_count = 2;
    statements[0].time.text = "on March 12";
    statements[0].time.date = "2025-03-12";
    statements[0].time.precision = "day";
    assert_ok(f, ws_writer_add(writer, article, statements, 2, &f->error));
}

static void add_hostile(fixture *f, ws_writer *writer)
{
    static const told words[] = {{"Ben\xe2\x80\x8b Kade", "Ben\xe2\x80\x8b Kade", "said",
                                  "=1+1 <script>alert('x')</script> \xe2\x80\xaegnp.exe,", WS_ACT_STATEMENT, NULL},
                                 {"@Kade", "he", "said", "\"+1 \x1b[31mred\x1b[0m,\"", WS_ACT_STATEMENT, NULL},
                                 {NULL, "@home, he", "denied", "*nothing* [at](javascript:all)", WS_ACT_DENIAL, NULL}};
    ws_article *article = fixture_article(f, "evil<b>", "=cmd|' /C calc'!A0 <img src=x onerror=alert(1)>", hostile,
                                          "-Post", "2025-03-26");
    article->url = "javascript:alert(1)";
    ws_statement *statements = fixture_statements(f, article, words, 3);
    assert_ok(f, ws_writer_add(writer, article, statements, 3, &f->error));
}

static int set_up(void **state)
{
    shelf *s = calloc(1, sizeof *s);
    void *made = NULL;
    setenv("SOURCE_DATE_EPOCH", "1743600000", 1);
    if (!s || fixture_set_up(&made)) return -1;
    s->base = *(fixture *)made;
    free(made);
    fixture *f = &s->base;
    ws_writer *writer = NULL;
    const ws_writer_events events = {0};
    assert_ok(f, ws_writer_open(f->place, 0, &events, &writer, &f->error));
    add_bridge(f, writer);
    add_saltmere(f, writer);
    add_hostile(f, writer);
    assert_ok(f, ws_writer_close(writer, &f->error));
    s->index = fixture_open(f, f->place);
    s->hits = fixture_search(f, s->index, (ws_search){.sort = WS_SORT_PUBLISHED_ASCENDING});
    assert_int_equal(s->hits.count, 8);
    *state = s;
    return 0;
}

static int tear_down(void **state)
{
    shelf *s = *state;
    void *base = malloc(sizeof s->base);
    ws_index_close(s->index);
    if (base) memcpy(base, &s->base, sizeof s->base);
    free(s);
    return base ? fixture_tear_down(&base) : -1;
}

/* --- exporting --- */

static const ws_export_settings usual = {.query_text = "all <b>", .now = "2025-04-02T13:20:00Z", .table = -1};

static const ws_exporter *exporter_named(const char *name)
{
    for (size_t i = 0; ws_exports[i]; i++)
        if (!strcmp(ws_exports[i]->name, name)) return ws_exports[i];
    return NULL;
}

static const char *export(shelf *s, const char *format, const char *name, const ws_export_settings *settings)
{
    fixture *f = &s->base;
    const char *target = ws_arena_printf(f->arena, "%s/%s", f->folder, name);
    ws_exporting made = {.export = {.settings = settings, .exporter = exporter_named(format), .arena = f->arena}};
    assert_non_null(made.export.exporter);
    ws_status status = ws_exporting_begin(&made, target, NULL, &f->error);
    if (status == WS_OK) status = ws_exporting_take(&made, f->arena, &s->hits, &f->error);
    assert_ok(f, ws_exporting_end(&made, status, &f->error));
    return target;
}

static void add_folder(ws_buffer *to, fixture *f, const char *folder, const char *const *names)
{
    for (size_t i = 0; names[i]; i++) {
        const char *path = ws_arena_printf(f->arena, "%s/%s", folder, names[i]);
        if (access(path, F_OK)) continue;
        ws_buffer_printf(to, "== %s\n", names[i]);
        add_file(to, path);
    }
}

/* The parts of an archive whose names have this in them. */
static void add_parts(ws_buffer *to, const char *path, const char *wanted)
{
    char block[4096];
    struct archive_entry *entry;
    struct archive *zip = archive_read_new();
    assert_int_equal(archive_read_support_format_zip(zip), ARCHIVE_OK);
    assert_int_equal(archive_read_open_filename(zip, path, 4096), ARCHIVE_OK);
    while (archive_read_next_header(zip, &entry) == ARCHIVE_OK) {
        if (!strstr(archive_entry_pathname(entry), wanted)) continue;
        ws_buffer_printf(to, "== %s\n", archive_entry_pathname(entry));
        for (la_ssize_t got; (got = archive_read_data(zip, block, sizeof block)) > 0;)
            ws_buffer_add(to, block, (size_t)got);
        ws_buffer_putc(to, '\n');
    }
    archive_read_free(zip);
}

static int add_cells(void *to, int count, char **cells, char **names)
{
    for (int i = 0; i < count; i++)
        if (cells[i] && *cells[i]) ws_buffer_printf(to, "%s: %s\n", names[i], cells[i]);
    ws_buffer_puts(to, "--\n");
    return 0;
}

static void add_database(ws_buffer *to, const char *path)
{
    static const char *const asked[] = {
        "SELECT sql FROM sqlite_master WHERE tbl_name NOT LIKE '%\\_fts\\_%' ESCAPE '\\'",
        "SELECT * FROM statements",
        "SELECT * FROM speakers",
        "SELECT * FROM chain",
        "SELECT * FROM articles",
        "SELECT * FROM about",
        "SELECT statements.id FROM statements, statements_fts WHERE statements.rowid = "
        "statements_fts.rowid AND statements_fts MATCH 'safe'"};
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
        assert_int_equal(sqlite3_exec(db, asked[i], add_cells, to, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void hold_against(fixture *f, const char *format, const ws_buffer *made)
{
    const char *golden = ws_arena_printf(f->arena, "%s/export/%s", WS_TESTS, format);
    const char *mode = getenv("WHOSAID_GOLDEN");
    assert_false(made->failed);
    if (mode && !strcmp(mode, "write")) {
        FILE *file = fopen(golden, "w");
        assert_non_null(file);
        fwrite(made->bytes, 1, made->size, file);
        fclose(file);
    }
    ws_buffer wanted = WS_BUFFER_INIT(1 << 24);
    add_file(&wanted, golden);
    size_t same = 0;
    while (same < made->size && same < wanted.size && made->bytes[same] == wanted.bytes[same]) same++;
    if (same < made->size || same < wanted.size) {
        size_t from = same > 60 ? same - 60 : 0;
        fail_msg("%s differs at byte %zu: \"%.200s\", not \"%.200s\"", format, same, made->bytes + from,
                 wanted.bytes + from);
    }
    ws_buffer_free(&wanted);
}

static void collect(fixture *f, const ws_exporter *exporter, const char *path, ws_buffer *made)
{
    if (exporter->shape == WS_EXPORT_FOLDER)
        add_folder(made, f, path, exporter->files);
    else if (!strcmp(exporter->name, "docx"))
        add_parts(made, path, "");
    else if (!strcmp(exporter->name, "xlsx"))
        add_parts(made, path, "xl/worksheets/");
    else if (!strcmp(exporter->name, "sqlite"))
        add_database(made, path);
    else
        add_file(made, path);
}

static void each_format_is_as_it_was(void **state)
{
    shelf *s = *state;
    assert_string_equal(ws_export_names[0], "list");
    for (size_t i = 0; ws_exports[i]; i++) {
        assert_string_equal(ws_export_names[i + 1], ws_exports[i]->name);
        ws_buffer made = WS_BUFFER_INIT(1 << 24);
        collect(&s->base, ws_exports[i], export(s, ws_exports[i]->name, ws_exports[i]->name, &usual), &made);
        hold_against(&s->base, ws_exports[i]->name, &made);
        ws_buffer_free(&made);
    }
}

/* Whoever prints it finds the facts of a statement, and its boxes, on one page with it. */
static void an_entry_is_kept_on_its_page(void **state)
{
    shelf *s = *state;
    ws_buffer made = WS_BUFFER_INIT(1 << 24);
    add_parts(&made, export(s, "docx", "kept", &usual), "word/styles.xml");
    for (const char *const *style =
             (const char *const[]){"Heading1", "Labels", "Quote", "Fact", "Context", "Boxes", NULL};
         *style; style++) {
        const char *at = strstr(made.bytes, ws_arena_printf(s->base.arena, "w:styleId=\"%s\"", *style));
        const char *next = at ? strstr(at, "<w:keepNext/>") : NULL;
        assert_true(next && next < strstr(at, "</w:style>"));
    }
    ws_buffer_free(&made);
}

static void a_house_changes_marks_and_dates(void **state)
{
    shelf *s = *state;
    ws_export_settings house = usual;
    ws_buffer made = WS_BUFFER_INIT(1 << 24);
    house.style = WS_HOUSE_GUARDIAN;
    house.outlet = "Northern Press Agency";
    add_file(&made, export(s, "markdown", "guardian", &house));
    hold_against(&s->base, "markdown-guardian", &made);
    ws_buffer_free(&made);
}

static void an_archive_has_the_same_tables(void **state)
{
    shelf *s = *state;
    fixture *f = &s->base;
    ws_buffer folder = WS_BUFFER_INIT(1 << 24), archive = WS_BUFFER_INIT(1 << 24);
    add_folder(&folder, f, export(s, "csv", "tables", &usual),
               (const char *const[]){"statements.csv", "speakers.csv", "chain.csv", "articles.csv", NULL});
    add_parts(&archive, export(s, "csv", "tables.ZIP", &usual), ".csv");
    for (size_t i = 0, k = 0; i < folder.size; i++, k++) {
        if (k + 1 < archive.size && !strncmp(archive.bytes + k, "\n==", 3)) k++; /* parts end by an empty line */
        assert_true(k < archive.size && folder.bytes[i] == archive.bytes[k]);
    }
    ws_buffer_free(&folder);
    ws_buffer_free(&archive);
}

static void a_failure_leaves_what_was_there(void **state)
{
    shelf *s = *state;
    fixture *f = &s->base;
    const char *target = export(s, "html", "kept.html", &usual);
    struct stat before, after;
    assert_int_equal(stat(target, &before), 0);
    assert_int_equal(before.st_mode & 0777, 0600);
    ws_exporting made = {.export = {.settings = &usual, .exporter = exporter_named("html"), .arena = f->arena}};
    assert_ok(f, ws_exporting_begin(&made, target, NULL, &f->error));
    assert_ok(f, ws_exporting_take(&made, f->arena, &s->hits, &f->error));
    assert_int_equal(ws_exporting_end(&made, WS_CORRUPT, &f->error), WS_CORRUPT);
    assert_int_equal(stat(target, &after), 0);
    assert_int_equal(before.st_ino, after.st_ino);
    assert_int_equal(before.st_size, after.st_size);
    assert_true(access(made.place.path, F_OK) != 0);
}

static void too_many_for_a_format_are_refused(void **state)
{
    shelf *s = *state;
    fixture *f = &s->base;
    ws_exporter small = *exporter_named("html");
    small.most = 7;
    ws_exporting made = {.export = {.settings = &usual, .exporter = &small, .arena = f->arena}};
    assert_ok(f, ws_exporting_begin(&made, ws_arena_printf(f->arena, "%s/many", f->folder), NULL, &f->error));
    ws_status status = ws_exporting_take(&made, f->arena, &s->hits, &f->error);
    assert_int_equal(status, WS_USAGE);
    assert_non_null(strstr(f->error.message, "holds 7 statements at most"));
    assert_int_equal(ws_exporting_end(&made, status, &f->error), WS_USAGE);
}

/* --- pieces --- */

static void dates_are_as_the_house_writes_them(void **state)
{
    shelf *s = *state;
    ws_arena *arena = s->base.arena;
    assert_string_equal(ws_house_date(arena, WS_HOUSE_PLAIN, "2025-03-08T10:00:00+01:00"), "2025-03-08");
    assert_string_equal(ws_house_date(arena, WS_HOUSE_AP, "2025-03-08T10:00:00+01:00"), "March 8, 2025");
    assert_string_equal(ws_house_date(arena, WS_HOUSE_AP, "2025-09-30"), "Sept. 30, 2025");
    assert_string_equal(ws_house_date(arena, WS_HOUSE_AP, "2025-09"), "September 2025");
    assert_string_equal(ws_house_date(arena, WS_HOUSE_GUARDIAN, "2025-12-01"), "1 December 2025");
    assert_string_equal(ws_house_date(arena, WS_HOUSE_GUARDIAN, "2025"), "2025");
}

static void words_in(shelf *s, ws_house_style style, const char *text, const char *quoted, const char *expected)
{
    fixture *f = &s->base;
    ws_article *article = fixture_article(f, "marks", "Marks", text, "Post", NULL);
    ws_span all = {0, (uint32_t)strlen(text)};
    ws_statement statement = {.content = {&all, 1}, .quoted = fixture_spans(f, article, quoted, 0)};
    ws_styled made = ws_styled_new();
    ws_house_words(style, article, &statement, &made);
    assert_string_equal(made.text.bytes, expected);
    ws_styled_free(&made);
}

#define O "\xe2\x80\x9c"
#define C "\xe2\x80\x9d"
#define o "\xe2\x80\x98"
#define c "\xe2\x80\x99"

static void marks_are_as_the_house_sets_them(void **state)
{
    shelf *s = *state;
    words_in(s, WS_HOUSE_PLAIN, "\"It's off,\" he said", "It's off,", "\"It's off,\" he said");
    words_in(s, WS_HOUSE_AP, "\"It's off,\" he said", "It's off,", O "It's off," C " he said");
    words_in(s, WS_HOUSE_AP, "'It's \"off\" now,' he said", "It's \"off\" now,",
             O "It's " o "off" c " now," C " he said");
    words_in(s, WS_HOUSE_GUARDIAN, "\xc2\xabIt is " O "off" C ",\xc2\xbb he said", "It is " O "off" C ",",
             O "It is " o "off" c "," C " he said");
    words_in(s, WS_HOUSE_AP, "\"She said, 'Go on home, the dogs' day is over,' and 'tis so,\" he said",
             "She said, 'Go on home, the dogs' day is over,' and 'tis so,",
             O "She said, " o "Go on home, the dogs' day is over," c " and 'tis so," C " he said");
    words_in(s, WS_HOUSE_AP, "\"'Tis the dogs' day, isn't it?\" he said", "'Tis the dogs' day, isn't it?",
             O "'Tis the dogs' day, isn't it?" C " he said");
    words_in(s, WS_HOUSE_AP, "the dogs' \"big\" day, (\"so\") he said", "big",
             "the dogs' " O "big" C " day, (" O "so" C ") he said");
}

static const char *value_of(const ws_sheet_entry *entry, const char *label)
{
    for (size_t i = 0; i < entry->field_count; i++)
        if (!strcmp(entry->fields[i].label, label)) return entry->fields[i].value;
    return "";
}

static ws_hit mayor(const shelf *s)
{
    for (size_t i = 0;; i++) {
        const ws_hit *hit = &s->hits.items[i];
        assert_true(i < s->hits.count);
        if (hit->statement->speaker_count && hit->statement->speakers->role) return *hit;
    }
}

static void fill(shelf *s, const ws_export_settings *settings, const ws_hit *hit, ws_sheet_entry *out)
{
    fixture *f = &s->base;
    const ws_export made = {.settings = settings, .arena = f->arena};
    ws_styled words = ws_styled_new();
    assert_ok(f, ws_sheet_fill(&made, f->arena, hit, &words, out, &f->error));
    ws_styled_free(&words);
}

static void an_entry_tells_whose_office_it_is_and_what_was_not_found(void **state)
{
    shelf *s = *state;
    ws_sheet_entry entry;
    ws_hit hit = mayor(s);
    ws_statement statement = *hit.statement;
    ws_speaker two[] = {*statement.speakers, *statement.speakers};
    hit.statement = &statement;
    fill(s, &usual, &hit, &entry);
    assert_string_equal(value_of(&entry, "Office then"), "mayor of Lindfell");
    assert_string_equal(value_of(&entry, "Not found"), "when");
    two[0].basis = WS_BASIS_PRONOUN;
    two[1].name = "Ida Lund";
    two[1].role = "engineer";
    two[1].affiliation = "Osterman Works";
    statement.speakers = two;
    statement.speaker_count = 2;
    statement.addressee = NULL;
    fill(s, &usual, &hit, &entry);
    assert_string_equal(value_of(&entry, "Office then"),
                        "Helena Brandt: mayor of Lindfell; Ida Lund: engineer, Osterman Works");
    assert_string_equal(value_of(&entry, "Not found"), "when, to whom");
    assert_string_equal(value_of(&entry, "Found from"),
                        "[Brandt], a pronoun: whom it means was found from the text around it");
    two[1].role = two[1].affiliation = NULL;
    fill(s, &usual, &hit, &entry);
    assert_string_equal(value_of(&entry, "Office then"), "Helena Brandt: mayor of Lindfell");
    assert_string_equal(value_of(&entry, "Not found"), "office, when, to whom");
}

/* One article that means harm must not keep the others from being exported. */
static void an_endless_word_is_written(void **state)
{
    enum { ENDLESS = 3 << 20 };
    shelf *s = *state;
    fixture *f = &s->base;
    ws_sheet_entry entry;
    ws_hit hit = mayor(s);
    ws_statement statement = *hit.statement;
    char *word = ws_arena_alloc(f->arena, ENDLESS + 1);
    assert_non_null(word);
    memset(word, 'x', ENDLESS);
    word[ENDLESS] = '\0';
    ws_speaker speaker = *statement.speakers;
    speaker.name = speaker.role = statement.addressee = statement.medium = word;
    statement.speakers = &speaker;
    hit.statement = &statement;
    fill(s, &usual, &hit, &entry);
    assert_int_equal(strlen(value_of(&entry, "To whom")), ENDLESS);
    assert_int_equal(strlen(entry.name), ENDLESS);
    ws_hits one = {.items = &hit, .count = 1, .total = 1};
    ws_exporting made = {.export = {.settings = &usual, .exporter = exporter_named("csv"), .arena = f->arena}};
    assert_ok(f, ws_exporting_begin(&made, ws_arena_printf(f->arena, "%s/endless", f->folder), NULL, &f->error));
    ws_status status = ws_exporting_take(&made, f->arena, &one, &f->error);
    assert_ok(f, ws_exporting_end(&made, status, &f->error));
}

static void more_decisions_than_an_entry_holds_are_not_passed_over_in_silence(void **state)
{
    enum { MANY = 30 };
    shelf *s = *state;
    ws_sheet_entry entry;
    ws_hit hit = mayor(s);
    ws_mark marks[MANY];
    ws_export_settings settings = usual;
    const ws_decision decision = {.kind = WS_DECISION_CORRECTION, .when = "2025-04-01T00:00:00Z", .who = "anna",
                                  .why = "misread"};
    for (size_t i = 0; i < MANY; i++) marks[i] = (ws_mark){.field = "act", .decision = &decision};
    hit.marks = marks;
    hit.mark_count = MANY;
    settings.notes = true;
    fill(s, &settings, &hit, &entry);
    assert_int_equal(entry.field_count, WS_SHEET_FIELDS_MOST);
    assert_non_null(strstr(entry.fields[WS_SHEET_FIELDS_MOST - 2].value, "misread"));
    assert_string_equal(entry.fields[WS_SHEET_FIELDS_MOST - 1].value, "and more, which whosaid show tells");
    settings.notes = false;
    fill(s, &settings, &hit, &entry);
    assert_string_equal(value_of(&entry, "Decided"), "");
}

static const char *because(void *user, const char *id)
{
    return strcmp(user, id) ? NULL : "likely an <answer>";
}

static void a_feed_has_its_name_and_tells_why(void **state)
{
    shelf *s = *state;
    ws_buffer made = WS_BUFFER_INIT(1 << 24);
    char id[33];
    ws_hash_hex(s->hits.items[1].statement->id, id);
    ws_export_settings feed = usual;
    feed.name = "toll";
    feed.why = because;
    feed.user = id;
    add_file(&made, export(s, "atom", "why.atom", &feed));
    assert_non_null(strstr(made.bytes, "<title>toll: all &lt;b&gt;</title>"));
    const char *first = strstr(made.bytes, "\nlikely an &lt;answer&gt;</content>");
    assert_true(first && !strstr(first + 2, "likely"));
    ws_buffer_clear(&made);
    add_file(&made, export(s, "jsonfeed", "why.json", &feed));
    assert_non_null(strstr(made.bytes, "\"title\":\"toll: all <b>\""));
    assert_non_null(strstr(made.bytes, " \xc2\xb7 likely an <answer>\""));
    ws_buffer_free(&made);
}

static void hashes_are_new_once(void **state)
{
    enum { MANY = 5000 };
    (void)state;
    ws_seen *seen = ws_seen_new();
    assert_non_null(seen);
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < MANY; i++) {
            bool is_new = round != 0;
            ws_hash hash = i ? ws_hash_bytes(&i, sizeof i) : (ws_hash){{0}};
            assert_int_equal(ws_seen_add(seen, hash, &is_new, NULL), WS_OK);
            assert_int_equal(is_new, round == 0);
        }
    }
    assert_int_equal(ws_seen_count(seen), MANY);
    ws_seen_free(seen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_format_is_as_it_was, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_entry_is_kept_on_its_page, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_house_changes_marks_and_dates, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_archive_has_the_same_tables, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_failure_leaves_what_was_there, set_up, tear_down),
        cmocka_unit_test_setup_teardown(too_many_for_a_format_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(dates_are_as_the_house_writes_them, set_up, tear_down),
        cmocka_unit_test_setup_teardown(marks_are_as_the_house_sets_them, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_entry_tells_whose_office_it_is_and_what_was_not_found, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_endless_word_is_written, set_up, tear_down),
        cmocka_unit_test_setup_teardown(more_decisions_than_an_entry_holds_are_not_passed_over_in_silence, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_feed_has_its_name_and_tells_why, set_up, tear_down),
        cmocka_unit_test(hashes_are_new_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
