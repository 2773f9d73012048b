/**
 * The work on one text that takes long where the text is long: its sentences, its conversation and the rules. The page
 * has it done by a worker (src/host/text-worker.ts). Job and reply are plain data, so that they can be sent.
 */
import { toErrorData, type ErrorData } from '../errors'
import { unchanged, type Span } from './mapped'
import { prepareText, type Prepared } from './prepare'
import type { Rule, RuleEffect } from './preprocess/types'
import { splitSentences } from './sentences/split'
import type { SentenceMetadata, SplitEdits, SplitText } from './sentences/types'

/** Everything that the work depends on. */
export interface TextJob {
  readonly text: string
  readonly edits: SplitEdits
  /** Whether sentences keep their timestamps and speakers. */
  readonly metadata: SentenceMetadata
  /** The enabled rules as JSON. */
  readonly rules: string
  /** Whether the whole text loses its timestamps and speakers. */
  readonly leaveOutMetadata: boolean
}

/** A text as the model gets it, or why it gets none. */
export interface Tried extends Prepared {
  /** The rules were stopped, and the text is as given: nothing may be computed with it. Null: they were not. */
  readonly problem: ErrorData | null
}

/** What was made of a text. */
export interface WorkedText {
  readonly split: SplitText
  readonly prepared: Tried
}

/** The reply as it is sent: without the text, which the asker has, and without lists that are made when they are asked for. */
export interface SentWork {
  readonly split: SplitText
  readonly text: string
  readonly spans: readonly Span[]
  readonly effects: readonly Omit<RuleEffect, 'changes'>[]
  readonly turns: number
  readonly problem: ErrorData | null
}

const rulesIn = (json: string): readonly Rule[] => JSON.parse(json) as readonly Rule[]

/** Prepares a text, and never throws: rules that were stopped are its `problem`. */
export function tryPrepare(text: string, rules: string, leaveOutMetadata: boolean): Tried {
  try {
    return { ...prepareText(text, { rules: rulesIn(rules), leaveOutMetadata }), problem: null }
  } catch (error) {
    return { mapped: unchanged(text), effects: [], turns: 0, problem: toErrorData(error) }
  }
}

/** Does the work. */
export function workOn({ text, edits, metadata, rules, leaveOutMetadata }: TextJob): SentWork {
  const { mapped, effects, turns, problem } = tryPrepare(text, rules, leaveOutMetadata)
  return {
    split: splitSentences(text, { edits, metadata }),
    text: mapped.text,
    spans: mapped.spans,
    effects: effects.map(({ rule, before, after, count, first }) => ({ rule, before, after, count, first })),
    turns,
    problem,
  }
}

/** The reply as the page uses it. A list of changes is computed here, when somebody opens it. */
export function receivedWork(job: TextJob, sent: SentWork): WorkedText {
  const { split, text, spans, effects, turns, problem } = sent
  let again: Prepared | null = null
  const changesAt = (at: number) =>
    (again ??= tryPrepare(job.text, job.rules, job.leaveOutMetadata)).effects[at]?.changes ?? []
  return {
    split,
    prepared: {
      mapped: { original: job.text, text, spans },
      effects: effects.map((effect, at) => ({
        ...effect,
        get changes() {
          return changesAt(at)
        },
      })),
      turns,
      problem,
    },
  }
}
