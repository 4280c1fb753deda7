#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""export_check.py FORMAT FILE...: exports as their schema or a program that reads the format takes them; and the same
files with a mistake in them, each of which has to be refused. Exit status 77 where a package of PyPI is missing."""
import copy
import datetime
import json
import os
import sys
import tempfile

SCHEMAS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "export", "schema")


def by_schema(name, document):
    import jsonschema

    with open(os.path.join(SCHEMAS, name + ".json"), encoding="utf-8") as file:
        jsonschema.Draft202012Validator(json.load(file)).validate(document)


# --- W3C Web Annotation ---

OA, ACTIVITY = "http://www.w3.org/ns/oa#", "https://www.w3.org/ns/activitystreams#"
# What the terms that we write mean: Web Annotation Vocabulary, appendix A (its JSON-LD context).
TERMS = {
    "id": "@id", "type": "@type", "Annotation": OA + "Annotation", "TextualBody": OA + "TextualBody",
    "TextQuoteSelector": OA + "TextQuoteSelector", "TextPositionSelector": OA + "TextPositionSelector",
    "AnnotationPage": ACTIVITY + "OrderedCollectionPage", "AnnotationCollection": ACTIVITY + "OrderedCollection",
    "describing": OA + "describing", "motivation": {"@id": OA + "motivatedBy", "@type": "@vocab"},
    "body": {"@id": OA + "hasBody", "@type": "@id"}, "target": {"@id": OA + "hasTarget", "@type": "@id"},
    "source": {"@id": OA + "hasSource", "@type": "@id"}, "selector": {"@id": OA + "hasSelector", "@type": "@id"},
    "items": {"@id": ACTIVITY + "items", "@type": "@id", "@container": "@list"},
    "partOf": {"@id": ACTIVITY + "partOf", "@type": "@id"}, "startIndex": ACTIVITY + "startIndex",
    "label": "http://www.w3.org/2000/01/rdf-schema#label", "created": "http://purl.org/dc/terms/created",
    "format": "http://purl.org/dc/elements/1.1/format", "language": "http://purl.org/dc/elements/1.1/language",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value", "exact": OA + "exact", "prefix": OA + "prefix",
    "suffix": OA + "suffix", "start": OA + "start", "end": OA + "end",
}


def check_annotation(document):
    import rdflib
    from rdflib import RDF

    by_schema("annotation", document)
    graph = rdflib.Graph().parse(data=json.dumps({**document, "@context": TERMS}), format="json-ld")
    oa = rdflib.Namespace(OA)
    notes = list(graph.subjects(RDF.type, oa.Annotation))
    assert len(notes) == len(document["items"]), "two annotations have one id"
    for note in notes:
        (target,) = graph.objects(note, oa.hasTarget)
        (source,) = graph.objects(target, oa.hasSource)
        assert isinstance(source, rdflib.URIRef)
        kinds = {graph.value(each, RDF.type): each for each in graph.objects(target, oa.hasSelector)}
        quote, place = kinds[oa.TextQuoteSelector], kinds[oa.TextPositionSelector]
        length = graph.value(place, oa.end).toPython() - graph.value(place, oa.start).toPython()
        assert length == len(graph.value(quote, oa.exact)), "words and place are of different length"


def spoil_annotation(document):
    note = document["items"][0]
    yield lambda: document.pop("id")
    yield lambda: document.update(type="Annotationpage")
    yield lambda: document["items"].append(copy.deepcopy(note))
    yield lambda: note.pop("target")
    yield lambda: note.update(motivation="explaining")
    yield lambda: note["target"].update(source="javascript:alert(1)")
    yield lambda: note["target"]["selector"].pop()
    yield lambda: note["target"]["selector"][0].update(exact=note["target"]["selector"][0]["exact"] + "x")
    yield lambda: note["target"]["selector"][1].update(start=-1)
    yield lambda: note["body"].update(text="x")


# --- schema.org ---


def as_model(value, name=None):
    """Objects as those of schema_org, from within: it knows each type's properties and what they may hold."""
    import schema_org

    if isinstance(value, list):
        return [as_model(each) for each in value]
    if isinstance(value, dict):
        kind = getattr(schema_org, value["@type"])
        return kind.model_validate({key: as_model(each, key) for key, each in value.items()})
    if name in ("dateCreated", "datePublished"):
        return (datetime.datetime if "T" in value else datetime.date).fromisoformat(value)
    return value


def check_jsonld(document):
    assert document["@context"] == "https://schema.org"
    ids = [item["@id"] for item in document["@graph"]]
    assert len(set(ids)) == len(ids)
    for item in document["@graph"]:
        assert item["@type"] in ("Quotation", "Claim", "CreativeWork"), item["@type"]
        as_model(item)


def spoil_jsonld(document):
    item = document["@graph"][0]
    article = item.get("appearance") or item["isPartOf"]
    yield lambda: document.update({"@context": "http://schema.example"})
    yield lambda: item.update({"@type": "Quote"})
    yield lambda: item.update(speaker="Ann")
    yield lambda: item.update(creator=["Ann"])
    yield lambda: item.update(dateCreated="in March")
    yield lambda: article.update(datePublished="soon")
    yield lambda: article.update(outlet="Post")
    yield lambda: document["@graph"].append(item)


# --- feeds ---


def read_by_reader(text, name):
    """As the feed reader `reader` takes it: its entries by id."""
    import reader

    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)
        feeds = reader.make_reader(":memory:", feed_root=folder)
        feeds.add_feed(name)
        feeds.update_feed(name)
        return feeds.get_feed(name), {entry.id: entry for entry in feeds.get_entries()}


def check_jsonfeed(document):
    by_schema("jsonfeed", document)
    ids = [item["id"] for item in document["items"]]
    assert len(set(ids)) == len(ids)
    feed, entries = read_by_reader(json.dumps(document), "feed.json")
    assert feed.title == document["title"] and feed.version == "json11"
    for item in document["items"]:
        entry = entries[item["id"]]
        assert entry.title == item["title"] and entry.link == item.get("url")
        assert entry.content[0].value == item["content_text"] and entry.content[0].type == "text/plain"
        assert (entry.published is not None) == ("date_published" in item)


def spoil_jsonfeed(document):
    item = document["items"][0]
    yield lambda: document.update(version="https://jsonfeed.org/version/2")
    yield lambda: document.pop("title")
    yield lambda: document.pop("items")
    yield lambda: document["items"].append(item)
    yield lambda: item.update(id=7)
    yield lambda: item.pop("content_text")
    yield lambda: item.update(date_published="2025-03-08")
    yield lambda: item.update(url="javascript:alert(1)")
    yield lambda: item.update(authors=[])
    yield lambda: item.update(author={"name": "Ann"})


def check_atom(text):
    import feedparser

    read = feedparser.parse(text.encode(), sanitize_html=False)
    assert not read.bozo and read.version == "atom10", read.get("bozo_exception")
    assert read.feed.id and read.feed.title and read.feed.updated_parsed
    ids = [entry.id for entry in read.entries]
    assert len(set(ids)) == len(ids) == text.count("<entry>")
    _, entries = read_by_reader(text, "feed.atom")
    for entry in read.entries: # RFC 4287, 4.1.2: what an entry must have
        assert entry.id.startswith("urn:uuid:") and entry.title and entry.updated_parsed and entry.author
        assert all(link.href.startswith(("http://", "https://")) for link in entry.get("links", []))
        assert entry.content[0].type == "text/plain" and entry.content[0].value
        assert entries[entry.id].title == entry.title


def spoil_atom(text):
    for old, new in (
        ("</entry>", ""), ("<id>", "<guid>"), ("<feed xmlns=\"http://www.w3.org/2005/Atom\">", "<feed>"), ("&amp;", "&"),
        ("<entry>\n<id>urn", "<entry>\n<id>tag"), ("type=\"text\"", "type=\"html\""), ("href=\"http", "href=\"javascript:http"),
        ("<author>", "<who>"),
    ):
        assert old in text, old
        yield lambda old=old, new=new: text.replace(old, new, 1)


# --- all ---

NEEDS = {"annotation": ("jsonschema", "rdflib"), "jsonld": ("schema_org",), "jsonfeed": ("jsonschema", "reader", "sgmllib"),
         "atom": ("feedparser", "reader", "sgmllib")}


def refused(check, spoiled):
    try:
        check(spoiled)
    except Exception: # of whichever library it is that refuses it
        return True
    return False


def main(kind, *paths):
    for package in NEEDS[kind]:
        try:
            __import__(package)
        except ImportError:
            print(f"not checked: {package} is not installed")
            return 77
    check, spoil = globals()["check_" + kind], globals()["spoil_" + kind]
    for path in paths:
        with open(path, encoding="utf-8") as file:
            text = file.read()
        check(text if kind == "atom" else json.loads(text))
    with open(paths[0], encoding="utf-8") as file: # the first has mistakes made in it
        text = file.read()
    count = len(list(spoil(text if kind == "atom" else json.loads(text))))
    for i in range(count):
        whole = text if kind == "atom" else json.loads(text)
        made = list(spoil(whole))[i]()
        if not refused(check, made if kind == "atom" else whole):
            print(f"{kind}: mistake {i + 1} of {count} was not seen")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
