/** `--progress`: how far the load and each text are. */
import { kernelsText, type EncoderState } from '../../src/engine/encoder/state'
import type { LoadProgress, ModelInfo } from '../../src/engine/model/types'
import type { AnalyzeProgress, CountProgress, LayerProgress } from '../../src/host/calls'
import type { Messages } from './messages'

/** Options of a call to the engine. Without `--progress` there is no hook. */
interface Hook<P> {
  readonly onProgress?: (progress: P) => void
}

export interface Reporter {
  readonly load: Hook<LoadProgress>
  /** Says how the graph runs. */
  loaded(info: ModelInfo): void
  /** @param place the text's place in the input: "line 3" */
  text(place: string): Hook<LayerProgress>
  pair(place: string): Hook<AnalyzeProgress>
  texts(): Hook<CountProgress>
}

/** @param wanted whether `--progress` was given */
export const reporter = (wanted: boolean, messages: Messages): Reporter =>
  wanted ? reporterTo(messages) : SILENT

const SILENT: Reporter = {
  load: {},
  loaded: () => undefined,
  text: () => ({}),
  pair: () => ({}),
  texts: () => ({}),
}

function reporterTo(messages: Messages): Reporter {
  const show = (words: string) => messages.progress(words)
  return {
    load: { onProgress: (progress) => show(loadWords(progress, messages.isTerminal)) },
    loaded: ({ execution }) =>
      messages.say(
        execution.kind === 'layers'
          ? `runs layer by layer (${execution.layers} layers, ${encoderWords(execution.encoder)})`
          : `runs whole: ${[execution.reason, execution.detail].filter(Boolean).join(', ')}`,
      ),
    text: (place) => ({ onProgress: (layer) => show(place + layerWords(layer)) }),
    pair: (place) => ({ onProgress: ({ side, layer }) => show(`${place}, ${side}${layerWords(layer)}`) }),
    texts: () => ({
      onProgress: ({ done, total, layer }) =>
        show(`text ${Math.min(done + 1, total)} of ${total}${layerWords(layer)}`),
    }),
  }
}

const encoderWords = (encoder: EncoderState | undefined): string =>
  encoder?.engine === 'own'
    ? kernelsText(encoder)
    : ['onnxruntime-web', encoder?.reason, encoder?.detail].filter(Boolean).join(', ')

const layerWords = (layer: LayerProgress | undefined): string =>
  layer === undefined ? '' : `, layer ${layer.done} of ${layer.total}`

function loadWords(progress: LoadProgress, isTerminal: boolean): string {
  switch (progress.stage) {
    case 'files':
      return `reading ${progress.file}${percentWords(progress.loaded, progress.total, isTerminal ? 1 : 10)}`
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

/** @param step in percent. Large steps keep a log short, since each step is a line there. */
function percentWords(loaded: number, total: number | null, step: number): string {
  if (total === null || total === 0) return ''
  return `, ${Math.floor((100 * loaded) / total / step) * step} %`
}
