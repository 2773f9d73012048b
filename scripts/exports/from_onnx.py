"""The same graph as the onnx package and onnxruntime's converter keep it: external data, other opsets, ORT format."""

import tempfile
from pathlib import Path

import onnx
from common import encoder, onnx_save, torch_reference, version, write_folder
from from_torch import Encoder, dynamo, torchscript
from onnx.external_data_helper import convert_model_to_external_data, write_external_data_tensors


def located(model, folder, location, file):
    """All large tensors in one file; the graph in onnx/ names it as `location`."""
    convert_model_to_external_data(model, location="data", size_threshold=1024)
    write_external_data_tensors(model, str(file.parent))
    (file.parent / "data").rename(file)
    for tensor in model.graph.initializer:
        for entry in tensor.external_data:
            if entry.key == "location":
                entry.value = location
    (folder / "onnx").mkdir(exist_ok=True)
    (folder / "onnx/model.onnx").write_bytes(model.SerializeToString())


def many_files(model, folder):
    """As TorchScript writes a large model: a file for each tensor."""
    (folder / "onnx").mkdir()
    onnx.save(model, folder / "onnx/model.onnx", save_as_external_data=True, all_tensors_to_one_file=False, size_threshold=1024)


def add_files(exports):
    def prepared(folder, name):
        (folder / "onnx").mkdir()
        return folder / "onnx" / name

    rows = {
        "data": ("external data in model.onnx_data", lambda m, f: onnx_save(m, f / "onnx/model.onnx", external=True)),
        "data-many": ("external data, a file for each tensor", many_files),
        "data-dot": ("external data, location ./model.onnx.data",
                     lambda m, f: located(m, f, "./model.onnx.data", prepared(f, "model.onnx.data"))),
        "data-around": ("external data, location ../onnx/model.onnx.data",
                        lambda m, f: located(m, f, "../onnx/model.onnx.data", prepared(f, "model.onnx.data"))),
        "data-above": ("external data, location ../weights.bin",
                       lambda m, f: (prepared(f, ""), located(m, f, "../weights.bin", f / "weights.bin"))),
    }
    for key, (words, save) in rows.items():
        def make(folder, save=save):
            model = encoder("sdpa")
            write_folder(folder, model)
            save(torchscript(Encoder(model)), folder)
            return torch_reference(model)

        exports.add(f"onnx-{key}", "onnx.save", version("onnx", "torch"), words, make)


def add_opsets(exports):
    from onnx.version_converter import convert_version

    for source, target in ((14, 17), (17, 21), (17, 13)):
        def make(folder, source=source, target=target):
            model = encoder("eager")
            write_folder(folder, model)
            onnx_save(convert_version(torchscript(Encoder(model), source), target), folder / "model.onnx")
            return torch_reference(model)

        exports.add(f"onnx-opset-{source}-{target}", "onnx.version_converter", version("onnx", "torch"),
                    f"eager, opset {source} to {target}", make)


def add_inlined(exports):
    """Functions of the graph itself, as dynamo leaves them without its optimiser."""

    def make(folder):
        model = encoder("sdpa")
        write_folder(folder, model)
        graph = dynamo(Encoder(model), 18, optimize=False)
        onnx_save(onnx.inliner.inline_local_functions(graph), folder / "model.onnx")
        return torch_reference(model)

    import onnx.inliner

    exports.add("onnx-inlined", "onnx.inliner", version("onnx", "torch"), "of a dynamo export, opset 18, sdpa, optimize=False", make)


def add_ort(exports):
    def make(folder):
        from onnxruntime.tools.convert_onnx_models_to_ort import OptimizationStyle, convert_onnx_models_to_ort

        model = encoder("sdpa")
        write_folder(folder, model)
        with tempfile.TemporaryDirectory() as work:
            onnx.save(torchscript(Encoder(model)), Path(work, "model.onnx"))
            convert_onnx_models_to_ort(Path(work), output_dir=folder, optimization_styles=[OptimizationStyle.Fixed])
        return torch_reference(model)

    exports.add("onnx-ort-format", "onnxruntime convert_onnx_models_to_ort", version("onnxruntime"), "Fixed, .ort", make)


def run(exports):
    add_files(exports)
    add_opsets(exports)
    add_inlined(exports)
    add_ort(exports)
