/** The models that this site offers: models/models.json next to the page. */
import { z } from 'zod'
import { EngineError } from '../engine/errors'
import type { SiteModel } from '../host/calls'
import type { ModelChoice } from './types'

export const MODEL_LIST = 'models/models.json'

const listSchema = z.object({
  version: z.literal(1),
  models: z
    .array(
      z.object({
        id: z.string().min(1),
        name: z.string().optional(),
        /** Relative to the list itself. */
        baseUrl: z.string().min(1),
        demo: z.boolean().default(false),
        files: z
          .array(
            z.object({
              name: z.string().min(1),
              bytes: z.number().int().nonnegative(),
              sha256: z.string().optional(),
            }),
          )
          .min(1),
      }),
    )
    .min(1),
})

export function parseModelList(json: unknown, listUrl: string): readonly SiteModel[] {
  const parsed = listSchema.safeParse(json)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const detail = issue === undefined ? 'not a model list' : `${issue.path.join('.')}: ${issue.message}`
    throw new EngineError('model/config-invalid', `${MODEL_LIST}: ${detail}`, { file: MODEL_LIST, detail })
  }
  return parsed.data.models.map((model) => ({
    kind: 'site',
    id: model.id,
    ...(model.name !== undefined && { name: model.name }),
    baseUrl: new URL(model.baseUrl.replace(/\/?$/, '/'), listUrl).href,
    files: model.files.map(({ name, bytes, sha256 }) =>
      sha256 === undefined ? { name, bytes } : { name, bytes, sha256 },
    ),
    isDemo: model.demo,
  }))
}

/** @throws EngineError network/failed, model/config-invalid; both name the file */
export async function fetchModelList(
  pageUrl: string,
  get: typeof fetch = fetch,
): Promise<readonly SiteModel[]> {
  const url = new URL(MODEL_LIST, pageUrl).href
  const failed = (reason: string, status: number) =>
    new EngineError('network/failed', `${url}: ${reason}`, { file: MODEL_LIST, url, reason, status })
  let reply: Response
  try {
    reply = await get(url)
  } catch (error) {
    throw failed(error instanceof Error ? error.message : String(error), 0)
  }
  if (!reply.ok) throw failed(`HTTP ${reply.status}`, reply.status)
  let json: unknown
  try {
    json = await reply.json()
  } catch (error) {
    // A server that answers every path with its index page lands here too.
    const detail = error instanceof Error ? error.message : String(error)
    throw new EngineError('model/config-invalid', `${MODEL_LIST}: ${detail}`, { file: MODEL_LIST, detail })
  }
  return parseModelList(json, url)
}

/** @param id null: the list's first @throws EngineError model/unknown */
export function pickModel(models: readonly SiteModel[], id: string | null): SiteModel {
  const model = id === null ? models[0] : models.find((each) => each.id === id)
  if (model) return model
  const known = models.map((each) => each.id).join(', ')
  throw new EngineError('model/unknown', `${MODEL_LIST} has no model ${id ?? ''}; it has: ${known}.`, {
    id: id ?? '',
    known,
  })
}

export const choiceOf = (model: SiteModel): ModelChoice => ({
  id: model.id,
  name: model.name ?? model.id,
  bytes: totalBytes(model),
  isDemo: model.isDemo,
})

export const totalBytes = (model: SiteModel): number => model.files.reduce((sum, file) => sum + file.bytes, 0)
