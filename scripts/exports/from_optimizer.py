"""onnxruntime's float16 converter and optimizer, graphs that it keeps, and onnxslim."""

import tempfile
from pathlib import Path

import onnx
from from_onnxruntime import Bases, add, through_files


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
    add_float16(exports, bases)
    add_optimizer(exports, bases)
    add_kept(exports, bases)
    add_slim(exports, bases)
