import { EngineError, throwIfCancelled } from '../errors'
import type { ChosenFiles } from './files'
import { summarizeOnnx, type OnnxSummary } from './onnx/summary'
import type { ExternalFile, GraphSession, LoadWarning, Runtime } from './ports'
import type { ProgressReader, ReaderOptions } from './reader'

interface OpenedGraph {
  readonly session: GraphSession
  readonly summary: OnnxSummary
  readonly warnings: readonly LoadWarning[]
}

/**
 * Reads the graph with its external data and makes a session of them.
 * The files' bytes live in this function's frame alone: once it has returned, only the runtime's heap holds the
 * weights. A caller's local would keep a second copy of up to 2.3 GB alive through each of its awaits.
 * @param check sees the graph before its external data is read; warns, or throws to refuse it
 * @throws EngineError model/not-onnx, model/truncated, model/external-data-missing; as Runtime.createSession
 */
export async function openGraph(
  reader: ProgressReader,
  chosen: ChosenFiles,
  runtime: Runtime,
  options: ReaderOptions,
  check: (summary: OnnxSummary) => readonly LoadWarning[],
): Promise<OpenedGraph> {
  const graph = await reader.read(chosen.graph.name)
  const summary = summarizeOnnx(graph, chosen.graph.name)
  const warnings = check(summary)
  const external = await readExternal(reader, chosen, summary.externalFiles)
  throwIfCancelled(options.signal)
  options.onProgress?.({ stage: 'session' })
  const session = await runtime.createSession(graph, external, chosen.graph.name)
  return { session, summary, warnings }
}

/** External data lies beside the graph under the name that the graph gives. */
async function readExternal(
  reader: ProgressReader,
  chosen: ChosenFiles,
  locations: readonly string[],
): Promise<ExternalFile[]> {
  const nameOf = (location: string) => chosen.graphFolder + location.replace(/^\.\//, '')
  const missing = locations.map(nameOf).filter((name) => !reader.has(name))
  if (missing.length > 0)
    throw new EngineError(
      'model/external-data-missing',
      `${chosen.graph.name} keeps its weights in ${missing.join(', ')}, which is not there; put it beside the graph.`,
      { file: chosen.graph.name, missing: missing.join(', ') },
    )
  reader.expect(locations.map(nameOf))
  const files: ExternalFile[] = []
  for (const path of locations) files.push({ path, data: await reader.read(nameOf(path)) })
  return files
}
