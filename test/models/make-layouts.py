"""Tiny models in the layouts that public exports of bge-m3 have, made from test/models/tiny.

    pip install numpy onnx
    python test/models/make-layouts.py            # writes test/models/layouts/

test/unit/model/layout-files.ts says which file stands under which name in which layout. Layouts in fp32 keep their
weights outside, and all share fp32.data. The position table is cut to 128 tokens. wide.json holds what ONNX's own
reference evaluator and NumPy give for the model of another width.
"""

import copy
import json
import pathlib

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

HERE = pathlib.Path(__file__).parent
OUT = HERE / "layouts"
POSITIONS = 130
WORDS = "embeddings.word_embeddings.weight"
TABLE = "position_embeddings"
HIDDEN = "layernormalization_83"
RAW_DENSE = "gather_84"
MICROSOFT = "com.microsoft"
node = helper.make_node


def base():
    model = onnx.load(HERE / "tiny/onnx/model.onnx")
    set_weight(model, TABLE, weight(model, TABLE)[:POSITIONS])
    for value in model.graph.output:
        value.type.tensor_type.shape.Clear()
        value.type.tensor_type.ClearField("shape")
    return model


def initializer(model, name):
    return next((t for t in model.graph.initializer if t.name == name), None)


def weight(model, name):
    return numpy_helper.to_array(initializer(model, name))


def set_weight(model, name, array):
    new = numpy_helper.from_array(np.ascontiguousarray(array), name)
    old = initializer(model, name)
    if old is None:
        model.graph.initializer.append(new)
    else:
        old.CopyFrom(new)


def replace_nodes(model, nodes):
    del model.graph.node[:]
    model.graph.node.extend(nodes)


def use_microsoft(model):
    model.opset_import.append(helper.make_opsetid(MICROSOFT, 1))


def with_outputs(outputs, model=None, extra=()):
    """The graph with these outputs: name -> (tensor inside, shape). What leads nowhere is dropped."""
    model = model or base()
    inside = {old: new for new, (old, _) in outputs.items()}
    for n in extra:
        model.graph.node.append(n)
    for n in model.graph.node:
        for i, name in enumerate(n.output):
            n.output[i] = inside.get(name, name)
        for i, name in enumerate(n.input):
            n.input[i] = inside.get(name, name)
    element = model.graph.output[0].type.tensor_type.elem_type
    del model.graph.output[:]
    model.graph.output.extend(
        helper.make_tensor_value_info(name, element, shape) for name, (_, shape) in outputs.items()
    )
    prune(model)
    return model


def prune(model):
    wanted = {o.name for o in model.graph.output}
    kept = []
    for n in reversed(model.graph.node):
        if wanted & set(n.output):
            kept.append(n)
            wanted |= set(n.input)
    replace_nodes(model, kept[::-1])
    used = [t for t in model.graph.initializer if t.name in wanted]
    del model.graph.initializer[:]
    model.graph.initializer.extend(used)


B, S, D = "batch_size", "sequence_length", 64
DENSE = ("dense_vecs", [B, D])
SPARSE = ("sparse_vecs", [B, S, 1])
COLBERT = ("colbert_vecs", [B, "sequence_length_minus_1", D])
TOKENS = (HIDDEN, [B, S, D])


def three_heads(dense="dense_vecs", sparse="sparse_vecs", colbert="colbert_vecs"):
    return with_outputs({dense: DENSE, sparse: SPARSE, colbert: COLBERT})


def hidden_states(name="last_hidden_state"):
    return with_outputs({name: TOKENS})


def sentence_transformers():
    return with_outputs({"token_embeddings": TOKENS, "sentence_embedding": DENSE})


def newtechstudio():
    """Raw dense, sparse of rank 2, raw ColBERT with its first row."""
    model = base()
    set_weight(model, "last_axis", np.array([-1], np.int64))
    extra = [
        node("Squeeze", ["sparse_vecs", "last_axis"], ["sparse"]),
        node("MatMul", [HIDDEN, "colbert_linear.weight_t"], ["colbert_product"]),
        node("Add", ["colbert_product", "colbert_linear.bias"], ["colbert"]),
    ]
    return with_outputs(
        {"dense": (RAW_DENSE, [B, D]), "sparse": ("sparse", [B, S]), "colbert": ("colbert", [B, S, D])},
        model,
        extra,
    )


# ---- external data ---------------------------------------------------------------------------------------------


class SharedData:
    """fp32.data: every float tensor of more than 64 values once."""

    def __init__(self):
        self.bytes = bytearray()
        self.offsets = {}

    def move(self, model, location):
        for t in model.graph.initializer:
            if t.data_type != TensorProto.FLOAT or np.prod(t.dims) < 64:
                continue
            raw = numpy_helper.to_array(t).tobytes()
            if raw not in self.offsets:
                self.offsets[raw] = len(self.bytes)
                self.bytes += raw
            make_external(t, location, self.offsets[raw], len(raw))
        return model


def make_external(tensor, location, offset, length):
    for part in ("raw_data", "float_data", "int64_data"):
        tensor.ClearField(part)
    tensor.data_location = TensorProto.EXTERNAL
    for key, value in (("location", location), ("offset", offset), ("length", length)):
        tensor.external_data.add(key=key, value=str(value))


# ---- opsets ----------------------------------------------------------------------------------------------------


def to_opset_11(model):
    """LayerNormalization in parts, axes as attributes."""
    nodes = []
    set_weight(model, "two", np.array(2, np.float32))
    for i, n in enumerate(model.graph.node):
        if n.op_type == "LayerNormalization":
            p = f"ln{i}_"
            eps = next(a.f for a in n.attribute if a.name == "epsilon")
            set_weight(model, "epsilon", np.array(eps, np.float32))
            x, scale, bias = n.input
            nodes += [
                node("ReduceMean", [x], [p + "mean"], axes=[-1], keepdims=1),
                node("Sub", [x, p + "mean"], [p + "centred"]),
                node("Pow", [p + "centred", "two"], [p + "squares"]),
                node("ReduceMean", [p + "squares"], [p + "variance"], axes=[-1], keepdims=1),
                node("Add", [p + "variance", "epsilon"], [p + "sum"]),
                node("Sqrt", [p + "sum"], [p + "deviation"]),
                node("Div", [p + "centred", p + "deviation"], [p + "unit"]),
                node("Mul", [p + "unit", scale], [p + "scaled"]),
                node("Add", [p + "scaled", bias], list(n.output)),
            ]
        elif n.op_type == "Unsqueeze":
            axes = [int(a) for a in weight(model, n.input[1])]
            nodes.append(node("Unsqueeze", [n.input[0]], list(n.output), axes=axes))
        else:
            nodes.append(n)
    replace_nodes(model, nodes)
    model.opset_import[0].version = 11
    model.ir_version = 6
    return model


def to_opset_20(model):
    set_weight(model, "last_axis", np.array([-1], np.int64))
    for n in model.graph.node:
        if n.op_type == "ReduceL2":
            keep = [a for a in n.attribute if a.name != "axes"]
            del n.attribute[:]
            n.attribute.extend(keep)
            n.input.append("last_axis")
    model.opset_import[0].version = 20
    model.ir_version = 9
    return model


def token_types_from_constant(model):
    """A buffer of zeros in a Constant node, kept in a file of its own, as torch.onnx writes BAAI's."""
    set_weight(model, "token_type_table", weight(model, "token_type_0").reshape(1, D))
    zeros = numpy_helper.from_array(np.zeros((1, POSITIONS), np.int64), "Constant_7_attr__value")
    (OUT / "Constant_7_attr__value").write_bytes(numpy_helper.to_array(zeros).tobytes())
    make_external(zeros, "Constant_7_attr__value", 0, POSITIONS * 8)
    for name, value in (("i64_0", 0), ("i64_one", 1), ("i64_two", 2)):
        set_weight(model, name, np.array([value], np.int64))
    nodes = [
        node("Constant", [], ["token_types"], value=zeros),
        node("Shape", ["input_ids"], ["shape"]),
        node("Slice", ["shape", "i64_one", "i64_two"], ["length"]),
        node("Slice", ["token_types", "i64_0", "length", "i64_one"], ["token_type_ids"]),
        node("Gather", ["token_type_table", "token_type_ids"], ["token_type_rows"]),
    ]
    for n in model.graph.node:
        n.input[:] = ["token_type_rows" if name == "token_type_0" else name for name in n.input]
    replace_nodes(model, nodes + list(model.graph.node))
    prune(model)
    return model


def older_inputs(model):
    """int32 inputs, token_type_ids and position_ids among them."""
    set_weight(model, "token_type_table", weight(model, "token_type_0").reshape(1, D))
    nodes = [
        node("Cast", ["input_ids"], ["ids64"], to=TensorProto.INT64),
        node("Identity", ["ids64"], ["ids"]),
        node("Gather", ["token_type_table", "token_type_ids"], ["token_type_rows"]),
    ]
    new = {"input_ids": "ids", "token_type_0": "token_type_rows", "add_6": "position_ids"}
    for n in model.graph.node:
        n.input[:] = [new.get(name, name) for name in n.input]
    replace_nodes(model, nodes + list(model.graph.node))
    del model.graph.input[:]
    model.graph.input.extend(
        helper.make_tensor_value_info(name, TensorProto.INT32, [B, S])
        for name in ("input_ids", "attention_mask", "token_type_ids", "position_ids")
    )
    prune(model)
    return model


# ---- fused, as onnxruntime's optimiser leaves it ------------------------------------------------------------------


def fuse(model):
    uses = [name for n in model.graph.node for name in n.input]
    producer = {name: n for n in model.graph.node for name in n.output}
    nodes, gone = [], set()
    for n in model.graph.node:
        if n.op_type == "LayerNormalization":
            add = producer[n.input[0]]
            if add.op_type == "Add" and uses.count(n.input[0]) == 1 and "gather" not in add.input[0]:
                gone.add(add.output[0])
                nodes.append(
                    node(
                        "SkipLayerNormalization",
                        [*add.input, *n.input[1:]],
                        list(n.output),
                        domain=MICROSOFT,
                        epsilon=1e-5,
                    )
                )
                continue
        if n.op_type == "Mul" and "half" in n.input:
            inner = producer[n.input[0]]
            plus, x = producer[inner.input[1]], inner.input[0]
            erf = producer[plus.input[0]]
            gone |= {inner.output[0], plus.output[0], erf.output[0], erf.input[0]}
            nodes.append(node("Gelu", [x], list(n.output), domain=MICROSOFT))
            continue
        nodes.append(n)
    replace_nodes(model, [n for n in nodes if not gone & set(n.output)])
    use_microsoft(model)
    prune(model)
    return model


# ---- other dtypes --------------------------------------------------------------------------------------------------


def to_half(model, keep_io):
    for t in model.graph.initializer:
        if t.data_type == TensorProto.FLOAT:
            values = np.clip(numpy_helper.to_array(t), -65504, 65504).astype(np.float16)
            t.CopyFrom(numpy_helper.from_array(values, t.name))
    for n in model.graph.node:
        for a in n.attribute:
            if n.op_type == "Cast" and a.name == "to" and a.i == TensorProto.FLOAT:
                a.i = TensorProto.FLOAT16
    for o in model.graph.output:
        if keep_io:
            inside = o.name + "_half"
            for n in model.graph.node:
                n.output[:] = [inside if name == o.name else name for name in n.output]
                n.input[:] = [inside if name == o.name else name for name in n.input]
            model.graph.node.append(node("Cast", [inside], [o.name], to=TensorProto.FLOAT))
        else:
            o.type.tensor_type.elem_type = TensorProto.FLOAT16
    return model


def weight_products(model):
    """MatMul nodes whose second input is a matrix of weights."""
    for n in model.graph.node:
        t = initializer(model, n.input[1]) if n.op_type == "MatMul" else None
        yield n, (numpy_helper.to_array(t).astype(np.float32) if t is not None and t.dims[1] > 1 else None)


def to_bytes(values, unsigned):
    """Per tensor, as quantize_dynamic does. @returns quantised, scale, zero point"""
    if not unsigned:
        scale = np.abs(values).max() / 127
        return np.rint(values / scale).astype(np.int8), np.float32(scale), np.int8(0)
    low, high = min(values.min(), 0), max(values.max(), 0)
    scale = (high - low) / 255
    zero = np.rint(-low / scale)
    return np.clip(np.rint(values / scale) + zero, 0, 255).astype(np.uint8), np.float32(scale), np.uint8(zero)


def to_integers(model, unsigned):
    """quantize_dynamic: weights per tensor, activations per run, both tables as bytes."""
    nodes, quantised = [], {}
    for n, matrix in list(weight_products(model)):
        if n.op_type == "Gather" and n.input[0] in (WORDS, TABLE):
            table = n.input[0]
            values, scale, zero = to_bytes(weight(model, table), unsigned)
            for name, part in ((table + "_q", values), (table + "_s", scale), (table + "_z", zero)):
                set_weight(model, name, part)
            rows = n.output[0] + "_q"
            nodes += [
                node("Gather", [table + "_q", n.input[1]], [rows], axis=0),
                node("DequantizeLinear", [rows, table + "_s", table + "_z"], list(n.output)),
            ]
            continue
        if matrix is None:
            nodes.append(n)
            continue
        x, w = n.input
        if x not in quantised:
            quantised[x] = [f"{x}_{part}" for part in ("q", "s", "z")]
            nodes.append(node("DynamicQuantizeLinear", [x], quantised[x]))
        xq, xs, xz = quantised[x]
        values, scale, zero = to_bytes(matrix, unsigned)
        for name, part in ((w + "_q", values), (w + "_s", scale), (w + "_z", zero)):
            set_weight(model, name, part)
        p = n.output[0]
        nodes += [
            node("MatMulInteger", [xq, w + "_q", xz, w + "_z"], [p + "_i"]),
            node("Cast", [p + "_i"], [p + "_f"], to=TensorProto.FLOAT),
            node("Mul", [xs, w + "_s"], [p + "_scale"]),
            node("Mul", [p + "_f", p + "_scale"], list(n.output)),
        ]
    replace_nodes(model, nodes)
    prune(model)
    return model


BLOCK = 32


def four_bits(rows):
    """[n, k] -> codes 0..15 around 8 and a scale per block of 32, as MatMulNBits takes them."""
    blocks = rows.reshape(rows.shape[0], -1, BLOCK)
    extreme = np.take_along_axis(blocks, np.abs(blocks).argmax(-1)[..., None], -1)
    scales = extreme / -8
    codes = np.clip(np.rint(blocks / np.where(scales == 0, 1, scales)) + 8, 0, 15).astype(np.uint8)
    return codes, scales[..., 0]


def to_q4(model, half=False, table=False):
    nodes = []
    for n, matrix in list(weight_products(model)):
        if table and n.op_type == "Gather" and n.input[0] == WORDS:
            codes, scales = four_bits(weight(model, WORDS))
            signed = (codes.reshape(codes.shape[0], -1).astype(np.int16) - 8) & 15
            packed = (signed[:, ::2] | signed[:, 1::2] << 4).astype(np.uint8)
            t = TensorProto(name=WORDS + "_q4", data_type=TensorProto.INT4, raw_data=packed.tobytes())
            t.dims.extend([codes.shape[0], D])
            model.graph.initializer.append(t)
            set_weight(model, WORDS + "_s", scales.astype(np.float32))
            ids = n.input[1]
            nodes.append(
                node(
                    "GatherBlockQuantized",
                    [t.name, ids, WORDS + "_s"],
                    list(n.output),
                    domain=MICROSOFT,
                    block_size=BLOCK,
                    gather_axis=0,
                    quantize_axis=1,
                )
            )
            continue
        if matrix is None:
            nodes.append(n)
            continue
        k, size = matrix.shape
        codes, scales = four_bits(matrix.T)
        set_weight(model, n.input[1] + "_q4", codes[..., ::2] | codes[..., 1::2] << 4)
        set_weight(model, n.input[1] + "_s", scales.astype(np.float16 if half else np.float32).reshape(-1))
        nodes.append(
            node(
                "MatMulNBits",
                [n.input[0], n.input[1] + "_q4", n.input[1] + "_s"],
                list(n.output),
                domain=MICROSOFT,
                K=k,
                N=size,
                bits=4,
                block_size=BLOCK,
            )
        )
    replace_nodes(model, nodes)
    use_microsoft(model)
    prune(model)
    model.ir_version = 10  # int4
    model.opset_import[0].version = 17
    return model


NF4 = np.array(
    [-1.0, -0.6961928, -0.52507305, -0.39491749, -0.28444138, -0.18477343, -0.09105004, 0.0, 0.0795803, 0.1609302,
     0.2461123, 0.33791524, 0.44070983, 0.562617, 0.72295684, 1.0], np.float32)  # fmt: skip


def to_bnb4(model):
    nodes = []
    for n, matrix in list(weight_products(model)):
        if matrix is None:
            nodes.append(n)
            continue
        k, size = matrix.shape
        blocks = matrix.T.reshape(-1, BLOCK)
        most = np.abs(blocks).max(-1)
        codes = np.abs(blocks[..., None] / most[:, None, None] - NF4).argmin(-1).astype(np.uint8).reshape(-1)
        set_weight(model, n.input[1] + "_bnb4", codes[::2] << 4 | codes[1::2])
        set_weight(model, n.input[1] + "_max", most.astype(np.float32))
        nodes.append(
            node(
                "MatMulBnb4",
                [n.input[0], n.input[1] + "_bnb4", n.input[1] + "_max"],
                list(n.output),
                domain=MICROSOFT,
                K=k,
                N=size,
                block_size=BLOCK,
                quant_type=1,
            )
        )
    replace_nodes(model, nodes)
    use_microsoft(model)
    prune(model)
    return model


# ---- another width ---------------------------------------------------------------------------------------------

WIDTH, HEADS, COLBERT_WIDTH = 48, 4, 16


def wide():
    """The tiny graph with random weights of another width, and its heads in a file: 48 dimensions, ColBERT 16."""
    random = np.random.default_rng(48)
    model = hidden_states()
    size = {64: WIDTH, 128: 2 * WIDTH}
    for t in list(model.graph.initializer):
        if t.data_type != TensorProto.FLOAT or not t.dims:
            continue
        dims = [size.get(d, d) for d in t.dims]
        if "LayerNorm.weight" in t.name:
            values = np.ones(dims)
        elif len(dims) == 1:
            values = random.normal(0, 0.1, dims)
        else:
            values = random.normal(0, 0.5 if t.name in (WORDS, TABLE) else dims[0] ** -0.5, dims)
        set_weight(model, t.name, values.astype(np.float32))
    set_weight(model, "i64_0_0_4_16", np.array([0, 0, HEADS, WIDTH // HEADS], np.int64))
    set_weight(model, "i64_0_0_64", np.array([0, 0, WIDTH], np.int64))
    set_weight(model, "attn_scale", np.array((WIDTH // HEADS) ** -0.5, np.float32))
    # The table in half precision behind a Cast: half the file.
    set_weight(model, WORDS, weight(model, WORDS).astype(np.float16))
    nodes = [node("Cast", [WORDS], ["words"], to=TensorProto.FLOAT), *model.graph.node]
    for n in nodes[1:]:
        n.input[:] = ["words" if name == WORDS else name for name in n.input]
    replace_nodes(model, nodes)
    (shape,) = [o.type.tensor_type.shape for o in model.graph.output]
    shape.dim[2].dim_value = WIDTH

    heads = {
        "sparse_linear.weight": random.normal(0, 0.3, (1, WIDTH)),
        "sparse_linear.bias": np.array([0.05]),
        "colbert_linear.weight": random.normal(0, 0.3, (COLBERT_WIDTH, WIDTH)),
        "colbert_linear.bias": random.normal(0, 0.1, COLBERT_WIDTH),
    }
    heads = {name: values.astype(np.float32) for name, values in heads.items()}
    golden = json.loads((HERE.parent / "golden/tiny.json").read_text("utf-8"))
    text = next(t for t in golden["texts"] if t["id"] == "mix-01")
    ids = np.array([text["input_ids"]], np.int64)
    (hidden,) = ReferenceEvaluator(model).run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})
    hidden = hidden[0].astype(np.float64)
    unit = lambda x: x / np.linalg.norm(x, axis=-1, keepdims=True)
    weights = hidden @ heads["sparse_linear.weight"].T.astype(np.float64) + heads["sparse_linear.bias"]
    rows = hidden[1:] @ heads["colbert_linear.weight"].T.astype(np.float64) + heads["colbert_linear.bias"]
    expected = {
        "text": text["text"],
        "ids": text["input_ids"],
        "dense": unit(hidden[0]),
        "token_weights": np.maximum(weights[:, 0], 0),
        "colbert": unit(rows),
    }
    listed = {k: v.round(7).tolist() if isinstance(v, np.ndarray) else v for k, v in expected.items()}
    (OUT / "wide.json").write_text(json.dumps(listed, ensure_ascii=False), "utf-8")
    write_safetensors(OUT / "wide-heads.safetensors", heads)
    return model


def write_safetensors(path, tensors):
    header, data = {}, b""
    for name, values in tensors.items():
        raw = values.tobytes()
        header[name] = {"dtype": "F32", "shape": list(values.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    path.write_bytes(len(text).to_bytes(8, "little") + text + data)


# ---- graphs that the runtime refuses --------------------------------------------------------------------------------


def refused(nodes, opset=17, ir=8, weights=(), shape=(1,)):
    graph = helper.make_graph(
        nodes,
        "refused",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
        [numpy_helper.from_array(values, name) for name, values in weights],
    )
    opsets = [helper.make_opsetid("", opset), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=ir)


REFUSED = {
    "unknown-operator": lambda: refused([node("NoSuchOperator", ["x"], ["y"])]),
    "unknown-microsoft-operator": lambda: refused([node("NoSuchFusion", ["x"], ["y"], domain=MICROSOFT)]),
    "no-kernel": lambda: refused(
        [
            node("Cast", ["x"], ["half"], to=TensorProto.BFLOAT16),
            node("Erf", ["half"], ["erf"]),
            node("Cast", ["erf"], ["y"], to=TensorProto.FLOAT),
        ]
    ),
    "opset-99": lambda: refused([node("Relu", ["x"], ["y"])], opset=99),
    "ir-99": lambda: refused([node("Relu", ["x"], ["y"])], ir=99),
    # 5.2 GB when its constant is folded.
    "five-gigabytes": lambda: refused(
        [node("ConstantOfShape", ["n"], ["c"]), node("ReduceSum", ["c"], ["r"], keepdims=0), node("Add", ["x", "r"], ["y"])],
        weights=[("n", np.array([1_300_000_000], np.int64))],
    ),
    "invalid": lambda: refused([node("Relu", ["nowhere"], ["y"])]),
}


def main():
    OUT.mkdir(exist_ok=True)
    data = SharedData()
    files = {
        "baai": data.move(to_opset_11(token_types_from_constant(sentence_transformers())), "model.onnx_data"),
        "hidden": data.move(hidden_states(), "model.onnx_data"),
        "fp16": to_half(hidden_states(), keep_io=True),
        "int8": to_integers(hidden_states(), unsigned=False),
        "uint8": to_integers(hidden_states(), unsigned=True),
        "q4": data.move(to_q4(hidden_states()), "model_q4.onnx_data"),
        "q4-table": to_q4(hidden_states(), table=True),
        "q4f16": to_half(to_q4(hidden_states(), half=True), keep_io=True),
        "bnb4": data.move(to_bnb4(hidden_states()), "model_bnb4.onnx_data"),
        "sentence-transformers": data.move(sentence_transformers(), "sentence_transformers.onnx_data"),
        "sentence-transformers-fp16": to_half(sentence_transformers(), keep_io=False),
        "sentence-transformers-int8": to_integers(sentence_transformers(), unsigned=False),
        "aapot": data.move(fuse(three_heads()), "model.onnx.data"),
        "philipchung": data.move(three_heads(), "model.onnx_data"),
        "gpahal": to_integers(three_heads(), unsigned=False),
        "yuniko": data.move(
            to_opset_20(three_heads("dense_embeddings", "sparse_weights", "colbert_vectors")),
            "bge_m3_model.onnx_data",
        ),
        "newtechstudio": data.move(newtechstudio(), "model.onnx.data"),
        "newtechstudio-dense": data.move(with_outputs({"sentence_embedding": DENSE}), "model.onnx_data"),
        "unnamed-dense-colbert": data.move(with_outputs({"output_0": DENSE, "output_1": COLBERT}), "model.onnx_data"),
        "unnamed-dense-hidden": data.move(with_outputs({"1234": TOKENS, "1235": DENSE}), "model.onnx_data"),
        "unnamed-hidden": data.move(with_outputs({"1234": TOKENS}), "model.onnx_data"),
        "older-inputs": data.move(older_inputs(hidden_states()), "model.onnx_data"),
        "wide": wide(),
        **{f"refused-{name}": make() for name, make in REFUSED.items()},
    }
    for name, model in files.items():
        (OUT / f"{name}.onnx").write_bytes(copy.deepcopy(model).SerializeToString(deterministic=True))
    (OUT / "fp32.data").write_bytes(bytes(data.bytes))
    for path in sorted(OUT.iterdir()):
        print(f"{path.stat().st_size:>9,}  {path.name}")


if __name__ == "__main__":
    main()
