#!/usr/bin/env python3
"""Write model folders of bge-m3's exact shape with seeded random weights, to measure memory and time with.

    python3 -m venv .venv && .venv/bin/pip install numpy onnx
    .venv/bin/python bench/make-bge-m3-shaped.py FOLDER [int8] [int8-column] [int8-external] [fp16] [fp32]   (all: 5 GB)

Graph: XLM-R large (hidden 1024, 16 heads, intermediate 4096, 8194 positions, 250,002 tokens), unfused attention.
  int8           one file of 568 MB: int8 weights with one scale per tensor, dynamic uint8 activations, as public int8 exports have
  int8-column    the same with one scale per column
  int8-external  the same with its weights in model_int8.onnx_data
  fp16           one file of 1.13 GB: weights and operators in fp16, output in fp32
  fp32           the official layout: model.onnx and one model.onnx_data of 2,266,820,608 bytes
Weights are drawn from a normal distribution and then quantised, because how wide their codes are decides which kernels can multiply them.
The numbers that come out mean nothing. The tokenizer's files are the demo model's: the same vocabulary.
"""

import json
import shutil
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto as T, helper as h, numpy_helper as nh

LAYERS, VOCAB, HIDDEN, HEADS, INTERMEDIATE, POSITIONS = 24, 250002, 1024, 16, 4096, 8194
DEMO = Path(__file__).resolve().parent.parent / "public/models/demo"
LEAST_EXTERNAL = 1024  # bytes; onnx's own default: smaller tensors stay in the graph


class Graph:
    def __init__(self, dtype, data_file):
        self.int8, self.per_column, self.data_file = dtype.startswith("int8"), dtype == "int8-column", data_file
        self.float, self.onnx_float = (np.float16, T.FLOAT16) if dtype == "fp16" else (np.float32, T.FLOAT)
        self.random = np.random.default_rng(0)
        self.nodes, self.tensors = [], []

    def const(self, name, array):
        array = np.asarray(array)
        if self.data_file is None or array.nbytes < LEAST_EXTERNAL:
            self.tensors.append(nh.from_array(array, name))
            return name
        tensor = T(name=name, dims=array.shape, data_type=h.np_dtype_to_tensor_dtype(array.dtype), data_location=T.EXTERNAL)
        place = {"location": Path(self.data_file.name).name, "offset": self.data_file.tell(), "length": array.nbytes}
        for key, value in place.items():
            tensor.external_data.add(key=key, value=str(value))
        self.data_file.write(array.tobytes())
        self.tensors.append(tensor)
        return name

    def normal(self, *shape):
        return (self.random.standard_normal(shape, dtype=np.float32) * np.float32(0.02)).astype(self.float)

    def quantised(self, name, per_column, *shape):
        """Writes codes under `name`, and scales under `name` + "s"."""
        values = self.normal(*shape)
        scales = (np.abs(values).max(axis=0 if per_column else None) / 127).astype(np.float32)
        self.const(name, np.rint(values / scales).astype(np.int8))
        self.const(name + "s", scales)

    def op(self, kind, inputs, output, **attributes):
        self.nodes.append(h.make_node(kind, inputs, [output], **attributes))
        return output

    def quantise(self, x):
        if self.int8:
            self.nodes.append(h.make_node("DynamicQuantizeLinear", [x], [x + ".q", x + ".qs", x + ".qz"]))
        return x

    def linear(self, x, rows, columns, name):
        bias = self.const(name + ".b", self.normal(columns))
        if not self.int8:
            product = self.op("MatMul", [x, self.const(name + ".w", self.normal(rows, columns))], name + ".m")
            return self.op("Add", [product, bias], name + ".y")
        self.quantised(name + ".w", self.per_column, rows, columns)
        self.const(name + ".wz", np.int8(0))
        self.op("MatMulInteger", [x + ".q", name + ".w", x + ".qz", name + ".wz"], name + ".i")
        self.op("Cast", [name + ".i"], name + ".f", to=T.FLOAT)
        self.op("Mul", [x + ".qs", name + ".ws"], name + ".s")
        self.op("Mul", [name + ".f", name + ".s"], name + ".m")
        return self.op("Add", [name + ".m", bias], name + ".y")

    def layer_norm(self, x, name):
        self.const(name + ".g", np.ones(HIDDEN, self.float))
        self.const(name + ".c", np.zeros(HIDDEN, self.float))
        return self.op("LayerNormalization", [x, name + ".g", name + ".c"], name + ".y", axis=-1, epsilon=1e-5)

    def gelu(self, x):
        self.op("Div", [x, "sqrt2"], x + ".d")
        self.op("Erf", [x + ".d"], x + ".e")
        self.op("Add", [x + ".e", "one"], x + ".a")
        self.op("Mul", [x, x + ".a"], x + ".h")
        return self.op("Mul", [x + ".h", "half"], x + ".g")

    def embedding(self, name, rows, ids):
        if not self.int8:
            return self.op("Gather", [self.const(name, self.normal(rows, HIDDEN)), ids], name + ".e")
        self.quantised(name, False, rows, HIDDEN)
        self.op("Gather", [name, ids], name + ".i")
        self.op("Cast", [name + ".i"], name + ".f", to=T.FLOAT)
        return self.op("Mul", [name + ".f", name + "s"], name + ".e")

    def embeddings(self):
        word = self.embedding("word", VOCAB, "input_ids")
        self.const("type", self.normal(1, HIDDEN))
        self.op("CumSum", ["attention_mask", "axis1"], "cum")
        self.op("Mul", ["cum", "attention_mask"], "cumm")
        self.op("Add", ["cumm", "onei"], "pid")
        self.op("Add", [word, self.embedding("pos", POSITIONS, "pid")], "wpe")
        return self.layer_norm(self.op("Add", ["wpe", "type"], "emb"), "emb_ln")

    def attention(self, x, p):
        parts = []
        for which, perm in (("q", [0, 2, 1, 3]), ("k", [0, 2, 3, 1]), ("v", [0, 2, 1, 3])):
            y = self.linear(x, HIDDEN, HIDDEN, p + which)
            self.op("Reshape", [y, "heads"], y + ".r")
            parts.append(self.op("Transpose", [y + ".r"], y + ".t", perm=perm))
        self.op("MatMul", parts[:2], p + "s0")
        self.op("Mul", [p + "s0", "scale"], p + "s1")
        self.op("Add", [p + "s1", "bias"], p + "s2")
        self.op("Softmax", [p + "s2"], p + "attention", axis=-1)
        self.op("MatMul", [p + "attention", parts[2]], p + "c0")
        self.op("Transpose", [p + "c0"], p + "c1", perm=[0, 2, 1, 3])
        return self.op("Reshape", [p + "c1", "flat"], p + "ctx")

    def model(self):
        for name, value in {"sqrt2": 2**0.5, "one": 1, "half": 0.5, "minf": -1e4, "scale": (HIDDEN // HEADS) ** -0.5}.items():
            self.const(name, self.float(value))
        for name, value in {"heads": [0, 0, HEADS, HIDDEN // HEADS], "flat": [0, 0, HIDDEN], "axes12": [1, 2], "onei": 1, "axis1": 1}.items():
            self.const(name, np.array(value, np.int64))
        self.op("Cast", ["attention_mask"], "mf", to=self.onnx_float)
        self.op("Sub", ["one", "mf"], "mi")
        self.op("Mul", ["mi", "minf"], "mb")
        self.op("Unsqueeze", ["mb", "axes12"], "bias")
        x = self.embeddings()
        for i in range(LAYERS):
            p = f"layer.{i}."
            context = self.quantise(self.attention(self.quantise(x), p))
            x = self.layer_norm(self.op("Add", [self.linear(context, HIDDEN, HIDDEN, p + "o"), x], p + "r1"), p + "ln1")
            middle = self.quantise(self.gelu(self.linear(self.quantise(x), HIDDEN, INTERMEDIATE, p + "f1")))
            x = self.layer_norm(self.op("Add", [self.linear(middle, INTERMEDIATE, HIDDEN, p + "f2"), x], p + "r2"), p + "ln2")
        official = self.data_file is not None and not self.int8
        outputs = [(self.op("Cast", [x], "token_embeddings" if official else "last_hidden_state", to=T.FLOAT), ["batch", "sequence", HIDDEN])]
        if official:
            self.const("first", np.array(0, np.int64))
            self.op("Gather", [x, "first"], "cls", axis=1)
            outputs.append((self.op("LpNormalization", ["cls"], "sentence_embedding", axis=-1, p=2), ["batch", HIDDEN]))
        graph = h.make_graph(
            self.nodes,
            "bge_m3_shaped",
            [h.make_tensor_value_info(name, T.INT64, ["batch", "sequence"]) for name in ("input_ids", "attention_mask")],
            [h.make_tensor_value_info(name, T.FLOAT, shape) for name, shape in outputs],
            self.tensors,
        )
        model = h.make_model(graph, opset_imports=[h.make_opsetid("", 17)])
        model.ir_version = 9
        return model


def write(folder, name, dtype, external):
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "onnx").mkdir(parents=True)
    graph_file = folder / "onnx" / name
    if external:
        with open(f"{graph_file}_data", "wb") as data_file:
            model = Graph(dtype, data_file).model()
    else:
        model = Graph(dtype, None).model()
    onnx.save(model, graph_file)
    for name in ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"):
        shutil.copy(DEMO / name, folder / name)
    tokenizer = json.loads((folder / "tokenizer_config.json").read_text())
    (folder / "tokenizer_config.json").write_text(json.dumps({**tokenizer, "model_max_length": 8192}))
    config = json.loads((DEMO / "config.json").read_text())
    shape = {
        "hidden_size": HIDDEN,
        "intermediate_size": INTERMEDIATE,
        "max_position_embeddings": POSITIONS,
        "num_attention_heads": HEADS,
        "num_hidden_layers": LAYERS,
    }
    (folder / "config.json").write_text(json.dumps({**config, **shape}, indent=2))
    (folder / "1_Pooling").mkdir()
    pooling = {"word_embedding_dimension": HIDDEN, "pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False}
    (folder / "1_Pooling/config.json").write_text(json.dumps(pooling))


KINDS = {
    "int8": ("model_int8.onnx", "int8", False),
    "int8-column": ("model_int8.onnx", "int8-column", False),
    "int8-external": ("model_int8.onnx", "int8", True),
    "fp16": ("model_fp16.onnx", "fp16", False),
    "fp32": ("model.onnx", "fp32", True),
}
if len(sys.argv) < 2 or not set(sys.argv[2:]) <= set(KINDS):
    sys.exit(__doc__)
for kind in sys.argv[2:] or KINDS:
    write(Path(sys.argv[1]) / kind, *KINDS[kind])
    print(Path(sys.argv[1]) / kind)
