/**
 * Measures load time and speed of the tokenizer: `npx tsx bench/tokenizer.ts [tokenizer.json]`.
 * With `--fuzz FILE` it compares with a file that `test/golden/make_tokenizer_fuzz.py random` has written.
 */
import { readFileSync } from 'node:fs'
import { loadXlmr, type TokenizerJson } from '../src/engine/tokenizer/xlmr'
import type { Tokenizer } from '../src/engine/tokenizer/tokenizer'

const DEMO = 'public/models/demo/tokenizer.json'
const TINY = 'test/models/tiny/tokenizer.json'
const MEGABYTE = 1e6

const repeat = (text: string) => {
  const bytes = new TextEncoder().encode(text).length
  return text.repeat(Math.ceil(MEGABYTE / bytes))
}

const readJson = <T>(path: string) => JSON.parse(readFileSync(path, 'utf8')) as T

/** Shuffles the words each time, so that no cache helps. */
function shuffled(words: readonly string[]): string {
  let state = 1
  let text = ''
  let bytes = 0
  while (bytes < MEGABYTE) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const word = words[(state >>> 8) % words.length]!
    text += word
    bytes += new TextEncoder().encode(word).length
  }
  return text
}

const TEXTS: Record<string, string> = {
  'mixed zh/en': shuffled([
    ...'退款订单已经发货物流信息更新如何申请售后会员中心',
    'hello ',
    'the router ',
    'v2.0, ',
    '，',
    '。',
    ' SO2024 ',
  ]),
  English: repeat('The quick brown fox jumps over the lazy dog. '),
  'emoji with ZWJ': shuffled(['👨‍👩‍👧‍👦', '👍🏽', '🏳️‍🌈', '🇩🇪', '1️⃣', '😀', '❤️']),
  'Thai, no spaces': shuffled([...'ภาษาไทยไม่มีช่องว่างระหว่างคำ']),
  'Hindi conjuncts': shuffled(['नमस्ते ', 'क्षत्रिय', 'ज्ञान ', 'क़', 'द्ध']),
  'Vietnamese NFD': repeat('Tiếng Việt rất đẹp và phức tạp '.normalize('NFD')),
  'one run of letters': repeat('abcdefghijk'),
  'one run of "a"': repeat('a'),
  'unknown characters': repeat('𓀀'),
  'spaces only': repeat(' '),
  '<mask> after spaces': repeat('   <mask>'),
}

function bench(path: string): void {
  const text = readFileSync(path, 'utf8')
  let begin = performance.now()
  const json = JSON.parse(text) as TokenizerJson
  const parsed = performance.now() - begin
  const xlmr = loadXlmr(json, null)
  const loaded = performance.now() - begin
  console.log(`load ${loaded.toFixed(0)} ms, of which JSON.parse ${parsed.toFixed(0)} ms`)
  for (const mode of ['hf4', 'hf5'] as const) {
    const tokenizer = xlmr.tokenizer(mode)
    for (const [kind, sample] of Object.entries(TEXTS)) {
      begin = performance.now()
      const { fullLength } = tokenizer.encode(sample, 8192)
      const seconds = (performance.now() - begin) / 1000
      const rate = new TextEncoder().encode(sample).length / MEGABYTE / seconds
      console.log(
        `${mode}  ${kind.padEnd(20)} ${seconds.toFixed(2)} s  ${rate.toFixed(1)} MB/s  ${fullLength} tokens`,
      )
    }
  }
}

interface Encoding {
  input_ids: number[]
  offsets: [number, number][] | null
}
interface Case {
  text: string
  hf4: Encoding
  hf5?: Encoding
}
interface Fuzz {
  demo: Case[]
  tiny: Case[]
  variants_of_tiny: { name: string; changes: Record<string, unknown>; cases: Case[] }[]
}

const agrees = (tokenizer: Tokenizer, text: string, want: Encoding) => {
  const { ids, starts, ends } = tokenizer.encode(text, MEGABYTE)
  const offsets = Array.from(ids, (_, i) => [starts![i], ends![i]])
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
  return same(Array.from(ids), want.input_ids) && (want.offsets === null || same(offsets, want.offsets))
}

function fuzz(path: string): void {
  const { demo, tiny, variants_of_tiny: variants } = readJson<Fuzz>(path)
  const tinyJson = readJson<TokenizerJson>(TINY)
  const runs = [
    { name: 'demo', json: readJson<TokenizerJson>(DEMO), cases: demo, modes: ['hf4', 'hf5'] as const },
    { name: 'tiny', json: tinyJson, cases: tiny, modes: ['hf4', 'hf5'] as const },
    ...variants.map(({ name, changes, cases }) => ({
      name,
      json: { ...tinyJson, ...changes },
      cases,
      modes: ['hf4'] as const,
    })),
  ]
  for (const { name, json, cases, modes } of runs) {
    const xlmr = loadXlmr(json, null)
    for (const mode of modes) {
      const tokenizer = xlmr.tokenizer(mode)
      const bad = cases.filter((one) => !agrees(tokenizer, one.text, one[mode] ?? one.hf4))
      console.log(`${name} ${mode}: ${cases.length - bad.length} of ${cases.length} agree`)
      for (const { text } of bad.slice(0, 5)) console.log(`  ${JSON.stringify(text)}`)
    }
  }
}

const [, , first, second] = process.argv
if (first === '--fuzz' && second) fuzz(second)
else bench(first ?? DEMO)
