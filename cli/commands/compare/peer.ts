/** `compare --engine transformers.js`: the same files and texts through another library. */
import type { Encoded, EncodeSettings } from '../../../src/engine/encode/types'
import type { ModelInfo } from '../../../src/engine/model/types'
import { peerFacts, peerIdentity, peerText } from '../../../src/formats/report/peer-line'
import type { EngineClient } from '../../../src/host/calls'
import type { EncodeOption, EngineOption } from '../../describe/options'
import type { Arguments } from '../../describe/types'
import { modelPath, openEngine, settingsOf } from '../../shared/engine'
import type { Io } from '../../shared/io'
import { onLine, readLines, stringField, writeLine, type InputLine } from '../../shared/lines'

interface Session {
  readonly engine: EngineClient
  readonly info: ModelInfo
  readonly settings: EncodeSettings
  readonly folder: string
  readonly threads: number
}

export async function comparePeers(options: Arguments<EngineOption | EncodeOption>, io: Io): Promise<void> {
  const { engine, info } = await openEngine(options, io)
  const { folder } = modelPath(options.model)
  const session = { engine, info, settings: settingsOf(options, info), folder, threads: options.threads }
  for await (const line of readLines(io, options.file)) {
    const isPair = 'a' in line.value || 'b' in line.value
    await writeLine(io, {
      id: line.value.id,
      ...(isPair ? await pairOf(session, line) : await textOf(session, line)),
    })
  }
}

async function textOf(session: Session, line: InputLine) {
  const { encoded, reply } = await asked(session, line, ['text'])
  const { info } = session
  return {
    ...peerFacts(reply, info),
    ...peerText(reply, 0, encoded[0]!, info),
    identity: peerIdentity(info, encoded[0]!),
  }
}

async function pairOf(session: Session, line: InputLine) {
  const { encoded, reply } = await asked(session, line, ['a', 'b'])
  const { info } = session
  return {
    ...peerFacts(reply, info),
    a: peerText(reply, 0, encoded[0]!, info),
    b: peerText(reply, 1, encoded[1]!, info),
    identity: peerIdentity(info, encoded[0]!),
  }
}

async function asked(
  { engine, info, settings, folder, threads }: Session,
  line: InputLine,
  fields: string[],
) {
  const texts = fields.map((field) => stringField(line, field))
  const encoded: Encoded[] = []
  const normalized: (string | null)[] = []
  for (const [index, text] of texts.entries()) {
    encoded.push(await onLine(line, fields[index]!, () => engine.call('encode', { text, settings })))
    const { tokenizerMode: mode, maxLength } = settings
    normalized.push((await engine.call('steps', { text, maxLength, mode })).normalized?.text ?? null)
  }
  const reply = await engine.call('peer', {
    model: { kind: 'folder', path: folder, isDemo: info.isDemo },
    graphFile: info.graphFile,
    texts,
    normalized,
    threads,
    wasmBaseUrl: null,
  })
  return { encoded, reply }
}
