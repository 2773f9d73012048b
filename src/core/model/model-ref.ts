/**
 * The three forms of a chosen model and the conversions between them: as the engine loads it (ModelRef), as the page
 * shows it before it is loaded (ModelChoice), and as the browser stores it (KeptModel).
 */
import { z } from '../../engine/zod'
import { hostSchema } from '../settings/host-schema'
import type { HubModel, LocalModel, ModelRef, UrlModel } from '../../host/calls'
import { folderId, HOSTS } from '../../platform/web/hub/address'
import type { AppState, KeptModel, ModelChoice, Picked } from '../state'
import { memoizeByObject } from '../memoize'

export type { Picked }

/** The id that ModelSource.id will have once the model is loaded. */
export function idOf(ref: ModelRef): string {
  switch (ref.kind) {
    case 'site':
    case 'local':
      return ref.id
    case 'hub':
      return ref.repo
    case 'url':
      return folderId(ref.baseUrl)
    case 'folder':
      return ref.path
  }
}

export const choiceOf = ({ ref, bytes, notes }: Picked): ModelChoice => ({
  id: idOf(ref),
  name: ref.kind === 'site' ? (ref.name ?? ref.id) : idOf(ref),
  bytes,
  isDemo: ref.isDemo,
  notes,
})

const shownChoice = memoizeByObject(choiceOf)

/** The model that the page shows before it is loaded; null: no model is known yet. */
export const modelChoice = ({ chosenModel: { picked } }: Pick<AppState, 'chosenModel'>): ModelChoice | null =>
  picked && shownChoice(picked)

/**
 * The stored form of a model on a server. It omits the token, which is never stored, and head files from the user's
 * disk, which cannot be stored.
 */
export function keptOf(ref: HubModel | UrlModel): KeptModel {
  const { heads, ...rest } = ref
  const { storedOnly: _, ...bare } = rest
  const model = bare.kind === 'hub' ? withoutToken(bare) : bare
  return {
    kind: 'remote',
    ref: { ...model, ...(heads?.kind === 'hub' && { heads: withoutToken(heads) }) },
  }
}

function withoutToken<T extends { readonly token?: string }>(value: T): Omit<T, 'token'> {
  const { token: _, ...rest } = value
  return rest
}

export const keptLocal = (ref: LocalModel, handle: string | null): KeptModel => ({
  kind: 'local',
  handle,
  name: ref.id,
  graphFile: ref.graphFile ?? null,
  pooling: ref.pooling ?? null,
  ...(ref.outputs && { outputs: ref.outputs }),
})

/**
 * The address of a model, as `?model=` and the address field write it; null: no address can name this model.
 * @param host the default host, which the address omits
 */
export function addressOf(kept: KeptModel, host = HOSTS[0]!.url): string | null {
  if (kept.kind === 'site') return kept.id
  if (kept.kind === 'local') return null
  const { ref } = kept
  if (ref.kind === 'url') return ref.baseUrl
  const revision = ref.revision === 'main' ? '' : `@${ref.revision}`
  if (ref.host.url === host) return ref.repo + revision
  return `${ref.host.url}/${ref.host.scheme === 'modelscope' ? 'models/' : ''}${ref.repo}/tree/${ref.revision}`
}

const repo = {
  host: hostSchema,
  repo: z.string().check(z.minLength(1)),
  revision: z.string().check(z.minLength(1)),
}
const outputs = z.object({
  dense: z.exactOptional(z.string()),
  sparse: z.exactOptional(z.string()),
  colbert: z.exactOptional(z.string()),
  tokens: z.exactOptional(z.string()),
})
const common = {
  isDemo: z.boolean(),
  graphFile: z.optional(z.string()),
  pooling: z.optional(z.enum(['cls', 'mean'])),
  outputs: z.optional(outputs),
  heads: z.optional(z.object({ kind: z.literal('hub'), ...repo })),
}
// The cast is safe: exactOptionalPropertyTypes forbids a key with the value undefined, zod's optional() allows it,
// and JSON cannot contain one.
const remoteSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hub'), ...repo, ...common }),
  z.object({ kind: z.literal('url'), baseUrl: z.url(), ...common }),
]) as unknown as z.ZodMiniType<HubModel | UrlModel>

/** Validates a stored model. An earlier version of the page may have written it. */
export const keptSchema: z.ZodMiniType<KeptModel> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('site'), id: z.string() }),
  z.object({ kind: z.literal('remote'), ref: remoteSchema }),
  z.object({
    kind: z.literal('local'),
    handle: z.nullable(z.string()),
    name: z.string(),
    graphFile: z.nullable(z.string()),
    pooling: z.nullable(z.enum(['cls', 'mean'])),
    outputs: z.exactOptional(outputs),
  }),
])

/** @returns null: the value is not a model on a server */
export function remoteRefOf(value: unknown): HubModel | UrlModel | null {
  const parsed = remoteSchema.safeParse(value)
  return parsed.success ? parsed.data : null
}

/** The same model, read from the browser's storage only: loading it sends no request to another server. */
export const storedOnly = (ref: ModelRef): ModelRef =>
  ref.kind === 'hub' || ref.kind === 'url' || (ref.kind === 'site' && ref.isElsewhere)
    ? { ...ref, storedOnly: true }
    : ref

/** A key that identifies what is loaded: two refs with the same key are the same model. */
export function keyOf(ref: ModelRef): string {
  const { graphFile = '', pooling = '' } = ref
  const named = ref.outputs ? [JSON.stringify(ref.outputs)] : []
  const heads =
    ref.heads === undefined
      ? ''
      : ref.heads.kind === 'hub'
        ? `${ref.heads.host.url}/${ref.heads.repo}@${ref.heads.revision}`
        : ref.heads.files.map(({ name, file }) => `${name} ${file.size} ${file.lastModified}`).join(',')
  const where =
    ref.kind === 'hub'
      ? `${ref.host.url}/${ref.repo}@${ref.revision}`
      : ref.kind === 'local'
        ? ref.files.map(({ name, file }) => `${name} ${file.size} ${file.lastModified}`).join(',')
        : ref.kind === 'folder'
          ? ref.path
          : ref.baseUrl
  return [ref.kind, idOf(ref), where, graphFile, pooling, heads, ...named].join('|')
}
