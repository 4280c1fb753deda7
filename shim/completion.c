/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Completion for bash and zsh from the tables that parsing and --help are made of. */
#include "program.h"

#include "schema.h"

#include <string.h>

typedef struct script {
    FILE *out;
    const ws_program *program;
    const ws_command *const *commands;
    size_t count;
} script;

/* As the help writes an argument: "DIR", "'WORDS'|FILE|-". */
static bool is_file(const char *argument)
{
    return argument && (strstr(argument, "DIR") || strstr(argument, "FILE") || strstr(argument, "PATH"));
}

static bool asks_queries(const script *self)
{
    for (size_t i = 0; i < self->count; i++)
        if (self->commands[i]->takes_query) return true;
    return false;
}

static void print_vocabulary(FILE *out, const ws_field *field)
{
    ws_vocabulary vocabulary = (ws_vocabulary)field->vocabulary;
    for (size_t i = 0; i < ws_value_count(vocabulary); i++)
        fprintf(out, "%s%s", i ? " " : "", ws_value_name(vocabulary, (int)i));
}

static void print_choices(FILE *out, const ws_option *option)
{
    for (size_t i = 0; option->choices[i]; i++) fprintf(out, "%s%s", i ? " " : "", option->choices[i]);
}

static void print_fields(FILE *out)
{
    bool first = true;
    for (int id = 0; id < WS_FIELD_COUNT; id++) {
        const char *name = ws_field_get((ws_field_id)id)->name;
        if (!name) continue;
        fprintf(out, "%s%s:", first ? "" : " ", name);
        first = false;
    }
}

/* --- bash --- */

/* Words are cut at blanks alone: bash would cut "by:toll" in three and "--db=x" too. What stands before the last of
 * its own cuts has to be missing from what it is given. In all of these ` stands for the beginning of the functions'
 * names, which are one program's own. */
static const char bash_main[] =
    "`() {\n"
    "    local line=${COMP_LINE:0:COMP_POINT} cur part prefix='' word command='' skip='' cut='' i\n"
    "    local -a words db=()\n"
    "    cur=${line##*[[:space:]]}\n"
    "    read -ra words <<<\"${line%\"$cur\"}\"\n"
    "    for word in \"${words[@]:1}\"; do\n"
    "        if [[ $skip ]]; then\n"
    "            [[ $skip == --db ]] && db+=(\"--db=$word\")\n"
    "            skip=''\n"
    "            continue\n"
    "        fi\n"
    "        case $word in\n"
    "        --db=*) db+=(\"$word\") ;;\n"
    "        -*) [[ $word != *=* && $`_valued == *\" $word \"* ]] && skip=$word ;;\n"
    "        *) [[ $command ]] || command=$word ;;\n"
    "        esac\n"
    "    done\n"
    "    COMPREPLY=()\n"
    "    part=$cur\n"
    "    if [[ $skip ]]; then\n"
    "        `_values \"$skip\"\n"
    "    elif [[ $cur == --*=* ]]; then\n"
    "        part=${cur#*=} prefix=${cur%%=*}=\n"
    "        `_values \"${cur%%=*}\"\n"
    "    elif [[ $cur == --* ]]; then\n"
    "        `_reply \"$(`_options)\"\n"
    "    else\n"
    "        `_arguments\n"
    "    fi\n"
    "    [[ $COMP_WORDBREAKS == *:* && $cur == *:* ]] && cut=${cur%\"${cur##*:}\"}\n"
    "    [[ $COMP_WORDBREAKS == *=* && $cur == --*=* ]] && cut=${cur%%=*}=\n"
    "    for i in \"${!COMPREPLY[@]}\"; do\n"
    "        COMPREPLY[i]=$prefix${COMPREPLY[i]}\n"
    "        COMPREPLY[i]=${COMPREPLY[i]#\"$cut\"}\n"
    "    done\n"
    "}\n";

static const char bash_answers[] = "`_reply() { mapfile -t COMPREPLY < <(compgen -W \"$1\" -- \"$part\"); }\n"
                                   "`_files() {\n"
                                   "    mapfile -t COMPREPLY < <(compgen -f -- \"$part\")\n"
                                   "    compopt -o filenames 2>/dev/null\n"
                                   "}\n";

static const char bash_names[] = "`_query() {\n"
                                 "    local bare=${part#[\\'\\\"]}\n"
                                 "    bare=${bare#-}\n"
                                 "    prefix=${part%\"$bare\"}\n"
                                 "    part=$bare\n"
                                 "    case $part in\n"
                                 "    by:*)\n"
                                 "        prefix+=by: part=${part#by:}\n"
                                 "        [[ $part ]] && mapfile -t COMPREPLY < <(whosaid complete-names \"${db[@]}\" "
                                 "-- \"$part\" 2>/dev/null) ;;\n";

/* _whosaid_index of whosaid-index. */
static void print_own_name(const script *self)
{
    fputc('_', self->out);
    for (const char *at = self->program->name; *at; at++) fputc(*at == '-' ? '_' : *at, self->out);
}

static void bash_put(const script *self, const char *text)
{
    for (; *text; text++)
        if (*text == '`')
            print_own_name(self);
        else
            fputc(*text, self->out);
}

static void bash_options(const script *self)
{
    bash_put(self, "`_options() {\n    case ${command:-$`_fallback} in\n");
    for (size_t i = 0; i < self->count; i++) {
        fprintf(self->out, "    %s) echo '--help", self->commands[i]->name);
        for (const ws_option *each = self->commands[i]->options; each && each->name; each++)
            fprintf(self->out, " --%s", each->name);
        fputs("' ;;\n", self->out);
    }
    fputs("    esac\n}\n", self->out);
}

static void bash_value(const script *self, const ws_command *command, const ws_option *option)
{
    if (option->kind != WS_OPTION_CHOICE && (option->kind == WS_OPTION_FLAG || !is_file(option->argument))) return;
    fprintf(self->out, "    %s--%s) ", command->name, option->name);
    bash_put(self, option->kind == WS_OPTION_CHOICE ? "`_reply '" : "`_files ;;\n");
    if (option->kind != WS_OPTION_CHOICE) return;
    print_choices(self->out, option);
    fputs("' ;;\n", self->out);
}

static void bash_values(const script *self)
{
    bash_put(self, "`_values() {\n    case ${command:-$`_fallback}$1 in\n");
    for (size_t i = 0; i < self->count; i++)
        for (const ws_option *each = self->commands[i]->options; each && each->name; each++)
            bash_value(self, self->commands[i], each);
    fputs("    esac\n}\n", self->out);
}

static void bash_query(const script *self)
{
    bash_put(self, bash_names);
    for (int id = 0; id < WS_FIELD_COUNT; id++) {
        const ws_field *field = ws_field_get((ws_field_id)id);
        if (!field->name || field->kind != WS_KIND_VALUE) continue;
        fprintf(self->out, "    %s:*) prefix+=%s: part=${part#%s:} && ", field->name, field->name, field->name);
        bash_put(self, "`_reply '");
        print_vocabulary(self->out, field);
        fputs("' ;;\n", self->out);
    }
    bash_put(self, "    *)\n        `_reply '");
    print_fields(self->out);
    fputs("'\n        compopt -o nospace 2>/dev/null ;;\n    esac\n}\n", self->out);
}

static void bash_arguments(const script *self)
{
    bash_put(self, "`_arguments() {\n    local names='");
    for (size_t i = 0; i < self->count; i++) fprintf(self->out, "%s%s", i ? " " : "", self->commands[i]->name);
    bash_put(self, "'\n    case $command in\n    '')\n        `_reply \"$names\"\n");
    if (self->program->fallback) bash_put(self, "        [[ ${COMPREPLY[*]} ]] || `_query\n");
    fputs("        ;;\n", self->out);
    for (size_t i = 0; i < self->count; i++) {
        fprintf(self->out, "    %s) ", self->commands[i]->name);
        bash_put(self, self->commands[i]->takes_query          ? "`_query ;;\n"
                       : is_file(self->commands[i]->arguments) ? "`_files ;;\n"
                                                               : ";;\n");
    }
    if (self->program->fallback) bash_put(self, "    *) `_query ;;\n");
    fputs("    esac\n}\n", self->out);
}

static void print_bash(const script *self)
{
    const char *name = self->program->name, *fallback = self->program->fallback;
    fprintf(self->out, "# Completion of %s for bash. Made by %s --completion=bash\n", name, name);
    bash_put(self, "`_fallback='");
    fprintf(self->out, "%s'\n", fallback ? fallback : "");
    bash_put(self, "`_valued=' ");
    for (size_t i = 0; i < self->count; i++)
        for (const ws_option *each = self->commands[i]->options; each && each->name; each++) {
            if (each->kind == WS_OPTION_FLAG) continue;
            fprintf(self->out, "--%s ", each->name);
            if (each->letter) fprintf(self->out, "-%c ", each->letter);
        }
    fputs("'\n", self->out);
    bash_put(self, bash_answers);
    bash_options(self);
    bash_values(self);
    if (asks_queries(self)) bash_query(self);
    bash_arguments(self);
    bash_put(self, bash_main);
    bash_put(self, "complete -F `");
    fprintf(self->out, " %s\n", name);
}

/* --- zsh --- */

/* Inside '...[help]...': what _arguments takes for its own. */
static void zsh_text(FILE *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '\'') {
            fputs("'\\''", out);
            continue;
        }
        if (strchr("[]:\\", *text)) fputc('\\', out);
        fputc(*text, out);
    }
}

static void zsh_command(const script *self, const ws_command *command)
{
    fprintf(self->out, "    (%s)\n        _arguments -s -S '(-h --help)'{-h,--help}'[show the options and end]'",
            command->name);
    for (const ws_option *each = command->options; each && each->name; each++) {
        bool takes = each->kind != WS_OPTION_FLAG;
        fprintf(self->out, " \\\n            '%s--%s%s[", each->kind == WS_OPTION_LIST ? "*" : "", each->name,
                takes ? "=" : "");
        zsh_text(self->out, each->help);
        fputc(']', self->out);
        if (takes) fprintf(self->out, ":%s:", each->argument);
        if (takes && is_file(each->argument)) fputs("_files", self->out);
        if (each->kind == WS_OPTION_CHOICE) {
            fputc('(', self->out);
            print_choices(self->out, each);
            fputc(')', self->out);
        }
        fputc('\'', self->out);
    }
    if (command->takes_query || is_file(command->arguments))
        fprintf(self->out, " \\\n            '*: :%s'", command->takes_query ? "_whosaid_query" : "_files");
    fputs(" ;;\n", self->out);
}

static void zsh_query(const script *self)
{
    fprintf(self->out,
            "_whosaid_query() {\n"
            "    local -a names db\n"
            "    local at\n"
            "    compset -P '-'\n"
            "    if compset -P 'by:'; then\n"
            "        [[ -n $PREFIX ]] || return 1\n"
            "        for ((at = 2; at < CURRENT; at++)); do\n"
            "            [[ $words[at] == --db=* ]] && db+=($words[at])\n"
            "            [[ $words[at] == --db ]] && db+=(--db=$words[at+1])\n"
            "        done\n"
            "        names=(${(f)\"$(%s complete-names $db -- $PREFIX 2>/dev/null)\"})\n"
            "        compadd -a names\n",
            self->program->name);
    for (int id = 0; id < WS_FIELD_COUNT; id++) {
        const ws_field *field = ws_field_get((ws_field_id)id);
        if (!field->name || field->kind != WS_KIND_VALUE) continue;
        fprintf(self->out, "    elif compset -P '%s:'; then\n        compadd ", field->name);
        print_vocabulary(self->out, field);
        fputc('\n', self->out);
    }
    fputs("    else\n        compadd -S '' ", self->out);
    print_fields(self->out);
    fputs("\n    fi\n}\n", self->out);
}

static void print_zsh(const script *self)
{
    const char *name = self->program->name, *fallback = self->program->fallback;
    fprintf(self->out, "#compdef %s\n# Completion of %s for zsh. Made by %s --completion=zsh\n", name, name, name);
    if (asks_queries(self)) zsh_query(self);
    fprintf(self->out, "_%s() {\n    local command='%s'\n    local -a commands=(", name, fallback ? fallback : "");
    for (size_t i = 0; i < self->count; i++) {
        fprintf(self->out, "\n        '%s:", self->commands[i]->name);
        zsh_text(self->out, self->commands[i]->summary);
        fputc('\'', self->out);
    }
    fputs(")\n    if ((CURRENT == 2)) && [[ $words[2] != -* ]]; then\n        _describe command commands\n", self->out);
    if (fallback) fputs("        _whosaid_query\n", self->out);
    fputs("        return\n    fi\n"
          "    if ((${commands[(I)$words[2]:*]})); then\n"
          "        command=$words[2]\n        shift words\n        ((CURRENT--))\n    fi\n"
          "    case $command in\n",
          self->out);
    for (size_t i = 0; i < self->count; i++) zsh_command(self, self->commands[i]);
    fprintf(self->out, "    esac\n}\n_%s \"$@\"\n", name);
}

ws_status ws_program_completion(FILE *out, const char *shell, const ws_program *program,
                                const ws_command *const *commands, size_t count, ws_error *error)
{
    script self = {out, program, commands, count};
    if (!strcmp(shell, "bash"))
        print_bash(&self);
    else if (!strcmp(shell, "zsh"))
        print_zsh(&self);
    else
        return ws_fail(error, WS_USAGE, "there are --completion=bash and --completion=zsh",
                       "there is no completion for '%s'", shell);
    return WS_OK;
}
