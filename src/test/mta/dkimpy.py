"""Verifies every signature of mails with dkimpy: dkimpy.py <dns records as json> <mail>..."""
import json
import sys

import dkim

records = json.load(open(sys.argv[1]))


def dns(name, timeout=5):
    return records.get(name.decode().rstrip("."), "").encode()


for path in sys.argv[2:]:
    message = dkim.DKIM(open(path, "rb").read().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    count = sum(1 for name, _ in message.headers if name.lower() == b"dkim-signature")
    good = sum(message.verify(idx=index, dnsfunc=dns) for index in range(count))
    print(good, "of", count)
