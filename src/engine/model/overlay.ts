import { EngineError, type CancelSignal } from '../errors'
import type { FileEntry, LoadWarning, ModelSource, OpenFile } from './ports'

const HEAD = /(?:^|\/)(sparse_linear|colbert_linear|heads)\.(?:pt|safetensors)$/

const headOf = (name: string): string | null => HEAD.exec(name)?.[1] ?? null

interface Laid {
  readonly files: readonly FileEntry[]
  /** Name in the overlay to name in `extra`. */
  readonly foreign: ReadonlyMap<string, string>
}

/**
 * `base` with the head files of `extra` in place of its own. Head files that were read are named in the warnings, because
 * they fit only a graph with the weights that they were trained with.
 * @param extraOrigin for people
 * @throws EngineError model/file-missing from list() when `extra` has no head file
 */
export function overlaySource(base: ModelSource, extra: ModelSource, extraOrigin: string): ModelSource {
  const warnings = new Map<string, LoadWarning>()
  let laid: Laid | null = null
  const lay = async (options?: { readonly signal?: CancelSignal }): Promise<Laid> =>
    (laid ??= layOver(await base.list(options), await extra.list(options), extra.id))
  const place = async (name: string, options?: { readonly signal?: CancelSignal }) => {
    const foreign = (await lay(options)).foreign.get(name)
    return foreign === undefined ? { source: base, own: name } : { source: extra, own: foreign }
  }
  const noteUse = (name: string, source: ModelSource) => {
    if (source === extra) warnings.set(name, { code: 'foreign-heads', file: name, origin: extraOrigin })
  }
  return {
    id: base.id,
    origin: base.origin,
    list: async (options) => (await lay(options)).files,
    async read(name, options) {
      const { source, own } = await place(name, options)
      const data = await source.read(own, options)
      noteUse(name, source)
      return data
    },
    async open(name, options) {
      const { source, own } = await place(name, options)
      const file = await source.open(own, options)
      noteUse(name, source)
      return renamed(file, name)
    },
    async peek(name, options) {
      const { source, own } = await place(name, options)
      return source.peek(own, options)
    },
    warnings: () => [...(base.warnings?.() ?? []), ...(extra.warnings?.() ?? []), ...warnings.values()],
  }
}

const renamed = (file: OpenFile, name: string): OpenFile => ({
  name,
  bytes: file.bytes,
  checked: file.checked,
  read: (start, end) => file.read(start, end),
  close: () => file.close(),
})

function layOver(base: readonly FileEntry[], extra: readonly FileEntry[], extraId: string): Laid {
  const foreign = new Map<string, FileEntry>()
  // The file that is nearest to the top of the folder is taken.
  for (const file of [...extra].sort((one, other) => one.name.length - other.name.length)) {
    const name = file.name.slice(file.name.lastIndexOf('/') + 1)
    if (headOf(name) !== null && !foreign.has(name)) foreign.set(name, file)
  }
  if (foreign.size === 0)
    throw new EngineError('model/file-missing', `${extraId} has no head file (sparse_linear.pt, say).`, {
      file: 'sparse_linear.pt, colbert_linear.pt',
      model: extraId,
    })
  const heads = new Set([...foreign.keys()].map(headOf))
  const own = base.filter(({ name }) => {
    const head = headOf(name)
    return head === null || !(heads.has(head) || heads.has('heads'))
  })
  return {
    files: [...own, ...[...foreign].map(([name, file]) => ({ ...file, name }))],
    foreign: new Map([...foreign].map(([name, file]) => [name, file.name])),
  }
}
