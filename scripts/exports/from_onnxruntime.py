"""onnxruntime's quantisers, float16 converter and optimizer; onnxslim."""

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
        add(exports, f"ort-bnb4-{name}", tool, ["onnxruntime"], f"blocks of 32, {name}; of sdpa-17", lambda k=kind: bnb("sdpa-17", k), expect="q4")
    add(exports, "ort-q4-hqq", "onnxruntime MatMulNBitsQuantizer", ["onnxruntime"], "blocks of 32, HQQ; of sdpa-17", lambda: hqq("sdpa-17"), expect="q4")
    for key, (base, dtype, words, options) in rows.items():
        def build(base=base, options=options):
            given = {"block_size": 32, "is_symmetric": True, "quant_format": QuantFormat.QOperator, **options}
            quantizer = MatMulNBitsQuantizer(bases[base], algo_config=Config(**given))
            quantizer.process()
            return quantizer.model.model

        options = f"blocks of 32, {words}; of {base}"
        add(exports, f"ort-{key}", "onnxruntime MatMulNBitsQuantizer", ["onnxruntime"], options, build, expect=dtype)


def add_float16(exports, bases):
    from onnxruntime.transformers.float16 import convert_float_to_float16

    for base in ("eager-17", "sdpa-17", "dynamo-20"):
        for keep in (True, False):
            build = lambda b=base, k=keep: convert_float_to_float16(bases[b], keep_io_types=k)
            name, options = f"ort-fp16-{base}{'' if keep else '-io'}", f"keep_io_types={keep}; of {base}"
            add(exports, name, "onnxruntime float16 converter", ["onnxruntime"], options, build, expect="fp16")


def add_optimizer(exports, bases):
    from onnxruntime.transformers.fusion_options import FusionOptions
    from onnxruntime.transformers.optimizer import optimize_model

    def optimised(base, level=0, half=False, **fusions):
        options = FusionOptions("bert")
        for key, value in fusions.items():
            setattr(options, key, value)
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder, "model.onnx")
            onnx.save(bases[base], source)
            model = optimize_model(str(source), "bert", *(2, 128) if base == "head64" else (4, 64), opt_level=level, optimization_options=options, use_gpu=False)
            if half:
                model.convert_float_to_float16(keep_io_types=True)
            return model.model

    rows = {f"{base}-level{level}": (base, f"opt_level {level}", {"level": level}) for base in ("eager-17", "sdpa-17") for level in (0, 1, 2, 99)}
    rows |= {
        "dynamo-20-level0": ("dynamo-20", "opt_level 0", {}),
        "eager-14-level0": ("eager-14", "opt_level 0", {}),
        "eager-17-multihead": ("eager-17", "use_multi_head_attention", {"use_multi_head_attention": True}),
        "sdpa-17-multihead": ("sdpa-17", "use_multi_head_attention", {"use_multi_head_attention": True}),
        "head64": ("head64", "head size 64", {}),
        "head64-multihead": ("head64", "head size 64, use_multi_head_attention", {"use_multi_head_attention": True}),
        "eager-17-no-attention": ("eager-17", "enable_attention=False", {"enable_attention": False}),
        "eager-17-no-skip": ("eager-17", "enable_skip_layer_norm=False", {"enable_skip_layer_norm": False}),
        "eager-17-no-embed": ("eager-17", "enable_embed_layer_norm=False", {"enable_embed_layer_norm": False}),
        "eager-17-fp16": ("eager-17", "convert_float_to_float16", {"half": True}),
        "eager-17-multihead-fp16": ("eager-17", "use_multi_head_attention, convert_float_to_float16", {"half": True, "use_multi_head_attention": True}),
    }
    for key, (base, words, options) in rows.items():
        build = lambda b=base, o=options: optimised(b, **o)
        dtype = "fp16" if options.get("half") else "fp32"
        add(exports, f"ort-optimizer-{key}", "onnxruntime.transformers.optimizer", ["onnxruntime"], f"{words}; of {base}", build, expect=dtype)


def add_kept(exports, bases):
    """As onnxruntime keeps a graph that it has optimised at load."""
    import onnxruntime

    def kept(base, level):
        def change(source, target):
            options = onnxruntime.SessionOptions()
            options.graph_optimization_level = getattr(onnxruntime.GraphOptimizationLevel, f"ORT_ENABLE_{level}")
            options.optimized_model_filepath = target
            onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])

        return through_files(bases[base], change)

    for base in ("eager-17", "dynamo-20"):
        for level in ("BASIC", "EXTENDED", "ALL"):
            build = lambda b=base, n=level: kept(b, n)
            add(exports, f"ort-kept-{base}-{level.lower()}", "onnxruntime optimized_model_filepath", ["onnxruntime"], f"ORT_ENABLE_{level}; of {base}", build)


def add_slim(exports, bases):
    import onnxslim

    for base in ("eager-14", "eager-17", "sdpa-17", "dynamo-20", "three-heads"):
        add(exports, f"onnxslim-{base}", "onnxslim", ["onnxslim"], f"of {base}", lambda b=base: onnxslim.slim(bases[b]))


def run(exports):
    bases = Bases()
    add_dynamic(exports, bases)
    add_static(exports, bases)
    add_blocks(exports, bases)
    add_float16(exports, bases)
    add_optimizer(exports, bases)
    add_kept(exports, bases)
    add_slim(exports, bases)
