"""Small graphs with what the layouts lack: subgraphs, and values in every field that ONNX has for them.

    pip install numpy onnx
    python test/models/make-graphs.py            # writes test/models/graphs/
"""

import pathlib

import onnx
from onnx import TensorProto as T
from onnx import helper

OUT = pathlib.Path(__file__).parent / "graphs"
OPSETS = [helper.make_opsetid("", 17)]
LAST = 2**63 - 1
node = helper.make_node
tensor = helper.make_tensor


def value(name, element=T.FLOAT, shape=None):
    return helper.make_tensor_value_info(name, element, shape)


def save(name, graph, **options):
    model = helper.make_model(graph, opset_imports=OPSETS, **{"ir_version": 8, **options})
    (OUT / name).write_bytes(model.SerializeToString())


def branch(name, nodes, initializers=()):
    return helper.make_graph(nodes, name, [], [value(f"{name}_out")], list(initializers))


def subgraphs():
    """A Loop with an If in it; both take tensors from outside."""
    positive = branch("positive", [node("Mul", ["sum", "two"], ["positive_out"])], [tensor("two", T.FLOAT, [], [2.0])])
    negative = branch("negative", [node("Add", ["sum", "scaled"], ["negative_out"])])
    body = helper.make_graph(
        [
            node("Add", ["before", "bias"], ["sum"]),
            node("ReduceSum", ["sum"], ["total"], keepdims=0),
            node("Greater", ["total", "limit"], ["is_positive"]),
            node("If", ["is_positive"], ["after"], then_branch=positive, else_branch=negative),
            node("Identity", ["condition"], ["goes_on"]),
        ],
        "body",
        [value("i", T.INT64, []), value("condition", T.BOOL, []), value("before", T.FLOAT, None)],
        [value("goes_on", T.BOOL, []), value("after", T.FLOAT, None)],
        [tensor("limit", T.FLOAT, [], [1.5])],
    )
    graph = helper.make_graph(
        [
            node("Constant", [], ["factor"], value=tensor("", T.FLOAT, [1], [0.5])),
            node("Mul", ["x", "factor"], ["scaled"]),
            node("Neg", ["unused_weight"], ["unused"]),
            node("Loop", ["rounds", "", "x"], ["y"], body=body, name="the loop"),
        ],
        "subgraphs",
        [value("x", T.FLOAT, ["n", 2])],
        [value("y", T.FLOAT, ["n", 2])],
        [
            tensor("rounds", T.INT64, [], [3]),
            tensor("bias", T.FLOAT, [2], [0.25, -0.5]),
            tensor("unused_weight", T.FLOAT, [1], [1.0]),
        ],
        value_info=[value("scaled", T.FLOAT, ["n", 2])],
    )
    save("subgraphs.onnx", graph)


def typed_values():
    """IR version 3, in which initialisers are inputs as well."""
    initializers = [
        tensor("float", T.FLOAT, [2], [1.5, -2.0]),
        tensor("double", T.DOUBLE, [2], [0.1, -1e300]),
        tensor("float16", T.FLOAT16, [2], [1.0, -2.0]),
        tensor("int8", T.INT8, [3], [-128, -1, 127]),
        tensor("uint8", T.UINT8, [2], [0, 255]),
        tensor("int16", T.INT16, [2], [-300, 300]),
        tensor("uint16", T.UINT16, [1], [65535]),
        tensor("int32", T.INT32, [2], [-(2**31), 2**31 - 1]),
        tensor("int64", T.INT64, [2, 2], [-1, -(2**63), LAST, 2**53 + 1]),
        tensor("uint32", T.UINT32, [1], [2**32 - 1]),
        tensor("uint64", T.UINT64, [1], [2**64 - 1]),
        tensor("bool", T.BOOL, [2], [True, False]),
        tensor("int4", T.INT4, [3], [-8, 7, 1]),
        tensor("string", T.STRING, [1], [b"words"]),
        tensor("empty", T.FLOAT, [0], []),
    ]
    nodes = [
        node("Constant", [], ["value_int"], value_int=-7),
        node("Constant", [], ["value_ints"], value_ints=[0, -1, LAST]),
        node("Constant", [], ["value_float"], value_float=0.5),
        node("Constant", [], ["value_floats"], value_floats=[0.5, -4.0]),
        node("Constant", [], ["value_string"], value_string="words"),
        node("Identity", ["x"], ["y"]),
    ]
    inputs = [value("x"), *(value(t.name, t.data_type, list(t.dims)) for t in initializers)]
    graph = helper.make_graph(nodes, "typed values", inputs, [value("y")], initializers)
    save("typed-values.onnx", graph, ir_version=3)


if __name__ == "__main__":
    OUT.mkdir(exist_ok=True)
    subgraphs()
    typed_values()
