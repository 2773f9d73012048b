import type { Dictionary } from '../dictionary'
import type { heatmap as en } from '../en/heatmap'

export const heatmap: Dictionary<typeof en> = {
  title: 'heatmap',
}
