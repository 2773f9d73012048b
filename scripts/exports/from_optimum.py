"""optimum-onnx: exports, optimisations O1 to O4, quantisations."""

import tempfile
from pathlib import Path

import numpy as np
from common import encoder, token_ids, torch_reference, version, write_folder, write_heads, write_tokenizer
from from_onnxruntime import SENTENCES

PACKAGES = ["optimum-onnx", "optimum", "transformers", "torch", "onnxruntime"]


def checkpoint(folder, attention="sdpa", is_st=False):
    """Weights and tokenizer as a user has them before the export."""
    folder = Path(folder)
    if is_st:
        from from_sentence_transformers import built

        built().save_pretrained(str(folder))
    else:
        encoder(attention).save_pretrained(folder)
        write_tokenizer(folder)
    return folder


def exported(folder, attention="sdpa", is_st=False, **options):
    from optimum.exporters.onnx import main_export

    with tempfile.TemporaryDirectory() as source:
        main_export(str(checkpoint(source, attention, is_st)), output=str(folder), **options)


def kind_of(key):
    return {"features-fp16": "fp16", "features-bf16": "bf16", "features-O4": "fp16"}.get(key, "fp32")


def add_exports(exports):
    rows = {
        "features": ("feature-extraction", {}),
        "features-14": ("feature-extraction, opset 14", {"opset": 14}),
        "features-17": ("feature-extraction, opset 17", {"opset": 17}),
        "features-18": ("feature-extraction, opset 18", {"opset": 18}),
        "features-20": ("feature-extraction, opset 20", {"opset": 20}),
        "features-fp16": ("feature-extraction, dtype fp16", {"dtype": "fp16"}),
        "features-bf16": ("feature-extraction, dtype bf16", {"dtype": "bf16"}),
        "features-slim": ("feature-extraction, slim", {"slim": True}),
        "features-unfolded": ("feature-extraction, no constant folding", {"do_constant_folding": False}),
        "features-static": ("feature-extraction, no_dynamic_axes, 1 × 32", {"no_dynamic_axes": True, "batch_size": 1, "sequence_length": 32}),
        "features-O1": ("feature-extraction, optimize O1", {"optimize": "O1"}),
        "features-O2": ("feature-extraction, optimize O2", {"optimize": "O2"}),
        "features-O3": ("feature-extraction, optimize O3", {"optimize": "O3"}),
        "features-O4": ("feature-extraction, optimize O4", {"optimize": "O4"}),
    }
    for key, (words, options) in rows.items():
        def make(folder, key=key, options=options):
            exported(folder, **{"task": "feature-extraction", "library_name": "transformers", **options})
            write_folder_rest(folder)
            return torch_reference(encoder(), options.get("sequence_length")) if kind_of(key) == "fp32" and "-O" not in key else None

        exports.add(f"optimum-{key}", "optimum main_export", version(*PACKAGES), f"{words}; with bge-m3's head files", make, expect=kind_of(key))
    rows = {
        "sentences": ("sentence-similarity", {}),
        "sentences-O2": ("sentence-similarity, optimize O2", {"optimize": "O2"}),
    }
    for key, (words, options) in rows.items():
        def make(folder, options=options):
            exported(folder, is_st=True, task="sentence-similarity", library_name="sentence_transformers", **options)
            write_heads(folder)
            return torch_reference(encoder()) if not options else None

        exports.add(f"optimum-{key}", "optimum main_export", version(*PACKAGES), f"{words}; with bge-m3's head files", make)


def write_folder_rest(folder):
    """What bge-m3's own folder has and optimum does not copy."""
    with tempfile.TemporaryDirectory() as whole:
        write_folder(Path(whole))
        Path(whole, "1_Pooling").rename(folder / "1_Pooling")
    write_heads(folder)


def add_levels(exports):
    from optimum.onnxruntime import AutoOptimizationConfig, ORTModelForFeatureExtraction, ORTOptimizer

    for level in ("O1", "O2", "O3", "O4"):
        def make(folder, level=level):
            with tempfile.TemporaryDirectory() as source:
                model = ORTModelForFeatureExtraction.from_pretrained(checkpoint(source), export=True, provider="CPUExecutionProvider")
                config = getattr(AutoOptimizationConfig, level)()
                ORTOptimizer.from_pretrained(model).optimize(save_dir=folder, optimization_config=config)
            write_tokenizer(folder)
            write_folder_rest(folder)
            return None

        exports.add(f"optimum-optimizer-{level}", "optimum ORTOptimizer", version(*PACKAGES), level, make,
                    expect="fp16" if level == "O4" else "fp32")


def ranges(graph, config):
    """Calibration by onnxruntime itself; optimum's own way needs the datasets package."""
    from onnxruntime.quantization import CalibrationDataReader
    from onnxruntime.quantization.calibrate import create_calibrator

    class Reader(CalibrationDataReader):
        feeds = iter([{"input_ids": np.array([x]), "attention_mask": np.ones((1, len(x)), np.int64)} for x in map(token_ids, SENTENCES)])

        def get_next(self):
            return next(self.feeds, None)

    with tempfile.TemporaryDirectory() as work:
        calibrator = create_calibrator(Path(graph), config.operators_to_quantize, augmented_model_path=f"{work}/augmented.onnx")
        calibrator.collect_data(Reader())
        return calibrator.compute_data()


def add_quantised(exports):
    from optimum.onnxruntime import AutoQuantizationConfig, ORTQuantizer

    for kind in ("avx2", "avx512", "avx512_vnni", "arm64"):
        for is_static in (False, True):
            for per_channel in (False, True):
                def make(folder, kind=kind, is_static=is_static, per_channel=per_channel):
                    config = getattr(AutoQuantizationConfig, kind)(is_static=is_static, per_channel=per_channel)
                    with tempfile.TemporaryDirectory() as source:
                        exported(Path(source) / "onnx", task="feature-extraction", library_name="transformers")
                        graph = Path(source, "onnx/model.onnx")
                        given = ranges(graph, config) if is_static else None
                        quantizer = ORTQuantizer.from_pretrained(Path(source, "onnx"), file_name="model.onnx")
                        quantizer.quantize(save_dir=folder, quantization_config=config, calibration_tensors_range=given)
                    write_tokenizer(folder)
                    write_folder_rest(folder)
                    return None

                way, rows = "static" if is_static else "dynamic", ", per_channel" if per_channel else ""
                exports.add(f"optimum-{kind}-{way}{'-channel' if per_channel else ''}", "optimum ORTQuantizer", version(*PACKAGES),
                            f"{kind}, {way}{rows}", make, expect="uint8" if kind == "avx2" else "int8")


def run(exports):
    add_exports(exports)
    add_levels(exports)
    add_quantised(exports)
