/**
 * Compares our tokenizer with that of @huggingface/transformers, in one process on the same texts: exactness against
 * tokenizers 0.22.2, and the ratios of load time and speed. `npm run bench`
 */
import { readFileSync } from 'node:fs'
import { Tokenizer as Peer } from '@huggingface/tokenizers'
import { loadXlmr, type TokenizerJson } from '../src/engine/tokenizer/xlmr'

const ROUNDS = 3
const readText = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const modelFile = readText('../public/models/demo/tokenizer.json')
const config = JSON.parse(readText('../public/models/demo/tokenizer_config.json')) as object

interface Case {
  readonly text: string
  readonly hf4: { readonly input_ids: readonly number[] }
}
const goldens = (JSON.parse(readText('../test/golden/tokenizer.json')) as { cases: Case[] }).cases
const fuzz = (JSON.parse(readText('../test/golden/tokenizer-fuzz.json')) as { demo: Case[] }).demo

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!

/** Median milliseconds. The two alternate, so noise of the machine affects both. */
function alternate(ours: () => unknown, theirs: () => unknown): { ours: number; theirs: number } {
  const times = { ours: [] as number[], theirs: [] as number[] }
  const time = (into: number[], work: () => unknown) => {
    const begin = performance.now()
    work()
    into.push(performance.now() - begin)
  }
  for (let round = 0; round < ROUNDS; round++) {
    time(times.ours, ours)
    time(times.theirs, theirs)
  }
  return { ours: median(times.ours), theirs: median(times.theirs) }
}

const load = {
  ours: () => loadXlmr(JSON.parse(modelFile) as TokenizerJson, null).tokenizer('hf4'),
  theirs: () => new Peer(JSON.parse(modelFile) as object, config),
}
const ours = load.ours()
const theirs = load.theirs()

const equal = (cases: readonly Case[], encode: (text: string) => ArrayLike<number>) =>
  cases.filter(({ text, hf4 }) => Array.from(encode(text)).join() === hf4.input_ids.join()).length

const encodeOurs = (text: string) => ours.encode(text, 1e6).ids
const encodeTheirs = (text: string) => theirs.encode(text).ids

console.log('| | m3scope | @huggingface/tokenizers 0.2.0 | ratio |\n|---|---|---|---|')
for (const [name, cases] of [
  ['ids equal, goldens', goldens],
  ['ids equal, hard cases (fuzz fixture)', fuzz],
] as const)
  console.log(
    `| ${name} | ${equal(cases, encodeOurs)}/${cases.length} | ${equal(cases, encodeTheirs)}/${cases.length} | |`,
  )
const row = (name: string, times: { ours: number; theirs: number }) =>
  console.log(
    `| ${name} | ${times.ours.toFixed(0)} ms | ${times.theirs.toFixed(0)} ms | ${(times.theirs / times.ours).toFixed(1)} × |`,
  )
row('load, 250,002 pieces, JSON.parse included', alternate(load.ours, load.theirs))
for (const [name, unit] of [
  ['100 kB of Chinese and English', '退款订单已经发货 the router keeps disconnecting，如何申请售后？v2.0 '],
  ['100 kB of English', 'The quick brown fox jumps over the lazy dog. '],
] as const) {
  const text = unit.repeat(Math.ceil(1e5 / Buffer.byteLength(unit)))
  row(name, alternate(() => encodeOurs(text), () => encodeTheirs(text))) // oxfmt-ignore
}
