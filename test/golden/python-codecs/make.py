"""
Writes golden.json (what Python's codecs do) and src/engine/why/python-codecs/data.ts (where TextDecoder differs):
  python3 make.py NODE.json CHROMIUM.json       (both from decoders.mjs; only golden.json without them)

golden.json: for each codec the SHA-256 of its whole table, both ways, and what it makes of byte strings that are made by
chance (seeded), with errors='replace' and 'ignore', and of texts that it cannot encode.
"""
import hashlib
import json
import pathlib
import random
import sys

HERE = pathlib.Path(__file__).parent
CODECS = ['gbk', 'gb18030', 'gb2312', 'big5', 'cp950', 'cp932', 'shift_jis', 'cp949', 'euc_kr', 'euc_jp']
SINGLE = ['latin_1', 'cp1252', 'cp1250', 'cp1251', 'cp1253', 'cp1254', 'cp1255', 'cp1256', 'iso8859_2', 'iso8859_5',
          'iso8859_15', 'koi8_r', 'mac_roman', 'mac_cyrillic', 'cp437', 'cp850', 'cp866', 'cp874']
BASES = {'gbk': 'gbk', 'gb18030': 'gb18030', 'gb2312': 'gbk', 'big5': 'big5', 'cp950': 'big5', 'cp932': 'shift_jis',
         'shift_jis': 'shift_jis', 'cp949': 'uhc', 'euc_kr': 'euc-kr', 'euc_jp': 'euc-jp'}


def decoded(codec, data):
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return None
    return text if len(text) == 1 else None


def tables(codec):
    single = {bytes([b]): c for b in range(0x80, 256) if (c := decoded(codec, bytes([b])))}
    pairs = {}
    for lead in range(0x80, 256):
        for trail in range(256):
            data = bytes([lead, trail])
            if (c := decoded(codec, data)):
                pairs[data] = c
    if codec == 'euc_jp':
        for lead in range(0xa1, 0xff):
            for trail in range(0xa1, 0xff):
                data = bytes([0x8f, lead, trail])
                if (c := decoded(codec, data)):
                    pairs[data] = c
    return single, pairs


def encoded(codec):
    made = {}
    for point in [*range(0x80, 0xd800), *range(0xe000, 0x30000)]:
        try:
            made[chr(point)] = chr(point).encode(codec)
        except UnicodeEncodeError:
            pass
    return made


def samples(codec, pairs, chance):
    """Byte strings: valid characters, cut ones, single high bytes, ASCII."""
    valid = list(pairs) or [bytes([b]) for b in range(0x80, 256)]
    def piece():
        kind = chance.randrange(6)
        if kind == 0:
            return bytes([chance.randrange(0x20, 0x7f)])
        if kind == 1:
            return bytes([chance.randrange(0x80, 0x100)])
        if kind == 2:
            return chance.choice(valid)[:1]
        if kind == 3 and codec == 'gb18030':
            return bytes([chance.choice([*range(0x81, 0x86), *range(0x8f, 0xff)]), chance.randrange(0x30, 0x3a), chance.randrange(0x80, 0xff),
                          chance.randrange(0x30, 0x3a)])[:chance.choice([2, 3, 4, 4, 4])]
        if kind == 3 and codec == 'euc_kr':
            return chr(chance.randrange(0xac00, 0xd7a4)).encode(codec)[:chance.choice([3, 7, 8, 8])]
        if kind == 4:
            return chr(chance.choice([*range(0xa0, 0x250), *range(0x400, 0x460), *range(0x3041, 0x30ff),
                                      *range(0x4e00, 0x9000), *range(0xac00, 0xd7a4)])).encode()
        return chance.choice(valid)
    return [b''.join(piece() for _ in range(chance.randrange(1, 14))) for _ in range(100)]


def lines(items):
    return '\n'.join(f'{a} {b}' for a, b in items).encode()


def golden():
    out = {}
    texts = ['退款还没到账😭', 'café – naïve € 20 ½', 'Größe ß', 'Я подал заявку №5', '返金①～−￠㈱', '한글 뷁 똠방각하',
             '中文𠮷字 ㄅㄆ', 'ｶﾞ‾¥\\~', '﹨／•‧']
    for codec in CODECS + SINGLE:
        single, pairs = tables(codec)
        enc = encoded(codec)
        chance = random.Random(codec)
        out[codec] = {
            'decodes': len(single) + len(pairs),
            'decode_sha256': hashlib.sha256(
                lines((k.hex(), f'{ord(v):x}') for k, v in sorted({**single, **pairs}.items()))).hexdigest(),
            'encodes': len(enc),
            'encode_sha256': hashlib.sha256(lines((f'{ord(k):x}', v.hex()) for k, v in sorted(enc.items()))).hexdigest(),
            'samples': [[s.hex(), s.decode(codec, 'replace'), s.decode(codec, 'ignore')]
                        for s in samples(codec, pairs, chance)],
            'texts': [[t, *(t.encode(codec, how).hex() for how in ('ignore', 'replace', 'xmlcharrefreplace'))] for t in texts],
        }
    chance = random.Random('utf-8')
    odd = [bytes(chance.choice([chance.randrange(0x20, 0x7f), chance.randrange(0x80, 256)]) for _ in range(12)) for _ in range(100)]
    out['utf_8'] = {'samples': [[s.hex(), s.decode('utf-8', 'replace'), s.decode('utf-8', 'ignore')] for s in odd]}
    (HERE / 'golden.json').write_text(json.dumps(out, ensure_ascii=True, separators=(',', ':')) + '\n')


def b36(n):
    digits = ''
    while True:
        n, d = divmod(n, 36)
        digits = '0123456789abcdefghijklmnopqrstuvwxyz'[d] + digits
        if n == 0:
            return digits


def runs(keys):
    """Alternating gap and length, in base 36."""
    out, at = [], 0
    keys = sorted(keys)
    i = 0
    while i < len(keys):
        j = i
        while j + 1 < len(keys) and keys[j + 1] == keys[j] + 1:
            j += 1
        out += [b36(keys[i] - at), b36(j - i + 1)]
        at = keys[j] + 1
        i = j + 1
    return ' '.join(out)


def quoted(text):
    made = json.dumps(text, ensure_ascii=False)[1:-1].replace('\\"', '"').replace("'", "\\'")
    return "'" + ''.join(c if c.isprintable() and not 0xe000 <= ord(c) < 0xf900 else f'\\u{ord(c):04x}' for c in made) + "'"


def fixes(table):
    """Hexadecimal key, then the characters of it and of the keys that follow."""
    out, last = [], None
    for key in sorted(table):
        number = int.from_bytes(key, 'big')
        if last is None or number != last + 1:
            out.append(key.hex())
        out[-1] += table[key]
        last = number
    return out


def hangul():
    """Unified Hangul Code: the syllables that KS X 1001 lacks, in the order of Unicode."""
    free = [chr(p) for p in range(0xac00, 0xd7a4) if len(chr(p).encode('euc_kr')) == 8]
    keys = [bytes([a, b]) for a in range(0x81, 0xc7) for b in
            [*range(0x41, 0x5b), *range(0x61, 0x7b), *range(0x81, 0xff if a <= 0xa0 else 0xa1)]]
    return dict(zip(keys, free))


def data(node, browser):
    out = ['/** Where Python\'s codecs differ from TextDecoder. Written by test/golden/python-codecs/make.py. */',
           'import type { PairData } from \'./types\'', '', 'export const PAIRS = {']
    for codec in CODECS:
        single, pairs = tables(codec)
        base = BASES[codec]
        rule = hangul() if base == 'uhc' else {}
        label = 'euc-kr' if base == 'uhc' else base
        sure = {k: v for k, v in pairs.items() if v == rule.get(k) or
                (node[label].get(k.hex()) == v and browser[label].get(k.hex()) == v)}
        fix = {k: v for k, v in pairs.items() if k not in sure}
        back = {}
        for k, v in sorted({**single, **pairs}.items(), key=lambda each: (len(each[0]), each[0])):
            back.setdefault(v, k)
        made = encoded(codec)
        extra = {c: b for c, b in made.items()
                 if back.get(c) != b and not (codec == 'gb18030' and len(b) == 4) and not (codec == 'euc_kr' and len(b) == 8)}
        lost = [c for c in back if c not in made]
        two = [int.from_bytes(k, 'big') - 0x8000 for k in pairs if len(k) == 2]
        three = [int.from_bytes(k[1:], 'big') - 0x8000 for k in pairs if len(k) == 3]
        out += [f"  {codec}: {{", f"    base: '{base}',", f"    pairs: {quoted(runs(two))},"]
        out += [f"    after8f: {quoted(runs(three))},"]
        out += ["    fixes: [", *(f'      {quoted(each)},' for each in fixes(fix)), '    ],']
        out += ["    singles: [", *(f'      {quoted(each)},' for each in fixes(single)), '    ],']
        out += ["    encodes: {", *(f"      {quoted(c)}: '{b.hex()}'," for c, b in extra.items()), '    },']
        out += [f"    decodesOnly: {quoted(''.join(lost))},", '  },']
    out += ['} as const satisfies Record<string, PairData>', '']
    out += ['/** Characters of the bytes 0x80 to 0xff; U+FFFD: none. */', 'export const SINGLES = {']
    for codec in SINGLE:
        out.append(f"  {codec}: {quoted(''.join(decoded(codec, bytes([b])) or chr(0xfffd) for b in range(0x80, 256)))},")
    out += ['} as const', '']
    root = HERE.parent.parent.parent
    (root / 'src/engine/why/python-codecs/data.ts').write_text('\n'.join(out))


golden()
if len(sys.argv) > 2:
    data(*(json.loads(pathlib.Path(p).read_text()) for p in sys.argv[1:3]))
