"""onnxruntime's quantisers."""

import copy
import tempfile
from pathlib import Path

import numpy as np
import onnx
from common import encoder, onnx_save, token_ids, version, write_folder
from from_torch import Encoder, ThreeHeads, dynamo, torchscript

SENTENCES = ["如何申请退款？", "How do I apply for a refund?", "点击申请售后", "The order arrives on Monday.", "退款多久到账", "ok"]


class Bases:
    """The graphs that the tools are given, each exported once."""

    def __init__(self):
        self.made = {}

    def __getitem__(self, name):
        if name not in self.made:
            script = lambda attention, opset: torchscript(Encoder(encoder(attention)), opset)
            self.made[name] = {
                "eager-14": lambda: script("eager", 14),
                "eager-17": lambda: script("eager", 17),
                "sdpa-17": lambda: script("sdpa", 17),
                "head64": lambda: torchscript(Encoder(encoder("eager", hidden_size=128, num_attention_heads=2))),
                "dynamo-20": lambda: dynamo(Encoder(encoder("sdpa")), 20),
                "three-heads": lambda: torchscript(
                    ThreeHeads(encoder("sdpa")), outputs=["dense_vecs", "sparse_vecs", "colbert_vecs"]
                ),
            }[name]()
        return copy.deepcopy(self.made[name])


def through_files(model, change):
    """What change(source, target) makes of a graph in a file."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "source.onnx"), Path(folder, "target.onnx")
        onnx.save(model, source)
        change(str(source), str(target))
        return onnx.load(target)


def add(exports, name, tool, packages, options, build, **more):
    def make(folder):
        wide = {"hidden_size": 128, "num_attention_heads": 2} if "head64" in name else {}
        write_folder(folder, encoder(**wide), heads="three" not in name)
        onnx_save(build(), folder / "onnx/model.onnx")

    exports.add(name, tool, version(*packages), options, make, **more)


def preprocessed(model):
    from onnxruntime.quantization.shape_inference import quant_pre_process

    return through_files(model, lambda source, target: quant_pre_process(source, target))


def add_dynamic(exports, bases):
    from onnxruntime.quantization import QuantType, quantize_dynamic

    signed, unsigned = {"weight_type": QuantType.QInt8}, {"weight_type": QuantType.QUInt8}
    every = {"extra_options": {"MatMulConstBOnly": False}}
    rows = {
        "int8": ("sdpa-17", "int8", "QInt8", signed),
        "uint8": ("sdpa-17", "uint8", "QUInt8", unsigned),
        "int8-channel": ("sdpa-17", "int8", "QInt8, per_channel", {**signed, "per_channel": True}),
        "int8-reduced": ("sdpa-17", "int8", "QInt8, reduce_range", {**signed, "reduce_range": True}),
        "int8-symmetric": ("sdpa-17", "int8", "QInt8, ActivationSymmetric", {**signed, "extra_options": {"ActivationSymmetric": True}}),
        "int8-matmul": ("sdpa-17", "int8", "QInt8, MatMul only", {**signed, "op_types_to_quantize": ["MatMul"]}),
        "embeddings": ("sdpa-17", "fp32", "QInt8, Gather only", {**signed, "op_types_to_quantize": ["Gather"]}),
        "int8-products": ("eager-17", "int8", "QInt8, MatMulConstBOnly=False", {**signed, **every}),
        "uint8-products": ("eager-17", "uint8", "QUInt8, MatMulConstBOnly=False", {**unsigned, **every}),
        "int8-products-sdpa": ("sdpa-17", "int8", "sdpa, QInt8, MatMulConstBOnly=False", {**signed, **every}),
        "int8-three-heads": ("three-heads", "int8", "QInt8", signed),
        "int8-eager-14": ("eager-14", "int8", "QInt8", signed),
        "int8-dynamo": ("dynamo-20", "int8", "QInt8", signed),
        "int8-prepared": ("eager-17", "int8", "QInt8 after quant_pre_process", signed),
    }
    for key, (base, dtype, words, options) in rows.items():
        def build(base=base, options=options, key=key):
            model = preprocessed(bases[base]) if key.endswith("prepared") else bases[base]
            return through_files(model, lambda source, target: quantize_dynamic(source, target, **options))

        add(exports, f"ort-dynamic-{key}", "onnxruntime quantize_dynamic", ["onnxruntime"], f"{words}; of {base}", build, expect=dtype)


def texts(model):
    from onnxruntime.quantization import CalibrationDataReader

    class Reader(CalibrationDataReader):
        def __init__(self):
            ids = [np.array([token_ids(text)]) for text in SENTENCES]
            self.feeds = iter([{"input_ids": x, "attention_mask": np.ones_like(x)} for x in ids])

        def get_next(self):
            return next(self.feeds, None)

    return Reader()


def add_static(exports, bases):
    from onnxruntime.quantization import QuantFormat, QuantType, quantize_static

    i8, u8, i16 = QuantType.QInt8, QuantType.QUInt8, QuantType.QInt16
    some = {"op_types_to_quantize": ["MatMul", "Gather", "LayerNormalization", "Add"]}
    rows = {
        "qdq": ("eager-17", "int8", "QDQ, all operators", QuantFormat.QDQ, {}),
        "qdq-u8s8": ("eager-17", "int8", "QDQ, QUInt8 activations, QInt8 weights", QuantFormat.QDQ, {"activation_type": u8, "weight_type": i8}),
        "qdq-u8u8": ("eager-17", "uint8", "QDQ, QUInt8 both", QuantFormat.QDQ, {"activation_type": u8, "weight_type": u8}),
        "qdq-u16s8": ("eager-17", "int8", "QDQ, QInt16 activations, QInt8 weights", QuantFormat.QDQ, {"activation_type": i16, "weight_type": i8}),
        "qdq-channel": ("eager-17", "int8", "QDQ, per_channel", QuantFormat.QDQ, {"per_channel": True}),
        "qdq-matmul": ("sdpa-17", "int8", "QDQ, MatMul only", QuantFormat.QDQ, {"op_types_to_quantize": ["MatMul"]}),
        "qdq-some": ("dynamo-20", "int8", "QDQ, MatMul, Gather, LayerNormalization, Add, per_channel", QuantFormat.QDQ, {"per_channel": True, **some}),
        "qoperator": ("eager-17", "int8", "QOperator", QuantFormat.QOperator, {"activation_type": u8, "weight_type": i8}),
        "qoperator-s8s8": ("eager-17", "int8", "QOperator, QInt8 both", QuantFormat.QOperator, {"activation_type": i8, "weight_type": i8}),
        "qoperator-u8u8": ("eager-17", "uint8", "QOperator, QUInt8 both", QuantFormat.QOperator, {"activation_type": u8, "weight_type": u8}),
        "qoperator-matmul": ("sdpa-17", "int8", "QOperator, MatMul only", QuantFormat.QOperator, {"activation_type": u8, "weight_type": i8, "op_types_to_quantize": ["MatMul"]}),
        "qdq-prepared": ("eager-17", "int8", "QDQ, QInt8 after quant_pre_process", QuantFormat.QDQ, {}),
    }
    for key, (base, dtype, words, form, options) in rows.items():
        def build(base=base, form=form, options=options, key=key):
            model = preprocessed(bases[base]) if key.endswith("prepared") else bases[base]
            return through_files(
                model, lambda source, target: quantize_static(source, target, texts(model), quant_format=form, **options)
            )

        add(exports, f"ort-static-{key}", "onnxruntime quantize_static", ["onnxruntime"], f"{words}; of {base}", build, expect=dtype)


def add_blocks(exports, bases):
    from onnxruntime.quantization import QuantFormat
    from onnxruntime.quantization.matmul_nbits_quantizer import DefaultWeightOnlyQuantConfig as Config
    from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer

    tables = {"op_types_to_quantize": ("MatMul", "Gather"), "quant_axes": (("MatMul", 0), ("Gather", 1))}
    rows = {
        "q4": ("sdpa-17", "q4", "QOperator", {}),
        "q4-level4": ("sdpa-17", "q4", "QOperator, accuracy_level 4", {"accuracy_level": 4}),
        "q4-asymmetric": ("sdpa-17", "q4", "QOperator, asymmetric", {"is_symmetric": False}),
        "q4-tables": ("sdpa-17", "q4", "QOperator, embeddings too", tables),
        "q4-qdq": ("sdpa-17", "q4", "QDQ", {"quant_format": QuantFormat.QDQ}),
        "q4-qdq-asymmetric": ("sdpa-17", "q4", "QDQ, asymmetric", {"quant_format": QuantFormat.QDQ, "is_symmetric": False}),
        "q4-qdq-channel": ("sdpa-17", "q4", "QDQ, channel_wised", {"quant_format": QuantFormat.QDQ, "channel_wised_quantize": True}),
        "q4-dynamo": ("dynamo-20", "q4", "QOperator", {}),
        "q8": ("sdpa-17", "q8", "QOperator, 8 bits", {"bits": 8}),
    }
    def hqq(base):
        from onnxruntime.quantization.matmul_nbits_quantizer import HQQWeightOnlyQuantConfig

        quantizer = MatMulNBitsQuantizer(bases[base], algo_config=HQQWeightOnlyQuantConfig(block_size=32, bits=4))
        quantizer.process()
        return quantizer.model.model

    def bnb(base, kind):
        from onnxruntime.quantization.matmul_bnb4_quantizer import MatMulBnb4Quantizer

        quantizer = MatMulBnb4Quantizer(bases[base], kind, 32)
        quantizer.process()
        return quantizer.model.model

    tool = "onnxruntime MatMulBnb4Quantizer"
    for name, kind in (("fp4", 0), ("nf4", 1)):
        add(exports, f"ort-bnb4-{name}", tool, ["onnxruntime"], f"blocks of 32, {name}; of sdpa-17", lambda k=kind: bnb("sdpa-17", k), expect="bnb4")
    add(exports, "ort-q4-hqq", "onnxruntime MatMulNBitsQuantizer", ["onnxruntime"], "blocks of 32, HQQ; of sdpa-17", lambda: hqq("sdpa-17"), expect="q4")
    for key, (base, dtype, words, options) in rows.items():
        def build(base=base, options=options):
            given = {"block_size": 32, "is_symmetric": True, "quant_format": QuantFormat.QOperator, **options}
            quantizer = MatMulNBitsQuantizer(bases[base], algo_config=Config(**given))
            quantizer.process()
            return quantizer.model.model

        options = f"blocks of 32, {words}; of {base}"
        add(exports, f"ort-{key}", "onnxruntime MatMulNBitsQuantizer", ["onnxruntime"], options, build, expect=dtype)


def run(exports):
    bases = Bases()
    add_dynamic(exports, bases)
    add_static(exports, bases)
    add_blocks(exports, bases)
