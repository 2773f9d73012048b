import { z } from '../../../engine/zod'
import { model } from './model'
import { count, flag, number, orNull, stamped, text, type Report } from './parts'

export const environmentSchema = z
  .strictObject({
    ...stamped('m3scope/environment'),
    model: orNull(model).check(z.describe('null: no model is loaded.')),
    page: z
      .strictObject({
        secureContext: flag,
        crossOriginIsolated: flag,
        sharedArrayBuffer: flag,
        wasmSimd: flag,
        hardwareThreads: count,
        cacheApi: flag,
        webgpu: flag,
        clipboardApi: flag,
        deviceMemory: orNull(number).check(z.describe('GiB, rounded by the browser.')),
        userAgent: text,
      })
      .check(z.describe('What the browser and the page offer.')),
  })
  .check(z.describe('Model, runtime and page, for a ticket.'))

export type EnvironmentReport = Report<typeof environmentSchema>
