"""The heads of bge-m3 in every form in which torch and safetensors keep a linear layer, beside a plain encoder."""

import torch
from common import encoder, head_reference, head_weights, onnx_save, torch_reference, version, write_folder
from from_torch import Encoder, torchscript
from safetensors.torch import save_file


def strided(layer):
    """The same weights, kept transposed in memory."""
    return {name: (value.t().contiguous().t() if value.ndim == 2 else value) for name, value in layer.state_dict().items()}


def every_second(layer):
    """Weights that are a view of every second number of their storage."""
    result = {}
    for name, value in layer.state_dict().items():
        storage = torch.zeros(*value.shape, 2)
        storage[..., 0] = value
        result[name] = storage[..., 0]
    return result


def cast(layer, dtype):
    return {name: value.to(dtype) for name, value in layer.state_dict().items()}


FORMS = {
    "state-dict": ("nn.Linear.state_dict()", lambda layer: layer.state_dict()),
    "fp16": ("state_dict, fp16 (as BAAI's)", lambda layer: cast(layer, torch.float16)),
    "bf16": ("state_dict, bf16", lambda layer: cast(layer, torch.bfloat16)),
    "fp64": ("state_dict, fp64", lambda layer: cast(layer, torch.float64)),
    "parameters": ("dict of nn.Parameter", lambda layer: dict(layer.named_parameters())),
    "module": ("the nn.Linear itself", lambda layer: layer),
    "transposed": ("state_dict, weights transposed in memory", strided),
    "view": ("state_dict, weights a view with strides", every_second),
    "tensor": ("the weight alone, no bias", lambda layer: layer.weight.detach()),
    "parameter": ("the weight alone as nn.Parameter, no bias", lambda layer: layer.weight),
    "prefixed": ("state_dict with names like linear.weight", lambda layer: {f"linear.{k}": v for k, v in layer.state_dict().items()}),
    "wrapped": ('{"state_dict": …}', lambda layer: {"state_dict": layer.state_dict()}),
}


ROUNDED = {"fp16": torch.float16, "bf16": torch.bfloat16}
NO_BIAS = ("tensor", "parameter")


def graph(folder):
    model = encoder("sdpa")
    write_folder(folder, heads=False)
    onnx_save(torchscript(Encoder(model)), folder / "onnx/model.onnx")
    return model


def add_torch_files(exports):
    for key, (words, form) in FORMS.items():
        for is_zip in (True, False):
            def make(folder, key=key, form=form, is_zip=is_zip):
                model = graph(folder)
                for name, layer in zip(("sparse", "colbert"), head_weights(), strict=True):
                    file = folder / f"{name}_linear.pt"
                    torch.save(form(layer), file, _use_new_zipfile_serialization=is_zip)
                heads = head_reference(model, ROUNDED.get(key, torch.float32), key not in NO_BIAS)
                return torch_reference(model), heads

            options = f"{words}; {'zip' if is_zip else 'not zip (_use_new_zipfile_serialization=False)'}"
            exports.add(f"heads-{key}{'' if is_zip else '-legacy'}", "torch.save", version("torch"), options, make)


def add_safetensors(exports):
    sparse, colbert = head_weights()
    rows = {f"{name}_linear.{k}": v.contiguous() for name, layer in (("sparse", sparse), ("colbert", colbert))
            for k, v in layer.state_dict().items()}
    tool, versions = "safetensors", version("safetensors", "torch")

    def add(name, options, write):
        def make(folder):
            model = graph(folder)
            write(folder, model)
            return torch_reference(model), head_reference(model)

        exports.add(f"heads-{name}", tool, versions, options, make)

    def inside(folder, model, prefix=""):
        weights = {f"{prefix}{k}": v.contiguous() for k, v in model.state_dict().items()}
        save_file({**weights, **{f"{prefix}{k}": v for k, v in rows.items()}}, folder / "model.safetensors", {"format": "pt"})

    add("safetensors", "heads.safetensors with both heads", lambda folder, _: save_file(rows, folder / "heads.safetensors"))
    add("in-model", "heads inside model.safetensors, beside the encoder", inside)
    add("in-model-prefixed", "the same, all names with model.", lambda folder, model: inside(folder, model, "model."))

    def bin_file(folder, model):
        torch.save({**model.state_dict(), **rows}, folder / "pytorch_model.bin")

    add("in-bin", "heads inside pytorch_model.bin, beside the encoder", bin_file)


def run(exports):
    add_torch_files(exports)
    add_safetensors(exports)
