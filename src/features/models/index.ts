/** What other features may import. */
import { onDemand } from '../../ui/on-demand'

export const LoadBgeM3 = onDemand(async () => (await import('./LoadBgeM3')).LoadBgeM3, 'models')
