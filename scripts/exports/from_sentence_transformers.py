"""Folders that sentence-transformers saves, and the graphs that its ONNX backend makes (needs optimum-onnx for those)."""

import importlib.util
import tempfile
from pathlib import Path

import torch
from common import TEXTS, encoder, normalised, onnx_save, version, write_heads, write_tokenizer
from from_torch import Encoder, torchscript

HAS_OPTIMUM = importlib.util.find_spec("optimum") is not None
# Exports of two versions, with and without optimum, must have different names.
RELEASE = ".".join(version("sentence-transformers").split()[-1].split(".")[:2])
TRANSFORMERS = version("transformers").split()[-1].split(".")[0]
KEY = f"st{RELEASE}-t{TRANSFORMERS}"

def parts(pooling="cls", normalize=True, dense=False):
    from sentence_transformers import models

    with tempfile.TemporaryDirectory() as folder:
        write_tokenizer(Path(folder))
        encoder("sdpa").save_pretrained(folder)
        transformer = models.Transformer(folder)
    try:
        pool = models.Pooling(64, pooling_mode=pooling)
    except TypeError:
        pool = models.Pooling(64, pooling_mode=pooling if isinstance(pooling, str) else pooling[0])
    modules = [transformer, pool]
    if dense:
        torch.manual_seed(10)
        modules.append(models.Dense(64, 32, activation_function=torch.nn.Tanh()))
    return [*modules, models.Normalize()] if normalize else modules

def built(**options):
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(modules=parts(**options), device="cpu").eval()

def vectors(model):
    return [normalised(x) for x in model.encode(TEXTS, batch_size=1)]

def with_onnx(folder, **options):
    """The folder again with the ONNX backend, which makes onnx/model.onnx."""
    from sentence_transformers import SentenceTransformer

    built(**options).save_pretrained(str(folder))
    model = SentenceTransformer(str(folder), backend="onnx", device="cpu", model_kwargs={"provider": "CPUExecutionProvider"})
    model.save_pretrained(str(folder))
    return model

def add_saved(exports):
    """Saved by torch; the graph is torch.onnx.export's, as the library without optimum makes none."""
    shapes = {
        "cls": ("cls, Normalize", {}, {}),
        "cls-bin": ("cls, Normalize, safe_serialization=False", {}, {"safe_serialization": False}),
        "cls-raw": ("cls, no Normalize", {"normalize": False}, {}),
        "mean": ("mean, Normalize", {"pooling": "mean"}, {}),
        "max": ("max, Normalize", {"pooling": "max"}, {}),
        "list1": ('pooling_mode ["cls"]', {"pooling": ["cls"]}, {}),
        "list2": ('pooling_mode ["cls", "mean"]', {"pooling": ["cls", "mean"]}, {}),
        "dense": ("cls, Dense 64 → 32 with tanh, Normalize", {"dense": True}, {}),
        "no-graph": ("cls, Normalize, weights without a graph", {}, {}),
    }
    for key, (words, options, save) in shapes.items():
        def make(folder, key=key, options=options, save=save):
            model = built(**options)
            model.save_pretrained(str(folder), **save)
            if key != "no-graph":
                onnx_save(torchscript(Encoder(encoder("sdpa"))), folder / "onnx/model.onnx")
            write_heads(folder)
            return vectors(model)

        exports.add(f"{KEY}-saved-{key}", "sentence-transformers save_pretrained",
                    version("sentence-transformers", "transformers", "torch"), f"{words}; with bge-m3's head files", make)

def add_backend(exports):
    from sentence_transformers import export_dynamic_quantized_onnx_model, export_optimized_onnx_model

    packages = ["sentence-transformers", "optimum-onnx", "onnxruntime", "transformers"]
    shapes = {
        "cls": ("cls, Normalize", {}),
        "mean": ("mean, Normalize", {"pooling": "mean"}),
        "cls-raw": ("cls, no Normalize", {"normalize": False}),
        "dense": ("cls, Dense, Normalize", {"dense": True}),
        "list2": ('pooling_mode ["cls", "mean"]', {"pooling": ["cls", "mean"]}),
    }
    for key, (words, options) in shapes.items():
        exports.add(f"{KEY}-onnx-{key}", 'sentence-transformers backend="onnx"', version(*packages), words,
                    lambda folder, o=options: vectors(with_onnx(folder, **o)), heads=["dense"])

    def changed(folder, change):
        """Only the changed graph stays, as somebody downloads one of several."""
        from sentence_transformers import SentenceTransformer

        change(with_onnx(folder))
        (folder / "onnx/model.onnx").unlink()
        (graph,) = (folder / "onnx").glob("*.onnx")
        name = {"provider": "CPUExecutionProvider", "file_name": f"onnx/{graph.name}"}
        return vectors(SentenceTransformer(str(folder), backend="onnx", device="cpu", model_kwargs=name))

    for level in ("O1", "O2", "O3", "O4"):
        exports.add(f"{KEY}-{level}", "sentence-transformers export_optimized_onnx_model", version(*packages), level,
                    lambda folder, n=level: changed(folder, lambda m: export_optimized_onnx_model(m, n, str(folder))),
                    expect="fp16" if level == "O4" else "fp32", heads=["dense"])
    for kind in ("arm64", "avx2", "avx512", "avx512_vnni"):
        exports.add(f"{KEY}-{kind}", "sentence-transformers export_dynamic_quantized_onnx_model", version(*packages), kind,
                    lambda folder, n=kind: changed(folder, lambda m: export_dynamic_quantized_onnx_model(m, n, str(folder))),
                    expect="uint8" if kind == "avx2" else "int8", heads=["dense"])

def run(exports):
    if HAS_OPTIMUM:
        add_backend(exports)
    add_saved(exports)
