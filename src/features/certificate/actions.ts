/** The certificate of the loaded model: lists references, and runs the model against one of them. */
import { matchReference, parseReferenceIndex } from '../../engine/certify/match'
import { parseReference } from '../../engine/certify/reference'
import type { Reference, ReferenceOffer } from '../../engine/certify/types'
import { isOwn } from '../../engine/model/types'
import type { ModelInfo } from '../../engine/model/types'
import { toErrorData } from '../../engine/errors'
import type { Certification, CertifyActions } from './types'
import type { AppState } from '../../core/state'
import type { Context } from '../../core/context'
import { createTask } from '../../core/task'
import { throttle } from '../../core/progress'
import { effectiveTokenizerMode } from '../../core/selectors'
import { offersActivations, offersArithmetic } from '../../engine/model/types'

const INDEX = 'references/index.json'

export function certifyActions({ store, client, ports }: Context): CertifyActions {
  const task = createTask()
  /** Files that the user opened, by name. */
  const opened = new Map<string, Reference>()

  const patch = (change: Partial<Certification>) =>
    store.setState(({ certification }) => ({ certification: { ...certification, ...change } }))
  const fail = (error: unknown) => {
    const data = toErrorData(error)
    patch({ run: data.code === 'run/cancelled' ? { phase: 'idle' } : { phase: 'failed', error: data } })
  }

  async function list(): Promise<void> {
    const { model } = store.getState()
    if (model.phase !== 'ready') return
    const url = new URL(INDEX, ports.pageUrl).href
    const index = parseReferenceIndex(await ports.fetchText(url), INDEX)
    const references = matchReference(index, model.info, ownOffers(store.getState(), [...opened.keys()]))
    const { chosen } = store.getState().certification
    const stillThere = references.some(({ id }) => id === chosen)
    patch({ references, chosen: stillThere ? chosen : (references[0]?.id ?? null) })
  }

  /** Reads a reference; null: it is the file in the model's folder, which the engine reads itself. */
  async function read(id: string): Promise<Reference | null> {
    if (id === FOLDER) return null
    const known = opened.get(id.replace(/^opened:/, ''))
    if (known) return known
    const url = new URL(id, new URL(INDEX, ports.pageUrl)).href
    return parseReference(await ports.fetchText(url), id.split('/').at(-1)!)
  }

  async function run(id: string): Promise<void> {
    patch({ run: { phase: 'running', done: 0, total: 0 } })
    const isDue = throttle(ports.now)
    await task.run(
      async (signal) => {
        const reference = await read(id)
        const { settings, model } = store.getState()
        return client.call(
          'certify',
          {
            reference,
            tokenizerMode: effectiveTokenizerMode(settings, model),
            ...(model.phase === 'ready' &&
              offersActivations(model.info) && { activations: settings.activations }),
            ...(model.phase === 'ready' &&
              offersArithmetic(model.info) && { arithmetic: settings.arithmetic }),
          },
          {
            signal,
            onProgress: (progress) => {
              if (!signal.aborted && isDue(progress.done < progress.total ? 'running' : 'last'))
                patch({ run: { phase: 'running', ...progress } })
            },
          },
        )
      },
      (ended) => {
        if (ended.phase === 'done') patch({ run: { phase: 'done', certificate: ended.value } })
        else patch({ run: ended.phase === 'failed' ? ended : { phase: 'idle' } })
      },
    )
  }

  // A certificate is valid only for the model and runtime that were tested, so it is removed when another one is
  // loaded.
  let lastHash: string | null = null
  store.subscribe(({ model }) => {
    const hash = model.phase === 'ready' ? testedModelOf(model.info) : null
    if (hash === null || hash === lastHash) return
    lastHash = hash
    task.abort()
    patch({ references: [], chosen: null, run: { phase: 'idle' } })
  })

  return {
    loadReferences: () => void list().catch(fail),
    chooseReference: (chosen) => patch({ chosen, run: { phase: 'idle' } }),
    openReference(file) {
      file
        .text()
        .then((json) => {
          opened.set(file.name, parseReference(json, file.name))
          patch({ chosen: `opened:${file.name}`, run: { phase: 'idle' } })
          return list()
        })
        .catch(fail)
    },
    runCertificate() {
      const { chosen } = store.getState().certification
      if (chosen !== null) void run(chosen)
    },
    cancelCertificate() {
      task.abort()
      patch({ run: { phase: 'idle' } })
    },
  }
}

/**
 * References that certainly belong to this model: opened by the user, named in the site's list, or in the model's
 * folder.
 */
function ownOffers({ chosenModel, model }: AppState, openedNames: readonly string[]): ReferenceOffer[] {
  const ref = chosenModel.picked?.ref
  return [
    ...openedNames.map((name) => ({ id: `opened:${name}`, name, why: 'file' as const })),
    ...(ref?.kind === 'site' && ref.reference !== undefined
      ? [{ id: ref.reference, name: ref.reference.split('/').at(-1)!, why: 'site' as const }]
      : []),
    ...(model.phase === 'ready' && model.info.referenceFile !== null
      ? [{ id: FOLDER, name: model.info.referenceFile, why: 'folder' as const }]
      : []),
  ]
}

const testedModelOf = ({ hash, runtime, execution }: ModelInfo): string =>
  [hash, runtime.provider, execution.kind, isOwn(execution) ? 'own' : ''].join(' ')

/** ReferenceOffer.id of the file in the model's own folder. */
const FOLDER = 'folder'
