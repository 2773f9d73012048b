/** `--progress`: how far the load and each text are, on standard error. */
import type { LoadProgress, ModelInfo } from '../src/engine/model/types'
import type { AnalyzeProgress, CountProgress, LayerProgress } from '../src/host/calls'

/** Spread into a call's options: nothing without `--progress`. */
interface Hook<P> {
  readonly onProgress?: (progress: P) => void
}

export interface Reporter {
  readonly load: Hook<LoadProgress>
  /** Says how the graph runs. */
  loaded(info: ModelInfo): void
  /** @param place "line 3" */
  text(place: string): Hook<LayerProgress>
  pair(place: string): Hook<AnalyzeProgress>
  texts(): Hook<CountProgress>
}

export const reporter = (wanted: boolean): Reporter => (wanted ? REPORTER : SILENT)

const SILENT: Reporter = {
  load: {},
  loaded: () => undefined,
  text: () => ({}),
  pair: () => ({}),
  texts: () => ({}),
}

const REPORTER: Reporter = {
  load: { onProgress: (progress) => show(loadWords(progress)) },
  loaded: ({ execution }) =>
    show(
      execution.kind === 'layers'
        ? `runs layer by layer (${execution.layers} layers)`
        : `runs whole: ${[execution.reason, execution.detail].filter(Boolean).join(', ')}`,
      'stays',
    ),
  text: (place) => ({ onProgress: (layer) => show(place + layerWords(layer)) }),
  pair: (place) => ({ onProgress: ({ side, layer }) => show(`${place}, ${side}${layerWords(layer)}`) }),
  texts: () => ({
    onProgress: ({ done, total, layer }) =>
      show(`text ${Math.min(done + 1, total)} of ${total}${layerWords(layer)}`),
  }),
}

const layerWords = (layer: LayerProgress | undefined): string =>
  layer === undefined ? '' : `, layer ${layer.done} of ${layer.total}`

function loadWords(progress: LoadProgress): string {
  switch (progress.stage) {
    case 'files':
      return `reading ${progress.file}${percentWords(progress.loaded, progress.total)}`
    case 'layers':
      return `part ${progress.done} of ${progress.total} made`
    case 'tokenizer':
      return 'reading the tokenizer'
    case 'session':
      return 'making the session'
    case 'warm-up':
      return 'warm-up run'
  }
}

/** In steps: a line for each message of a read would say nothing more. */
function percentWords(loaded: number, total: number | null): string {
  if (total === null || total === 0) return ''
  const step = process.stderr.isTTY ? 1 : 10
  return `, ${Math.floor((100 * loaded) / total / step) * step} %`
}

let last = ''
let rewritten = false

/** One line that is rewritten on a terminal; elsewhere a line for each new text. */
function show(words: string, how: 'rewritten' | 'stays' = 'rewritten'): void {
  if (words === last) return
  last = words
  clearLine()
  rewritten = process.stderr.isTTY && how === 'rewritten'
  process.stderr.write(`m3scope: ${words}${rewritten ? '' : '\n'}`)
}

/** Takes the rewritten line away, before anything else is said. */
export function clearLine(): void {
  if (rewritten) process.stderr.write('\r\u001b[K')
  rewritten = false
}
