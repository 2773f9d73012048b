"""
Runs the Python that a README shows, in a folder with vectors.jsonl and vectors.csv.

    readme.py README FOLDER

Blocks whose package is not installed are left out. Prints one JSON:
{"ran": [package, …], "rows": [{"id", "text"}, …], "nearest": {package: [id, …]}, "frame": [[id, text, dense], …], "split": n}
"""
import importlib.util
import json
import os
import re
import sys

readme, folder = sys.argv[1:]
with open(readme, encoding="utf-8") as file:
    blocks = re.findall(r"^```python\n(.*?)^```", file.read(), re.S | re.M)
os.chdir(folder)
shown = {}
ran = []
nearest = {}
for block in blocks:
    packages = [name for name in re.findall(r"^import (\w+)", block, re.M) if name != "json"]
    if not all(map(importlib.util.find_spec, packages)):
        continue
    exec(block, shown)
    package = packages[0] if packages else "json"
    ran.append(package)
    ids = [str(row["id"]) for row in shown["rows"]]
    if package == "lancedb":
        nearest[package] = [hit["id"] for hit in shown["hits"]]
    elif package == "chromadb":
        nearest[package] = shown["hits"]["ids"][0]
    elif package == "faiss":
        nearest[package] = [ids[place] for place in shown["places"][0]]

frame = shown["frame"]
with open("vectors.jsonl", encoding="utf-8") as file:
    split = [json.loads(line) for line in file.read().splitlines()]
result = {
    "ran": ran,
    "rows": [{"id": row["id"], "text": row["text"]} for row in shown["rows"]],
    "nearest": nearest,
    "frame": list(map(list, zip(frame["id"], frame["text"], frame["dense"]))),
    "split": len(split),
}
# Readers of other kinds: pandas for JSON Lines, and the csv module over lines that splitlines() made.
if importlib.util.find_spec("pandas"):
    import csv
    import pandas

    lines = pandas.read_json("vectors.jsonl", lines=True, dtype=False, convert_dates=False)
    result["pandas"] = list(map(list, zip(lines["id"], lines["text"])))
    csv.field_size_limit(sys.maxsize)
    with open("vectors.csv", encoding="utf-8", newline="") as file:
        cells = csv.DictReader(file.read().splitlines(keepends=True), strict=True)
        result["csv"] = [[row["id"], row["text"]] for row in cells]
print(json.dumps(result))
