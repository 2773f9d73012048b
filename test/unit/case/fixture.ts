/** A case of the demo model, made in this process. */
import { EngineError } from '../../../src/engine/errors'
import { NO_EDITS } from '../../../src/engine/text/sentences/types'
import { hashOf } from '../../../src/formats/case/content'
import { makeCase, type CaseFacts } from '../../../src/formats/case/make'
import { readCases } from '../../../src/formats/case/parse'
import { encodeSettings, inputsOf, weightsOf } from '../../../src/formats/case/replay'
import {
  caseSchema,
  NOTHING_EXPECTED,
  type CaseEnvironment,
  type CaseFile,
} from '../../../src/formats/case/schema'
import { sharedModel, type MODEL_FOLDERS, type OpenedModel } from '../../engine'

export const environment: CaseEnvironment = {
  app: 'm3scope test',
  user_agent: 'test',
  page: null,
  isolated: null,
  secure_context: null,
  hardware_threads: 1,
  threads_reason: null,
  time_ms: 1,
}

type Given = Partial<
  Pick<CaseFacts, 'prefix' | 'rules' | 'metadata' | 'settings' | 'a' | 'b' | 'heatmap' | 'expected' | 'id'>
>

export const machine = (name: keyof typeof MODEL_FOLDERS = 'tiny'): Promise<OpenedModel> => sharedModel(name)

export async function caseOf(
  texts: readonly [string, string],
  given: Given = {},
  on = machine(),
): Promise<CaseFile> {
  const { engine, info } = await on
  const facts = {
    prefix: '',
    rules: [],
    metadata: 'sentences',
    settings: {
      mode: 'hybrid',
      weights: [1, 1, 1],
      max_length: 512,
      tokenizer_mode: 'hf4',
      normalize: true,
      truncate_dim: null,
      activations: 'published',
    },
    a: { text: texts[0], file: null, bytes: null },
    b: { text: texts[1], file: null, bytes: null },
    heatmap: null,
    expected: NOTHING_EXPECTED,
    id: 'case-1',
    ...given,
  } satisfies Partial<CaseFacts>
  const sides = { a: { text: facts.a.text }, b: { text: facts.b.text } } as CaseFile['sides']
  const { a, b } = inputsOf({ ...facts, sides, rules: [...facts.rules] })
  const weights = weightsOf(facts.settings)
  const settings = encodeSettings(facts.settings, info)
  const reply = await engine.call('analyze', { a, b, settings, weights })
  return makeCase({
    name: 'a name',
    notes: 'notes',
    created: '2026-01-02T03:04:05.000Z',
    modified: '2026-01-02T03:04:05.000Z',
    splits: { a: NO_EDITS as never, b: NO_EDITS as never },
    pair: reply,
    scores: reply.scores,
    info,
    environment,
    ...facts,
  })
}

/** With another part, and hashes that fit again: what another machine would have saved. */
export async function remade(file: CaseFile, change: (draft: CaseFile) => void): Promise<CaseFile> {
  const draft = structuredClone(file)
  change(draft)
  return caseSchema.parse({ ...draft, sha256: await hashOf(draft) })
}

/** One case that nobody edited. @throws the error of a file that is not */
export async function parseCase(text: string, file: string): Promise<CaseFile> {
  const content = await readCases(text, file)
  if (content.kind !== 'case')
    throw new EngineError('case/not-a-case', `${file} holds no single case.`, { file, found: content.kind })
  if (content.found.state !== 'good') throw content.found.error
  return content.found.case
}
