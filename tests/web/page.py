#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""page.py WHOSAID INDEX [FOLDER]

The page in real Chromium, as somebody uses it: search, suggestions, facets, keys, a statement in its article, variants, basket,
export, a shared link, a correction, no scripts, phone width, dark. Fails on any message on the browser's console and on anything
that is wider than the window. Writes screenshots into FOLDER. Exit status 77: Chromium is not installed."""
import csv
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
import zipfile

try:
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.support.ui import WebDriverWait
except ImportError:
    webdriver = None

PATIENCE = 60


def skip(what):
    print(f"skipped: {what} is not installed (apt-get install chromium chromium-driver python3-selenium)")
    sys.exit(77)


def browser(scripts=True):
    options = Options()
    for word in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"):
        options.add_argument(word)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    if not scripts:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    driver = webdriver.Chrome(service=Service(shutil.which("chromedriver")), options=options)
    driver.set_page_load_timeout(PATIENCE)
    return driver


class Page:
    def __init__(self, base, folder, scripts=True):
        self.base, self.folder, self.driver = base, folder, browser(scripts)
        self.show(1280, False)

    def show(self, width, dark):
        self.width = width
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                                    {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600})
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]})

    def go(self, path):
        self.driver.get(self.base + path)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector):
        return self.wait(lambda: self.all(selector), selector)[0]

    def text(self, selector):
        return self.driver.execute_script("return document.querySelector(arguments[0])?.textContent || ''", selector)

    def wait(self, check, what):
        """Until it holds; elements that are replaced meanwhile are looked for again."""
        wait = WebDriverWait(self.driver, PATIENCE, poll_frequency=0.05)
        return wait.until(lambda _: self.calmly(check), f"never came: {what}")

    @staticmethod
    def calmly(check):
        try:
            return check()
        except Exception as failure:  # an element that is no more
            if type(failure).__name__ in ("StaleElementReferenceException", "NoSuchElementException"):
                return False
            raise

    def keys(self, *keys):
        self.driver.switch_to.active_element.send_keys(*keys)

    def picture(self, name):
        wide = self.driver.execute_script("return document.documentElement.scrollWidth")
        assert wide <= self.width, f"{name} is {wide} wide in a window of {self.width}"
        if self.folder:
            self.driver.save_screenshot(os.path.join(self.folder, f"{name}.png"))

    def check_quiet(self):
        said = [entry for entry in self.driver.get_log("browser") if entry["level"] != "DEBUG"]
        assert not said, f"on the console: {said}"
        for entry in self.driver.get_log("performance"):
            if '"Network.requestWillBeSent"' in entry["message"]:
                url = entry["message"].split('"url":"', 1)[1].split('"', 1)[0]
                assert url.startswith((self.base, "data:", "chrome")), f"a request to {url}"

    def close(self):
        self.driver.quit()


def search(page):
    page.go("/")
    page.keys("/")
    box = page.one("#q")
    box.send_keys("bridge")
    page.wait(lambda: "statement" in page.text(".summary") and "q=bridge" in page.driver.current_url, "an answer while typing")
    all_of_them = page.text(".summary strong")
    page.picture("search")
    box.clear()
    box.send_keys("bran")
    page.wait(lambda: "Helena Brandt" in page.text(".names-list"), "a suggestion")
    page.picture("names")
    box.send_keys(Keys.ARROW_DOWN, Keys.ENTER)
    page.wait(lambda: "by%3A%22Helena+Brandt%22" in page.driver.current_url, "the name taken")
    box = page.one("#q")
    assert box.get_attribute("value").startswith('by:"Helena Brandt"'), box.get_attribute("value")
    page.go("/?q=bridge")
    box = page.one("#q")
    for letter in " hosp":
        box.send_keys(letter)
        time.sleep(0.3)
    page.wait(lambda: "hosp" in page.driver.current_url, "an answer while typing")
    page.driver.back()
    page.wait(lambda: page.driver.current_url.endswith("/?q=bridge"), "what was asked before")
    return all_of_them


def pages(page):
    """Forth and back through an answer of several pages."""
    ids = lambda: [hit.get_attribute("data-id") for hit in page.all(".hit")]
    page.go("/?q=*&sort=-published")
    seen = [ids()]
    for word, offset in (("next", 20), ("next", 40), ("prev", 20)):
        page.one(f'.pages a[rel="{word}"]').click()
        page.wait(lambda: f"offset={offset}" in page.driver.current_url and ids() not in ([], seen[-1]), f"the {word} page")
        seen.append(ids())
    assert seen[3] == seen[1] and not set(seen[2]) & set(seen[1] + seen[0]), "the pages differ"


def facets(page, all_of_them):
    page.go("/?q=bridge")
    value = next(link for link in page.all(".facets a") if "denial" in link.text)
    count = value.find_element(By.CSS_SELECTOR, ".count").text
    value.click()
    page.wait(lambda: page.all(".chip"), "the condition")
    assert page.text(".summary strong") == count and count != all_of_them
    assert page.all(".facets a.set")
    page.one(".chip").click()
    page.wait(lambda: page.text(".summary strong") == all_of_them, "all again")


def read(page):
    """By keys alone: a statement in its article."""
    page.go('/?q=by:brandt+safe')
    page.keys("j")
    page.keys("j")
    page.keys("k")
    page.wait(lambda: len(page.all(".hit.at")) == 1, "the statement at hand")
    page.keys(Keys.ENTER)
    page.wait(lambda: "/statement/" in page.driver.current_url, "the statement")
    assert page.all(".text .source.chosen") and page.all(".text .cue.chosen") and page.all(".text .content.chosen")
    assert page.text(".legend .cue") == "cue"
    assert page.all(".text .mention.chosen") and len(page.all(".mentions a")) > 1, "no chain of mentions"
    looks = [page.driver.execute_script(
        "const s = getComputedStyle(document.querySelector('.text .' + arguments[0] + ':not(.chosen)'));"
        "return s.borderBottomStyle + s.borderBottomWidth", role) for role in ("source", "cue", "content")]
    assert len(set(looks)) == 3, f"told apart by colour alone: {looks}"
    page.picture("statement")
    page.keys("?")
    page.wait(lambda: "/help" in page.driver.current_url, "help")
    page.keys(Keys.ESCAPE)
    page.wait(lambda: "/statement/" in page.driver.current_url, "back")


def variants(page):
    page.go('/?q=by:brandt+safe')
    page.one(".same summary").click()
    page.one(".same .compare").click()
    page.wait(lambda: page.all(".diff ins") and page.all(".diff del"), "the difference")
    page.picture("variants")


def side_by_side(page):
    page.go("/speaker?name=Ana+Ruiz")
    next(link for link in page.all(".place a") if link.text == "Side by side").click()
    page.wait(lambda: page.all(".pair .sides"), "pairs")
    tops = [side.rect["y"] for side in page.all(".pair")[0].find_elements(By.CSS_SELECTOR, ".sides > div")]
    assert len(tops) == 2 and tops[0] == tops[1], f"not side by side: {tops}"
    page.picture("pairs")


def report(page):
    """A mistake is told above the form, which keeps what was typed; then it is made."""
    page.go("/report")
    page.one('select[name="report"] option[value="speaker"]').click()
    page.one('[name="query"]').send_keys("act:statement")
    page.one(".ask button").click()
    page.wait(lambda: "Which speaker" in page.text(".error"), "the mistake")
    assert page.one('[name="query"]').get_attribute("value") == "act:statement"
    page.driver.get_log("browser")  # it tells of the 400
    page.one('[name="subject"]').send_keys("Helena Brandt", Keys.ENTER)
    page.wait(lambda: "Brandt" in page.text("h1, header, main") and not page.all(".ask"), "the report")


def basket(page):
    page.go("/?q=bridge")
    page.one(".hit button.keep").click()
    page.keys("j")
    page.keys("j")
    page.keys("b")
    page.wait(lambda: page.text("#basket-link") == "Basket (2)", "two in the basket")
    page.one("#basket-link").click()
    page.wait(lambda: len(page.all(".hit")) == 2, "the basket")
    page.picture("basket")
    links = {each.get_attribute("href").split("as=", 1)[1].split("&", 1)[0]: each.get_attribute("href") for each in page.all(".exports a")}
    assert {"csv", "docx", "html", "xlsx"} <= set(links), links
    ids = {hit.get_attribute("data-id") for hit in page.all(".hit")}
    with urllib.request.urlopen(links["csv"]) as answer, zipfile.ZipFile(io.BytesIO(answer.read())) as files:
        rows = list(csv.DictReader(io.TextIOWrapper(files.open("statements.csv"), "utf-8")))
    assert len(rows) == 2 and {row["id"] for row in rows} == ids, rows
    for button in page.all(".hit button.keep"):
        button.click()
    assert page.text("#basket-link") == "Basket"


def shared_link(page, folder):
    page.go("/?q=bridge&f=act:denial&sort=-published")
    ids = [hit.get_attribute("data-id") for hit in page.all(".hit")]
    url = page.driver.current_url
    other = Page(page.base, folder)
    try:
        other.driver.get(url)
        assert [hit.get_attribute("data-id") for hit in other.all(".hit")] == ids and ids
        assert other.text('.sorts a[aria-current="true"]') == "newest"
    finally:
        other.close()


def correct(page):
    page.go('/?q=by:brandt+safe')
    page.one(".hit a.open").click()
    page.one(".correct summary").click()
    page.one('.correct [name="speaker"]').send_keys("Otto Brandt")
    page.one('.correct [name="why"]').send_keys("the caption names him")
    page.one('.correct [name="as"]').send_keys("Mira")
    page.one(".correct button").click()
    page.wait(lambda: page.all(".decision"), "the decision")
    assert page.text(".about .who") == "Otto Brandt" and "corrected" in page.text(".about")
    assert "Mira" in page.text(".decision")
    page.picture("corrected")
    quote = page.driver.current_url
    page.go("/decisions")
    assert page.text(".decision ins") == "Otto Brandt"
    page.picture("decisions")
    page.driver.get(quote)
    page.one(".decision summary").click()
    page.one('.decision [name="why"]').send_keys("it was her after all")
    page.one(".decision button").click()
    page.wait(lambda: page.text(".about .who") == "Helena Brandt", "it undone")


def others(page):
    """The other pages, on a desk in the dark and on a phone in the light."""
    quote = page.driver.current_url.split("/statement/")[1]
    pages = {"home": "/", "answer": "/?q=bridge", "article": "/statement/" + quote, "speaker": "/speaker?name=Helena+Brandt",
             "speakers": "/speakers", "check": "/check?words=we+could+say+that+it+was+safe&by=brandt", "read": "/read",
             "help": "/help", "nothing": "/?q=zanzibarian", "mistake": "/?q=(bridge", "folded": "/variants/" + quote,
             "empty": "/basket", "timeline": "/timeline?q=bridge", "report": "/report", "compare": "/compare?q=by:ruiz+mill",
             "profile": "/api/report?report=sourcing&format=html"}
    for width, dark in ((1280, True), (390, False)):
        page.show(width, dark)
        for name, path in pages.items():
            page.go(path)
            page.picture(f"{name}-{width}-{'dark' if dark else 'light'}")
            menu = page.driver.execute_script(
                "const all = Array.from(document.querySelectorAll('.top nav a'));"
                "return all.map(one => one.getBoundingClientRect().right).concat(0)")
            assert max(menu) <= width, f"{name}: the menu goes beyond the window"
    page.show(1280, False)
    assert "proves nothing" in (page.go("/?q=zanzibarian") or page.text("main"))
    # a mistake is answered with 400, which the console tells
    page.driver.get_log("browser")


def read_pasted(page):
    page.go("/read")
    page.one("textarea").send_keys('"We will rebuild it," said the mayor, Ann Quill, on Monday.')
    page.one(".ask button").click()
    page.wait(lambda: page.text(".about b") == "Ann Quill", "the text, read")
    assert page.text(".text .cue") == "said"
    page.picture("pasted")


def without_scripts(base, folder):
    page = Page(base, folder, scripts=False)
    try:
        page.go("/")
        page.one("#q").send_keys("bridge", Keys.ENTER)
        page.wait(lambda: page.all(".hit"), "an answer without scripts")
        assert not page.all("button.keep")
        page.go("/basket")
        assert "no scripts" in page.text("main")
        page.driver.back()
        page.show(390, False)
        assert page.all(".hit")[0].rect["y"] < page.one(".facets").rect["y"], "facets stand before the answer"
        page.show(1280, False)
        page.one(".hit a.open").click()
        page.wait(lambda: page.all(".text .content"), "an article without scripts")
    finally:
        page.close()


def add_mill(index, work):
    """Two articles of two days in which one speaker says what can stand side by side."""
    says = {"2025-04-08": "The mill will open when the granite pillars have been mended",
            "2025-04-12": "Nobody needs granite for such pillars, and the mill stays closed"}
    path = os.path.join(work, "mill.jsonl")
    with open(path, "w", encoding="utf-8") as file:
        for day, words in says.items():
            text = f'"{words}," said Ana Ruiz, the mayor.'
            file.write(json.dumps({"id": day, "published": day, "title": "The mill", "text": text}) + "\n")
    indexer = os.path.join(os.path.dirname(os.path.abspath(sys.argv[1])), "whosaid-index")
    subprocess.run([indexer, "add", "--db", index, path], check=True, stdout=subprocess.DEVNULL)


def run(base, folder):
    page = Page(base, folder)
    try:
        all_of_them = search(page)
        pages(page)
        facets(page, all_of_them)
        read(page)
        variants(page)
        side_by_side(page)
        report(page)
        basket(page)
        shared_link(page, folder)
        correct(page)
        page.check_quiet()
        others(page)
        read_pasted(page)
        page.check_quiet()
    except BaseException:
        page.driver.save_screenshot(os.path.join(folder or tempfile.gettempdir(), "failed.png"))
        raise
    finally:
        page.close()
    without_scripts(base, folder)


def main():
    if not webdriver:
        skip("python3-selenium")
    for program in ("chromium", "chromedriver"):
        if not shutil.which(program):
            skip(program)
    folder = sys.argv[3] if len(sys.argv) > 3 else None
    if folder:
        os.makedirs(folder, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        index = shutil.copytree(sys.argv[2], os.path.join(work, "index"))
        add_mill(index, work)
        with subprocess.Popen([sys.argv[1], "serve", "--port", "0", "--db", index, "--edit"], stdout=subprocess.PIPE,
                              text=True) as server:
            try:
                began = time.monotonic()
                run(server.stdout.readline().strip().rstrip("/"), folder)
                print(f"the page works; {time.monotonic() - began:.0f} s")
            finally:
                server.terminate()


if __name__ == "__main__":
    main()
