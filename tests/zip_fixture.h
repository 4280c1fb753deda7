/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zip archives made for tests, nothing in them compressed. */
#ifndef WS_ZIP_FIXTURE_H
#define WS_ZIP_FIXTURE_H

#include "buffer.h"

#include <stdint.h>
#include <string.h>

typedef struct zip_member {
    const char *name;
    const char *bytes;
    size_t size;
} zip_member;

static void zip_number(ws_buffer *out, uint32_t number, size_t size)
{
    for (size_t i = 0; i < size; i++) ws_buffer_putc(out, (char)(number >> (8 * i)));
}

static uint32_t zip_checksum(const zip_member *member)
{
    uint32_t sum = 0xFFFFFFFF;

    for (size_t i = 0; i < member->size; i++) {
        sum ^= (unsigned char)member->bytes[i];
        for (int bit = 0; bit < 8; bit++) sum = (sum >> 1) ^ (sum & 1 ? 0xEDB88320 : 0);
    }
    return ~sum;
}

/* What the local header and the directory both say of a member. */
static void zip_facts(ws_buffer *out, const zip_member *member)
{
    static const char plain[] = {20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0};

    ws_buffer_add(out, plain, sizeof plain);
    zip_number(out, zip_checksum(member), 4);
    zip_number(out, (uint32_t)member->size, 4);
    zip_number(out, (uint32_t)member->size, 4);
    zip_number(out, (uint32_t)strlen(member->name), 2);
    zip_number(out, 0, 2);
}

static void make_zip(ws_buffer *out, const zip_member *members, size_t count)
{
    ws_buffer directory = WS_BUFFER_INIT(1024 * 1024);
    size_t begin;

    for (size_t i = 0; i < count; i++) {
        size_t offset = out->size;

        ws_buffer_add(out, "PK\003\004", 4);
        zip_facts(out, &members[i]);
        ws_buffer_puts(out, members[i].name);
        ws_buffer_add(out, members[i].bytes, members[i].size);
        ws_buffer_add(&directory, "PK\001\002\024\0", 6);
        zip_facts(&directory, &members[i]);
        ws_buffer_add(&directory, "\0\0\0\0\0\0\0\0\0\0", 10);
        zip_number(&directory, (uint32_t)offset, 4);
        ws_buffer_puts(&directory, members[i].name);
    }
    begin = out->size;
    ws_buffer_add(out, directory.bytes, directory.size);
    ws_buffer_add(out, "PK\005\006\0\0\0\0", 8);
    zip_number(out, (uint32_t)count, 2);
    zip_number(out, (uint32_t)count, 2);
    zip_number(out, (uint32_t)directory.size, 4);
    zip_number(out, (uint32_t)begin, 4);
    zip_number(out, 0, 2);
    ws_buffer_free(&directory);
}

#endif
