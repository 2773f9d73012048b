/** `validate`: a whole file of pairs, and what its scores say. */
import { readFileSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { extname } from 'node:path'
import { answer } from '../../../src/engine/validate/answer'
import {
  DEFAULT_ANSWER_OPTIONS,
  type Answer,
  type AnsweredName,
  type AnswerOptions,
  type AnswerRequest,
} from '../../../src/engine/validate/answer-types'
import { classes } from '../../../src/engine/validate/classes'
import { preferredScore } from '../../../src/engine/validate/columns'
import { directionByFormula } from '../../../src/engine/validate/listed'
import { productionOf } from '../../../src/engine/validate/production/production'
import { byHead } from '../../../src/engine/validate/run-vectors'
import type { ValidationSet } from '../../../src/engine/validate/types'
import { validationReport } from '../../../src/formats/report/validation'
import { htmlReport } from '../../../src/formats/validation/report/htmlReport'
import {
  DEFAULT_EXPORT_OPTIONS,
  exportPieces,
  type ExportForm,
  type ExportRows,
} from '../../../src/formats/validation/write'
import type { EncodeOption, EngineOption } from '../../describe/options'
import type { Arguments } from '../../describe/types'
import { openEngine, settingsOf } from '../../shared/engine'
import type { Io } from '../../shared/io'
import { UsageError } from '../../shared/usage-error'
import { checkPlaces, makeCheckpoint, partOf, reasonOf } from './places'
import { readSet } from './read'
import { directionWarning, mappingLine, noteLine } from './said'
import { CANDIDATES, scoreSet, type Scored } from './score'

type Options = Arguments<
  | EngineOption
  | EncodeOption
  | 'weights'
  | 'map'
  | 'k'
  | 'corpus'
  | 'candidates'
  | 'out'
  | 'report'
  | 'checkpoint'
  | 'productionDirection'
>

const FORMS: Readonly<Record<string, ExportForm>> = { '.csv': 'csv', '.jsonl': 'jsonl', '.xlsx': 'xlsx' }

export async function run(options: Options, io: Io): Promise<void> {
  const form = outForm(options.out)
  const { k } = options
  const candidates = options.candidates ?? CANDIDATES
  if (options.corpus && candidates < k)
    throw new UsageError(
      `--candidates ${candidates} is below --k ${k}: a ranking of fewer documents has no ndcg@${k}.`,
    )
  await checkPlaces(options, options.files)
  const read = await readSet(options.files, options, io)
  const { set, notes } = read
  const readAs = mappingLine(read, options.map)
  if (readAs !== null) io.messages.say(readAs)
  for (const note of notes) io.messages.say(noteLine(note))
  if (set.skipped.length > 0) io.messages.say(`${set.skipped.length} rows are skipped; "skipped" says why.`)
  refuseNothing(set, options)
  if (options.checkpoint !== null) await makeCheckpoint(options.checkpoint)
  const { engine, info } = await openEngine(options, io)
  const settings = settingsOf(options, info)
  const scored = await scoreSet(engine, info, settings, set, options, io)
  sayWithout(scored, set, io)
  const answerOptions = { ...DEFAULT_ANSWER_OPTIONS, k }
  const request = answerRequest(scored, set, options, answerOptions)
  const found = answer(request)
  const warning = directionWarning(found, set.scoreColumn)
  if (warning !== null) io.messages.say(warning)
  const rows = rowsOf(scored, set, options, found)
  const score = preferredScore(found.scores)
  const failed: unknown[] = []
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work()
    } catch (error) {
      failed.push(error)
    }
  }
  const { out, report: reportPath } = options
  if (out !== null) {
    const exportOptions = { ...DEFAULT_EXPORT_OPTIONS, ...(score && { score }) }
    await attempt(() => writeWhole(out, exportPieces(form, rows, exportOptions)))
  }
  if (reportPath !== null)
    await attempt(() => {
      const shown = score ?? 'dense'
      const input = { scored, set, rows, answer: found, options, request, score: shown }
      return writeWhole(reportPath, [reportOf(input)])
    })
  const { identity } = scored
  const report = validationReport({
    answer: found,
    options: answerOptions,
    weights: options.weights,
    skipped: set.skipped,
    identity,
    score: null,
    filtered: false,
  })
  // The numbers of a run are printed also where a file could not be written.
  await io.write(`${JSON.stringify(report)}\n`)
  if (failed.length > 0) throw failed[0]
}

/** @throws UsageError before anything is read */
function outForm(out: string | null): ExportForm {
  if (out === null) return 'csv'
  const form = FORMS[extname(out).toLowerCase()]
  if (form === undefined)
    throw new UsageError(`--out writes ${Object.keys(FORMS).join(', ')} by the name of the file, not ${out}.`)
  return form
}

/** @throws UsageError */
function refuseNothing({ pairs, queries, documents }: ValidationSet, { corpus }: Options): void {
  if (corpus ? queries.ids.length > 0 && documents.ids.length > 0 : pairs.count > 0) return
  throw new UsageError(
    corpus
      ? 'the input has no query or no document.'
      : 'the input has no pair of a query and a document. To compare every query with every document, add --corpus.',
  )
}

function sayWithout({ reply, queryInput, documentInput }: Scored, set: ValidationSet, io: Io): void {
  for (const { text, error } of reply.failed) {
    const query = queryInput.indexOf(text)
    const id = query >= 0 ? set.queries.ids[query] : set.documents.ids[documentInput.indexOf(text)]
    io.messages.say(`${query >= 0 ? 'query' : 'document'} ${id} has no scores: ${error.message}`)
  }
  if (reply.cacheOff !== null) io.messages.say(`vectors are no longer kept: ${reply.cacheOff}`)
}

const hasOf = ({ reply }: Scored) => byHead((head) => reply.heads[head].state === 'available')

function answerRequest(
  scored: Scored,
  set: ValidationSet,
  { weights, corpus, productionDirection: chosen }: Options,
  options: AnswerOptions,
): AnswerRequest {
  const { pairs, heads } = scored.columns
  const asked = {
    pairs,
    heads,
    has: hasOf(scored),
    weights,
    subset: null,
    // Of a search: relevant documents that it has not found count in recall, and production's list is that of the file.
    judged: corpus && set.pairs.count > 0 ? set.pairs : null,
  }
  const request = {
    ...asked,
    queries: set.queries.ids.length,
    options,
    ...(set.scoreColumn !== undefined && { scoreColumn: set.scoreColumn }),
  }
  if (chosen !== null) return { ...request, productionDirection: `${chosen}-is-closer` }
  if (!pairs.production.some((score) => Number.isFinite(score))) return request
  const { facts } = scored.reply
  const rows = scored.queryInput.map((input) => Math.max(0, facts.tokens[input]! - 1))
  const formulaDirection = directionByFormula(productionOf({ ...asked, lengths: null, rows }))
  return formulaDirection === null ? request : { ...request, formulaDirection }
}

const rowsOf = (
  scored: Scored,
  set: ValidationSet,
  { weights }: Options,
  { production }: Answer,
): ExportRows => ({
  set,
  pairs: scored.columns.pairs,
  heads: scored.columns.heads,
  has: hasOf(scored),
  weights,
  notes: null,
  unsure: null,
  selection: null,
  identity: scored.identity,
  ...(production && { productionDirection: production.direction }),
})

interface Reported {
  readonly scored: Scored
  readonly set: ValidationSet
  readonly rows: ExportRows
  readonly answer: Answer
  readonly options: Options
  readonly request: AnswerRequest
  readonly score: AnsweredName
}

function reportOf({ scored, set, rows, answer: found, options, request, score }: Reported): string {
  const { reply, columns, queryInput, documentInput } = scored
  return htmlReport({
    language: 'en',
    rows,
    answer: found,
    options: request.options,
    classes: classes({
      ...request,
      queryTexts: set.queries.texts,
      documentTexts: set.documents.texts,
      facts: reply.facts,
      queryInput,
      documentInput,
      nearDuplicates: reply.nearDuplicates,
      k: options.k,
      state: columns.state,
    }),
    score,
    worst: 20,
    preprocessing: { rules: [], prefix: '', leaveOutMetadata: false },
    software: `m3scope ${VERSION}`,
    created: new Date().toISOString(),
  })
}

const VERSION = (
  JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
    readonly version: string
  }
).version

/**
 * A file that has the name is whole: it is written beside it first.
 * @throws UsageError the file cannot be written
 */
async function writeWhole(
  path: string,
  pieces: AsyncIterable<string | Uint8Array> | Iterable<string>,
): Promise<void> {
  const part = partOf(path)
  try {
    const file = await open(part, 'w')
    try {
      for await (const piece of pieces) await file.appendFile(piece)
    } finally {
      await file.close()
    }
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true })
    throw new UsageError(`${path} cannot be written: ${reasonOf(error)}`)
  }
}
