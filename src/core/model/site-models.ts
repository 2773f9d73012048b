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
  return parsed.data.models.map((model, at) => ({
    kind: 'site',
    id: model.id,
    ...(model.name !== undefined && { name: model.name }),
    ...(model.notes !== undefined && { notes: model.notes }),
    ...(model.reference !== undefined && {
      reference: address(model.reference, listUrl, `models.${at}.reference`),
    }),
    ...folderOf(model, listUrl, at),
    isDemo: model.demo,
  }))
}

type Listed = z.infer<typeof listSchema>['models'][number]

function folderOf(
  { baseUrl, files }: Listed,
  listUrl: string,
  at: number,
): Pick<SiteModel, 'baseUrl' | 'files' | 'isElsewhere'> {
  const folder = address(baseUrl.replace(/\/?$/, '/'), listUrl, `models.${at}.baseUrl`)
  for (const [i, { name }] of (files ?? []).entries()) {
    const field = `models.${at}.files.${i}.name`
    const where = address(name, folder, field)
    if (!where.startsWith(folder))
      throw invalid(
        worded(`${field}: ${name} is outside of the model’s folder`, 'file-outside', { field, name }),
      )
  }
  return {
    baseUrl: folder,
    files:
      files?.map(({ name, bytes, sha256 }) =>
        sha256 === undefined ? { name, bytes } : { name, bytes, sha256: sha256.toLowerCase() },
      ) ?? null,
    ...(!folder.startsWith(new URL('.', listUrl).href) && { isElsewhere: true }),
  }
}

/** An absolute address. @throws EngineError model/config-invalid */
function address(written: string, base: string, field: string): string {
  try {
    return new URL(written, base).href
  } catch {
    throw invalid(
      worded(`${field}: ${written} cannot be read as an address`, 'no-address', { field, found: written }),
    )
  }
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

/** How many models an error names. */
const NAMED = 20

/**
 * @param id null: the first model of the list
 * @throws EngineError model/unknown
 */
export function pickModel(models: readonly SiteModel[], id: string | null): SiteModel {
  const model = id === null ? models[0] : models.find((each) => each.id === id)
  if (model) return model
  const known = [
    ...models.slice(0, NAMED).map((each) => each.id),
    ...(models.length > NAMED ? ['…'] : []),
  ].join(', ')
  throw new EngineError('model/unknown', `${MODEL_LIST} has no model ${id ?? ''}; it has: ${known}.`, {
    id: id ?? '',
    known,
  })
}

/** How many models a list shows: a browser takes seconds for some thousand choices. */
export const MOST_SHOWN = 100

/** The models that a list shows: the first ones, and the chosen one. */
export function shownModels(models: readonly SiteModel[], chosen: string | null): readonly SiteModel[] {
  const first = models.slice(0, MOST_SHOWN)
  const other =
    chosen === null || first.some(({ id }) => id === chosen)
      ? undefined
      : models.find(({ id }) => id === chosen)
  return other ? [...first, other] : first
}

export const pickSite = (model: SiteModel): Picked => ({
  ref: model,
  kept: { kind: 'site', id: model.id },
  bytes: model.files?.reduce((sum, file) => sum + file.bytes, 0) ?? null,
  notes: model.notes ?? null,
})
