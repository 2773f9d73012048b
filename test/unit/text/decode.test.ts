import { readFileSync, readdirSync } from 'node:fs'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { decodeText } from '../../../src/engine/text/decode'
import { TEXT_ENCODINGS, type TextEncoding } from '../../../src/engine/text/encodings'
import { EngineError } from '../../../src/engine/errors'

const encode = (text: string, encoding: string) => new Uint8Array(iconv.encode(text, encoding))
const of = (...bytes: number[]) => new Uint8Array(bytes)
const join = (...parts: Uint8Array[]) => new Uint8Array(parts.flatMap((part) => [...part]))

function failure(run: () => unknown): EngineError {
  try {
    run()
  } catch (error) {
    if (error instanceof EngineError) return error
    throw error
  }
  throw new Error('did not throw')
}

const SIMPLIFIED = [
  '你好',
  '退货',
  '张三',
  '订单还没有收到',
  '北京市海淀区',
  '请问这个充电器什么时候能发货呢？',
  '价格：￥128.00元',
  '型号,接口\nX100,Type-C\n',
  '麒麟芯片、骁龙处理器',
  '魑魅魍魉饕餮', // all from the second level of GB 2312
]
const TRADITIONAL = [
  '您好',
  '退貨',
  '張三',
  '訂單還沒有收到',
  '台北市信義區',
  '請問這個充電器什麼時候可以出貨呢？',
  '價格：128元',
  '型號,接口\nX100,Type-C\n',
  '蔡英文、馬英九',
  '麒麟晶片驍龍',
]

describe('detection', () => {
  test('bytes written by hand, so that no library is trusted twice', () => {
    expect(decodeText(of(0xc4, 0xe3, 0xba, 0xc3, 0xa3, 0xac, 0xca, 0xc0, 0xbd, 0xe7))).toMatchObject({
      text: '你好，世界',
      encoding: 'gb18030',
      how: 'detected',
      lossy: 0,
      bom: false,
      doubtful: false,
    })
    expect(decodeText(of(0xa7, 0x41, 0xa6, 0x6e, 0xa1, 0x41, 0xa5, 0x40, 0xac, 0xc9))).toMatchObject({
      text: '你好，世界',
      encoding: 'big5',
    })
    expect(decodeText(of(0xe4, 0xbd, 0xa0, 0xe5, 0xa5, 0xbd))).toMatchObject({
      text: '你好',
      encoding: 'utf-8',
      how: 'valid-utf8',
    })
    expect(decodeText(of(0xff, 0xfe, 0x60, 0x4f, 0x7d, 0x59))).toMatchObject({
      text: '你好',
      encoding: 'utf-16le',
      how: 'bom',
      bom: true,
    })
    expect(decodeText(of(0xfe, 0xff, 0x4f, 0x60, 0x59, 0x7d))).toMatchObject({
      text: '你好',
      encoding: 'utf-16be',
      bom: true,
    })
  })

  test.each(SIMPLIFIED)('GBK: %s', (text) => {
    expect(decodeText(encode(text, 'gbk'))).toMatchObject({ text, encoding: 'gb18030', how: 'detected' })
  })
  test.each(TRADITIONAL)('Big5: %s', (text) => {
    expect(decodeText(encode(text, 'big5'))).toMatchObject({ text, encoding: 'big5', how: 'detected' })
  })
  test.each(['訂單還沒有收到', '台北市信義區'])('traditional characters in GBK: %s', (text) => {
    expect(decodeText(encode(text, 'gbk'))).toMatchObject({ text, encoding: 'gb18030' })
  })
  test('four-byte GB18030 among common text', () => {
    const text = '你好😀，请问什么时候发货？'
    expect(decodeText(encode(text, 'gb18030'))).toMatchObject({ text, encoding: 'gb18030' })
  })
  test.each(['gbk', 'big5', 'utf-8', 'utf-16le', 'utf-16be'])('a long text in %s', (name) => {
    const text = '型號 X100，中文有，日月水火山。\n'.repeat(500) // characters that all five have
    expect(decodeText(encode(text, name))).toMatchObject({
      text,
      encoding: name === 'gbk' ? 'gb18030' : name,
      lossy: 0,
    })
  })
  test('what else the bytes could be', () => {
    expect(decodeText(encode('订单还没有收到', 'gbk')).alternatives).toEqual(['big5'])
    expect(decodeText(encode('订单', 'utf-8')).alternatives).toEqual([])
  })

  describe.each(['utf-16le', 'utf-16be'] as const)('%s without a mark', (encoding) => {
    test.each([
      'hello\nworld',
      'a中',
      'Привет, мир',
      '型号,接口\nX100,Type-C',
      'お問い合わせ\n',
      ...SIMPLIFIED.slice(3),
    ])('%s', (text) =>
      expect(decodeText(encode(text, encoding))).toMatchObject({ text, encoding, how: 'detected' }),
    )
    test('Chinese without any ASCII, so without a NUL', () => {
      const bytes = encode('请问这个充电器什么时候能发货呢？', encoding)
      expect(bytes.includes(0)).toBe(false)
      expect(decodeText(bytes)).toMatchObject({ encoding, doubtful: false })
    })
  })

  test('ASCII of even length is never Chinese UTF-16', () => {
    expect(decodeText(encode('bush hid the facts', 'utf-8'))).toMatchObject({
      text: 'bush hid the facts',
      encoding: 'utf-8',
    })
  })
  test('UTF-8 with a mark', () => {
    expect(decodeText(encode('\uFEFF你好', 'utf-8'))).toMatchObject({ text: '你好', bom: true, how: 'bom' })
    expect(decodeText(encode('\uFEFF', 'utf-8')).text).toBe('')
    expect(decodeText(encode('\uFEFFa\uFEFFb', 'utf-8')).text).toBe('a\uFEFFb')
  })
  test('GB18030 with its mark', () => {
    expect(decodeText(join(of(0x84, 0x31, 0x95, 0x33), encode('你好，世界', 'gbk')))).toMatchObject({
      text: '你好，世界',
      encoding: 'gb18030',
      bom: true,
    })
  })
  test('an empty file', () => {
    expect(decodeText(of())).toMatchObject({ text: '', encoding: 'utf-8', lossy: 0, bom: false })
  })
  test.each(['Café crème à la française, s’il vous plaît', 'naïve', 'café', 'Größe: 5 m² – “groß”'])(
    'windows-1252: %s',
    (text) =>
      expect(decodeText(encode(text, 'windows-1252'))).toMatchObject({ text, encoding: 'windows-1252' }),
  )
  test.each([
    ['shift_jis', 'お問い合わせありがとうございます。商品の発送について確認いたします。'],
    ['euc-jp', 'お問い合わせありがとうございます。商品の発送について確認いたします。'],
    ['euc-kr', '안녕하세요. 주문하신 상품은 아직 배송되지 않았습니다. 확인 후 연락드리겠습니다.'],
  ])('a sentence in %s', (encoding, text) => {
    expect(decodeText(encode(text, encoding))).toMatchObject({ text, encoding })
  })
  test('a guess that looks like nothing is marked as doubtful', () => {
    expect(decodeText(encode('東京都渋谷区', 'shift_jis')).doubtful).toBe(true)
  })

  const folder = new URL('../../samples/chats/', import.meta.url)
  const samples = readdirSync(folder).filter((name) => name.endsWith('.txt'))
  test('there are samples', () => expect(samples.length).toBeGreaterThanOrEqual(8))
  test.each(samples)('sample %s', (name) => {
    const expected = JSON.parse(
      readFileSync(new URL(name.replace('.txt', '.expected.json'), folder), 'utf8'),
    ) as { encoding?: string; turns: { speaker: string | null; text: string }[] }
    const { text, encoding, lossy } = decodeText(readFileSync(new URL(name, folder)))
    expect(encoding).toBe(expected.encoding ?? 'utf-8')
    expect(lossy).toBe(0)
    const plain = text.replaceAll('\\"', '"').replaceAll('\\n', '\n').replaceAll('\r\n', '\n')
    const firstLine = (turn: { text: string }) => turn.text.split('\n')[0]!.trim()
    for (const turn of expected.turns) expect(plain).toContain(firstLine(turn))
  })
})

describe('a character cut in two', () => {
  const text = '请问什么时候发货呢'
  test.each(['utf-8', 'gb18030', 'big5', 'utf-16le', 'utf-16be'])('at the end: %s', (encoding) => {
    const whole = encode(encoding === 'big5' ? '請問什麼時候出貨呢' : text, encoding)
    const marked = encoding.startsWith('utf-16') ? join(encode('\uFEFF', encoding), whole) : whole
    const read = decodeText(marked.subarray(0, -1))
    expect(read.encoding).toBe(encoding)
    expect(read.lossy).toBe(1)
    expect(read.text).toBe((encoding === 'big5' ? '請問什麼時候出貨' : text.slice(0, -1)) + '\uFFFD')
  })
  test('at the end of UTF-16 with a NUL, and between surrogates', () => {
    expect(decodeText(encode('a中文😀', 'utf-16le').subarray(0, -2))).toMatchObject({
      text: 'a中文\uFFFD',
      lossy: 1,
    })
    expect(decodeText(encode('你好\n中文', 'utf-16le').subarray(0, -1)).encoding).toBe('utf-16le')
  })
  test('at the start and the end of UTF-8', () => {
    expect(decodeText(encode(text, 'utf-8').subarray(1, -1))).toMatchObject({
      text: '\uFFFD' + text.slice(1, -1) + '\uFFFD',
      encoding: 'utf-8',
      lossy: 2,
    })
  })
  test('does not make Latin-1 into UTF-8', () => {
    expect(decodeText(of(0x63, 0x61, 0x66, 0xe9)).encoding).toBe('windows-1252')
  })
})

describe('chosen by hand', () => {
  const CHINESE = '订单 12 没有收到'
  const SAMPLES: Record<TextEncoding, string> = {
    'utf-8': CHINESE,
    'utf-16le': CHINESE,
    'utf-16be': CHINESE,
    gb18030: CHINESE,
    big5: '訂單 12 沒有收到',
    shift_jis: 'お問い合わせ 12',
    'euc-jp': 'お問い合わせ 12',
    'euc-kr': '안녕 12',
    'windows-1252': 'Café – “12” €',
  }
  test.each(TEXT_ENCODINGS)('%s', (encoding) => {
    const text = SAMPLES[encoding]
    expect(decodeText(encode(text, encoding), encoding)).toEqual({
      text,
      encoding,
      bom: false,
      how: 'chosen',
      lossy: 0,
      doubtful: false,
      alternatives: [],
    })
  })
  test('counts what is lost, and only that', () => {
    expect(decodeText(join(encode('你好', 'utf-8'), of(0xff, 0x41, 0xe4, 0xbd)), 'utf-8')).toMatchObject({
      text: '你好\uFFFDA\uFFFD',
      lossy: 2,
    })
    expect(decodeText(encode('a\uFFFDb', 'utf-8'), 'utf-8').lossy).toBe(0)
    expect(decodeText(join(encode('a\uFFFDb', 'utf-8'), of(0xff)), 'utf-8').lossy).toBe(1)
    expect(decodeText(encode('a\uFFFDb', 'utf-16le'), 'utf-16le').lossy).toBe(0)
    expect(decodeText(encode('你好', 'gbk'), 'utf-8').lossy).toBeGreaterThan(0)
  })
  test('removes its own mark', () => {
    expect(decodeText(encode('\uFEFF你好', 'utf-16be'), 'utf-16be')).toMatchObject({
      text: '你好',
      bom: true,
    })
  })
  test('reads even a binary file', () => {
    expect(decodeText(of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), 'windows-1252').how).toBe('chosen')
  })
})

describe('what is no text', () => {
  const ascii = (text: string) => encode(text, 'latin1')
  test.each([
    ['PNG', join(of(0x89), ascii('PNG\r\n\x1a\n\0\0\0\rIHDR'))],
    ['ZIP (docx, xlsx, pptx, …)', ascii('PK\x03\x04\x14\0\x06\0[Content_Types].xml')],
    ['PDF', ascii('%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\n')],
    ['SQLite', ascii('SQLite format 3\0\x10\0\x01\x01')],
    ['Office 97-2003 (doc, xls, ppt)', of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0)],
    ['RTF', ascii('{\\rtf1\\ansi hello}')],
    ['JPEG', of(0xff, 0xd8, 0xff, 0xe0, 0, 0x10)],
    ['UTF-32 text', of(0xff, 0xfe, 0, 0, 0x60, 0x4f, 0, 0)],
  ])('%s', (kind, bytes) => {
    const error = failure(() => decodeText(bytes))
    expect([error.code, error.values]).toEqual(['file/binary', { kind }])
  })

  const noise = (n: number) => Uint8Array.from({ length: n }, (_, i) => ((i + 1) * 2654435761) >>> 24)
  test.each([
    ['an ONNX graph', readFileSync(new URL('../../models/tiny/onnx/model.onnx', import.meta.url))],
    ['noise', join(noise(4000), of(0, 0))],
    ['numbers of four bytes', new Uint8Array(Int32Array.from({ length: 64 }, (_, i) => i * 3).buffer)],
    ['floats', new Uint8Array(Float32Array.from({ length: 64 }, (_, i) => i / 7).buffer)],
    ['zeros', new Uint8Array(100)],
    ['control characters', of(1, 2, 3, 4, 5, 6)],
  ])('%s', (_, bytes) => {
    expect(failure(() => decodeText(bytes)).code).toBe('file/binary')
  })

  test('a few NULs make no binary', () => {
    const list = './src/engine/a.ts\0./src/engine/b.ts\0./文档/说明.txt\0'
    expect(decodeText(encode(list, 'utf-8'))).toMatchObject({ text: list, encoding: 'utf-8' })
    expect(decodeText(encode(list.replace('./文档', ''), 'utf-8')).encoding).toBe('utf-8')
    const line = '请问这个充电器什么时候能发货呢\0订单还没有收到'
    expect(decodeText(encode(line, 'gbk'))).toMatchObject({ text: line, encoding: 'gb18030' })
  })
  test('coloured logs are text', () => {
    const log = '\x1b[0m\x1b[32mok\x1b[0m 完成\n'
    expect(decodeText(encode(log, 'utf-8')).text).toBe(log)
  })
})

describe('damaged files', () => {
  const sentence = '请问这个充电器什么时候能发货呢？订单还没有收到。\n'
  test('UTF-8 with a broken byte is not offered as nonsense in another encoding', () => {
    const bytes = join(encode(sentence, 'utf-8'), of(0xff), encode(sentence, 'utf-8'))
    const error = failure(() => decodeText(bytes))
    expect([error.code, error.values]).toEqual([
      'file/undecodable',
      { tried: 'utf-8', nearest: 'utf-8', damaged: 1 },
    ])
    expect(decodeText(bytes, 'utf-8')).toMatchObject({ text: sentence + '\uFFFD' + sentence, lossy: 1 })
  })
  test('also after a mark', () => {
    const bytes = join(encode('\uFEFFab', 'utf-8'), encode(sentence, 'gbk'))
    expect(failure(() => decodeText(bytes)).values).toMatchObject({ tried: 'utf-8' })
  })
  test('GBK with a broken byte: what was tried, and what is nearest', () => {
    const bytes = join(encode(sentence, 'gbk'), of(0xff), encode(sentence, 'gbk'))
    const error = failure(() => decodeText(bytes))
    expect(error.code).toBe('file/undecodable')
    expect(error.values).toEqual({
      tried: 'utf-8, gb18030, big5, utf-16le, utf-16be',
      nearest: 'gb18030',
      damaged: 1,
    })
  })
})

// Steps that grow with the square of the length would not end before the runner's timeout.
test.each(['utf-8', 'gb18030', 'big5', 'utf-16le'])('5 MB of %s', (encoding) => {
  const line = encode('日月水火山，中文有。abc\n', encoding)
  const bytes = new Uint8Array(Math.floor(5e6 / line.length) * line.length)
  for (let i = 0; i < bytes.length; i += line.length) bytes.set(line, i)
  const { text, ...found } = decodeText(bytes)
  expect(found).toMatchObject({ encoding, lossy: 0 })
  expect(text === '日月水火山，中文有。abc\n'.repeat(bytes.length / line.length)).toBe(true)
})
