/** `curl`: the request to a server that gives the vectors of a line, as a command or a program. */
import {
  defaultServer,
  DIALECTS,
  notSent,
  requestsFor,
  requestsOfKind,
  type Requests,
} from '../../../src/formats/request'
import { FORMS } from '../../../src/formats/request/forms'
import { headsOfMode, type RequestMode } from '../../../src/formats/request/modes'
import {
  type Dialect,
  type FormName,
  type RequestCase,
  type Server,
} from '../../../src/formats/request/types'
import { requests as words } from '../../../src/features/requests/words/en'
import type { CurlKind } from '../../describe/options'
import type { Arguments } from '../../describe/types'
import type { Io } from '../../shared/io'
import type { Messages } from '../../shared/messages'
import { readLines, stringField, type InputLine } from '../../shared/lines'
import { UsageError } from '../../shared/usage-error'

interface Asked {
  readonly dialect: Dialect
  readonly server: Server
  readonly form: FormName
  readonly mode: RequestMode
  readonly kind: CurlKind
}

type Options = Arguments<
  'dialect' | 'url' | 'modelName' | 'shell' | 'mode' | 'kind' | 'withKey' | 'maxLength' | 'truncateDim'
>

export async function run(options: Options, io: Io): Promise<void> {
  const asked = askedBy(options)
  const sayOnce = onceEach(io.messages)
  if (asked.dialect.name === 'dashscope') sayOnce(words.note['dashscope-no-bge-m3'])
  let count = 0
  for await (const line of readLines(io, options.file)) {
    const given: RequestCase = {
      texts: textsOf(line),
      // Without the option no max_length is sent: the limit of the server's model is not known, and a server may refuse
      // a larger one.
      maxLength: options.maxLength,
      truncateDim: options.truncateDim,
      normalize: true,
    }
    sayNotSent(asked, given, sayOnce)
    const { requests } = checked(build(asked, given), asked, line, sayOnce)
    const { text } = FORMS[asked.form].write(requests)
    await io.write(`${count++ === 0 ? '' : '\n'}${text}\n`)
  }
}

/** Says each message the first time only. */
function onceEach(messages: Messages): (message: string) => void {
  const said = new Set<string>()
  return (message) => {
    if (!said.has(message)) messages.say(message)
    said.add(message)
  }
}

/** Names the settings of the command line that the dialect has no field for. */
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

/** @throws UsageError when nothing can be asked for */
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

function askedBy({ dialect, shell, url, modelName, withKey, mode, kind }: Options): Asked {
  const chosen = DIALECTS[dialect ?? 'openai']
  const usual = defaultServer(chosen)
  return {
    dialect: chosen,
    server: {
      baseUrl: url ?? usual.baseUrl,
      model: modelName ?? usual.model,
      withKey: withKey || usual.withKey,
    },
    form: shell,
    mode,
    kind,
  }
}
