"""Pulls a feed of Alataw by HTTP, and proves that nothing of it is missing. Copy it: Python 3.9 has all that it needs.

  ALATAW_URL=http://127.0.0.1:8080 ALATAW_KEY=alk_… SUBSCRIPTION=KAZPOST.all python3 pull_events.py

UNTIL_END=1 stops when there is nothing more for now. Ctrl-C stops it. It begins again where it stopped: the cursor, and the
proof up to there, are in the file that PLACE_FILE names (feed-place.json).
"""

import hashlib
import json
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

URL = os.environ.get("ALATAW_URL", "http://127.0.0.1:8080")
KEY = os.environ["ALATAW_KEY"]
SUBSCRIPTION = os.environ["SUBSCRIPTION"]
PLACE_FILE = os.environ.get("PLACE_FILE", "feed-place.json")
UNTIL_END = bool(os.environ.get("UNTIL_END"))
LIMIT = 500
WAIT_SECONDS = 20
TRY_AGAIN = {429, 500, 502, 503, 504}


def take(event):
    """Your work: keep what the event says. In your database, keep the place in the same transaction."""
    if os.environ.get("VERBOSE"):
        print(event["type"], event["subject"])


def canonical(event):
    """The bytes that the hash is taken over: members by name, no spaces (RFC 8785)."""
    return json.dumps(event, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def pull(cursor):
    """Asks for what follows the cursor, waiting for news; asks again when the centre is away or busy."""
    query = {"limit": LIMIT, "wait": 0 if UNTIL_END else WAIT_SECONDS}
    if cursor is not None:
        query["cursor"] = cursor
    address = f"{URL}/v1/subscriptions/{SUBSCRIPTION}/events?{urllib.parse.urlencode(query)}"
    request = urllib.request.Request(address, headers={"Authorization": f"Bearer {KEY}"})
    pause = 1
    while True:
        try:
            with urllib.request.urlopen(request, timeout=WAIT_SECONDS + 30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            # 410: the cursor is older than what is kept; the problem says from where to go on.
            if error.code not in TRY_AGAIN:
                sys.exit(f"{error.code}: {error.read().decode()}")
            pause = int(error.headers.get("Retry-After", pause))
        except OSError:
            pass  # the way there is cut
        time.sleep(pause)
        pause = min(60, pause * 2)


def main():
    place = {"cursor": None, "count": 0, "chain": "00" * 32}
    if os.path.exists(PLACE_FILE):
        with open(PLACE_FILE, encoding="utf-8") as file:
            place = json.load(file)
    try:
        while True:
            page = pull(place["cursor"])
            count, chain = place["count"], bytes.fromhex(place["chain"])
            for event in page["events"]:
                count += 1
                chain = hashlib.sha256(chain + hashlib.sha256(canonical(event)).digest()).digest()
            first = int(page["events"][0]["sequence"]) if page["events"] else 1
            if place["cursor"] is None and first > 1:
                # What retention has removed cannot be checked any more: the chain is begun with what is left.
                count, chain = count + first - 1, bytes.fromhex(page["chain"])
            if (count, chain.hex()) != (page["count"], page["chain"]):
                sys.exit(f"after event {count} the feed says {page['count']}, or another hash: something is missing")
            for event in page["events"]:
                take(event)
            is_end = page["next"] == place["cursor"]
            place = {"cursor": page["next"], "count": count, "chain": chain.hex()}
            # Renamed, so that a crash leaves the place before or the place after.
            with open(f"{PLACE_FILE}.new", "w", encoding="utf-8") as file:
                json.dump(place, file)
            os.replace(f"{PLACE_FILE}.new", PLACE_FILE)
            if UNTIL_END and is_end:
                break
    except KeyboardInterrupt:
        pass
    print(f"count={place['count']} hash={place['chain']}")


main()
