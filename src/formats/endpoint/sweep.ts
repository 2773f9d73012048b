/**
 * The length sweep of a live server. The server's own vectors are the evidence; ours confirm it up to the limit of our
 * model.
 */
import { cosine } from '../../engine/matrix'
import {
  isSame,
  LEAST_WORDS,
  NEUTRAL_WORDS,
  nextLength,
  slackOf,
  SWEEP_LENGTHS,
  sweepText,
  sweepWords,
} from '../../engine/endpoint/sweep'
import {
  EngineError,
  throwIfCancelled,
  toErrorData,
  type ErrorCode,
  type ErrorData,
  fromErrorData,
} from '../../engine/errors'
import type { Asked, SweepResult, SweepRow, Wire } from './types'

interface SweepInput {
  /** The user's text. Its words are used where enough of them are exactly one token. */
  readonly text: string
  readonly lengths?: readonly number[]
  /** The limit of our model, in tokens. */
  readonly limit: number
  /** Tokens of a text, template tokens included. */
  readonly count: (text: string) => Promise<number>
  /** Sends no max_length: the sweep looks for the cut that the server makes by itself. */
  readonly ask: (text: string) => Promise<Asked>
  /** Our dense vector of the text cut at maxLength tokens; null where the model has none. */
  readonly ours: (text: string, maxLength: number) => Promise<Float32Array | null>
}

export interface SweepProgress {
  /** Requests first, then runs of our model. */
  readonly stage: 'asking' | 'looking' | 'encoding'
  readonly tokens: number
  readonly done: number
  readonly total: number
}

/** @param result what is known so far: a cancel keeps it */
type OnSweep = (progress: SweepProgress, result: SweepResult) => void

interface Answer {
  readonly tokens: number
  readonly characters: number
  readonly promptTokens: number | null
  readonly latency: number | null
  readonly vector: Float64Array | null
  readonly error: ErrorData | null
}

/** The server refused the text because of its length. */
const LOUD: readonly ErrorCode[] = [
  'endpoint/too-large',
  'endpoint/refused',
  'endpoint/server',
  'reply/refused',
]

/**
 * @throws EngineError endpoint/sweep-words; run/cancelled; the error of the first request, unless it was a refusal;
 *   the error of a request during the search for the cut
 */
export async function runSweep(
  input: SweepInput,
  { signal }: Pick<Wire, 'signal'>,
  onProgress: OnSweep,
): Promise<SweepResult> {
  const { lengths = SWEEP_LENGTHS } = input
  const { words, from } = await wordsFor(input)
  const answers: Answer[] = []
  const known: Known = { cut: null, slack: 0, ours: new Map() }
  const result = (): SweepResult => ({
    ...summary(answers, known),
    from,
    sample: sweepText(words, 14),
    slack: known.slack,
  })

  const ask = async (tokens: number): Promise<Answer> => {
    throwIfCancelled(signal)
    const text = sweepText(words, tokens)
    const counted = await input.count(text)
    if (counted !== tokens) throw noWords(words.length)
    const answer = await answerTo(input, text, tokens)
    answers.push(answer)
    return answer
  }

  for (const [done, tokens] of lengths.entries()) {
    onProgress({ stage: 'asking', tokens, done, total: lengths.length + 1 }, result())
    const { error } = await ask(tokens)
    if (error === null || LOUD.includes(error.code)) continue
    // Longer texts will fail too.
    break
  }
  const first = answers[0]!.error
  if (first && !LOUD.includes(first.code)) throw fromErrorData(first)
  const longest = answers.filter(({ vector }) => vector !== null).at(-1)
  if (longest) {
    onProgress(
      { stage: 'asking', tokens: longest.tokens, done: lengths.length, total: lengths.length + 1 },
      result(),
    )
    const again = await input.ask(sweepText(words, longest.tokens))
    known.slack = slackOf(longest.vector!, again.vectors.dense!)
    known.cut = await findCut(answers, longest, known.slack, ask, (tokens) =>
      onProgress({ stage: 'looking', tokens, done: 0, total: 0 }, result()),
    )
    await addOurs(input, words, answers, known, signal, (progress) => onProgress(progress, result()))
  }
  return result()
}

interface Known {
  cut: number | null
  slack: number
  /** By the number of tokens of the row. */
  readonly ours: Map<number, { readonly at: number; readonly cosine: number }>
}

async function wordsFor({ text, count }: SweepInput): Promise<ReturnType<typeof sweepWords>> {
  const single = new Set<string>()
  const candidates = new Set([...text.split(/\s+/, 400), ...NEUTRAL_WORDS])
  candidates.delete('')
  for (const word of candidates) if ((await count(word)) === 3) single.add(word)
  const found = sweepWords(text, (word) => single.has(word))
  if (found.words.length < LEAST_WORDS) throw noWords(found.words.length)
  return found
}

const noWords = (found: number) =>
  new EngineError('endpoint/sweep-words', `No texts of exact length: ${found} words are one token each.`, {
    found,
  })

async function answerTo({ ask }: SweepInput, text: string, tokens: number): Promise<Answer> {
  const about = { tokens, characters: text.length }
  try {
    const { vectors, promptTokens, latencies } = await ask(text)
    return { ...about, promptTokens, latency: latencies[0]!, vector: vectors.dense, error: null }
  } catch (caught) {
    const error = toErrorData(caught)
    if (error.code === 'run/cancelled' || error.code === 'internal') throw caught
    return { ...about, promptTokens: null, latency: null, vector: null, error }
  }
}

/** The shortest length whose vector equals that of the longest text; null where there is none. */
async function findCut(
  answers: readonly Answer[],
  longest: Answer,
  slack: number,
  ask: (tokens: number) => Promise<Answer>,
  onLook: (tokens: number) => void,
): Promise<number | null> {
  const isFinal = ({ vector }: Answer) => vector !== null && isSame(vector, longest.vector!, slack)
  const taken = answers.filter(({ vector }) => vector !== null)
  let hi = taken.find(isFinal)!.tokens
  if (hi === longest.tokens) return null
  let lo = taken.findLast(({ tokens }) => tokens < hi)?.tokens ?? 2
  for (let next = nextLength(lo, hi); next !== null; next = nextLength(lo, hi)) {
    onLook(next)
    const answer = await ask(next)
    if (answer.error) throw fromErrorData(answer.error)
    if (isFinal(answer)) hi = next
    else lo = next
  }
  return hi
}

async function addOurs(
  input: SweepInput,
  words: readonly string[],
  answers: readonly Answer[],
  known: Known,
  signal: Wire['signal'],
  onProgress: (progress: SweepProgress) => void,
): Promise<void> {
  const asked = new Set(input.lengths ?? SWEEP_LENGTHS)
  const rows = answers
    .filter(({ vector, tokens }) => vector !== null && asked.has(tokens))
    .map((answer) => ({ answer, at: Math.min(answer.tokens, known.cut ?? Infinity) }))
    .filter(({ at }) => at <= input.limit)
  for (const [done, { answer, at }] of rows.entries()) {
    throwIfCancelled(signal)
    onProgress({ stage: 'encoding', tokens: at, done, total: rows.length })
    // A longer text that is cut and a shorter whole one have the same ids: one run serves both.
    const vector = await input.ours(sweepText(words, at), at)
    if (vector?.length === answer.vector!.length)
      known.ours.set(answer.tokens, { at, cosine: cosine(answer.vector!, vector) })
  }
}

function summary(
  answers: readonly Answer[],
  { cut, ours }: Known,
): Pick<SweepResult, 'rows' | 'verdict' | 'at'> {
  const sorted = [...answers].sort((a, b) => a.tokens - b.tokens)
  let shorter: Float64Array | null = null
  const rows = sorted.map(({ vector, error, ...about }): SweepRow => {
    const mine = ours.get(about.tokens)
    const row: SweepRow = {
      tokens: about.tokens,
      characters: about.characters,
      promptTokens: about.promptTokens,
      latency: about.latency,
      verdict: error
        ? LOUD.includes(error.code)
          ? 'rejected'
          : 'failed'
        : cut !== null && about.tokens > cut
          ? 'cut'
          : shorter === null
            ? 'first'
            : 'whole',
      cosineToShorter: vector !== null && shorter?.length === vector.length ? cosine(vector, shorter) : null,
      cosineToOurs: mine?.cosine ?? null,
      oursAt: mine?.at ?? null,
      error,
    }
    shorter = vector ?? shorter
    return row
  })
  const taken = rows.filter(({ error }) => error === null)
  const at = cut ?? taken.at(-1)?.tokens ?? null
  if (cut !== null) return { rows, verdict: 'cut', at }
  if (rows.some(({ verdict }) => verdict === 'rejected')) return { rows, verdict: 'rejects', at }
  return { rows, verdict: rows.some(({ verdict }) => verdict === 'failed') ? 'failed' : 'whole', at }
}
