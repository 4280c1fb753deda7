/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian_database.hh"

#include <algorithm>
#include <cstring>

extern "C" {
#include "index_rows.h"
#include "unicode.h"
}

ws_status ws_statement_source(ws_arena *arena, const ws_statement *statement, ws_buffer *out, ws_error *error)
{
    for (size_t i = 0; i < statement->speaker_count; i++) {
        const ws_speaker *speaker = &statement->speakers[i];
        const char *name = speaker->name ? speaker->name : "";
        const char *folded = speaker->key ? speaker->key : ws_fold_words(arena, name, strlen(name));
        if (!folded) return ws_no_memory(error);
        ws_buffer_printf(out, "%c%s\x1f", speaker->key ? 'k' : 'u', folded);
    }
    return ws_buffer_status(out, error);
}

namespace whosaid
{

static constexpr size_t BATCH = 100; /* statements that are in memory together */

/* What a search finds, as numbers and values. */
class RowReader
{
  public:
    RowReader(ws_index *index, ws_arena *arena, ws_error *error) : index_(index), arena_(arena), error_(error)
    {
    }
    ws_status numbers(const ws_search *search, std::vector<Xapian::docid> *out);
    ws_status run(const ws_search *search, ws_rows *out);

  private:
    ws_index *index_;
    ws_arena *arena_;
    ws_error *error_;
    std::unordered_map<std::string, uint32_t> articles_, sources_;
    std::vector<ws_row_article> metadata_;

    ws_status article(const std::string &unique, uint32_t *out);
    ws_status source(Xapian::docid id, const Xapian::Document &document, Loader *loader, ws_arena *room,
                     std::string *out);
    ws_status batch(const Xapian::docid *ids, size_t count, ws_row *out);
    const char *kept(const char *text);
};

const char *RowReader::kept(const char *text)
{
    return text ? needed(ws_arena_string(arena_, text, strlen(text))) : NULL;
}

ws_status RowReader::numbers(const ws_search *search, std::vector<Xapian::docid> *out)
{
    Arena room;
    QueryBuilder builder(index_, room);
    ws_status status = builder.check(search->query, error_);
    if (status != WS_OK) return status;
    Xapian::Query query = builder.filtered(builder.build(search->query, Reach::CONTENT), search);
    Xapian::Enquire enquire(index_->database);
    enquire.set_query(builder.counted(query, search));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    Xapian::MSet matches = enquire.get_mset(0, index_->database.get_doccount());
    out->reserve(matches.size());
    for (auto one = matches.begin(); one != matches.end(); ++one) out->push_back(*one);
    std::sort(out->begin(), out->end());
    return WS_OK;
}

ws_status RowReader::article(const std::string &unique, uint32_t *out)
{
    auto known = articles_.find(unique);
    if (known != articles_.end()) {
        *out = known->second;
        return WS_OK;
    }
    Arena room; /* its text is not kept */
    const ws_article *article;
    ws_status status = Loader(index_, room).article(unique, &article, error_);
    if (status != WS_OK) return status;
    auto found = index_->database.postlist_begin(unique);
    std::string model = index_->database.get_document(*found, Xapian::DOC_ASSUME_VALID).get_value(SLOT_MODEL);
    metadata_.push_back({ws_hash_bytes(unique.data(), unique.size()), kept(article->id), kept(article->title),
                         kept(article->publisher), kept(article->author), kept(article->section),
                         kept(article->published), model.empty() ? NULL : kept(model.c_str())});
    *out = articles_[unique] = static_cast<uint32_t>(metadata_.size() - 1);
    return WS_OK;
}

/* The slot tells of those with a name key; the others' descriptors are in the record. */
static bool is_told_by_slot(const std::string &value)
{
    static constexpr size_t SURE_BYTES = 190; /* the slot cuts longer keys */
    for (size_t begin = 2; begin < value.size();) {
        size_t end = value.find(NAME_MARK, begin);
        if (end == std::string::npos || end == begin || end - begin > SURE_BYTES) return false;
        begin = std::min(value.find(JOINT_MARK, begin), value.size()) + 1;
    }
    return value.size() < SURE_BYTES * 4; /* so many speak jointly that the slot may not have them all */
}

ws_status RowReader::source(Xapian::docid id, const Xapian::Document &document, Loader *loader, ws_arena *room,
                            std::string *out)
{
    unsigned slot = ws_field_get(WS_FIELD_SPEAKER)->slot;
    std::string value = document.get_value(slot);
    if (index_->overlay) value = index_->overlay->value_or(id, slot, value);
    if (is_told_by_slot(value)) {
        for (size_t begin = 2; begin < value.size();) {
            *out += "k" + value.substr(begin, value.find(NAME_MARK, begin) - begin) + JOINT_MARK;
            begin = std::min(value.find(JOINT_MARK, begin), value.size()) + 1;
        }
        return WS_OK;
    }
    ws_hit hit = {};
    ws_buffer buffer = {NULL, 0, 0, SIZE_MAX, false};
    ws_status status = loader->hit(id, document, &hit, error_);
    if (status == WS_OK) status = ws_statement_source(room, hit.statement, &buffer, error_);
    if (status == WS_OK && buffer.size) out->assign(buffer.bytes, buffer.size);
    ws_buffer_free(&buffer);
    return status;
}

ws_status RowReader::batch(const Xapian::docid *ids, size_t count, ws_row *out)
{
    Arena room;
    Loader loader(index_, room);
    for (size_t i = 0; i < count; i++) {
        Xapian::Document document = index_->database.get_document(ids[i], Xapian::DOC_ASSUME_VALID);
        std::string name;
        out[i] = {ids[i], 0, 0};
        ws_status status = article(document.get_value(SLOT_ARTICLE), &out[i].article);
        if (status == WS_OK) status = source(ids[i], document, &loader, room, &name);
        if (status != WS_OK) return status;
        if (name.empty()) continue;
        name += std::to_string(out[i].article);
        out[i].source = sources_.insert({name, static_cast<uint32_t>(sources_.size() + 1)}).first->second;
    }
    return WS_OK;
}

ws_status RowReader::run(const ws_search *search, ws_rows *out)
{
    std::vector<Xapian::docid> ids;
    *out = ws_rows{};
    ws_status status = numbers(search, &ids);
    if (status != WS_OK) return status;
    out->items = static_cast<ws_row *>(needed(ws_arena_array(arena_, ids.size(), sizeof *out->items)));
    for (size_t i = 0; i < ids.size() && status == WS_OK; i += BATCH)
        status = batch(&ids[i], std::min(BATCH, ids.size() - i), out->items + i);
    out->count = ids.size();
    out->article_count = metadata_.size();
    out->source_count = sources_.size();
    out->articles =
        static_cast<ws_row_article *>(needed(ws_arena_array(arena_, metadata_.size(), sizeof *out->articles)));
    std::copy(metadata_.begin(), metadata_.end(), out->articles);
    return status;
}

} // namespace whosaid

using namespace whosaid;

ws_status ws_index_rows(ws_index *index, const ws_search *search, ws_arena *arena, ws_rows *out, ws_error *error)
{
    return reading(index, error, [&] { return RowReader(index, arena, error).run(search, out); });
}

ws_status ws_index_numbers(ws_index *index, const ws_search *search, ws_arena *arena, ws_numbers *out, ws_error *error)
{
    return reading(index, error, [&] {
        std::vector<Xapian::docid> ids;
        *out = ws_numbers{};
        ws_status status = RowReader(index, arena, error).numbers(search, &ids);
        if (status != WS_OK) return status;
        out->items = static_cast<uint32_t *>(needed(ws_arena_array(arena, ids.size(), sizeof *out->items)));
        std::copy(ids.begin(), ids.end(), out->items);
        out->count = ids.size();
        return WS_OK;
    });
}
