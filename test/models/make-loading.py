"""Small files as users have them, which a load must read or refuse with the true reason.

    pip install torch==2.13.0 onnx==1.23.2 onnxruntime==1.32.0
    python test/models/make-loading.py            # writes test/models/loading/

One linear layer, 8 inputs and 3 outputs, in every form in which torch.save keeps it; and the encoder of layouts/hidden.onnx with a
fixed number of tokens or texts, as onnxruntime.tools.make_dynamic_shape_fixed makes it. Its weights stay in layouts/fp32.data.
"""

import pathlib

import onnx
import torch
from onnxruntime.tools.onnx_model_utils import make_input_shape_fixed

HERE = pathlib.Path(__file__).parent
OUT = HERE / "loading"


def layer():
    linear = torch.nn.Linear(8, 3)
    with torch.no_grad():
        linear.weight.copy_(torch.arange(24).reshape(3, 8) / 8 - 1)
        linear.bias.copy_(torch.arange(3) / 4)
    return linear


def cast(values, dtype):
    return {name: value.to(dtype) for name, value in values.items()}


def every_second(values):
    result = {}
    for name, value in values.items():
        storage = torch.zeros(*value.shape, 2)
        storage[..., 0] = value
        result[name] = storage[..., 0]
    return result


FORMS = {
    "state-dict": lambda l: l.state_dict(),
    "fp16": lambda l: cast(l.state_dict(), torch.float16),
    "bf16": lambda l: cast(l.state_dict(), torch.bfloat16),
    "fp64": lambda l: cast(l.state_dict(), torch.float64),
    "parameters": lambda l: dict(l.named_parameters()),
    "parameter": lambda l: l.weight,
    "tensor": lambda l: l.weight.detach(),
    "transposed": lambda l: {"weight": l.weight.detach().t().contiguous().t(), "bias": l.bias.detach()},
    "view": lambda l: every_second(l.state_dict()),
    "prefixed": lambda l: {f"linear.{name}": value for name, value in l.state_dict().items()},
    "wrapped": lambda l: {"epoch": 3, "loss": 0.25, "state_dict": l.state_dict()},
    "module": lambda l: l,
}


def write_heads():
    for name, form in FORMS.items():
        torch.save(form(layer()), OUT / f"{name}.pt")
        torch.save(form(layer()), OUT / f"{name}-legacy.pt", _use_new_zipfile_serialization=False)


def write_fixed():
    for name, shape in {"1x16": [1, 16], "2xn": [2, None], "2x16": [2, 16], "1x3": [1, 3]}.items():
        model = onnx.load(HERE / "layouts/hidden.onnx", load_external_data=False)
        for value in list(model.graph.input):
            if None in shape:
                value.type.tensor_type.shape.dim[0].dim_value = shape[0]
            else:
                make_input_shape_fixed(model.graph, value.name, shape)
        onnx.save(model, OUT / f"fixed-{name}.onnx")


def write_bfloat16():
    """As model.bfloat16() leaves a graph: a table and an addition, of a type that WebAssembly cannot compute."""
    from onnx import TensorProto, helper

    table = helper.make_tensor("table", TensorProto.BFLOAT16, [4, 2], [0.5] * 8)
    graph = helper.make_graph(
        [
            helper.make_node("Gather", ["table", "input_ids"], ["rows"]),
            helper.make_node("Add", ["rows", "rows"], ["sum"]),
            helper.make_node("Cast", ["sum"], ["last_hidden_state"], to=TensorProto.FLOAT),
        ],
        "bfloat16",
        [helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["n", "tokens"])],
        [helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, ["n", "tokens", 2])],
        [table],
    )
    onnx.save(helper.make_model(graph, ir_version=8, opset_imports=[helper.make_opsetid("", 17)]), OUT / "bfloat16.onnx")


OUT.mkdir(exist_ok=True)
write_bfloat16()
write_heads()
write_fixed()
print(sum(file.stat().st_size for file in OUT.iterdir()), "bytes")
