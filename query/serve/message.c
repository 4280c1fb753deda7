/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "message.h"

#include <string.h>

void ws_message_add(ws_buffer *out, const ws_message *message)
{
    uint32_t head[1 + WS_MESSAGE_PARTS] = {message->code};
    for (int i = 0; i < WS_MESSAGE_PARTS; i++) head[i + 1] = (uint32_t)message->parts[i].size;
    ws_buffer_add(out, head, sizeof head);
    for (int i = 0; i < WS_MESSAGE_PARTS; i++)
        if (message->parts[i].size) ws_buffer_add(out, message->parts[i].bytes, message->parts[i].size);
}

ws_message_state ws_message_parse(const char *bytes, size_t size, ws_message *out)
{
    uint32_t head[1 + WS_MESSAGE_PARTS];
    uint64_t whole = WS_MESSAGE_HEAD;
    if (size < sizeof head) return WS_MESSAGE_PARTLY;
    memcpy(head, bytes, sizeof head);
    out->code = head[0];
    for (int i = 0; i < WS_MESSAGE_PARTS; i++) {
        out->parts[i].bytes = bytes + (whole <= size ? whole : size);
        out->parts[i].size = head[i + 1];
        whole += head[i + 1];
    }
    if (whole > WS_MESSAGE_MOST || whole < size) return WS_MESSAGE_WRONG;
    return whole == size ? WS_MESSAGE_WHOLE : WS_MESSAGE_PARTLY;
}
