/** The models that this site offers: models/models.json next to the page. */
import { z } from '../../engine/zod'
import { saidBy, worded, type Detail } from '../../engine/detail-words'
import { EngineError } from '../../engine/errors'
import type { SiteModel } from '../../host/calls'
import { fetchText } from './fetch-text'
import type { Picked } from './model-ref'

export const MODEL_LIST = 'models/models.json'

const listSchema = z.object({
  version: z.literal(1),
  models: z
    .array(
      z.object({
        id: z.string().check(z.minLength(1)),
        name: z.optional(z.string()),
        /** Relative to the list itself. */
        baseUrl: z.string().check(z.minLength(1)),
        demo: z._default(z.boolean(), false),
        /** A note of the administrator, shown to the user. */
        notes: z.optional(z.string()),
        /** URL of a file with reference values for the certificate, relative to the list. */
        reference: z.optional(z.string()),
        /** The files of the model. If this is missing, the usual file names are looked for under baseUrl. */
        files: z.optional(
          z
            .array(
              z.object({
                name: z.string().check(z.minLength(1)),
                bytes: z.int().check(z.nonnegative()),
                sha256: z.optional(z.string()),
              }),
            )
            .check(z.minLength(1)),
        ),
      }),
    )
    .check(z.minLength(1)),
})

const invalid = (detail: Detail) =>
  new EngineError('model/config-invalid', `${MODEL_LIST}: ${detail.text}`, { file: MODEL_LIST, detail })

export function parseModelList(json: unknown, listUrl: string): readonly SiteModel[] {
  const parsed = listSchema.safeParse(json)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const said = issue!.message
    const field = issue!.path.join('.')
    throw invalid(worded(`${field}: ${said}`, 'field-said', { field, said }))
  }
  return parsed.data.models.map((model) => ({
    kind: 'site',
    id: model.id,
    ...(model.name !== undefined && { name: model.name }),
    ...(model.notes !== undefined && { notes: model.notes }),
    ...(model.reference !== undefined && { reference: new URL(model.reference, listUrl).href }),
    baseUrl: new URL(model.baseUrl.replace(/\/?$/, '/'), listUrl).href,
    files:
      model.files?.map(({ name, bytes, sha256 }) =>
        sha256 === undefined ? { name, bytes } : { name, bytes, sha256: sha256.toLowerCase() },
      ) ?? null,
    isDemo: model.demo,
  }))
}

/** @throws EngineError network/failed, model/config-invalid, both with the name of the file */
export async function fetchModelList(
  pageUrl: string,
  get: typeof fetch = fetch,
): Promise<readonly SiteModel[]> {
  const url = new URL(MODEL_LIST, pageUrl).href
  const text = await fetchText(url, get).catch((error: unknown) => {
    throw error instanceof EngineError ? error.with({ file: MODEL_LIST }) : error
  })
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    // A server that answers every path with its index page also causes this error.
    const said = saidBy(error)
    throw invalid(worded(said, 'json-said', { said }))
  }
  return parseModelList(json, url)
}

/**
 * @param id null: the first model of the list
 * @throws EngineError model/unknown
 */
export function pickModel(models: readonly SiteModel[], id: string | null): SiteModel {
  const model = id === null ? models[0] : models.find((each) => each.id === id)
  if (model) return model
  const known = models.map((each) => each.id).join(', ')
  throw new EngineError('model/unknown', `${MODEL_LIST} has no model ${id ?? ''}; it has: ${known}.`, {
    id: id ?? '',
    known,
  })
}

export const pickSite = (model: SiteModel): Picked => ({
  ref: model,
  kept: { kind: 'site', id: model.id },
  bytes: model.files?.reduce((sum, file) => sum + file.bytes, 0) ?? null,
  notes: model.notes ?? null,
})
