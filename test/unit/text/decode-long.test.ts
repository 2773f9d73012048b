/** Files that are decoded in slices: the same answers as in one go. */
import { describe, expect, it } from 'vitest'
import { toErrorData } from '../../../src/engine/errors'
import { decodeText, type DecodedText } from '../../../src/engine/text/decode'
import { decodeLong, LONG_FILE } from '../../../src/engine/text/decode-long'
import iconv from 'iconv-lite'

const noPause = () => Promise.resolve()
const LONG = 3 * LONG_FILE
const CHINESE = '你好，我想问一下订单什么时候发货。谢谢！\r\n'
const long = (text: string) => text.repeat(Math.ceil(LONG / text.length))
const bytesOf = (text: string, encoding: string) => new Uint8Array(iconv.encode(text, encoding))

const asked = async (bytes: Uint8Array) => {
  let pauses = 0
  const pause = () => {
    pauses++
    return Promise.resolve()
  }
  return { found: await decodeLong(bytes, pause).catch(toErrorData), pauses: () => pauses }
}
const inOneGo = (bytes: Uint8Array) => {
  try {
    return decodeText(bytes)
  } catch (error) {
    return toErrorData(error)
  }
}

const FILES: readonly (readonly [string, Uint8Array])[] = [
  ['ASCII', bytesOf(long('plain text\n'), 'utf8')],
  ['UTF-8', bytesOf(long(CHINESE), 'utf8')],
  ['UTF-8 with a mark', bytesOf(`\ufeff${long(CHINESE)}`, 'utf8')],
  ['UTF-8, high bytes late', bytesOf(long('plain text\n') + CHINESE, 'utf8')],
  ['UTF-8, cut at both ends', bytesOf(long(CHINESE), 'utf8').subarray(1, -1)],
  [
    'UTF-8, damaged late',
    Uint8Array.from([...bytesOf(long('text\n') + CHINESE.repeat(9), 'utf8'), 0xff, 65]),
  ],
  ['UTF-16 with a mark', bytesOf(`\ufeff${long(CHINESE)}`, 'utf16le')],
  ['UTF-16 of ASCII', bytesOf(long('plain text\n'), 'utf16le')],
  ['GB18030', bytesOf(long(CHINESE), 'gb18030')],
  ['Big5', bytesOf(long('你好，請問訂單什麼時候出貨。謝謝！\n'), 'big5')],
  ['Shift_JIS', bytesOf(long('こんにちは、注文はいつ届きますか。\n'), 'shift_jis')],
  ['windows-1252, one letter', bytesOf(`${long('plain text\n')}caf\u00e9`, 'win1252')],
  ['bytes 0xff', new Uint8Array(LONG).fill(0xff)],
  ['NULs', new Uint8Array(LONG)],
  ['a PDF', bytesOf(`%PDF-1.4\n${long('plain text\n')}`, 'utf8')],
]

const told = (found: DecodedText | ReturnType<typeof toErrorData>) =>
  'code' in found ? { code: found.code, values: found.values } : { ...found, text: found.text.length }

describe('a long file', () => {
  it.each(FILES)('%s', async (_, bytes) => {
    const whole = inOneGo(bytes)
    const { found, pauses } = await asked(bytes)
    expect(told(found)).toEqual(told(whole))
    if ('text' in whole && 'text' in found) expect(found.text === whole.text).toBe(true)
    expect(pauses()).toBeGreaterThan(0)
  })
  it('60 MB of byte 0x80 are decided on a part of them', async () => {
    const { found } = await asked(new Uint8Array(60_000_000).fill(0x80))
    expect(told(found)).toMatchObject({ encoding: 'gb18030', doubtful: true, text: 60_000_000 })
  })
  it('an encoding chosen by hand counts the damage of the whole file', async () => {
    const bytes = Uint8Array.from([...bytesOf(long('text \ufffd\n'), 'utf8'), 0xff, 0xfe])
    const found = await decodeLong(bytes, noPause, 'utf-8')
    expect(told(found)).toEqual(told(decodeText(bytes, 'utf-8')))
    expect(found.lossy).toBe(2)
  })
  it('is left as soon as a pause rejects', async () => {
    const stopped = new Error('stopped')
    let left = 2
    const pause = () => (left-- > 0 ? Promise.resolve() : Promise.reject(stopped))
    await expect(decodeLong(bytesOf(long(CHINESE), 'utf8'), pause)).rejects.toBe(stopped)
  })
})
