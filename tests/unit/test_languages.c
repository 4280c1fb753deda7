/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "commands/other_languages.h"
#include "languages.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

static void expect(const char *text, const char *language)
{
    ws_languages *languages = ws_languages_new();
    char out[WS_LANGUAGE_BYTES];
    const char *found;

    assert_non_null(languages);
    found = ws_language_not_english(languages, text, strlen(text), out);
    if (!language) assert_null(found);
    if (language) assert_string_equal(found ? found : "English, or not sure", language);
    ws_languages_free(languages);
}

static void other_languages_are_told(void **state)
{
    static const char *const texts[][2] = {
        {"de",
         "Der Bürgermeister sagte am Montag, dass die Brücke wegen der Risse geschlossen werden muss. Niemand wisse, "
         "wie lange die Arbeiten dauern werden und wer sie bezahlt, denn die Stadt hat kein Geld mehr."},
        {"fr", "Le maire a déclaré lundi que le pont serait fermé pendant plusieurs mois. Personne ne sait encore qui "
               "paiera les travaux ni combien de temps ils vont durer, a-t-il dit devant la mairie."},
        {"es",
         "El alcalde dijo el lunes que el puente permanecerá cerrado durante varios meses. Nadie sabe todavía quién "
         "va a pagar las obras ni cuánto van a durar, explicó ante el ayuntamiento."},
        {"it",
         "Il sindaco ha detto lunedì che il ponte resterà chiuso per diversi mesi. Nessuno sa ancora chi pagherà i "
         "lavori e quanto dureranno, ha spiegato davanti al municipio."},
        {"pt",
         "O prefeito disse na segunda-feira que a ponte ficará fechada por vários meses. Ninguém sabe ainda quem vai "
         "pagar as obras nem quanto tempo elas vão durar, explicou em frente à prefeitura."},
        {"nl",
         "De burgemeester zei maandag dat de brug enkele maanden dicht blijft. Niemand weet nog wie het werk gaat "
         "betalen en hoe lang het gaat duren, zei hij voor het stadhuis."},
        {"sv",
         "Borgmästaren sade på måndagen att bron kommer att vara stängd i flera månader. Ingen vet ännu vem som ska "
         "betala arbetet eller hur länge det ska pågå, förklarade han."},
        {"pl",
         "Burmistrz powiedział w poniedziałek, że most będzie zamknięty przez kilka miesięcy. Nikt jeszcze nie wie, "
         "kto zapłaci za prace i jak długo one potrwają, wyjaśnił przed ratuszem."},
        {"fi",
         "Pormestari sanoi maanantaina, että silta pysyy suljettuna useita kuukausia. Kukaan ei vielä tiedä, kuka "
         "työt maksaa ja kuinka kauan ne kestävät, hän selitti kaupungintalon edessä."},
        {"tr",
         "Belediye başkanı pazartesi günü köprünün birkaç ay kapalı kalacağını söyledi. Çalışmaların parasını kimin "
         "ödeyeceğini ve ne kadar süreceğini henüz kimse bilmiyor, diye açıkladı."},
        {"id",
         "Wali kota mengatakan pada hari Senin bahwa jembatan itu akan ditutup selama beberapa bulan. Belum ada yang "
         "tahu siapa yang akan membayar pekerjaan itu dan berapa lama, katanya."},
        {"ru",
         "Мэр заявил в понедельник, что мост будет закрыт на несколько месяцев. Никто пока не знает, кто заплатит."},
        {"ar", "قال رئيس البلدية يوم الاثنين إن الجسر سيبقى مغلقا لعدة أشهر ولا أحد يعرف من سيدفع تكاليف الأعمال"},
        {"zh-CN", "市长星期一表示，大桥将关闭数月。目前还没有人知道谁来支付这项工程的费用，也没有人知道要多久。他在市政"
                  "厅前解释说，"
                  "他们关闭大桥是因为不能再说它是安全的。"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) expect(texts[i][1], texts[i][0]);
}

static void english_and_what_may_be_is_read(void **state)
{
    static const char *const texts[] = {
        "",
        "Der Bürgermeister sagte nichts.", /* short */
        "12.4 3,000 -- 17.9",
        /* nothing but figures */
        "Shr loss 23 cts vs profit 45 cts. Net loss 1,240,000 vs profit 3,621,000. Revs 6,264,000 vs 4,626,000. Avg "
        "shrs "
        "1,278,360 vs 728,476. Nine mths shr profit 32 cts vs profit nine cts. Net profit 413,000 vs profit 63,000.",
        /* capitals, as wires wrote */
        "MAYOR ANA RUIZ SAID ON MONDAY THAT THE BRIDGE WOULD BE CLOSED. SHE WOULD NOT SAY FOR HOW LONG. THE COUNCIL MEETS "
        "ON FRIDAY, AND MINISTER DE LA CRUZ WILL COME TO LINDFELL.",
        /* a table, with words that other languages have too */
        "prev close 12.4 high 12.9 low 12.1 vol 3,000 pct chg 0.4 div per share 0.2 est 2.1 net 9.9 gross 14.2 avg 12.6 "
        "adj 12.5 non adj 12.7 do do do 4.1 5.2 6.3 min 1 max 9 sum 41 avg 4.6 std 1.1 n 22",
        /* little but what somebody said in another language */
        "Asked whether he would go, the mayor said in Spanish: “No vamos a permitir que nadie decida por nosotros en la "
        "calle”. He was then driven home.",
        /* foreign names */
        "Zelenskyy, Erdoğan, Morawiecki, Niinistö, García del Río and von der Leyen met in Kyiv, said Jean-Luc de la "
        "Tour "
        "of Le Monde, and so did Günther Öttinger, who had come from Baden-Württemberg with Łukasz Żółć.",
        /* two languages */
        "The mayor read a statement in German and said that she would not translate it. „Wir haben die Brücke "
        "geschlossen, weil wir nicht mehr sagen konnten, dass sie sicher ist, und niemand weiß, wie lange die Arbeiten "
        "dauern werden.“ That was all that was said, and the reporters went home.",
    };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) expect(texts[i], NULL);
}

static void languages_passed_over_are_counted(void **state)
{
    ws_other_languages languages = {0};
    char *out = NULL;
    size_t size;
    FILE *file = open_memstream(&out, &size);

    (void)state;
    ws_other_languages_count(&languages, "de");
    ws_other_languages_count(&languages, "fr");
    ws_other_languages_count(&languages, "de-AT");
    ws_other_languages_print(&languages, file);
    fclose(file);
    assert_string_equal(out, "3 in languages that are not read (de 2, fr 1)");
    free(out);
    for (char name[] = "a-very-long-name", *at = name; *at < 'z'; (*at)++) ws_other_languages_count(&languages, name);
    assert_int_equal(languages.count, WS_OTHER_LANGUAGES);
    assert_int_equal(languages.all, 3 + 25);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(other_languages_are_told),
        cmocka_unit_test(english_and_what_may_be_is_read),
        cmocka_unit_test(languages_passed_over_are_counted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
