"""
Loads exported files with the databases' own clients and searches them. Nothing is scored here.

    search.py FOLDER

FOLDER has milvus.json, milvus-rest.jsonl, milvus-setup.json, qdrant.json, documents.npy, documents.sql, documents.csv
and queries.jsonl, as `m3scope export` writes them. Prints one JSON:
{"milvus": {"dense": {query id: [[document id, score], …]}, "sparse": …}, "milvus-rest": …, "qdrant": {…, "colbert": …},
 "npy": {"shape", "dtype", "rows"}, "sql": {id: {"text", "dense", "sparse"}}, "csv": {id: {"text", "dense"}}}
"""
import csv
import json
import os
import re
import sqlite3
import sys
import tempfile

import numpy
from pymilvus import DataType, MilvusClient
from qdrant_client import QdrantClient, models

MILVUS_TYPES = {
    "Int64": DataType.INT64,
    "VarChar": DataType.VARCHAR,
    "FloatVector": DataType.FLOAT_VECTOR,
    "SparseFloatVector": DataType.SPARSE_FLOAT_VECTOR,
}


def read(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
        return file.read()


def json_lines(text):
    return [json.loads(line) for line in text.split("\n") if line != ""]


def create_milvus(client, setup):
    """The collection as the exported REST body describes it."""
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    for field in setup["schema"]["fields"]:
        parameters = {key: int(value) for key, value in field.get("elementTypeParams", {}).items()}
        schema.add_field(
            field["fieldName"],
            MILVUS_TYPES[field["dataType"]],
            is_primary=field.get("isPrimary", False),
            **parameters,
        )
    indexes = client.prepare_index_params()
    for index in setup["indexParams"]:
        indexes.add_index(index["fieldName"], index_type=index["indexType"], metric_type=index["metricType"])
    client.create_collection(setup["collectionName"], schema=schema, index_params=indexes)


def search_milvus(client, name, queries, limit):
    found = {"dense": {}, "sparse": {}}
    for query in queries:
        vectors = {
            "dense": query["dense"],
            "sparse": {int(key): weight for key, weight in query["sparse"].items()},
        }
        for head, vector in vectors.items():
            hits = client.search(name, data=[vector], anns_field=head, limit=limit)[0]
            found[head][query["id"]] = [[hit["id"], hit["distance"]] for hit in hits]
    return found


def milvus(folder, queries, how):
    client = MilvusClient(os.path.join(tempfile.mkdtemp(), "milvus.db"))
    setup = json.loads(read(folder, "milvus-setup.json"))
    name = setup["collectionName"]
    create_milvus(client, setup)
    if how == "import":
        bodies = [{"collectionName": name, "data": json.loads(read(folder, "milvus.json"))["rows"]}]
    else:
        bodies = json_lines(read(folder, "milvus-rest.jsonl"))
    count = 0
    for body in bodies:
        count += client.insert(body["collectionName"], body["data"])["insert_count"]
    found = search_milvus(client, name, queries, count)
    client.close()
    return found


def qdrant(folder, queries):
    file = json.loads(read(folder, "qdrant.json"))
    name = file["collection_name"]
    body = models.CreateCollection.model_validate(file["collection"])
    client = QdrantClient(":memory:")
    client.create_collection(
        name, vectors_config=body.vectors, sparse_vectors_config=body.sparse_vectors
    )
    points = [models.PointStruct.model_validate(point) for point in file["points"]]
    client.upsert(name, points=points)
    found = {"dense": {}, "sparse": {}, "colbert": {}}
    for query in queries:
        entries = sorted((int(key), weight) for key, weight in query["sparse"].items())
        vectors = {
            "dense": query["dense"],
            "sparse": models.SparseVector(
                indices=[key for key, _ in entries], values=[weight for _, weight in entries]
            ),
            "colbert": query["colbert"],
        }
        for head, vector in vectors.items():
            hits = client.query_points(name, query=vector, using=head, limit=len(points)).points
            found[head][query["id"]] = [[hit.payload["id"], hit.score] for hit in hits]
    client.close()
    return found


def npy(folder):
    rows = numpy.load(os.path.join(folder, "documents.npy"))
    return {"shape": rows.shape, "dtype": str(rows.dtype), "rows": rows.tolist()}


def sql(folder):
    """The script without what is PostgreSQL's own, in SQLite: it reads quoted strings by the same rules."""
    script = read(folder, "documents.sql")
    own = r"^(--|SET |CREATE EXTENSION|COMMENT ON).*\n"
    database = sqlite3.connect(":memory:", isolation_level=None)
    database.executescript(re.sub(own, "", script, flags=re.M))
    return {
        key: {"text": text, "dense": json.loads(dense), "sparse": sparse}
        for key, text, dense, sparse in database.execute("SELECT id, text, dense, sparse FROM documents")
    }


def comma_separated(folder):
    csv.field_size_limit(sys.maxsize)
    with open(os.path.join(folder, "documents.csv"), encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, strict=True)
        return {row["id"]: {"text": row["text"], "dense": json.loads(row["dense"])} for row in rows}


def main():
    folder = sys.argv[1]
    queries = json_lines(read(folder, "queries.jsonl"))
    result = {
        "milvus": milvus(folder, queries, "import"),
        "milvus-rest": milvus(folder, queries, "rest"),
        "qdrant": qdrant(folder, queries),
        "npy": npy(folder),
        "sql": sql(folder),
        "csv": comma_separated(folder),
    }
    print(json.dumps(result))


main()
