"""Small random XLM-R encoders as the usual exporters and quantisers write them.

    pip install torch==2.14.1 transformers==5.23.0 onnx==1.23.2 onnxscript==0.7.2 onnxruntime==1.32.0 sympy
    python test/models/make-exports.py            # writes test/models/exports/

Three layers, two heads, 16 wide; 200 rows of words, 66 of positions. Two files come from the older library, whose masks
are built in another way:

    pip install torch==2.14.1 transformers==4.44.2 onnx==1.23.2 onnxruntime==1.32.0
    python test/models/make-exports.py            # writes exports/transformers4-*.onnx

Names in the command line choose files. Made with torch 2.13.0 and transformers 5.24.0, else the same: torch-sdpa-14-ids-only,
torch-eager-17-int8-products, torch-eager-17-qdq, torch-eager-17-qdq4, torch-eager-17-multihead, dynamo-eager-18-qoperator,
dynamo-sdpa-18-qoperator-matmul, dynamo-sdpa-23.
"""

import copy
import pathlib
import sys
import tempfile
import warnings

import numpy as np
import onnx
import torch
import transformers
from transformers import XLMRobertaConfig, XLMRobertaModel

warnings.filterwarnings("ignore")
OUT = pathlib.Path(__file__).parent / "exports"
IS_OLD = transformers.__version__.startswith("4.")
INPUTS = ["input_ids", "attention_mask"]
IDS = torch.tensor([[0, 5, 6, 7, 8, 2], [0, 9, 10, 2, 1, 1]])


def encoder(attention):
    torch.manual_seed(7)
    config = XLMRobertaConfig(
        vocab_size=200,
        hidden_size=16,
        num_hidden_layers=3,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=66,
        type_vocab_size=1,
        pad_token_id=1,
        bos_token_id=0,
        eos_token_id=2,
        layer_norm_eps=1e-5,
        attn_implementation=attention,
    )
    model = XLMRobertaModel(config, add_pooling_layer=False).eval()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.1)
    return model


class Outputs(torch.nn.Module):
    def __init__(self, model, every):
        super().__init__()
        self.model = model
        self.every = every

    def forward(self, input_ids, attention_mask):
        out = self.model(
            input_ids=input_ids,
            attention_mask=attention_mask,
            return_dict=True,
            output_hidden_states=self.every,
            output_attentions=self.every,
        )
        return (out.last_hidden_state, *out.hidden_states, *out.attentions) if self.every else out.last_hidden_state


class IdsOnly(torch.nn.Module):
    """The graph makes its mask of the ids."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, input_ids):
        return self.model(input_ids=input_ids, attention_mask=(input_ids != 1).long()).last_hidden_state


def export_ids_only(attention, opset):
    path = tempfile.mktemp(suffix=".onnx")
    torch.onnx.export(
        IdsOnly(encoder(attention)),
        (IDS,),
        path,
        dynamo=False,
        opset_version=opset,
        input_names=INPUTS[:1],
        output_names=["last_hidden_state"],
        dynamic_axes={name: {0: "batch", 1: "sequence"} for name in [INPUTS[0], "last_hidden_state"]},
    )
    return onnx.load(path)


def export(attention, opset, every=False):
    names = ["last_hidden_state"]
    if every:
        names += [f"hidden_{i}" for i in range(4)] + [f"attention_{i}" for i in range(3)]
    path = tempfile.mktemp(suffix=".onnx")
    torch.onnx.export(
        Outputs(encoder(attention), every),
        (IDS, (IDS != 1).long()),
        path,
        dynamo=False,
        opset_version=opset,
        input_names=INPUTS,
        output_names=names,
        dynamic_axes={name: {0: "batch", 1: "sequence"} for name in [*INPUTS, "last_hidden_state"]},
    )
    return onnx.load(path)


def export_dynamo(attention, opset):
    batch, sequence = torch.export.Dim("batch"), torch.export.Dim("sequence")
    shape = {0: batch, 1: sequence}
    program = torch.onnx.export(
        Outputs(encoder(attention), False),
        (IDS, (IDS != 1).long()),
        dynamo=True,
        opset_version=opset,
        input_names=INPUTS,
        output_names=["last_hidden_state"],
        dynamic_shapes=(shape, shape),
        verbose=False,
    )
    model = program.model_proto
    for node in model.graph.node:  # stack traces, most of the file
        del node.metadata_props[:]
    return model


def through_files(model, change):
    source, target = tempfile.mktemp(suffix=".onnx"), tempfile.mktemp(suffix=".onnx")
    onnx.save(model, source)
    change(source, target)
    return onnx.load(target)


def quantised(model, **options):
    from onnxruntime.quantization import quantize_dynamic

    return through_files(model, lambda source, target: quantize_dynamic(source, target, **options))


def static(model, **given):
    """QuantizeLinear and DequantizeLinear around everything, or products of codes."""
    from onnxruntime.quantization import CalibrationDataReader, QuantFormat, quantize_static

    class Texts(CalibrationDataReader):
        def __init__(self):
            ids = np.random.default_rng(1).integers(3, 200, (8, 1, 12))
            self.feeds = iter([{"input_ids": x, "attention_mask": np.ones_like(x)} for x in ids])

        def get_next(self):
            return next(self.feeds, None)

    options = given or {
        "quant_format": QuantFormat.QDQ,
        "per_channel": True,
        "op_types_to_quantize": ["MatMul", "Gather", "LayerNormalization", "Add"],
    }
    return through_files(model, lambda source, target: quantize_static(source, target, Texts(), **options))


def half(model):
    from onnxruntime.transformers.float16 import convert_float_to_float16

    return convert_float_to_float16(copy.deepcopy(model), keep_io_types=True)


def four_bits(model):
    from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer, QuantFormat
    from onnxruntime.quantization.matmul_nbits_quantizer import DefaultWeightOnlyQuantConfig as Config

    config = Config(
        block_size=16,
        is_symmetric=False,
        quant_format=QuantFormat.QOperator,
        op_types_to_quantize=("MatMul", "Gather"),
        quant_axes=(("MatMul", 0), ("Gather", 1)),
    )
    quantizer = MatMulNBitsQuantizer(copy.deepcopy(model), algo_config=config)
    quantizer.process()
    return quantizer.model.model


def four_bits_qdq(model):
    from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer, QuantFormat

    quantizer = MatMulNBitsQuantizer(copy.deepcopy(model), block_size=16, quant_format=QuantFormat.QDQ)
    quantizer.process()
    return quantizer.model.model


def fused(model, multihead=False):
    from onnxruntime.transformers.fusion_options import FusionOptions
    from onnxruntime.transformers.optimizer import optimize_model

    path = tempfile.mktemp(suffix=".onnx")
    onnx.save(model, path)
    options = FusionOptions("bert")
    options.use_multi_head_attention = multihead
    given = {"model_type": "bert", "num_heads": 2, "hidden_size": 16, "opt_level": 0}
    return optimize_model(path, optimization_options=options, **given).model


def optimised(model):
    """As onnxruntime itself keeps a graph that it has optimised."""
    import onnxruntime

    def change(source, target):
        options = onnxruntime.SessionOptions()
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
        options.optimized_model_filepath = target
        onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])

    return through_files(model, change)


def write(name, build):
    if len(sys.argv) > 1 and name not in sys.argv[1:]:
        return
    OUT.mkdir(exist_ok=True)
    model = build()
    onnx.save(model, OUT / f"{name}.onnx")
    print(name, (OUT / f"{name}.onnx").stat().st_size, len(model.graph.node))


if IS_OLD:
    write("transformers4-eager-14", lambda: export("eager", 14))
    write("transformers4-eager-14-int8", lambda: quantised(export("eager", 14)))
else:
    from onnxruntime.quantization import QuantFormat, QuantType

    codes = {"quant_format": QuantFormat.QOperator, "activation_type": QuantType.QUInt8, "weight_type": QuantType.QInt8}
    products = {"weight_type": QuantType.QInt8, "extra_options": {"MatMulConstBOnly": False}}
    only = {"op_types_to_quantize": ["MatMul"]}
    write("torch-eager-11", lambda: export("eager", 11))
    write("torch-eager-17", lambda: export("eager", 17))
    write("torch-sdpa-14", lambda: export("sdpa", 14))
    write("torch-every-output", lambda: export("eager", 17, every=True))
    write("dynamo-eager-18", lambda: export_dynamo("eager", 18))
    write("dynamo-sdpa-18", lambda: export_dynamo("sdpa", 18))
    write("torch-sdpa-14-int8", lambda: quantised(export("sdpa", 14)))
    write("dynamo-eager-18-int8", lambda: quantised(export_dynamo("eager", 18), per_channel=True))
    write("dynamo-eager-18-qdq", lambda: static(export_dynamo("eager", 18)))
    write("torch-sdpa-14-fp16", lambda: half(export("sdpa", 14)))
    write("dynamo-eager-18-q4", lambda: four_bits(export_dynamo("eager", 18)))
    write("torch-eager-17-fused", lambda: fused(export("eager", 17)))
    write("dynamo-eager-18-optimised", lambda: optimised(export_dynamo("eager", 18)))
    write("torch-sdpa-14-ids-only", lambda: export_ids_only("sdpa", 14))
    write("torch-eager-17-int8-products", lambda: quantised(export("eager", 17), **products))
    write("torch-eager-17-qdq", lambda: static(export("eager", 17), quant_format=QuantFormat.QDQ, **only))
    write("torch-eager-17-qdq4", lambda: four_bits_qdq(export("eager", 17)))
    write("dynamo-eager-18-qoperator", lambda: static(export_dynamo("eager", 18), **codes))
    write("dynamo-sdpa-18-qoperator-matmul", lambda: static(export_dynamo("sdpa", 18), **codes, **only))
    write("torch-eager-17-multihead", lambda: fused(export("eager", 17), multihead=True))
    write("dynamo-sdpa-23", lambda: export_dynamo("sdpa", 23))
