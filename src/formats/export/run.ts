/**
 * The two passes of an export. The first pass encodes and checks every record, the second writes them, so that
 * every error is known before the first byte. Records are kept between the passes up to a limit; the others are encoded again.
 */
import type { Encoded } from '../../engine/encode/types'
import { checkJob, checkRecord } from './checks'
import { finding } from './findings'
import type { ExportJob, ExportTarget, Finding, RecordText, RecordVectors, VectorRecord } from './types'

/** Limit of the records that are kept, in floats: 128 MB. */
const KEPT_FLOATS = 32_000_000
/** How many findings of one code are listed; the rest is only counted. */
export const FINDINGS_PER_CODE = 100

export interface Plan {
  readonly target: ExportTarget
  readonly job: ExportJob
  readonly texts: readonly RecordText[]
  /** Encodes one text. It may be called twice for the same text. */
  readonly encode: (text: RecordText, index: number) => Promise<RecordVectors>
}

export interface Checked {
  readonly findings: readonly Finding[]
  /** How many findings are not listed, by severity. */
  readonly more: { readonly error: number; readonly warning: number }
  /** True: an error forbids writing. */
  readonly refused: boolean
  readonly records: () => AsyncIterable<VectorRecord>
}

/** The parts of an encoded text that a record keeps. */
export const vectorsOf = (encoded: Encoded, withColbert: boolean): RecordVectors => ({
  tokenized: encoded.tokenized,
  denseVecs: encoded.denseVecs,
  denseVecsFull: encoded.denseVecsFull,
  lexicalWeights: encoded.lexicalWeights,
  colbertVecs: withColbert ? encoded.colbertVecs : null,
})

/** @param onDone after each record: how many are checked @throws whatever encode throws */
export async function checkExport(plan: Plan, onDone?: (done: number) => void): Promise<Checked> {
  const { target, job, texts } = plan
  const findings: Finding[] = []
  const counts = new Map<string, number>()
  const more = { error: 0, warning: 0 }
  let refused = false
  const take = (list: readonly Finding[]) => {
    for (const one of list) {
      refused ||= one.severity === 'error'
      const count = (counts.get(one.code) ?? 0) + 1
      counts.set(one.code, count)
      if (count <= FINDINGS_PER_CODE) findings.push(one)
      else more[one.severity]++
    }
  }
  take([...checkJob(job, target), ...duplicates(texts, target)])
  const kept: VectorRecord[] = []
  let floats = 0
  // A text that no vector could make exportable is not encoded.
  if (!refused)
    for (const [index, text] of texts.entries()) {
      const record: VectorRecord = { ...text, encoded: await plan.encode(text, index) }
      take(checkRecord(record, job, target))
      floats += floatsOf(record.encoded)
      if (floats <= KEPT_FLOATS) kept[index] = record
      onDone?.(index + 1)
    }
  return { findings, more, refused, records: () => recordsOf(plan, kept) }
}

async function* recordsOf({ texts, encode }: Plan, kept: readonly VectorRecord[]) {
  for (const [index, text] of texts.entries())
    yield kept[index] ?? { ...text, encoded: await encode(text, index) }
}

function* duplicates(texts: readonly RecordText[], { limits }: ExportTarget): Generator<Finding> {
  const seen = new Set<string>()
  for (const { id } of texts) {
    // Where ids are strings, 1 and "1" are the same id.
    const key = String(id)
    if (seen.has(key)) yield finding(limits.uniqueIds ? 'error' : 'warning', 'duplicate-id', id, { id })
    seen.add(key)
  }
}

function floatsOf({ denseVecs, denseVecsFull, colbertVecs, tokenized }: RecordVectors): number {
  return (
    (denseVecs.state === 'available' ? denseVecs.value.length : 0) +
    (denseVecsFull.state === 'available' ? denseVecsFull.value.length : 0) +
    (colbertVecs?.state === 'available' ? colbertVecs.value.data.length : 0) +
    tokenized.ids.length * 4 +
    tokenized.text.length / 2
  )
}
