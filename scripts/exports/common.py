"""What all families of exports share: the encoder, its folder, native reference vectors, and the manifest."""

import fcntl
import gc
import importlib.metadata
import json
import pathlib
import shutil
import time
import traceback

import numpy as np
import onnx
import torch
from tokenizers import Tokenizer
from transformers import XLMRobertaConfig, XLMRobertaModel

TINY = pathlib.Path(__file__).resolve().parents[2] / "test/models/tiny"
# 4 and 21 tokens, and more than m3scope's attention takes in one block: with and without fixed lengths of 7, 32 and 512.
TEXTS = ["退款", "How do I apply for a refund? 如何申请退款？", " ".join(f"{i} 如何申请退款？ The order {i * 7} arrives." for i in range(60))]
INPUTS = ["input_ids", "attention_mask"]
TOKENIZER = ["tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"]
PAD = 1


def version(*packages):
    return ", ".join(f"{name} {importlib.metadata.version(name)}" for name in packages)


def encoder(attention="eager", pooler=False, **changes):
    """The encoder of test/models/tiny with random weights, always the same ones."""
    config = {**json.loads((TINY / "config.json").read_text()), **changes}
    torch.manual_seed(7)
    model = XLMRobertaModel(XLMRobertaConfig(**config, attn_implementation=attention), add_pooling_layer=pooler).eval()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.05)
    return model


def head_weights(width=64):
    """sparse and colbert as nn.Linear, like BAAI's."""
    torch.manual_seed(8)
    return torch.nn.Linear(width, 1), torch.nn.Linear(width, width)


def write_heads(folder, width=64):
    sparse, colbert = head_weights(width)
    torch.save(sparse.state_dict(), folder / "sparse_linear.pt")
    torch.save(colbert.state_dict(), folder / "colbert_linear.pt")


def write_tokenizer(folder):
    for name in TOKENIZER:
        shutil.copy(TINY / name, folder / name)


def write_folder(folder, model=None, heads=True, pooling="cls"):
    """Tokenizer, config.json, 1_Pooling and head files, as in a folder of bge-m3 to which somebody adds a graph."""
    write_tokenizer(folder)
    if model is None:
        shutil.copy(TINY / "config.json", folder)
    else:
        (folder / "config.json").write_text(model.config.to_json_string())
    if pooling:
        (folder / "1_Pooling").mkdir(exist_ok=True)
        modes = {"cls": "cls_token", "mean": "mean_tokens", "max": "max_tokens", "mean_sqrt_len": "mean_sqrt_len_tokens"}
        width = model.config.hidden_size if model else 64
        rows = {f"pooling_mode_{mode}": name == pooling for name, mode in modes.items()}
        (folder / "1_Pooling/config.json").write_text(json.dumps({"word_embedding_dimension": width, **rows}))
    if heads:
        write_heads(folder, model.config.hidden_size if model else 64)


def token_ids(text):
    return Tokenizer.from_file(str(TINY / "tokenizer.json")).encode(text).ids


def normalised(vector):
    vector = np.asarray(vector, np.float64).reshape(-1)
    return [float(f"{x:.9g}") for x in vector / max(np.linalg.norm(vector), 1e-12)]


def torch_reference(model, length=None):
    """Dense vectors of TEXTS: the hidden state of <s>, divided by its norm. None for a text of more than `length` tokens."""
    rows = []
    with torch.no_grad():
        for text in TEXTS:
            ids = torch.tensor([token_ids(text)])
            if length and ids.shape[1] > length:
                rows.append(None)
                continue
            rows.append(normalised(model(input_ids=ids, attention_mask=torch.ones_like(ids)).last_hidden_state[0, 0].float()))
    return rows


def head_reference(model, dtype=torch.float32, bias=True):
    """For each of TEXTS the ReLU'd sparse weight of every token, and the ColBERT row of the first token after <s>.

    The heads' weights are rounded to `dtype`; `bias` False leaves them out."""
    sparse, colbert = (layer.to(dtype).float() for layer in head_weights(model.config.hidden_size))
    rows = []
    with torch.no_grad():
        if not bias:
            sparse.bias.zero_()
            colbert.bias.zero_()
        for text in TEXTS:
            hidden = model(input_ids=torch.tensor([token_ids(text)])).last_hidden_state[0].float()
            weights = torch.relu(sparse(hidden)).reshape(-1)
            rows.append({"sparse": [float(f"{x:.9g}") for x in weights], "colbert": normalised(colbert(hidden[1]))})
    return rows


def feeds(session, ids):
    """What the graph's inputs get; a fixed batch repeats the text, a fixed length is padded. None if the text is too long."""
    result = {}
    for value in session.get_inputs():
        batch, length = value.shape if len(value.shape) == 2 else (1, None)
        length = length if isinstance(length, int) else len(ids)
        if length < len(ids):
            return None
        pad = length - len(ids)
        row = {
            "attention_mask": [1] * len(ids) + [0] * pad,
            "token_type_ids": [0] * length,
            "position_ids": [*range(2, len(ids) + 2), *[PAD] * pad],
        }.get(value.name, [*ids, *[PAD] * pad])
        kind = {"tensor(int32)": np.int32}.get(value.type, np.int64)
        result[value.name] = np.array([row] * (batch if isinstance(batch, int) else 1), kind)
    return result


def onnx_reference(path, optimised, output=None):
    """Dense vectors of TEXTS by native onnxruntime, with or without its optimisations at load; None where a text does not fit."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    if not optimised:
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    names = [value.name for value in session.get_outputs()]
    output = output or ("sentence_embedding" if "sentence_embedding" in names else names[0])
    rows = []
    for text in TEXTS:
        given = feeds(session, token_ids(text))
        if given is None:
            rows.append(None)
            continue
        (value,) = session.run([output], given)
        rows.append(normalised(value[0, 0] if value.ndim == 3 else value[0]))
    return rows


def onnx_save(model, path, external=False):
    path.parent.mkdir(parents=True, exist_ok=True)
    for node in model.graph.node:  # stack traces of dynamo, most of the file
        del node.metadata_props[:]
    if external:
        onnx.save(model, path, save_as_external_data=True, location=path.name + "_data", size_threshold=1024)
    else:
        onnx.save(model, path)


class Exports:
    """Folders of exports and one line of manifest.jsonl for each, written as soon as it is made."""

    def __init__(self, out, only=""):
        self.out = pathlib.Path(out)
        self.only = only
        self.out.mkdir(parents=True, exist_ok=True)

    @property
    def manifest(self):
        return self.out / "manifest.jsonl"

    def add(self, name, tool, versions, options, make, *, expect="fp32", heads=("dense", "sparse", "colbert"), graph=None):
        """make(folder) writes the files. It returns the reference vectors, or None: native onnxruntime's of `graph`; or a pair,
        with what head_reference gives.

        `expect` is what the large products multiply, `heads` what the folder holds."""
        if self.only not in name:
            return
        folder = self.out / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        line = {
            "name": name,
            "tool": tool,
            "version": versions,
            "options": options,
            "expect": {"dtype": expect, "heads": list(heads)},
            "texts": TEXTS,
        }
        started = time.monotonic()
        try:
            made = make(folder)
            line["reference"], line["heads"] = made if isinstance(made, tuple) else (made, None)
        except Exception as failure:
            line["failed"] = f"{type(failure).__name__}: {str(failure).splitlines()[0] if str(failure) else ''}"[:300]
            print(traceback.format_exc(limit=-2))
        if "failed" not in line and line["reference"] is None:
            try:
                graphs = [folder / graph] if graph else sorted(folder.rglob("*.onnx"))
                line["reference"] = onnx_reference(graphs[0], optimised=False)
                line["optimised"] = onnx_reference(graphs[0], optimised=True)
                line["by"] = version("onnxruntime")
            except Exception as failure:  # the tool's runtime cannot run its own file
                line["no_reference"] = str(failure).splitlines()[0][:300]
        self.record(line)
        print(f"{time.monotonic() - started:5.1f} s  {name}  {line.get('failed') or line.get('no_reference') or ''}", flush=True)
        gc.collect()

    def record(self, line):
        with open(self.out / ".lock", "w") as lock:  # another environment may be writing its own families
            fcntl.flock(lock, fcntl.LOCK_EX)
            lines = [json.loads(x) for x in self.manifest.read_text().splitlines()] if self.manifest.exists() else []
            lines = [x for x in lines if x["name"] != line["name"]] + [line]
            fresh = self.manifest.with_suffix(".new")
            fresh.write_text("".join(json.dumps(x, ensure_ascii=False) + "\n" for x in lines))
            fresh.replace(self.manifest)
