/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The phrases that html_phrases.c looks for: lower case, plain apostrophes; each list ends with NULL. */
#include "html_page.h"

/* clang-format off */
const char *const ws_phrases_pointing[] = {
    "read more", "read also", "also read", "read next", "read this", "related", "see also", "see more", "more on",
    "more from", "more:", "watch", "listen", "don't miss", "you may also like", "you might also like", "recommended",
    "in pictures", "gallery", "click here", "go deeper", "continue reading", "explainer", "analysis", "opinion",
    "from the archive", "full story", "read the full", "read our", "tags", "tagged", "filed under", "posted in",
    "topics", "categories", "labels", "follow", "share", "view comments", "keywords", "source:", "next article",
    "previous article", "older post", "newer post", "back to", "jump to", "skip to", "trending", "popular",
    "most read", "most popular", "editor's picks", "what to read next", "live", NULL};

const char *const ws_phrases_opening_furniture[] = {
    "related", "related articles", "related stories", "related content", "related topics", "related posts",
    "related news", "related links", "related coverage", "read more", "read next", "most read", "most popular",
    "popular", "trending", "trending now", "more on this story", "more stories", "more news", "more from",
    "more like this", "you may also like", "you might also like", "recommended", "recommended for you",
    "recommended stories", "comments", "leave a comment", "leave a reply", "join the conversation", "share this",
    "share this story", "share this article", "share", "about the author", "tags", "topics", "newsletter",
    "newsletters", "sign up", "subscribe", "follow us", "editor's picks", "latest", "latest news", "latest stories",
    "top stories", "what to read next", "up next", "advertisement", "sponsored", "sponsored content", "promoted",
    "around the web", "from around the web", "elsewhere", "post a comment", "weather", "media contact",
    "press contact", "contact", "contacts", "live updates", "have your say", "in case you missed it", "top comments",
    "reader comments", "media enquiries", "press enquiries", "media inquiries", "reader mail", "readers' letters",
    "letters to the editor", "see also", "also on this site", "links", "categories", "archives", "blog archive",
    "about me", "newer post", "older post", "notes to editors", "other stories", "in this section",
    "also in the news", "key developments", "don't miss", "site map", "quick links", NULL};

const char *const ws_phrases_asking[] = {
    "sign up", "subscribe to", "subscribe now", "subscribe today", "get our", "get the latest", "get the best",
    "join our", "follow us", "like us on", "download our", "download the app", "scroll down for", "scroll to",
    "share this", "share on", "click to", "click here", "tap here", "tap to", "please enable", "enable javascript",
    "advertisement", "advertisment", "sponsored", "story continues", "article continues", "continue reading",
    "already a subscriber", "already have an account", "log in", "create a free account", "support our journalism",
    "support independent journalism", "this article is for subscribers", "to continue reading", "for more stories",
    "for more news", "copyright", "all rights reserved", "this site uses cookies", "we use cookies",
    "your email address will not", "required fields are", "thank you for reading", "thanks for reading",
    "help us improve", "was this article helpful", "do you have a story", "do you have an opinion",
    "do you have more information", "have a story", "got a story", "got a tip", "have a tip", "send us your",
    "contact us at", "email us", "receive our", "want more", "enjoying this article", "stay up to date",
    "stay informed", "never miss", "don't miss out", "loading", "print this", "email this", "report this",
    "view comments", "leave a comment", "be the first to comment", "the post ", "this content is", "you have read",
    "you've read", "you have reached", NULL};
/* clang-format on */
