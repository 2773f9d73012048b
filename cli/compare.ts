/** `compare`: a live server's vectors beside the model's. */
import type { Arguments } from './arguments'
import { UsageError } from './usage-error'

export async function compare(options: Arguments): Promise<void> {
  if (options.endpoint === null) throw new UsageError('compare needs --endpoint URL.')
}
