"""torch.onnx.export, through TorchScript and through dynamo; PEFT's merged adapters."""

import io
import re

import onnx
import torch
from common import INPUTS, PAD, encoder, head_reference, head_weights, onnx_save, token_ids, torch_reference, version, write_folder

IDS = torch.tensor([[0, 333, 771, 21, 62, 71, 2], [0, 408, 30, 2, PAD, PAD, PAD]])


class Encoder(torch.nn.Module):
    """last_hidden_state, and every hidden state and attention with `every`; the mask made of input_ids with `own_mask`."""

    def __init__(self, model, every=False, own_mask=False):
        super().__init__()
        self.model, self.every, self.own_mask = model, every, own_mask

    def forward(self, input_ids, attention_mask=None):
        mask = (input_ids != PAD).long() if self.own_mask else attention_mask
        out = self.model(
            input_ids=input_ids,
            attention_mask=mask,
            return_dict=True,
            output_hidden_states=self.every,
            output_attentions=self.every,
        )
        return (out.last_hidden_state, *out.hidden_states, *out.attentions) if self.every else out.last_hidden_state


class ThreeHeads(torch.nn.Module):
    """dense, sparse and ColBERT in one graph, as FlagEmbedding computes them."""

    def __init__(self, model):
        super().__init__()
        self.model = model
        self.sparse, self.colbert = head_weights()

    def forward(self, input_ids, attention_mask):
        hidden = self.model(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        rows = self.colbert(hidden[:, 1:]) * attention_mask[:, 1:, None].float()
        unit = torch.nn.functional.normalize
        return unit(hidden[:, 0], dim=-1), torch.relu(self.sparse(hidden)), unit(rows, dim=-1)


class Feeds(torch.nn.Module):
    """All inputs that XLM-R has."""

    def __init__(self, model, *names):
        super().__init__()
        self.model, self.names = model, names

    def forward(self, *given):
        return self.model(**dict(zip(self.names, given, strict=True))).last_hidden_state


def torchscript(module, opset=17, ids=IDS, inputs=INPUTS, outputs=("last_hidden_state",), axes=None, given=None):
    """axes: the names of the free axes, both by default."""
    free = {0: "batch", 1: "sequence"} if axes is None else axes
    names = [*inputs, *[x for x in outputs if x in ("last_hidden_state", "token_embeddings")]]
    file = io.BytesIO()
    torch.onnx.export(
        module,
        given or ((ids, (ids != PAD).long()) if len(inputs) == 2 else (ids,)),
        file,
        dynamo=False,
        opset_version=opset,
        input_names=list(inputs),
        output_names=list(outputs),
        dynamic_axes={name: free for name in names} if free else None,
    )
    return onnx.load_from_string(file.getvalue())


def dynamo(module, opset=18, ids=IDS, is_fixed=False, **options):
    batch, sequence = torch.export.Dim("batch"), torch.export.Dim("sequence", max=8192)
    shape = None if is_fixed else {0: batch, 1: sequence}
    program = torch.onnx.export(
        module,
        (ids, (ids != PAD).long()),
        dynamo=True,
        opset_version=opset,
        input_names=INPUTS,
        output_names=["last_hidden_state"],
        dynamic_shapes=None if is_fixed else (shape, shape),
        verbose=False,
        **options,
    )
    return program.model_proto


def padded(length, batch=1):
    ids = token_ids("退款")
    return torch.tensor([[*ids, *[PAD] * (length - len(ids))]] * batch)


def reference(model, options):
    """torch's own vectors, of the texts that fit into a fixed length."""
    if model.dtype == torch.float16:
        return None
    fixed = re.search(r"(?:sequence|×) (\d+)", options)
    return torch_reference(model, int(fixed[1]) if fixed else None)


def add_torchscript(exports):
    tool, versions = "torch.onnx.export (TorchScript)", version("torch", "transformers")

    def add(name, options, model, build, **more):
        def make(folder):
            write_folder(folder, model)
            onnx_save(build(), folder / "model.onnx")
            return reference(model, options)

        exports.add(f"torchscript-{name}", tool, versions, options, make, **more)

    for attention, opsets in (("eager", range(11, 19)), ("sdpa", range(14, 19))):
        model = encoder(attention)
        for opset in opsets:
            add(f"{attention}-{opset}", f"opset {opset}, {attention}", model, lambda o=opset, m=model: torchscript(Encoder(m), o))
        shapes = {
            "batch1": ("free sequence, batch 1", padded(7), {1: "sequence"}),
            "batch2": ("free sequence, batch 2", IDS, {1: "sequence"}),
            "length7": ("free batch, sequence 7", IDS, {0: "batch"}),
            "length512": ("free batch, sequence 512", padded(512), {0: "batch"}),
            "1x7": ("no free axis, 1 × 7", padded(7), {}),
            "1x512": ("no free axis, 1 × 512", padded(512), {}),
            "2x512": ("no free axis, 2 × 512", padded(512, 2), {}),
        }
        for key, (words, ids, axes) in shapes.items():
            name, options = f"{attention}-17-{key}", f"opset 17, {attention}, {words}"
            add(name, options, model, lambda i=ids, a=axes, m=model: torchscript(Encoder(m), ids=i, axes=a))
        own = Encoder(model, own_mask=True)
        for key, axes, words in (("", None, ""), ("-batch1", {1: "sequence"}, ", batch 1")):
            name, options = f"{attention}-17-ids-only{key}", f"opset 17, {attention}, mask made of input_ids{words}"
            add(name, options, model, lambda a=axes, o=own: torchscript(o, ids=padded(7), inputs=["input_ids"], axes=a))
    model = encoder("eager")
    every = [*(f"hidden_states.{i}" for i in range(3)), *(f"attentions.{i}" for i in range(2))]
    add("eager-17-every", "opset 17, eager, hidden states and attentions as outputs", model,
        lambda: torchscript(Encoder(model, every=True), outputs=["last_hidden_state", *every]))
    names = ["input_ids", "attention_mask", "token_type_ids", "position_ids"]
    positions = torch.arange(2, 9)[None]
    given = (padded(7), torch.ones_like(padded(7)), torch.zeros_like(padded(7)), positions)
    add("eager-17-four-inputs", "opset 17, eager, token_type_ids and position_ids as inputs", model,
        lambda: torchscript(Feeds(model, *names), inputs=names, given=given))
    add("eager-17-int32", "opset 17, eager, int32 inputs", model,
        lambda: torchscript(Encoder(model), given=(IDS.int(), (IDS != PAD).int())))
    add("eager-17-unnamed", "opset 17, eager, output without a given name", model, lambda: torchscript(Encoder(model), outputs=[]))
    half = encoder("eager").half()
    add("eager-17-half", "opset 17, eager, model.half()", half, lambda: torchscript(Encoder(half)), expect="fp16")
    brain = encoder("eager").bfloat16()
    add("eager-17-bfloat16", "opset 17, eager, model.bfloat16()", brain, lambda: torchscript(Encoder(brain)), expect="bf16")
    wide = encoder("eager", hidden_size=128, num_attention_heads=2)
    add("eager-17-head64", "opset 17, eager, head size 64", wide, lambda: torchscript(Encoder(wide)))


def add_three_heads(exports):
    versions = version("torch", "transformers")
    names = {
        "bge": ("dense_vecs", "sparse_vecs", "colbert_vecs"),
        "out": ("out0", "out1", "out2"),
        "numbers": (),
        "mixed": ("colbert", "dense", "sparse"),
    }
    for key, outputs in names.items():
        def make(folder, outputs=outputs):
            write_folder(folder, heads=False, pooling=None)
            model = ThreeHeads(encoder("sdpa"))
            onnx_save(torchscript(model, outputs=outputs), folder / "model.onnx")
            return torch_reference(model.model), head_reference(model.model)

        words = "; the names do not fit their outputs" if key == "mixed" else ""
        exports.add(f"three-heads-{key}", "torch.onnx.export (TorchScript)", versions,
                    f"opset 17, sdpa, three heads, outputs {', '.join(outputs) or 'not named'}{words}", make)


def add_dynamo(exports):
    tool, versions = "torch.onnx.export (dynamo)", version("torch", "onnxscript", "transformers")

    def add(name, options, model, build, external=False, **more):
        def make(folder):
            write_folder(folder, model)
            onnx_save(build(), folder / "onnx/model.onnx", external)
            return reference(model, options)

        exports.add(f"dynamo-{name}", tool, versions, options, make, **more)

    for attention in ("eager", "sdpa"):
        model = encoder(attention)
        for opset in range(18, 25):
            name, options = f"{attention}-{opset}", f"opset {opset}, {attention}"
            add(name, options, model, lambda o=opset, m=model: dynamo(Encoder(m), o))
        build = lambda m=model: dynamo(Encoder(m), 20)
        add(f"{attention}-20-external", f"opset 20, {attention}, external data", model, build, external=True)
        for length in (7, 512):
            name, options = f"{attention}-20-1x{length}", f"opset 20, {attention}, no free axis, 1 × {length}"
            add(name, options, model, lambda n=length, m=model: dynamo(Encoder(m), 20, padded(n), is_fixed=True))
        build = lambda m=model: dynamo(Encoder(m), 20, optimize=False)
        add(f"{attention}-20-plain", f"opset 20, {attention}, optimize=False", model, build)
    wide = encoder("sdpa", hidden_size=128, num_attention_heads=2)
    add("sdpa-23-head64", "opset 23, sdpa, head size 64", wide, lambda: dynamo(Encoder(wide), 23))
    brain = encoder("sdpa").bfloat16()
    add("sdpa-23-bfloat16", "opset 23, sdpa, model.bfloat16()", brain, lambda: dynamo(Encoder(brain), 23), expect="bf16")


def add_peft(exports):
    from peft import LoraConfig, get_peft_model

    def adapted():
        torch.manual_seed(9)
        model = get_peft_model(encoder("sdpa"), LoraConfig(r=4, target_modules=["query", "value"], init_lora_weights=False))
        return model.eval()

    for key, words in (("merged", "LoRA merged"), ("adapters", "LoRA beside the weights")):
        def make(folder, key=key):
            write_folder(folder)
            model = adapted()
            module = model.merge_and_unload() if key == "merged" else model.base_model.model
            onnx_save(torchscript(Encoder(module)), folder / "model.onnx")
            return torch_reference(module)

        exports.add(f"peft-{key}", "PEFT, torch.onnx.export (TorchScript)", version("peft", "torch", "transformers"),
                    f"{words}, opset 17, sdpa", make)


def run(exports):
    add_torchscript(exports)
    add_three_heads(exports)
    add_peft(exports)
    add_dynamo(exports)
