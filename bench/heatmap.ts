/**
 * Measures a heatmap of 200 × 200 sentences, and the same sentences encoded one by one and scored pair by pair:
 * `npx tsx bench/heatmap.ts [FOLDER of a model] [--sentences 200] [--rounds 3] [--threads 2]`. Prints Markdown.
 */
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Encoded } from '../src/engine/encode/types'
import type { HeatmapInput, UnitsInput } from '../src/engine/heatmap/types'
import { HEAD_NAMES, type HeadName } from '../src/engine/model/types'
import { explain, scoresOf } from '../src/engine/score'
import { createInProcessClient } from '../src/host/in-process'
import { nodePorts } from '../src/host/node-ports'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sentences: { type: 'string', default: '200' },
    rounds: { type: 'string', default: '3' },
    threads: { type: 'string', default: String(cpus().length) },
  },
})
const path = positionals[0] ?? fileURLToPath(new URL('../public/models/demo', import.meta.url))
const count = Number(options.sentences)
const settings = { tokenizerMode: 'hf4', maxLength: 512, normalize: true, truncateDim: null } as const
const weights = { dense: 1, sparse: 1, colbert: 1 }

const ZH = {
  who: ['我', '我们公司', '客服', '这位客户', '快递员', '仓库'],
  when: ['', '昨天', '上周三', '下单以后', '收到货的时候', '在七天无理由退货期内'],
  what: ['申请退款', '换一根数据线', '修改收货地址', '查询物流', '取消订单 SO2024', '把手机寄回售后', '开发票'],
  end: ['。', '，但是一直没有人回复。', '，请问还要等多久？', '，谢谢！', '，因为 USB 接口充不进电。', '，页面却提示“系统繁忙，请稍后再试”。'],
} // oxfmt-ignore
const EN = {
  who: ['I', 'Our team', 'The courier', 'This customer', 'Your support agent', 'The warehouse'],
  when: ['', ' yesterday', ' last Wednesday', ' right after the order', ' within the seven-day return period'],
  what: [' asked for a refund', ' replaced the USB cable', ' changed the delivery address', ' tracked the parcel', ' cancelled order SO2024', ' sent the phone back'],
  end: ['.', ', but nobody has answered so far.', '; how long will it take?', ', thank you!', ' because it does not charge any more.', ', and the page says “please try again later”.'],
} // oxfmt-ignore

/** Different sentences of customer service, alternately Chinese and English; the same in each run. */
function sentencesOf(total: number): string[] {
  let state = 1
  const pick = (words: readonly string[]) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return words[(state >>> 8) % words.length]!
  }
  const found = new Set<string>()
  for (let number = 10_000; found.size < total; number++) {
    const isChinese = number % 2 === 0
    const { who, when, what, end } = isChinese ? ZH : EN
    const [subject, time, action] = [pick(who), pick(when), pick(what)]
    const order = number % 3 > 0 ? '' : isChinese ? `（单号 ${number}）` : ` (no. ${number})`
    found.add(`${subject}${isChinese ? time + action : action + time}${order}${pick(end)}`)
  }
  return [...found]
}

function unitsOf(texts: readonly string[]): UnitsInput {
  return { whole: texts.join(''), units: texts.map((text) => ({ text, start: 0, end: text.length })) }
}

const engine = createInProcessClient(nodePorts)
const model = { kind: 'folder', path, isDemo: false } as const
const info = await engine.call('load', {
  model,
  threads: Number(options.threads),
  provider: 'wasm',
  wasmBaseUrl: null,
})

type Values = Record<HeadName, Float64Array>
interface Run {
  readonly encoding: number
  readonly whole: number
  readonly values: Values
}
const cells = (): Values => {
  const empty = () => new Float64Array(count * count).fill(NaN)
  return { dense: empty(), sparse: empty(), colbert: empty() }
}

/** Encodes each sentence by its own call, then scores each pair with the code of the scores view. */
async function oneByOne(a: readonly string[], b: readonly string[]): Promise<Run> {
  const began = performance.now()
  const encode = async (texts: readonly string[]) => {
    const all: Encoded[] = []
    for (const text of texts) all.push(await engine.call('encode', { text, settings }))
    return all
  }
  const [rows, columns] = [await encode(a), await encode(b)]
  const encoding = performance.now() - began
  const values = cells()
  for (const [i, row] of rows.entries())
    for (const [j, column] of columns.entries()) {
      const scores = scoresOf(
        explain(row, column, () => ''),
        weights,
      )
      for (const head of HEAD_NAMES) {
        const score = scores[head]
        if (score.state === 'available') values[head][i * count + j] = score.value
      }
    }
  return { encoding, whole: performance.now() - began, values }
}

async function heatmap(a: readonly string[], b: readonly string[]): Promise<Run> {
  const input: HeatmapInput = { a: unitsOf(a), b: unitsOf(b), contextMode: 'isolated', settings }
  const values = cells()
  const run = async () => {
    const began = performance.now()
    const { encoded } = await engine.call('heatmap', input, {
      onProgress: ({ rows }) => {
        for (const head of HEAD_NAMES)
          if (rows?.values[head]) values[head].set(rows.values[head], rows.from * count)
      },
    })
    return { time: performance.now() - began, encoded }
  }
  const first = await run()
  if (first.encoded !== 2 * count) throw new Error(`${first.encoded} texts were run`)
  // All texts are in the cache, so only the scores are computed.
  const again = await run()
  return { encoding: first.time - again.time, whole: first.time, values }
}

const difference = (one: Values, other: Values) =>
  Math.max(
    ...HEAD_NAMES.map((head) =>
      one[head].reduce((most, value, at) => {
        const apart = Math.abs(value - other[head][at]!)
        return apart > most ? apart : most
      }, 0),
    ),
  )

const rounds: { readonly alone: Run; readonly ours: Run }[] = []
// Each round has other sentences, because the engine caches the encoded ones.
const sentences = sentencesOf(2 * count * (Number(options.rounds) + 1))
for (let round = 0; round <= Number(options.rounds); round++) {
  const own = sentences.slice(2 * count * round, 2 * count * (round + 1))
  const [a, b] = [own.slice(0, count), own.slice(count)]
  if (round % 2 === 0) {
    const alone = await oneByOne(a, b)
    rounds.push({ alone, ours: await heatmap(a, b) })
  } else {
    const ours = await heatmap(a, b)
    rounds.push({ alone: await oneByOne(a, b), ours })
  }
  process.stderr.write(`round ${round} of ${options.rounds}\n`)
}
// The first round only warms up.
const measured = rounds.slice(1)

const median = (values: readonly number[]) => values.toSorted((x, y) => x - y)[Math.floor(values.length / 2)]!
const row = (name: string, of: (run: Run) => number, format: (value: number) => string) => {
  const ratio = median(measured.map(({ alone, ours }) => of(alone) / of(ours)))
  const [alone, ours] = (['alone', 'ours'] as const).map((key) =>
    median(measured.map((each) => of(each[key]))),
  )
  return `| ${name} | ${format(alone!)} | ${format(ours!)} | ${ratio.toFixed(1)} × |`
}
const seconds = (time: number) => `${(time / 1000).toFixed(1)} s`
const rate = (time: number) => `${((2 * count * 1000) / time).toFixed(0)}/s`
const most = Math.max(...measured.map(({ alone, ours }) => difference(alone.values, ours.values)))

console.log(`
${info.id}, ${info.dtype.value}, ${info.runtime.threads} threads; ${count} × ${count} sentences, Chinese and English; medians of ${measured.length} rounds

| | one by one, pair by pair | heatmap | ratio |
|---|---|---|---|
${row('sentences', ({ encoding }) => encoding, rate)}
${row('scores of all pairs', ({ whole, encoding }) => whole - encoding, seconds)}
${row('all', ({ whole }) => whole, seconds)}

Largest difference of a score: ${most.toExponential(1)}`)
process.exit()
