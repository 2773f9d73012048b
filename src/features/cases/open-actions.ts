/** A case comes back: from a file, the list or a link. What was there can be put back, and what cannot be read changes nothing. */
import { EngineError, toErrorData, type ErrorData } from '../../engine/errors'
import { decodeText } from '../../engine/text/decode'
import { fromBase64 } from '../../engine/base64'
import type { Examined } from '../../formats/case/check'
import { diffCases } from '../../formats/case/diff'
import { judge } from '../../formats/case/judge'
import { linkOf, LINK_LIMIT, parseLink } from '../../formats/case/link'
import { LOOKED_AT, mayBeCase, readCases, type CaseFileContent } from '../../formats/case/parse'
import type { CaseFile } from '../../formats/case/schema'
import { casesPatch } from './cases-patch'
import { caseOfPage, currentResult } from './case-of-page'
import type { CaseStore } from './case-store'
import { caseSettings, pageSettings } from '../../core/settings/in-case'
import { addressWith } from './address'
import type { CasesActions, OpenedCase, RefusedCase } from './types'
import type { Context } from '../../core/context'
import { importCases } from './import-cases'
import { HEADLINE } from '../../core/selectors'
import { CASE_FILE_LIMIT, TEXT_LIMIT } from '../../core/limits'
import { tooLong } from '../../core/text/text-problems'
import type { AppState, Side, TextFile, TextState, Undo } from '../../core/state'

export type OpenActions = Pick<
  CasesActions,
  'takeCaseFiles' | 'openCaseFiles' | 'openCase' | 'openCaseLink' | 'openAllTheSame' | 'shareLink'
>

/** What a case brings to the page. */
interface Brought {
  readonly a: Pick<TextState, 'text' | 'file'>
  readonly b: Pick<TextState, 'text' | 'file'>
  readonly state?: Pick<CaseFile, 'prefix' | 'rules' | 'metadata' | 'splits' | 'settings'>
}

const content = ({ text, file }: TextState) => ({ text, file })

export function openActions(context: Context, kept: CaseStore): OpenActions {
  const { store, ports, actions } = context
  const patch = casesPatch(context)
  const refuse = (error: ErrorData, from: RefusedCase['from'], offer: RefusedCase['offer'] = null) =>
    patch({ refused: { error, from, offer } })
  /** What was refused and can be opened all the same. */
  let pending: Extract<Examined, { state: 'altered' | 'bad' }> | null = null

  /** @throws EngineError text/too-long */
  function bring({ a, b, state: brought }: Brought): void {
    for (const { text } of [a, b]) if (text.length > TEXT_LIMIT) throw asError(tooLong(null, text.length))
    const before = store.getState()
    const undo: Undo = {
      what: 'case',
      at: 'a',
      a: content(before.a),
      b: content(before.b),
      splits: before.splits,
      settings: pageSettings(caseSettings(before.settings), before.settings),
      rules: before.rules,
      // What was said of the case is about texts that are gone.
      also: ({ cases }) => ({ cases: { ...cases, opened: null } }),
    }
    store.setState({
      a: { ...before.a, ...a, notice: null },
      b: { ...before.b, ...b, notice: null },
      ...(brought && {
        settings: { ...before.settings, ...pageSettings(brought.settings, brought) },
        rules: { ...before.rules, rules: brought.rules },
        selectedScore: HEADLINE[brought.settings.mode],
      }),
    })
    // After the texts, which move the edits of the split that was there.
    if (brought) store.setState({ splits: brought.splits })
    store.setState({ undo })
  }

  async function open(file: CaseFile, from: OpenedCase['from'], altered: ErrorData | null): Promise<void> {
    const { id, name, notes, expected, sides } = file
    bring({ a: sideOf(file, 'a'), b: sideOf(file, 'b'), state: file })
    const opened: OpenedCase = {
      from,
      id,
      a: sides.a.text,
      b: sides.b.text,
      name,
      notes,
      expected,
      altered,
      diff: null,
      judgement: null,
      replaying: true,
    }
    patch({ opened, refused: null })
    await actions.analyze()
    await compare(file)
  }

  /** The replay has ended; it may have failed, or be of other texts by now. */
  async function compare(file: CaseFile): Promise<void> {
    const state = store.getState()
    const isHere = () => {
      const { opened } = store.getState().cases
      return opened?.id === file.id && opened.replaying ? opened : null
    }
    if (isHere() === null) return
    const result = currentResult(state)
    const now = result === null ? null : await caseOfPage(state, result, file, ports)
    const opened = isHere()
    if (opened === null) return
    patch({
      opened: {
        ...opened,
        replaying: false,
        diff: now && diffCases(file, now),
        judgement: now && judge(opened.expected, now.result),
      },
    })
  }

  async function take(found: Examined, from: OpenedCase['from']): Promise<void> {
    pending = null
    if (found.state === 'good') return open(found.case, from, null)
    pending = found
    const offer = found.state === 'altered' ? 'case' : found.texts === null ? null : 'texts'
    refuse(toErrorData(found.error), 'file', offer)
  }

  /** Null: it holds no case. */
  async function read(file: File): Promise<CaseFileContent | null> {
    if (!(await isCase(file))) return null
    if (file.size > CASE_FILE_LIMIT)
      throw new EngineError('file/too-large', `${file.name}: ${file.size} bytes, limit ${CASE_FILE_LIMIT}.`, {
        file: file.name,
        bytes: file.size,
        limit: CASE_FILE_LIMIT,
      })
    const { text } = decodeText(new Uint8Array(await file.arrayBuffer()))
    const found = await readCases(text, file.name)
    return found.kind === 'nothing' ? null : found
  }

  async function takeFiles(
    files: readonly File[],
    how: 'open' | 'import' = 'open',
  ): Promise<readonly File[]> {
    const others: File[] = []
    const found: { name: string; content: CaseFileContent }[] = []
    for (const file of files) {
      try {
        const content = await read(file)
        if (content === null) others.push(file)
        else found.push({ name: file.name, content })
      } catch (error) {
        pending = null
        refuse(named(error, file.name), 'file')
      }
    }
    const [only] = found
    if (how === 'open' && found.length === 1 && only!.content.kind === 'case') {
      await take(only!.content.found, 'file').catch((error: unknown) => refuse(toErrorData(error), 'file'))
    } else if (found.length > 0) {
      const cases = found.flatMap(({ content }) =>
        content.kind === 'cases' ? content.found : content.kind === 'case' ? [content.found] : [],
      )
      await importCases(context, kept, found.map(({ name }) => name).join(', '), cases)
    }
    return others
  }

  return {
    takeCaseFiles: (files) => takeFiles(files),
    async openCaseFiles(files, how) {
      const [other] = await takeFiles(files, how)
      if (other)
        refuse(
          new EngineError('case/not-a-case', `${other.name} is no case.`, {
            file: other.name,
            found: 'other',
          }),
          'file',
        )
    },
    async openCase(id) {
      const file = await kept.get(id)
      const name = store.getState().cases.list?.find((head) => head.id === id)?.name ?? id
      if (file === null) {
        patch({
          error: { code: 'case/gone', message: `The case "${name}" is no longer kept.`, values: { name } },
        })
        return
      }
      patch({ drawer: false })
      await open(file, 'list', null).catch((error: unknown) => refuse(toErrorData(error), 'list'))
    },
    async openCaseLink(fragment) {
      try {
        const linked = await parseLink(fragment)
        bring({
          a: { text: linked.a, file: null },
          b: { text: linked.b, file: null },
          state: linked,
        })
        const { a, b, name, notes, expected } = linked
        patch({
          refused: null,
          opened: {
            from: 'link',
            id: null,
            a,
            b,
            name,
            notes,
            expected,
            altered: null,
            diff: null,
            judgement: null,
            replaying: false,
          },
        })
      } catch (error) {
        pending = null
        refuse(toErrorData(error), 'link')
      }
    },
    async openAllTheSame() {
      const found = pending
      pending = null
      patch({ refused: null })
      try {
        if (found?.state === 'altered') await open(found.case, 'file', toErrorData(found.error))
        else if (found?.state === 'bad' && found.texts !== null)
          bring({
            a: { text: found.texts.a, file: null },
            b: { text: found.texts.b, file: null },
          })
      } catch (error) {
        refuse(toErrorData(error), 'file')
      }
    },
    async shareLink(address) {
      const state = store.getState()
      try {
        const url = addressWith(address, await linkOf(linkedOf(state)))
        return url.length > LINK_LIMIT ? { state: 'too-long', length: url.length } : { state: 'ready', url }
      } catch (error) {
        return { state: 'failed', error: toErrorData(error) }
      }
    },
  }
}

const asError = ({ code, message, values }: ErrorData) => new EngineError(code, message, values as never)

/** Of a file that cannot be read or decoded. */
function named(error: unknown, file: string): ErrorData {
  if (error instanceof EngineError) {
    const data = toErrorData(error)
    return { ...data, values: { file, ...data.values } }
  }
  const detail = error instanceof Error ? error.message : String(error)
  return { code: 'file/unreadable', message: `${file}: ${detail}`, values: { file, detail } }
}

/** Told by its two ends, so that a large file of something else is not read. */
async function isCase(file: File): Promise<boolean> {
  try {
    const head = await file.slice(0, LOOKED_AT).text()
    return mayBeCase(file.name, head, file.size > LOOKED_AT ? await file.slice(-LOOKED_AT).text() : '')
  } catch {
    return false // whoever opens it as a text says what is wrong with it
  }
}

/** A side of the case as an editor has it; the bytes of a file come back with it. */
function sideOf({ sides }: CaseFile, side: Side): Brought['a'] {
  const { text, file, bytes_of, bytes } = sides[side]
  if (file === null) return { text, file: null }
  const given = bytes_of === 'file' ? fromBase64(bytes) : null
  const back: TextFile = { ...file, bytes: given, original: given && text }
  return { text, file: back }
}

function linkedOf(state: AppState) {
  const { a, b, settings, rules, splits } = state
  const { opened } = state.cases
  const about = opened !== null && opened.a === a.text && opened.b === b.text ? opened : null
  return {
    a: a.text,
    b: b.text,
    prefix: settings.prefix,
    rules: rules.rules as CaseFile['rules'],
    metadata: settings.metadata,
    splits: splits as CaseFile['splits'],
    settings: caseSettings(settings),
    name: about?.name ?? '',
    notes: about?.notes ?? '',
    expected: about?.expected ?? { outcome: null, score: HEADLINE[settings.mode], threshold: null },
  }
}
