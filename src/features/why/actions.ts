/**
 * Actions of the section "why": read a vector from elsewhere, and let the engine search for the reason why it
 * differs.
 */
import { toErrorData } from '../../engine/errors'
import type * as Reply from '../../formats/reply'
import type { WhyRow } from '../../engine/why/types'
import type { ForeignReply } from '../../formats/reply/types'
import type { Encoded } from '../../engine/encode/types'
import type { Calls } from '../../host/calls'
import type { AppState } from '../../core/state'
import type { Context } from '../../core/context'
import { fetched } from '../../core/fetched'
import { createTask } from '../../core/task'
import { checkTexts } from '../../core/text/check-texts'
import { throttle } from '../../core/progress'
import { modelInputOf, prefixOf, textOf } from '../../core/prepared'
import { encodeSettingsOf, inputsFor } from '../../core/selectors'
import type { Side } from '../../core/state'
import { choicesOf } from './targets'
import type { Why, WhyActions, WhyChoice, WhyOutcome, WhyRead } from './types'

/** The prefix that the example puts before the text: the first one that is not the page's own prefix. */
const EXAMPLE_PREFIXES = ['query: ', 'passage: ']

/** The code that reads vectors. It is fetched with the first vector. */
const reader = fetched(() => import('../../formats/reply'))

/** The code of the search for the text. It is fetched with the first search. */
const searcher = fetched(() => import('./search-text'))

export function whyActions({ store, client, ports, actions }: Context): WhyActions {
  const task = createTask()
  const searching = createTask()
  /** The best explanation of the present run so far. It is shown when the run is cancelled. */
  let best: WhyRow | null = null

  const patch = (change: Partial<Why>) => store.setState(({ why }) => ({ why: { ...why, ...change } }))

  function isFine(side: Side): boolean {
    const problem = checkTexts(store, [side])
    if (problem !== null) patch({ run: { phase: 'failed', error: problem.error } })
    return problem === null
  }

  /** Runs work for the section. A new run supersedes the current one. After a cancel, the previous result stays. */
  async function inTurn(work: (signal: AbortSignal) => Promise<Partial<Why>>): Promise<void> {
    best = null
    patch({ run: { phase: 'running', progress: null } })
    await task.run(work, (ended) => {
      if (ended.phase === 'done') patch({ ...ended.value, run: { phase: 'done' } })
      else patch({ run: ended.phase === 'failed' ? ended : { ...ended, best } })
    })
  }

  async function explain(choice: WhyChoice, side: Side, signal: AbortSignal): Promise<Partial<Why>> {
    const info = await actions.ensureModel()
    signal.throwIfAborted()
    const state = store.getState()
    const inputs = inputsFor(state, info)
    const { title } = state.why
    const templates = state.settings.whyTemplates
    const isDue = throttle(ports.now)
    const value = await client.call(
      'why',
      requestOf(state, { side, inputs, title, templates, choice, info }),
      {
        signal,
        onProgress: (progress) => {
          if (signal.aborted) return
          best = progress.best
          if (isDue(`${progress.pairs}`)) patch({ run: { phase: 'running', progress } })
        },
      },
    )
    return { result: { side, inputs, title, templates, choice, info, value } }
  }

  return {
    setWhy(change) {
      patch(change)
    },
    async setWhyVector(text) {
      if (reader.now !== null) return patch({ vector: text, read: readOf(text, reader.now), chosen: 0 })
      const unread: WhyRead = { phase: 'empty' }
      patch({ vector: text, read: unread, chosen: 0 })
      const found = await reader.load().then(
        (code) => readOf(text, code),
        (error: unknown) => ({ phase: 'failed', error: toErrorData(error) }) as const,
      )
      if (store.getState().why.read === unread) patch({ read: found }) // else the user has entered another vector
    },
    takeForeign() {
      const { foreign } = store.getState()
      if (foreign) patch({ vector: '', read: read(foreign.reply, foreign.from), chosen: 0 })
    },
    async runWhy() {
      const { side, read, chosen } = store.getState().why
      const choice = read.phase === 'read' ? read.choices[chosen] : undefined
      if (choice === undefined || !isFine(side)) return
      await inTurn((signal) => explain(choice, side, signal))
    },
    cancelWhy() {
      if (task.abort()) patch({ run: { phase: 'cancelled', best } })
    },
    async searchWhy() {
      const { result } = store.getState().why
      if (result === null) return
      const { searchText } = await searcher.load()
      const input = requestOf(store.getState(), result)
      await searchText({ store, client, ports }, searching, input, result.value)
    },
    cancelWhySearch: () => searching.cancel(),
    async exampleWhy() {
      if (store.getState().a.text.trim() === '') actions.example('keyword')
      if (!isFine('a')) return
      await inTurn(async (signal) => {
        const info = await actions.ensureModel()
        signal.throwIfAborted()
        const inputs = inputsFor(store.getState(), info)
        const prefix = EXAMPLE_PREFIXES.find((each) => each !== inputs.prefix)!
        const { denseVecs, lexicalWeights } = await client.call(
          'encode',
          {
            text: prefix + modelInputOf({ ...inputs, prefix: '' }, 'a'),
            settings: encodeSettingsOf(inputs, info),
          },
          { signal },
        )
        const vector = JSON.stringify(vectorsOf(denseVecs, lexicalWeights))
        const found = readOf(vector, await reader.load())
        signal.throwIfAborted()
        patch({ side: 'a', vector, read: found, chosen: 0 })
        return found.phase === 'read' ? explain(found.choices[0]!, 'a', signal) : {}
      })
    },
  }
}

function requestOf(
  state: AppState,
  { side, inputs, title, templates, choice, info }: Omit<WhyOutcome, 'value'>,
): Calls['why']['in'] {
  const otherSide = side === 'a' ? 'b' : 'a'
  const other = textOf(inputs, otherSide)
  return {
    target: choice.target,
    text: textOf(inputs, side),
    other: other.trim() === '' ? null : other,
    title: title.trim() === '' ? null : title,
    templates: templates.filter((template) => template.trim() !== ''),
    prefix: prefixOf(inputs, side),
    otherPrefix: prefixOf(inputs, otherSide),
    rules: state.rules.rules,
    leaveOutMetadata: inputs.leaveOutMetadata,
    settings: encodeSettingsOf(inputs, info),
  }
}

/** The vector in the form of a server's reply: the dense vector, else the token weights, else an empty list. */
function vectorsOf(
  dense: Encoded['denseVecs'],
  sparse: Encoded['lexicalWeights'],
): readonly number[] | Readonly<Record<string, number>> {
  if (dense.state === 'available') return Array.from(dense.value)
  return sparse.state === 'available' ? Object.fromEntries(sparse.value) : []
}

function readOf(text: string, { parseReply }: typeof Reply): WhyRead {
  if (text.trim() === '') return { phase: 'empty' }
  try {
    return read(parseReply(text), null)
  } catch (error) {
    return { phase: 'failed', error: toErrorData(error) }
  }
}

function read(reply: ForeignReply, from: string | null): WhyRead {
  try {
    return { phase: 'read', choices: choicesOf(reply), from }
  } catch (error) {
    return { phase: 'failed', error: toErrorData(error) }
  }
}
