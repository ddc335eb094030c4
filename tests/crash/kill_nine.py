#!/usr/bin/env python3
"""kill -9 of a serving Kentongan at random moments, while people publish and ask and mails leave.

    tests/crash/kill_nine.py --program build/release/kentongan --kills 50 --seed 7

After every restart each acknowledged write is there; at the end every delivery has arrived, no more than
one came twice for each kill, each second copy says that it may be one, and `kentongan check` is content.
Ends with 0 when all of it holds, else 1. Needs python3 alone, and the npm package idn-area-data.
"""
import argparse
import http.client
import json
import os
import pathlib
import random
import re
import shutil
import signal
import socketserver
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections import Counter, defaultdict
from html import unescape

ROOT = pathlib.Path(__file__).resolve().parents[2]
PASSWORD = "kentongan-desa-kita"


class Sink(socketserver.ThreadingTCPServer):
    """A mail server that only remembers: (recipient, Message-ID, subject, marked as a possible second)."""

    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 64

    def __init__(self):
        self.mails = []
        self.lock = threading.Lock()
        super().__init__(("127.0.0.1", 0), SinkConversation)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def taken(self):
        with self.lock:
            return list(self.mails)


class SinkConversation(socketserver.StreamRequestHandler):
    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self):
        try:
            self.talk()
        except OSError:
            pass  # the other side was killed

    def talk(self):
        self.say("220 sink")
        recipients = []
        for raw in self.rfile:
            line = raw.decode("latin-1").strip()
            verb = line[:4].upper()
            if verb in ("EHLO", "HELO", "NOOP", "RSET", "MAIL", "RCPT"):
                if verb == "MAIL":
                    recipients = []
                if verb == "RCPT":
                    recipients.append(re.search(r"<([^>]*)>", line).group(1))
                self.say("250 sink")
            elif verb == "DATA":
                self.say("354 go on")
                if not self.take(recipients):
                    return  # cut in the middle: not received
                self.say("250 taken")
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("502 no")

    def take(self, recipients):
        head, in_head = [], True
        for raw in self.rfile:
            if raw == b".\r\n":
                break
            if raw == b"\r\n":
                in_head = False
            if in_head:
                head.append(raw.decode("utf-8", "replace"))
        else:
            return False
        fields = dict(re.findall(r"(?m)^([\w-]+):[ \t]*(.*)$", re.sub(r"\r?\n[ \t]+", " ", "".join(head)).replace("\r", "")))
        mail = (recipients[0], fields.get("Message-ID", ""), fields.get("Subject", ""), "Kentongan-Possible-Duplicate" in fields)
        with self.server.lock:
            self.server.mails.append(mail)
        return True


class Gone(Exception):
    """The server was killed while we talked to it."""


class Place:
    """Where the server is at the moment; everybody waits here while it is down."""

    def __init__(self):
        self.condition = threading.Condition()
        self.port = None
        self.over = False

    def open(self, port):
        with self.condition:
            self.port = port
            self.condition.notify_all()

    def close(self):
        with self.condition:
            self.port = None

    def wait(self):
        with self.condition:
            self.condition.wait_for(lambda: self.port or self.over)
            if self.over:
                raise SystemExit
            return self.port

    def end(self):
        with self.condition:
            self.over = True
            self.condition.notify_all()


class Person:
    """A browser with cookies. Raises Gone when the connection breaks."""

    def __init__(self, place):
        self.place, self.cookies, self.connection, self.port, self.token = place, {}, None, None, ""

    def ask(self, method, path, fields=None):
        port = self.place.wait()
        try:
            if self.port != port or self.connection is None:
                self.connection, self.port = http.client.HTTPConnection("127.0.0.1", port, timeout=30), port
            headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())} if self.cookies else {}
            body = None
            if fields is not None:
                body = urllib.parse.urlencode(fields, doseq=True)
                headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{port}"}
            self.connection.request(method, path, body, headers)
            response = self.connection.getresponse()
            text = response.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException) as problem:
            self.connection = None
            raise Gone(str(problem)) from problem
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        self.cookies.pop("pesan", None)
        return response.status, response.headers.get("Location", ""), text

    def patiently(self, method, path, fields=None):
        """The same again until it is answered: for what may safely be said twice."""
        while True:
            try:
                answer = self.ask(method, path, fields)
            except Gone:
                continue
            if answer[0] != 503:
                return answer

    def learn_token(self, path):
        _, _, text = self.patiently("GET", path)
        self.token = re.search(r'name="_token" value="([^"]+)"', text).group(1)

    def sign_in(self, login):
        self.learn_token("/masuk")
        status, _, text = self.patiently("POST", "/masuk", {"_token": self.token, "login": login, "password": PASSWORD})
        if status != 303:
            raise SystemExit(f"{login} could not sign in: {status} {text[:300]}")
        self.learn_token("/akun")
        return self


class Kept:
    """What was acknowledged, by whom it may be asked for again."""

    def __init__(self):
        self.lock = threading.Lock()
        self.items, self.tickets, self.complaints = {}, {}, []
        self.new = set()
        self.writes = 0

    def item(self, number, title, step):
        with self.lock:
            self.items[number] = (title, step)
            self.new.add(("item", number))
            self.writes += 1

    def ticket(self, path, text):
        with self.lock:
            self.tickets[path] = text
            self.new.add(("ticket", path))
            self.writes += 1

    def complain(self, text):
        with self.lock:
            self.complaints.append(text)
        print("!!", text, file=sys.stderr, flush=True)

    def take_new(self):
        with self.lock:
            new, self.new = self.new, set()
            return new, dict(self.items), dict(self.tickets)


STEPS = ["submitted", "approved", "published"]


def publish_for_ever(place, kept, people, name, pause):
    """Writes, approves and publishes one item after the other; every step that is acknowledged is noted."""
    writer, reader = people
    number = 0
    while True:
        number += 1
        title = f"Kabar uji {name} nomor {number}"
        # The same form key: however often it is sent, it is one item.
        fields = {"_token": writer.token, "form_key": f"kunci-{name}-{number}", "title": title, "summary": "", "body": f"Isi kabar {name} {number}.",
                  "source": "Penguji (rekaan)", "provenance": "government", "kind": "news", "adinda": "diseminasi", "topics": "", "group": "", "area": "32.10", "do": "submit"}
        status, location, text = writer.patiently("POST", "/meja/kabar", fields)
        if status != 303:
            kept.complain(f"not saved: {status} {unescape(re.sub('<[^>]*>', ' ', text))[:400]}")
            return
        item = location.rsplit("/", 1)[-1]
        kept.item(item, title, "submitted")
        for move, step in (("approve", "approved"), ("publish", "published")):
            while True:
                _, _, page = reader.patiently("GET", f"/meja/kabar/{item}")
                if f'/langkah/{move}"' not in page:
                    # Done before the server was killed and we heard of it, or gone.
                    if move == "approve" and '/langkah/publish"' not in page and 'href="/kabar/' not in page:
                        kept.complain(f"{title}: neither to approve nor to publish")
                        return
                    break
                revision = re.search(r'name="seen_revision" value="(\d+)"', page).group(1)
                try:
                    status, _, text = reader.ask("POST", f"/meja/kabar/{item}/langkah/{move}", {"_token": reader.token, "seen_revision": revision, "checked": ["source", "facts", "privacy"]})
                except Gone:
                    continue
                if status == 303:
                    kept.item(item, title, step)
                    break
                if status not in (409, 503):
                    kept.complain(f"{move} of {title}: {status}")
                    return
        pause()


def ask_for_ever(place, kept, person, name, pause):
    number = 0
    while True:
        number += 1
        text = f"Apakah benar kabar {name} urutan {number} bahwa sumur desa {name}{number} akan dipindah pekan depan?"
        status, location, page = person.patiently("POST", "/tanya", {"_token": person.token, "form_key": f"tanya-{name}-{number}", "text": text, "area": ""})
        if status != 303:
            kept.complain(f"question not taken: {status} {unescape(re.sub('<[^>]*>', ' ', page))[:300]}")
            return
        kept.ticket(location, text)
        pause()


def show(person, path, words, what, kept):
    status, _, text = person.patiently("GET", path)
    if status != 200 or words not in unescape(text):
        kept.complain(f"LOST: {what} ({path}: {status})")
        return False
    return True


def check_acknowledged(new, items, tickets, kept, editor, anybody):
    lost = 0
    for kind, key in new:
        if kind == "ticket":
            lost += not show(anybody, key, tickets[key], "a question", kept)
            continue
        title, step = items[key]
        status, _, page = editor.patiently("GET", f"/meja/kabar/{key}")
        public = re.search(r'href="(/kabar/[^"]+)"', page)
        if status != 200 or title not in unescape(page):
            kept.complain(f"LOST: {title} ({status})")
            lost += 1
        elif step == "published":
            if public is None:
                kept.complain(f"LOST: {title} was published and is not")
                lost += 1
            else:
                lost += not show(anybody, public.group(1), title, f"the public page of {title}", kept)
        elif step == "approved" and public is None and '/langkah/publish"' not in page:
            kept.complain(f"LOST: the approval of {title}")
            lost += 1
    return lost


class Server:
    def __init__(self, program, data, place):
        self.program, self.data, self.place, self.process = program, data, place, None

    def start(self):
        """Seconds from the start to the first page."""
        began = time.monotonic()
        self.log = open(os.path.join(self.data, "server.log"), "ab")
        self.process = subprocess.Popen([self.program, "serve", "--data", self.data, "--listen", "127.0.0.1:0", "--config", os.path.join(self.data, "kentongan.toml")],
                                        stdout=subprocess.PIPE, stderr=self.log, text=True, env=os.environ | {"LANG": "id_ID.UTF-8"})
        for line in self.process.stdout:
            found = re.search(r"http://127\.0\.0\.1:(\d+)", line)
            if found:
                break
        else:
            raise SystemExit(f"the server does not start (exit {self.process.wait()}): see {self.data}/server.log")
        port = int(found.group(1))
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", "/sehat")
        if connection.getresponse().status != 200:
            raise SystemExit("the server is not well")
        connection.close()
        took = time.monotonic() - began
        self.place.open(port)
        return took

    def kill(self):
        # First dead, then closed: whoever talks to it finds out by themselves, as in life.
        self.process.send_signal(signal.SIGKILL)
        self.place.close()
        self.process.wait()
        self.process.stdout.close()
        self.log.close()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=60)
        self.place.close()
        return code


def add_subscribers(data, count):
    """More mailboxes like the sample's warga1, who hears of all Majalengka. Their addresses, with the sample's own."""
    base = sqlite3.connect(os.path.join(data, "kentongan.db"))
    base.row_factory = sqlite3.Row
    model = dict(base.execute("SELECT * FROM subscriptions WHERE address = 'warga1@warga.example' AND state = 'confirmed'").fetchone())
    areas = [dict(row) for row in base.execute("SELECT * FROM subscription_areas WHERE subscription_id = ?", (model["id"],))]
    addresses = ["warga1@warga.example"]

    def insert(table, row):
        base.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", list(row.values()))

    for number in range(count):
        address = f"pelanggan{number}@uji.example"
        insert("subscriptions", model | {"id": model["id"] + 1000 + number, "address": address, "address_key": address})
        for area in areas:
            insert("subscription_areas", area | {"subscription_id": model["id"] + 1000 + number})
        addresses.append(address)
    base.commit()
    base.close()
    return addresses


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", default=str(ROOT / "build/release/kentongan"))
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--subscribers", type=int, default=20)
    parser.add_argument("--restart-seconds", type=float, default=2.0, help="the longest a restart may take")
    parser.add_argument("--keep", action="store_true", help="leave the data folder")
    wanted = parser.parse_args()
    chance = random.Random(wanted.seed)

    data = tempfile.mkdtemp(prefix="kentongan-kill-")
    for verb in (["import", "areas", str(ROOT / "node_modules/idn-area-data/data")], ["demo"]):
        subprocess.run([wanted.program, *verb, "--data", data], check=True, stdout=subprocess.DEVNULL)
    addresses = add_subscribers(data, wanted.subscribers)
    sink, place, kept = Sink(), Place(), Kept()
    pathlib.Path(data, "kentongan.toml").write_text(f'[email]\nhost = "127.0.0.1"\nport = {sink.server_address[1]}\nfrom = "kabar@uji.example"\ntls = "none"\n[log]\nlevel = "warning"\n')
    server = Server(wanted.program, data, place)
    restarts = [server.start()]

    office, colleague, anybody = Person(place).sign_in("petugas1"), Person(place).sign_in("petugas2"), Person(place)

    writers = []

    def twin(person):
        copy = Person(place)
        copy.cookies, copy.token = dict(person.cookies), person.token
        writers.append(copy)
        return copy

    def pause_of(seed):
        own = random.Random(seed)
        return lambda: time.sleep(own.uniform(0.0, 0.05))  # the rhythm of people, not waiting for anything

    threads = []
    for number in range(2):
        threads.append(threading.Thread(target=publish_for_ever, args=(place, kept, (twin(office), twin(colleague)), f"p{number}", pause_of(wanted.seed * 100 + number)), daemon=True))
    for number in range(3):
        asker = twin(anybody)
        asker.learn_token("/tanya")
        threads.append(threading.Thread(target=ask_for_ever, args=(place, kept, asker, f"t{number}", pause_of(wanted.seed * 100 + 50 + number)), daemon=True))
    for thread in threads:
        thread.start()

    began, lost, checked = time.monotonic(), 0, 0
    for kill in range(wanted.kills):
        time.sleep(chance.uniform(0.02, 1.2))  # the moment of the kill is what is random here
        server.kill()
        new, items, tickets = kept.take_new()
        restarts.append(server.start())
        lost += check_acknowledged(new, items, tickets, kept, office, anybody)
        checked += len(new)
        print(f"kill {kill + 1:3}/{wanted.kills}: {kept.writes} acknowledged, {len(sink.taken())} mails, restart {restarts[-1] * 1000:.0f} ms", end="\r" if sys.stdout.isatty() else "\n", flush=True)

    # Nobody writes any more: they find themselves at a place where nothing opens. What was promised is waited for.
    nowhere = Place()
    nowhere.end()
    for person in writers:
        person.place = nowhere
    for thread in threads:
        thread.join(timeout=60)
        if thread.is_alive():
            raise SystemExit("a writer does not come to an end")
    _, items, tickets = kept.take_new()
    everything = {("item", key) for key in items} | {("ticket", key) for key in tickets}
    lost += check_acknowledged(everything, items, tickets, kept, office, anybody)
    titles = published_titles(data)
    twice_made = [title for title, count in Counter(titles).items() if count > 1 and title.startswith("Kabar uji")]
    titles = {title for title in titles if title.startswith("Kabar uji")}
    missing = wait_for_mails(sink, addresses, titles)
    duplicates, unmarked, rewritten = judge(sink)
    code = server.stop()
    check = subprocess.run([wanted.program, "check", "--data", data], capture_output=True, text=True)

    restarts.sort()
    numbers = {
        "kills": wanted.kills, "seed": wanted.seed, "seconds": round(time.monotonic() - began, 1), "acknowledged_writes": kept.writes, "acknowledged_checked_after_kill": checked, "lost": lost,
        "items_made_twice": len(twice_made), "published": len(titles), "expected_mails": len(titles) * len(addresses), "mails_at_sink": len(sink.taken()), "missing_mails": len(missing),
        "duplicate_mails": duplicates, "unmarked_duplicates": unmarked, "second_deliveries": rewritten,
        "restart_ms_median": round(restarts[len(restarts) // 2] * 1000), "restart_ms_max": round(restarts[-1] * 1000), "load": round(os.getloadavg()[0], 1),
        "check": (check.stdout + check.stderr).strip(), "exit_after_term": code,
    }
    print("\n" + json.dumps(numbers, indent=2, ensure_ascii=False))
    promises = {
        "no acknowledged write is lost": lost == 0 and not kept.complaints, "nothing is made twice": not twice_made, "every delivery arrives": not missing and len(titles) > 0,
        "at most one duplicate for each kill": duplicates <= wanted.kills, "every second copy says so": unmarked == 0, "one delivery for each entry and recipient": rewritten == 0,
        "the ledger and the file are sound": check.returncode == 0, f"a restart takes {wanted.restart_seconds} s at most": restarts[-1] <= wanted.restart_seconds, "it ends cleanly": code == 0,
    }
    for promise, holds in promises.items():
        print("  ok " if holds else "FAILS", promise)
    good = all(promises.values())
    if good and not wanted.keep:
        shutil.rmtree(data, ignore_errors=True)
    else:
        print("data folder:", data)
    return 0 if good else 1


def published_titles(data):
    base = sqlite3.connect(f"file:{data}/kentongan.db?mode=ro", uri=True)
    try:
        return [row[0] for row in base.execute("SELECT title FROM items WHERE published_at IS NOT NULL")]
    finally:
        base.close()


def wait_for_mails(sink, addresses, titles, patience=120):
    """(recipient, title) that have not arrived. Gives up when nothing new comes for `patience` seconds."""
    expected = {(address, title) for address in addresses for title in titles}
    seen, since = -1, time.monotonic()
    while True:
        mails = sink.taken()
        arrived = {(to, title) for to, _, subject, _ in mails for title in titles_in(subject)}
        missing = expected - arrived
        if not missing:
            return missing
        if len(mails) != seen:
            seen, since = len(mails), time.monotonic()
        elif time.monotonic() - since > patience:
            return missing
        time.sleep(0.2)


def titles_in(subject):
    return re.findall(r"Kabar uji \w+ nomor \d+", subject)


def judge(sink):
    """Duplicates by Message-ID; those whose later copy does not say so; deliveries made anew for the same person and title."""
    copies, deliveries = defaultdict(list), defaultdict(set)
    for to, message_id, subject, marked in sink.taken():
        copies[message_id].append(marked)
        for title in titles_in(subject):
            deliveries[(to, title)].add(message_id)
    duplicates = sum(len(marks) - 1 for marks in copies.values())
    unmarked = sum(1 for marks in copies.values() for marked in marks[1:] if not marked)
    rewritten = sum(len(ids) - 1 for ids in deliveries.values())
    return duplicates, unmarked, rewritten


if __name__ == "__main__":
    sys.exit(main())
