"""Another program of the machine, as backup tools, virus scanners and file managers are.

Commands, each printing one line of JSON at its end:
  backup DATABASE FILE         copies a database by SQLite's backup interface, and closes both, as `.backup` does
  sql DATABASE STATEMENT       runs one statement and commits
  hold DATABASE                takes SQLite's write lock, prints "held", and keeps it until standard input ends
  roam FOLDER... [--copy DIR]  until standard input ends: copies, opens, locks and scans every file below the folders
"""

import fcntl
import json
import os
import random
import shutil
import sqlite3
import sys
import threading


def say(**answer):
    print(json.dumps(answer), flush=True)


def backup(database, file):
    source, target = sqlite3.connect(database), sqlite3.connect(file)
    source.backup(target)
    target.close()
    source.close()
    say(sqlite=sqlite3.sqlite_version)


def sql(database, statement):
    connection = sqlite3.connect(database, timeout=20)
    connection.execute(statement)
    connection.commit()
    connection.close()
    say(done=True)


def hold(database):
    connection = sqlite3.connect(database, timeout=20, isolation_level=None)
    connection.execute("begin immediate")
    print("held", flush=True)
    sys.stdin.read()
    connection.execute("rollback")
    connection.close()
    say(done=True)


class Roamer:
    def __init__(self, copies):
        self.copies = copies
        self.acts = {"scanned": 0, "copied": 0, "locked": 0, "opened": 0, "missed": 0}
        self.random = random.Random(int(os.environ.get("FIELDBOOK_SEED", "1")))

    def scan(self, file):
        with open(file, "rb") as opened:
            while opened.read(1 << 16):
                pass
        self.acts["scanned"] += 1

    def copy(self, file):
        shutil.copyfile(file, os.path.join(self.copies, "copy"))
        self.acts["copied"] += 1

    def lock(self, file):
        """Takes an advisory lock as other programs do: shared or alone, of the file or of a range; never waits."""
        with open(file, "r+b") as opened:
            kind = self.random.choice([fcntl.LOCK_SH, fcntl.LOCK_EX])
            call = self.random.choice([fcntl.flock, fcntl.lockf])
            call(opened, kind | fcntl.LOCK_NB)
            self.acts["locked"] += 1

    def open_database(self, file):
        """Opens a database, reads it, takes its write lock for a moment, and closes it."""
        with open(file, "rb") as opened:
            if opened.read(15) != b"SQLite format 3":
                return
        connection = sqlite3.connect(file, timeout=0.2, isolation_level=None)
        try:
            connection.execute("select count(*) from sqlite_master").fetchone()
            connection.execute("begin immediate")
            connection.execute("rollback")
            self.acts["opened"] += 1
        finally:
            connection.close()

    def visit(self, file):
        for act in (self.scan, self.copy, self.lock, self.open_database):
            try:
                act(file)
            except (OSError, sqlite3.Error):
                self.acts["missed"] += 1  # gone meanwhile, or locked by its owner


def roam(args):
    copies = args.pop(args.index("--copy") + 1)
    args.remove("--copy")
    ended = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
    roamer = Roamer(copies)
    print("roaming", flush=True)
    while not ended.is_set():
        for folder in args:
            for place, _, names in os.walk(folder):
                for name in names:
                    if ended.is_set():
                        break
                    file = os.path.join(place, name)
                    if os.path.isfile(file) and not os.path.islink(file):
                        roamer.visit(file)
        ended.wait(0.05)
    say(**roamer.acts)


command, *rest = sys.argv[1:]
if command == "backup":
    backup(*rest)
elif command == "sql":
    sql(*rest)
elif command == "hold":
    hold(*rest)
elif command == "roam":
    roam(rest)
else:
    sys.exit(f"no command is called {command}")
