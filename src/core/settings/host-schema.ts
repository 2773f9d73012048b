import { z } from '../../engine/zod'

/** Validates a HubHost. */
export const hostSchema = z.object({ scheme: z.enum(['huggingface', 'modelscope']), url: z.url() })
