"""Exports of a tiny encoder as users' tools write them: a folder and a line of manifest.jsonl for each.

    pip install torch==2.13 transformers==5.24 onnx onnxscript onnxruntime==1.32 onnxslim peft sentence-transformers==6.2
    python scripts/exports/make_exports.py                     # all families but optimum

    pip install optimum-onnx==0.1 transformers==4.57.6 sentence-transformers==5.7 onnxslim    # in an environment of its own
    python scripts/exports/make_exports.py --families optimum sentence-transformers
    pip install sentence-transformers==6.2
    python scripts/exports/make_exports.py --families sentence-transformers

    node_modules/.bin/tsx scripts/exports/table.ts             # loads them all, and writes docs/exports.md

They go to /tmp/exports-all; --out names another folder. Exports of a name are replaced, others stay.
"""

import argparse
import importlib
import os
import pathlib
import sys
import warnings

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
sys.path.insert(0, str(pathlib.Path(__file__).parent))
FAMILIES = ["torch", "heads", "onnx", "onnxruntime", "optimizer", "sentence-transformers", "optimum"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", default="/tmp/exports-all")
    parser.add_argument("--families", nargs="+", choices=FAMILIES, default=FAMILIES[:-1])
    parser.add_argument("--only", default="", help="only exports whose name has this text")
    options = parser.parse_args()
    warnings.filterwarnings("ignore")

    import torch
    from common import Exports

    torch.set_num_threads(1)
    exports = Exports(options.out, options.only)
    for family in options.families:
        importlib.import_module(f"from_{family.replace('-', '_')}").run(exports)


if __name__ == "__main__":
    main()
