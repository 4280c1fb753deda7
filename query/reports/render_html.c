/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report.h"

ws_status ws_report_print_html(const ws_profile *profile, const ws_print *print, ws_error *error)
{
    return ws_report_print_json(profile, print, error);
}
