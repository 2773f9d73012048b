/** `curl`: the request that gives a line's vectors on a server, as a command or a program. No model is loaded. */
import {
  defaultServer,
  DIALECTS,
  notSent,
  requestsFor,
  requestsOfKind,
  type Requests,
} from '../src/formats/request'
import { FORMS } from '../src/formats/request/forms'
import { headsOfMode, REQUEST_MODES, type RequestMode } from '../src/formats/request/modes'
import {
  DIALECT_NAMES,
  FORM_NAMES,
  type Dialect,
  type FormName,
  type RequestCase,
  type Server,
} from '../src/formats/request/types'
import { requests as words } from '../src/features/requests/words/en'
import type { Arguments } from './arguments'
import { readLines, say, stringField, write, type InputLine } from './lines'
import { UsageError } from './usage-error'

const KINDS = ['vectors', 'similarity', 'tokenize', 'health'] as const

interface Asked {
  readonly dialect: Dialect
  readonly server: Server
  readonly form: FormName
  readonly mode: RequestMode
  readonly kind: (typeof KINDS)[number]
}

export async function curl(options: Arguments): Promise<void> {
  const asked = askedBy(options)
  const said = new Set<string>()
  const sayOnce = (message: string) => {
    if (!said.has(message)) say(message)
    said.add(message)
  }
  if (asked.dialect.name === 'dashscope') sayOnce(words.note['dashscope-no-bge-m3'])
  let count = 0
  for await (const line of readLines(options.file)) {
    const given: RequestCase = {
      texts: textsOf(line),
      // Nobody here knows what the server's model takes, and too much is refused: unsaid is unsent.
      maxLength: options.maxLength,
      truncateDim: options.truncateDim,
      normalize: true,
    }
    sayNotSent(asked, given, sayOnce)
    const { requests } = checked(build(asked, given), asked, line, sayOnce)
    const { text } = FORMS[asked.form].write(requests)
    await write(`${count++ === 0 ? '' : '\n'}${text}\n`)
  }
}

/** What was asked for by name and finds no field. */
function sayNotSent({ dialect, kind }: Asked, given: RequestCase, sayOnce: (message: string) => void): void {
  if (kind !== 'vectors') return
  for (const setting of notSent(dialect, given))
    sayOnce(`${dialect.label}: ${words.notSent[setting].replace('{{value}}', String(given[setting]))}`)
}

function build({ dialect, server, mode, kind }: Asked, given: RequestCase): Requests {
  return kind === 'vectors'
    ? requestsFor(dialect, headsOfMode(mode), given, server)
    : requestsOfKind(dialect, kind, given, server)
}

/** @throws UsageError where nothing can be asked for */
function checked(
  found: Requests,
  { dialect, kind }: Asked,
  { line }: InputLine,
  sayOnce: (message: string) => void,
): Requests {
  const { requests, cannot } = found
  for (const { head, reason } of cannot) {
    const why = words.cannot[reason]
    if (reason.startsWith('url-')) throw new UsageError(`--url: ${why}`)
    if (reason === 'one-text') throw new UsageError(`line ${line}: field "b" is missing or empty: ${why}`)
    sayOnce(`${dialect.label} cannot give ${head ?? kind}: ${why}`)
  }
  if (requests.length === 0) throw new UsageError(`nothing can be asked of ${dialect.label}.`)
  return found
}

/** @throws UsageError naming the line and the field */
function textsOf(line: InputLine): readonly string[] {
  const a = stringField(line, 'a')
  if (a.trim() === '') throw new UsageError(`line ${line.line}: field "a" is empty.`)
  const b = line.value.b === undefined || line.value.b === null ? '' : stringField(line, 'b')
  return b.trim() === '' ? [a] : [a, b]
}

function askedBy({ dialect, shell, url, modelName, withKey, mode, kind }: Arguments): Asked {
  const chosen = DIALECTS[oneOf('--dialect', 'dialect', DIALECT_NAMES, dialect ?? 'openai')]
  const usual = defaultServer(chosen)
  return {
    dialect: chosen,
    server: {
      baseUrl: url ?? usual.baseUrl,
      model: modelName ?? usual.model,
      withKey: withKey || usual.withKey,
    },
    form: oneOf('--shell', 'shell', FORM_NAMES, shell ?? 'bash'),
    mode: oneOf('--mode', 'mode', REQUEST_MODES, mode ?? 'hybrid'),
    kind: oneOf('--kind', 'kind', KINDS, kind ?? 'vectors'),
  }
}

function oneOf<T extends string>(option: string, what: string, list: readonly T[], value: string): T {
  const found = list.find((one) => one === value)
  if (found === undefined)
    throw new UsageError(`${option}: there is no ${what} "${value}"; known are ${list.join(', ')}.`)
  return found
}
