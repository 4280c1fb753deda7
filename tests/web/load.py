#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""load.py WHOSAID INDEX [--rate N] [--seconds N] [--fresh PERCENT] [--most-ms N]

Starts `whosaid serve` and asks it at an even pace, whether answers are back or not: mixed searches of the API and of the page,
names as somebody types them, statements. The server gives an answer again while the index stays the same: so many of a hundred
requests (all, unless --fresh says otherwise) are ones that nobody made before, the others are repeated. Fails when any answer is not
200, when the 99th percentile is above --most-ms, or when between the first and the last third the memory of the workers grows by more
than a quarter, or that of the server by more than the 16 MB in which it keeps answers."""
import argparse
import asyncio
import json
import subprocess
import sys
import time
import urllib.parse
import urllib.request

WORDS = ("bridge hospital government talks minister report war money safe water court police election tax"
         " company school weather market peace vote budget oil border crisis").split()


def get(base, path):
    with urllib.request.urlopen(base + path) as answer:
        return json.load(answer)


class Targets:
    """What is asked. Nobody says "nobodyN": with it left out, a query is another one and finds the same."""

    def __init__(self, base):
        found = [get(base, f"/api/search?q={word}&limit=100&no_fold=1")["statements"] for word in WORDS]
        self.ids = [hits[i]["id"] for i in range(100) for hits in found if i < len(hits)]
        self.names = [one["name"].lower() for one in get(base, "/api/speakers?limit=1000")["speakers"]]

    def make(self, n, number):
        """The n-th of a round of eight kinds; another number is another request."""
        quote, word, other = urllib.parse.quote, WORDS[n // 8 % len(WORDS)], WORDS[(n // 8 * 7 + 3) % len(WORDS)]
        new = f" -nobody{number}"
        one = self.ids[number % len(self.ids)] if self.ids else None
        name = self.names[number % len(self.names)]
        return [f"/api/search?q={quote(word + new)}&limit=20",
                f"/api/search?q={quote('(' + word + ' OR ' + other + ')' + new)}&limit=10&sort=-published",
                f"/api/search?q={quote('act:denial ' + word + new)}",
                f"/?q={quote(word + new)}",
                f"/api/names?start={quote(name[:2 + number % 5])}",
                f"/api/search?q={quote('by:' + name.split()[-1] + new)}",
                f"/api/statement/{one}" if one else "/api/about",
                f"/statement/{one}" if one else "/"][n % 8]


def plan(targets, count, fresh):
    """So many requests, and how many of them are the first of their kind."""
    asked, number = [], 0
    for n in range(count):
        new = (n * fresh) // 100 != ((n - 1) * fresh) // 100
        number += new
        asked.append(targets.make(n, number + 1000 if new else n // 8 % len(WORDS)))
    return asked


def memory(pid):
    """Bytes that the server, and its workers together, have for themselves."""
    children = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False).stdout.split()
    own = []
    for one in [str(pid)] + children:
        own.append(0)
        try:
            with open(f"/proc/{one}/smaps_rollup", encoding="ascii") as lines:
                own[-1] = 1024 * sum(int(line.split()[1]) for line in lines if line.startswith(("Private_Clean", "Private_Dirty")))
        except OSError:
            pass
    return own[0], sum(own[1:])


def used(pid):
    """Milliseconds of CPU time that the server, its workers together, and this driver have used."""
    children = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False).stdout.split()
    own = []
    for one in [str(pid)] + children:
        with open(f"/proc/{one}/schedstat", encoding="ascii") as numbers:
            own.append(int(numbers.read().split()[0]) / 1e6)
    return own[0], sum(own[1:]), time.process_time() * 1000


class Pool:
    """Connections that are kept, as browsers keep them."""

    def __init__(self, port):
        self.port, self.free = port, []

    async def ask(self, target):
        reader, writer = self.free.pop() if self.free else await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        size = next(int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length"))
        await reader.readexactly(size)
        self.free.append((reader, writer))
        return int(head.split()[1])


async def drive(port, asked, rate, seconds, pid):
    pool, times, codes, sizes, waiting = Pool(port), [], {}, [], set()

    async def one(target):
        began = time.monotonic()
        try:
            code = await asyncio.wait_for(pool.ask(target), 30)
        except Exception as failure:  # any: it counts as an error
            code = type(failure).__name__
        times.append(time.monotonic() - began)
        codes[code] = codes.get(code, 0) + 1

    start = time.monotonic()
    for i in range(rate * seconds):
        await asyncio.sleep(max(0, start + i / rate - time.monotonic()))
        task = asyncio.create_task(one(asked[i]))
        waiting.add(task)
        task.add_done_callback(waiting.discard)
        if i % max(1, rate * seconds // 30) == 0:
            sizes.append(memory(pid))
    await asyncio.gather(*waiting)
    return sorted(times), codes, sizes


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("whosaid")
    parser.add_argument("index")
    parser.add_argument("--rate", type=int, default=200)
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--fresh", type=int, default=100)
    parser.add_argument("--most-ms", type=float, default=150)
    asked = parser.parse_args()
    with subprocess.Popen([asked.whosaid, "serve", "--port", "0", "--db", asked.index], stdout=subprocess.PIPE, text=True) as server:
        try:
            base = server.stdout.readline().strip().rstrip("/")
            targets = Targets(base)
            requests = plan(targets, asked.rate * asked.seconds, asked.fresh)
            for n in range(8 * len(WORDS)):  # warm: what is repeated was asked before
                urllib.request.urlopen(base + targets.make(n, n // 8)).read()
            before = used(server.pid)
            times, codes, sizes = asyncio.run(
                drive(int(base.rsplit(":", 1)[1]), requests, asked.rate, asked.seconds, server.pid))
            spent = [(now - then) / len(times) for then, now in zip(before, used(server.pid))]
        finally:
            server.terminate()
    middle, late = times[len(times) // 2] * 1000, times[len(times) * 99 // 100] * 1000
    third = max(1, len(sizes) // 3)
    (server_first, first), (server_last, last) = ([sum(some) / third / 1e6 for some in zip(*part)] for part in (sizes[:third], sizes[-third:]))
    print(f"{len(times)} requests, {len(set(requests))} of them different, {asked.rate} a second: median {middle:.1f} ms, 99th percentile {late:.1f} ms, longest "
          f"{times[-1] * 1000:.1f} ms; answers {codes}; memory of the server {server_first:.0f} then {server_last:.0f} MB, "
          f"of the workers {first:.0f} then {last:.0f} MB; CPU time of a request {spent[0]:.2f} ms in the server, {spent[1]:.2f} ms in "
          f"the workers, {spent[2]:.2f} ms in this driver")
    bad = set(codes) - {200}
    if bad or late > asked.most_ms or last > first * 1.25 + 4 or server_last > server_first + 24:
        sys.exit("too slow, failed, or memory grows")


if __name__ == "__main__":
    main()
