/** `export`: the vectors of all lines as one file. Nothing is written before every line has been checked. */
import { HEAD_NAMES, type HeadName } from '../../../src/engine/model/types'
import { targetOf } from '../../../src/formats/export'
import { CANNOT_WORDS } from '../../../src/formats/export/findings'
import { jobOf } from '../../../src/formats/export/job'
import { checkExport, vectorsOf, type Checked } from '../../../src/formats/export/run'
import {
  TARGET_NAMES,
  type ExportTarget,
  type RecordText,
  type TargetName,
} from '../../../src/formats/export/types'
import type { EncodeOption, EngineOption } from '../../describe/options'
import type { Arguments } from '../../describe/types'
import type { Io } from '../../shared/io'
import type { Messages } from '../../shared/messages'
import { openEngine, refuseMissingHeads, settingsOf } from '../../shared/engine'
import { onLine, readLines, stringField, type InputLine } from '../../shared/lines'
import { reporter } from '../../shared/progress'
import { UsageError } from '../../shared/usage-error'

/** ColBERT vectors are large, so they are exported only when `--heads` names them. */
const USUAL_HEADS: readonly HeadName[] = ['dense', 'sparse']

interface TextLine {
  readonly line: InputLine
  readonly text: RecordText
}

type Options = Arguments<EngineOption | EncodeOption | 'heads' | 'to' | 'collection' | 'setup'>

export async function run(options: Options, io: Io): Promise<void> {
  const target = targetOf(targetName(options.to))
  const heads = headsFor(options, target)
  const lines: TextLine[] = []
  for await (const line of readLines(io, options.file)) lines.push({ line, text: textOf(line) })
  const { engine, info } = await openEngine(options, io)
  refuseMissingHeads(options.heads ?? [], info)
  const settings = settingsOf(options, info)
  const texts = lines.map(({ text }) => text)
  const job = jobOf({
    info,
    encode: settings,
    heads,
    name: options.collection,
    preprocessing: { prefix: '', rules: [], leaveOutMetadata: false },
    texts,
    created: new Date().toISOString(),
  })
  if (options.setup) {
    if (target.setup === null) throw new UsageError(`--setup: ${target.title} needs no file before its own.`)
    return io.write(target.setup.text(job))
  }
  const progress = reporter(options.progress, io.messages)
  const withColbert = heads.includes('colbert')
  const checked = await checkExport({
    target,
    job,
    texts,
    encode: async ({ input }, index) => {
      const { line } = lines[index]!
      const encoded = await onLine(line, 'text', () =>
        engine.call('encode', { text: input, settings }, progress.text(`line ${line.line}`)),
      )
      return vectorsOf(encoded, withColbert)
    },
  })
  sayFindings(io.messages, checked, lines)
  if (checked.refused) throw new UsageError('nothing was written: correct the errors above.')
  for await (const chunk of target.write(job, checked.records())) await io.write(chunk)
}

function targetName(to: TargetName | null): TargetName {
  if (to === null) throw new UsageError(`export needs --to TARGET; known are ${TARGET_NAMES.join(', ')}.`)
  return to
}

/** @throws UsageError when the target cannot hold a head that `--heads` names; of the usual heads it is a warning */
function headsFor({ heads }: Pick<Options, 'heads'>, { cannot, title }: ExportTarget): readonly HeadName[] {
  const none = heads?.find((head) => cannot[head] !== undefined)
  if (none !== undefined)
    throw new UsageError(
      `--heads: ${title} has no place for the ${none} head: ${CANNOT_WORDS[cannot[none]!]}.`,
    )
  const chosen = heads ?? USUAL_HEADS
  return HEAD_NAMES.filter((head) => chosen.includes(head))
}

function textOf(line: InputLine): RecordText {
  const text = stringField(line, 'text')
  return {
    id: idOf(line),
    side: null,
    unit: 'text',
    range: null,
    speaker: null,
    timestamp: null,
    text,
    input: text,
  }
}

/** @throws UsageError for an id that a database could not be given unchanged: numbers above 2^53 have lost digits */
function idOf({ line, value }: InputLine): string | number {
  const { id } = value
  if (typeof id === 'string' || Number.isSafeInteger(id)) return id as string | number
  const what = id === undefined ? 'is missing' : `is ${JSON.stringify(id).slice(0, 40)}`
  throw new UsageError(
    `line ${line}: field "id" ${what}; export takes a string, or a whole number up to 2^53.`,
  )
}

function sayFindings(messages: Messages, { findings, more }: Checked, lines: readonly TextLine[]): void {
  const lineOf = new Map(lines.map(({ line, text }) => [text.id, line.line]))
  for (const { severity, record, message } of findings) {
    const place = record === null ? '' : `line ${lineOf.get(record)} (id ${JSON.stringify(record)}): `
    messages.say(`${severity}: ${place}${message}`)
  }
  if (more.error + more.warning > 0)
    messages.say(`and ${more.error} more errors, ${more.warning} more warnings.`)
}
