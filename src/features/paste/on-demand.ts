/** The dialog, fetched with its words when it is first opened. */
import { onDemand } from '../../ui/on-demand'

export const PasteDialog = onDemand(async () => (await import('./PasteDialog')).PasteDialog, 'paste')
