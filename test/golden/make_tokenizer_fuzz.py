"""Makes test/golden/tokenizer-fuzz.json, fuzz files and the grapheme table, all from the Rust library itself.

    python -m venv .venv && .venv/bin/pip install tokenizers==0.22.2 regex
    .venv/bin/python test/golden/make_tokenizer_fuzz.py random OUT.json COUNT SEED   # for bench/tokenizer.ts --fuzz
    .venv/bin/python test/golden/make_tokenizer_fuzz.py fixture                      # the committed fixture
    .venv/bin/python test/golden/make_tokenizer_fuzz.py graphemes                    # lines of grapheme-table.ts

Offsets are UTF-16 units of the original text. `shifted: true` marks texts where the library's own offsets are
displaced (a deleted character that begins the text or a segment, or that follows a character which an expansion
inserted; see src/engine/tokenizer/precompiled.ts): there the offsets are those that the library gives for the text
without the deleted characters, led back to their places, or null when that text has other tokens.
"""

import json
import pathlib
import random
import sys

from tokenizers import Tokenizer, normalizers, pre_tokenizers

ROOT = pathlib.Path(__file__).resolve().parents[2]
FILES = {
    "demo": ROOT / "public/models/demo/tokenizer.json",
    "tiny": ROOT / "test/models/tiny/tokenizer.json",
}


def hf5(path):
    """XLM-R as transformers 5 rebuilds it: the charsmap alone, then WhitespaceSplit and Metaspace."""
    data = json.loads(path.read_text("utf-8"))
    data["normalizer"] = next(n for n in data["normalizer"]["normalizers"] if n["type"] == "Precompiled")
    tokenizer = Tokenizer.from_str(json.dumps(data, ensure_ascii=False))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace("▁", "always", True)]
    )
    return tokenizer


def load(name):
    return {"hf4": Tokenizer.from_file(str(FILES[name])), "hf5": hf5(FILES[name])}


def utf16_positions(text):
    at, positions = 0, [0]
    for c in text:
        at += 2 if ord(c) > 0xFFFF else 1
        positions.append(at)
    return positions


def encode(tokenizer, text):
    e = tokenizer.encode(text)
    u = utf16_positions(text)
    return {"input_ids": e.ids, "tokens": e.tokens, "offsets": [[u[a], u[b]] for a, b in e.offsets]}


# --- texts -----------------------------------------------------------------------------------------------------

DELETED = [chr(c) for c in [*range(1, 9), 0x0B, *range(0x0E, 0x20), 0x7F, 0x8F, 0x9F]]
SPECIAL = ["<s>", "</s>", "<pad>", "<unk>", "<mask>", "<mask", "＜s＞", "<MASK>"]
EXPANDING = list("ﬁﬂﬃ™㎞㍿㎯①⑳½ﷺﷲ…‼㏂Ǆŉ㈱ﾟｶﾊ゛¨´ℹⅧ㌀㋿ªº²")
RANGES = [
    (0x20, 0x7E), (0x20, 0x7E), (0xA0, 0x17F), (0x180, 0x24F), (0x300, 0x36F), (0x300, 0x345), (0x370, 0x3FF),
    (0x400, 0x52F), (0x530, 0x58F), (0x590, 0x5FF), (0x600, 0x6FF), (0x700, 0x74F), (0x780, 0x7BF),
    (0x8A0, 0x8FF), (0x900, 0x97F), (0x980, 0x9FF), (0xA00, 0xAFF), (0xB00, 0xBFF), (0xC00, 0xCFF),
    (0xD00, 0xDFF), (0xE00, 0xE7F), (0xE80, 0xEFF), (0xF00, 0xFFF), (0x1000, 0x109F), (0x10A0, 0x10FF),
    (0x1100, 0x11FF), (0x1200, 0x137F), (0x1780, 0x17FF), (0x1800, 0x18AF), (0x1AB0, 0x1AFF), (0x1B00, 0x1BFF),
    (0x1CD0, 0x1CFF), (0x1DC0, 0x1DFF), (0x1E00, 0x1EFF), (0x1F00, 0x1FFF), (0x2000, 0x206F), (0x2070, 0x20CF),
    (0x20D0, 0x20FF), (0x2100, 0x214F), (0x2150, 0x218F), (0x2190, 0x23FF), (0x2460, 0x24FF), (0x2500, 0x27BF),
    (0x2E80, 0x2FFF), (0x3000, 0x303F), (0x3040, 0x30FF), (0x3099, 0x309C), (0x3100, 0x31FF), (0x3200, 0x33FF),
    (0x4E00, 0x9FFF), (0x4E00, 0x9FFF), (0xA000, 0xA4CF), (0xA640, 0xA69F), (0xA960, 0xA97F), (0xAC00, 0xD7A3),
    (0xD7B0, 0xD7FB), (0xF900, 0xFAFF), (0xFB00, 0xFB4F), (0xFB50, 0xFDFF), (0xFE00, 0xFE0F), (0xFE10, 0xFE6F),
    (0xFF00, 0xFFEF), (0xFF61, 0xFF9F), (0x10000, 0x100FF), (0x11000, 0x1107F), (0x11080, 0x110CF),
    (0x1D100, 0x1D1FF), (0x1D400, 0x1D7FF), (0x1F100, 0x1F2FF), (0x1F1E6, 0x1F1FF), (0x1F300, 0x1F64F),
    (0x1F3FB, 0x1F3FF), (0x1F680, 0x1F9FF), (0x20000, 0x2A6DF), (0x2F800, 0x2FA1F), (0xE0000, 0xE007F),
    (0xE0100, 0xE01EF), (0x0, 0x1F), (0x7F, 0xA0),
]  # fmt: skip
GLUE = ["\u200d", "\u200c", "\ufe0f", "\u20e3", "\u0301", "\u0308\u0301", "\u0323\u0302", "\u3099", "\u309a", "゙",
        "ﾞ", "ﾟ", "\u094d", "\u09cd", "\u093c", "\u0600", "\u06dd", "\u070f", "\u0344", "\u0f71\u0f72",
        "\U000110bd", "\U0001d165"]  # fmt: skip
SPACES = [" ", "  ", "     ", "\n", "\r\n", "\r", "\t", " \n ", "\u00a0", "\u3000", "\u2028", "\x85", "\u200b",
          "\ufeff", "▁", "▁▁", " ▁", "▁ ", "\u1680", "\u2009", "\u180e"]  # fmt: skip
PHRASES = """Hello world! The quick brown fox jumps over the lazy dog.|如何申请退款？订单已经发货三天了|Tiếng Việt rất đẹp và phức tạp
|データベースの接続に失敗しました|한국어 문장을 나눕니다|नमस्ते दुनिया क्ष त्र ज्ञ क़|ภาษาไทยไม่มีช่องว่าง|مرحبا بالعالم العربي|שלום עולם|Привет, как дела?
|👨‍👩‍👧‍👦👍🏽🏳️‍🌈🇩🇪🇫🇷1️⃣|E1047 SO20240510-77812 ￥199.00|https://example.com/a?b=c&d=%20|def f(x):\n\treturn x ** 2\n
|ｶﾞｷﾞﾊﾟﾋﾟｱｲｳ|aaaaaaaaaaaaaaaaaaaa|……———！！！|Größe Straße ﬁnﬂ ŒÆ|தமிழ் மொழி|বাংলা ক্ষ ড়|မြန်မာ|ខ្មែរ|ᄒᆞᆫ글 각|𠮷野家 𓀀𒀀""".replace("\n", "").split("|")  # noqa: E501


def piece(rng, nfd):
    k = rng.random()
    if k < 0.30:
        lo, hi = rng.choice(RANGES)
        return "".join(chr(rng.randint(lo, hi)) for _ in range(rng.randint(1, 5)))
    if k < 0.42:
        return rng.choice(GLUE) * rng.randint(1, 2)
    if k < 0.52:
        return rng.choice(SPACES)
    if k < 0.57:
        return rng.choice(SPECIAL)
    if k < 0.60:
        return rng.choice(DELETED)
    if k < 0.68:
        return "".join(rng.choice(EXPANDING) for _ in range(rng.randint(1, 3)))
    phrase = rng.choice(PHRASES)
    a = rng.randrange(len(phrase))
    part = phrase[a : a + rng.randint(1, 20)]
    return nfd(part) if rng.random() < 0.4 else part


def random_text(rng):
    import unicodedata

    form = rng.choice(["NFD", "NFKD", "NFC"])
    text = "".join(piece(rng, lambda s: unicodedata.normalize(form, s)) for _ in range(rng.randint(1, 14)))
    return "".join(c for c in text if not 0xD800 <= ord(c) < 0xE000)


def shifted(text, charsmap):
    """Whether the library's alignment is displaced somewhere in this text (see the module's docstring)."""
    begins, inserted = True, False
    i = 0
    while i < len(text):
        special = next((s for s in ("<s>", "</s>", "<pad>", "<unk>", "<mask>") if text.startswith(s, i)), None)
        if special:
            i += len(special)
            begins, inserted = True, False
            continue
        c = text[i]
        if c in DELETED:
            if begins or inserted:
                return True
        else:
            begins = False
            # three characters back: a cluster that is replaced as a whole can end in an insertion, too
            inserted = any(len(charsmap.normalize_str(b)) > 1 for b in text[max(0, i - 2) : i + 1])
        i += 1
    return False


def true_offsets(tokenizer, text, encoding):
    """Offsets from the text without its deleted characters, led back; None where the tokens then differ."""
    if "\x0b" in text:  # deleted, but also whitespace that <mask> takes
        return None
    kept = [i for i, c in enumerate(text) if c not in DELETED]
    e = tokenizer.encode("".join(text[i] for i in kept))
    if e.ids != encoding["input_ids"] or e.tokens != encoding["tokens"]:
        return None
    u = utf16_positions(text)
    return [[u[kept[a]], u[kept[b - 1] + 1]] if b > a else [0, 0] for a, b in e.offsets]


def case(both, charsmap, text):
    out = {"text": text}
    for mode in ("hf4", "hf5"):
        one = encode(both[mode], text)
        if shifted(text, charsmap):
            one["offsets"] = true_offsets(both[mode], text, one)
            out["shifted"] = True
        if one != out.get("hf4"):
            out[mode] = one
    return out


def cases(name, texts):
    both = load(name)
    data = json.loads(FILES[name].read_text("utf-8"))
    charsmap = Tokenizer.from_str(json.dumps({**data, "model": {**data["model"], "vocab": data["model"]["vocab"][:9]}}))
    charsmap = charsmap.normalizer[0]
    return [case(both, charsmap, text) for text in texts]


def added(content, **flags):
    base = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": False}
    return {"id": 9999, "content": content, **base, **flags}


def metaspace(scheme, split):
    return {"type": "Metaspace", "replacement": "▁", "prepend_scheme": scheme, "split": split}


def variants():
    """Changes to the tiny tokenizer.json, for what XLM-R's own files do not use."""
    tiny = json.loads(FILES["tiny"].read_text("utf-8"))
    charsmap = tiny["normalizer"]["normalizers"][0]
    marks = tiny["added_tokens"] + [
        added("fox", single_word=True), added("ﬁ", normalized=True), added("12", normalized=True, rstrip=True),
        added("jump", lstrip=True, rstrip=True), added("jumps", special=True), added("世界", lstrip=True),
        added("dé", normalized=True, single_word=True),
    ]  # fmt: skip
    return {
        "added tokens": {"added_tokens": marks},
        "first": {"pre_tokenizer": metaspace("first", True)},
        "never, unsplit": {"pre_tokenizer": metaspace("never", False)},
        "split, then first": {
            "pre_tokenizer": {"type": "Sequence", "pretokenizers": [{"type": "WhitespaceSplit"}, metaspace("first", True)]}
        },
        "replace around": {
            "normalizer": {
                "type": "Sequence",
                "normalizers": [
                    {"type": "Replace", "pattern": {"String": "o"}, "content": "ﬃ\u0301"},
                    charsmap,
                    {"type": "Replace", "pattern": {"Regex": "[ae]+"}, "content": "xyz"},
                ],
            }
        },
        "bare": {"normalizer": None, "pre_tokenizer": None, "post_processor": None, "added_tokens": []},
    }


def variant_cases(texts):
    tiny = json.loads(FILES["tiny"].read_text("utf-8"))
    out = []
    for name, changes in variants().items():
        tokenizer = Tokenizer.from_str(json.dumps({**tiny, **changes}))
        out.append({"name": name, "changes": changes, "cases": [{"text": t, "hf4": encode(tokenizer, t)} for t in texts]})
    return out


MARKED = ["a fox, foxes fox_ fox", "ﬁne fine ﬁ fi", "x 12  y１２ z", "  jump  jumps jumping ", "hello 世界 世界", "dé dé déjà",
          "food ooaa eel", "\u2028a b", " a", "a<s>b", "<mask>a b  c", "jump jump\u0085jump", "世界", "  ", "foo<mask>"]  # fmt: skip


# --- the fixture: chosen by what they exercise, so that each text is there for a reason ----------------------------

PINNED = [
    "", " ", "  ", "\n", "\x00", "\x01", "\x01\x02abc def", "™\x01g", "a\x01b\x02", "㎯\x01\x02x", " <mask>", "a  <mask>  b",
    "<s>\x01a", "<mask><mask> <mask>", "<s></s>", "<pad>a<pad>", "＜s＞", "＜mask＞", "▁", "▁▁a", "a▁", " ▁ a", "a\r\nb",
    "\r\n\u0301", "e\u0301", "e\u0301\u0302", "ª\u0301", "ª\u0301\u0301", "™\u0301", "™\u0301\u0301", "🙂\u200d™\u0301",
    "\u0344\u0301", "क\u094d\u0958\u0301", "\u0600ª\u0301", "ｶ\uff9e", "か\u3099", "ᄀ\u1161\u11a8\u0301", "1\ufe0f\u20e3",
    "©\ufe0f", "©\u200d", "a" * 300, "𠮷" * 40, "𠮷 𠮷a𠮷", "ab" * 100, "哈" * 100, "aaaa aaaa  aaaa", "\ufeffa", "a\u200b b",
    "x\u00ad y", "İ", "ﷺ", "ﷺ\u0301", "\x85a\x85", "\u2028 \u2029", "no\u0308\u0301el",
]  # fmt: skip


def fixture():
    rng = random.Random(20261123)
    texts = list(PINNED)
    pool = [random_text(rng) for _ in range(6000)]
    both = load("demo")
    # the hardest: where normalisation changes most per character, and where the two pipelines part
    def hardness(t):
        e = both["hf4"].encode(t)
        changed = sum(1 for (a, b) in zip(e.offsets, e.offsets[1:]) if b[0] != a[1])
        return (changed + 3 * e.ids.count(3) + 2 * (both["hf5"].encode(t).ids != e.ids)) / (8 + len(t))

    pool.sort(key=hardness, reverse=True)
    texts += pool[:110]
    out = {
        "made_by": "test/golden/make_tokenizer_fuzz.py fixture",
        "made_with": "tokenizers 0.22.2",
        "offsets": "UTF-16 code units; where shifted is true, see make_tokenizer_fuzz.py",
        "tokenizers": {name: str(path.relative_to(ROOT)) for name, path in FILES.items()},
        "demo": cases("demo", texts),
        "tiny": cases("tiny", texts[::4]),
        "variants_of_tiny": variant_cases(MARKED),
    }
    target = ROOT / "test/golden/tokenizer-fuzz.json"
    target.write_text(json.dumps(out, ensure_ascii=True, indent=0) + "\n", "utf-8")
    print(len(out["demo"]), len(out["tiny"]), sum("shifted" in c for c in out["demo"]))


# --- the grapheme table: asked from the library, so that its Unicode version is right by construction --------------


def graphemes():
    import regex

    n = load("tiny")["hf4"].normalizer[0].normalize_str

    def has(prop):
        r = regex.compile(r"\p{%s}" % prop)
        return lambda c: r.match(chr(c)) is not None

    spacing, pictographic = has("GCB=SpacingMark"), has("Extended_Pictographic")
    consonant = has("InCB=Consonant")

    def kind(c):
        ch = chr(c)
        if c < 0x80:
            return 1 if c < 0x20 or c == 0x7F else 0
        # 6 bytes or more are looked up per character, fewer as a whole, when the mark is swallowed
        if n("ª\u0301" + ch) == n("ª") + "\u0301" + n(ch):
            return 3 if spacing(c) else 2
        if n("\u0344\u0301") != n("\u0344") + "\u0301" and n(ch + "\u0344\u0301") == n(ch) + n("\u0344\u0301"):
            return 1
        if n(ch + "ª\u0301") == n(ch) + n("ª") + "\u0301":
            return 4
        if pictographic(c):
            return 5
        return 6 if 0x900 <= c < 0xD80 and consonant(c) else 0

    runs, last, begin = [], 0, 0
    for c in [c for c in range(0xE1000) if not 0xD800 <= c < 0xE000] + [0xE1000]:
        k = 0 if c == 0xE1000 else kind(c)
        if k != last or c == 0xE000:
            if last:
                runs.append((begin, (0xD800 if c == 0xE000 else c) - begin, last))
            begin, last = c, k

    def b36(x):
        s = ""
        while True:
            s = "0123456789abcdefghijklmnopqrstuvwxyz"[x % 36] + s
            x //= 36
            if not x:
                return s

    at, words = 0, []
    for begin, length, k in runs:
        words.append(f"{b36(begin - at)}{'_CESPXK'[k]}{'' if length == 1 else b36(length)}")
        at = begin + length
    line, lines = "", []
    for w in words:
        if len(line) + len(w) + 1 > 100:
            lines.append(line)
            line = ""
        line += ("," if line else "") + w
    lines.append(line)
    print("\n".join(lines))
    print(len(runs), file=sys.stderr)


if __name__ == "__main__":
    what = sys.argv[1]
    if what == "random":
        out, count, seed = sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
        rng = random.Random(seed)
        texts = [random_text(rng) for _ in range(count)]
        plain = [t for t in texts if not any(c in t for c in DELETED)][: count // 10]
        result = {"demo": cases("demo", texts), "tiny": cases("tiny", texts[::10]), "variants_of_tiny": variant_cases(plain)}
        pathlib.Path(out).write_text(json.dumps(result), "utf-8")
        print(len(texts), sum("shifted" in c for c in result["demo"]))
    elif what == "fixture":
        fixture()
    elif what == "graphemes":
        graphemes()
