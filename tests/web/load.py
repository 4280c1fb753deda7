#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""load.py WHOSAID INDEX [--rate N] [--seconds N] [--most-ms N] [--json]

Starts `whosaid serve` and asks it at an even pace, whether answers are back or not: mixed searches of the API and of the page,
names as somebody types them, statements. Fails when any answer is not 200, when the 99th percentile is above --most-ms, or when
the memory of server and workers grows by more than a quarter between the first and the last third."""
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


def targets(base):
    """A round of requests; ids are those of real statements."""
    quote = urllib.parse.quote
    ids = []
    for word in WORDS[:6]:
        with urllib.request.urlopen(f"{base}/api/search?q={quote(word)}&limit=5") as answer:
            ids += [hit["id"] for hit in json.load(answer)["statements"]]
    out = []
    for i, word in enumerate(WORDS):
        other = WORDS[(i * 7 + 3) % len(WORDS)]
        out.append(f"/api/search?q={quote(word)}&limit=20")
        out.append(f"/api/search?q={quote(word + ' OR ' + other)}&limit=10&sort=-published")
        out.append(f"/api/search?q={quote('act:denial ' + word)}")
        out.append(f"/?q={quote(word)}")
        out.append(f"/api/names?start={quote(word[:3])}")
        out.append(f"/api/search?q={quote('by:' + word)}")
        if ids:
            out.append(f"/api/statement/{ids[i % len(ids)]}")
            out.append(f"/statement/{ids[(i * 5) % len(ids)]}")
    return out


def memory(pid):
    """Bytes that the server and its workers have for themselves."""
    children = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False).stdout.split()
    total = 0
    for one in [str(pid)] + children:
        try:
            with open(f"/proc/{one}/smaps_rollup", encoding="ascii") as lines:
                total += sum(int(line.split()[1]) for line in lines if line.startswith(("Private_Clean", "Private_Dirty")))
        except OSError:
            pass
    return total * 1024


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
        task = asyncio.create_task(one(asked[i % len(asked)]))
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
    parser.add_argument("--most-ms", type=float, default=150)
    asked = parser.parse_args()
    with subprocess.Popen([asked.whosaid, "serve", "--port", "0", "--db", asked.index], stdout=subprocess.PIPE, text=True) as server:
        try:
            base = server.stdout.readline().strip().rstrip("/")
            rounds = targets(base)
            for target in rounds:  # warm: each worker opens the index once
                urllib.request.urlopen(base + target).read()
            times, codes, sizes = asyncio.run(
                drive(int(base.rsplit(":", 1)[1]), rounds, asked.rate, asked.seconds, server.pid))
        finally:
            server.terminate()
    middle, late = times[len(times) // 2] * 1000, times[len(times) * 99 // 100] * 1000
    third = max(1, len(sizes) // 3)
    first, last = sum(sizes[:third]) / third, sum(sizes[-third:]) / third
    print(f"{len(times)} requests, {asked.rate} a second: median {middle:.1f} ms, 99th percentile {late:.1f} ms, longest "
          f"{times[-1] * 1000:.1f} ms; answers {codes}; memory {first / 1e6:.0f} then {last / 1e6:.0f} MB")
    bad = set(codes) - {200}
    if bad or late > asked.most_ms or last > first * 1.25 + 4e6:
        sys.exit("too slow, failed, or memory grows")


if __name__ == "__main__":
    main()
