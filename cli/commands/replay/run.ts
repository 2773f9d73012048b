/** `replay`: runs a case of the page again, and compares the results with those in the case. */
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import type { ModelInfo } from '../../../src/engine/model/types'
import { decodeText } from '../../../src/engine/text/decode'
import type { Examined } from '../../../src/formats/case/check'
import { readCases } from '../../../src/formats/case/parse'
import { encodeSettings, inputsOf, weightsOf } from '../../../src/formats/case/replay'
import { compareRun, type ReplayedCase } from '../../../src/formats/case/run'
import type { CaseEnvironment, CaseFile } from '../../../src/formats/case/schema'
import type { EngineClient } from '../../../src/host/calls'
import type { EngineOption } from '../../describe/options'
import type { Arguments } from '../../describe/types'
import { jsonLine } from '../../../src/formats/json-line'
import type { Io } from '../../shared/io'
import type { Messages } from '../../shared/messages'
import { openEngine } from '../../shared/engine'
import { noSuchFile } from '../../shared/lines'
import { reporter, type Reporter } from '../../shared/progress'
import { UsageError } from '../../shared/usage-error'

const VERSION = (
  JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
    readonly version: string
  }
).version

type Options = Arguments<EngineOption>

export async function run(options: Options, io: Io): Promise<void> {
  const { file } = options
  if (file === null) throw new UsageError('replay needs a file: a .m3case.json or a .m3cases.json.')
  const { cases, single } = await read(file)
  const { engine, info } = await openEngine(options, io)
  const failed: string[] = []
  for (const [at, each] of cases.entries()) {
    const replayed = await runCase(
      engine,
      info,
      each,
      reporter(options.progress, io.messages).pair(`case ${at + 1} of ${cases.length}`),
    )
    const json = resultOf(file, each, replayed)
    await io.write((single ? JSON.stringify(json, null, 1) : jsonLine(json)) + '\n')
    const why = whyNot(io.messages, replayed)
    if (why !== null) failed.push(`${each.name}: ${why}`)
  }
  if (failed.length > 0) throw new Error(failed.join('\n  '))
}

/** @throws EngineError case/…, UsageError: both end with exit code 2 before a model is loaded */
async function read(file: string): Promise<{ cases: readonly CaseFile[]; single: boolean }> {
  const bytes = await readFile(file).catch(() => Promise.reject(noSuchFile(file)))
  const found = await readCases(decodeText(bytes).text, file)
  if (found.kind === 'nothing') throw new UsageError(`${file} is not a case.`)
  if (found.kind === 'case') return { cases: [good(found.found)], single: true }
  if (found.found.length === 0) throw new UsageError(`${file} has no cases.`)
  return { cases: found.found.map(good), single: false }
}

function good(found: Examined): CaseFile {
  if (found.state !== 'good') throw found.error
  return found.case
}

async function runCase(
  engine: EngineClient,
  info: ModelInfo,
  file: CaseFile,
  hook: ReturnType<Reporter['pair']>,
): Promise<ReplayedCase> {
  const started = performance.now()
  const pair = await engine.call(
    'analyze',
    {
      ...inputsOf(file),
      settings: encodeSettings(file.settings, info),
      weights: weightsOf(file.settings),
    },
    hook,
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

/** Null: no outcome differs beyond the tolerance, and the case is as expected, where that can be judged. */
function whyNot(messages: Messages, { diff, judgement }: ReplayedCase): string | null {
  const beyond = diff.rows.filter(({ kind, matters }) => kind === 'outcome' && matters)
  const reasons = beyond.map(({ what }) => what)
  if (judgement.state === 'fail')
    reasons.push(
      `expected otherwise (${judgement.score} ${judgement.value}, threshold ${judgement.threshold})`,
    )
  if (judgement.state === 'no-threshold')
    messages.say('the case has no threshold, so what it expects is not judged.')
  return reasons.length === 0 ? null : `differs (tolerance: ${diff.tolerance}): ${reasons.join(', ')}`
}
