/** A model as the dialog finds it. */
import { inspectFiles } from '../../../../src/engine/model/inspect'
import { bytes } from '../../../../src/engine/units'

export const GB = 1e9
export const hub = {
  kind: 'hub',
  host: { scheme: 'huggingface', url: 'https://huggingface.co' },
  repo: 'owner/name',
  revision: 'main',
  isDemo: false,
} as const
export const inspect = (sizes: Record<string, number | null>, stored: readonly string[] = []) =>
  inspectFiles(
    'owner/name',
    'huggingface.co/owner/name@0a1b2c3d',
    Object.entries(sizes).map(([name, size]) => ({
      name,
      bytes: size === null ? null : bytes(size),
      stored: stored.includes(name),
    })),
  )
