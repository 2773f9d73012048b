/** `replay`: a case of the page, run again and compared with what it holds. */
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import type { ModelInfo } from '../src/engine/model/types'
import { decodeText } from '../src/engine/text/decode'
import type { Examined } from '../src/formats/case/check'
import { readCases } from '../src/formats/case/parse'
import { encodeSettings, inputsOf, weightsOf } from '../src/formats/case/replay'
import { compareRun, type ReplayedCase } from '../src/formats/case/run'
import type { CaseEnvironment, CaseFile } from '../src/formats/case/schema'
import type { EngineClient } from '../src/host/calls'
import type { Arguments } from './arguments'
import { openEngine } from './engine'
import { say, write } from './lines'
import { reporter } from './progress'
import { UsageError } from './usage-error'

const VERSION = (
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    readonly version: string
  }
).version

export async function replay(options: Arguments): Promise<void> {
  const { file } = options
  if (file === null) throw new UsageError('replay needs a file: a .m3case.json or a .m3cases.json.')
  const { cases, single } = await read(file)
  const { engine, info } = await openEngine(options)
  const failed: string[] = []
  for (const [at, each] of cases.entries()) {
    const replayed = await run(engine, info, each, options, `case ${at + 1} of ${cases.length}`)
    const json = resultOf(file, each, replayed)
    await write((single ? JSON.stringify(json, null, 1) : JSON.stringify(json)) + '\n')
    const why = whyNot(replayed)
    if (why !== null) failed.push(`${each.name}: ${why}`)
  }
  if (failed.length > 0) throw new Error(failed.join('\n  '))
}

/** @throws EngineError case/…, UsageError: exit code 2, before a model is loaded */
async function read(file: string): Promise<{ cases: readonly CaseFile[]; single: boolean }> {
  const bytes = await readFile(file).catch(() => {
    throw new UsageError(`there is no file ${file}.`)
  })
  const found = await readCases(decodeText(bytes).text, file)
  if (found.kind === 'nothing') throw new UsageError(`${file} is no case.`)
  if (found.kind === 'case') return { cases: [good(found.found)], single: true }
  if (found.found.length === 0) throw new UsageError(`${file} has no cases.`)
  return { cases: found.found.map(good), single: false }
}

function good(found: Examined): CaseFile {
  if (found.state !== 'good') throw found.error
  return found.case
}

async function run(
  engine: EngineClient,
  info: ModelInfo,
  file: CaseFile,
  options: Arguments,
  place: string,
): Promise<ReplayedCase> {
  const started = performance.now()
  const pair = await engine.call(
    'analyze',
    {
      ...inputsOf(file),
      settings: encodeSettings(file.settings, info),
      weights: weightsOf(file.settings),
    },
    reporter(options.progress).pair(place),
  )
  const environment: CaseEnvironment = {
    app: `m3scope ${VERSION}`,
    user_agent: `Node.js ${process.version}, ${process.platform} ${process.arch}`,
    page: null,
    isolated: null,
    secure_context: null,
    hardware_threads: availableParallelism(),
    threads_reason: info.runtime.threadsReason,
    time_ms: performance.now() - started,
  }
  return compareRun(file, pair, info, environment)
}

function resultOf(file: string, stored: CaseFile, { now, diff, judgement }: ReplayedCase): object {
  return {
    file,
    id: stored.id,
    name: stored.name,
    verdict: diff.verdict,
    tolerance: diff.tolerance,
    expected: stored.expected,
    judgement,
    scores: { before: stored.result.scores, after: now.result.scores },
    identity: { before: stored.result.identity, after: now.result.identity },
    is_demo: { before: stored.result.is_demo, after: now.result.is_demo },
    changes: diff.rows.filter(({ changed }) => changed),
    compared: diff.rows.length,
  }
}

/** Null: the same within the tolerance, and as expected where that can be judged. */
function whyNot({ diff, judgement }: ReplayedCase): string | null {
  const beyond = diff.rows.filter(({ kind, matters }) => kind === 'outcome' && matters)
  const reasons = beyond.map(({ what }) => what)
  if (judgement.state === 'fail')
    reasons.push(
      `expected otherwise (${judgement.score} ${judgement.value}, threshold ${judgement.threshold})`,
    )
  if (judgement.state === 'no-threshold') say('no threshold: what the case expects is not judged.')
  return reasons.length === 0 ? null : `differs (tolerance: ${diff.tolerance}): ${reasons.join(', ')}`
}
