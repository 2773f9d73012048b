import type { HubHost } from '../../platform/web/hub/types'
import type { Settings } from '../../core/state'
import type { Picker } from './picker'

export type { HubHost }
export type FoundModel = Extract<Picker['found'], { phase: 'found' }>
/** The place of a found model. */
export type FoundRef = FoundModel['ref']
/** Head files that are not from the model's folder. */
export type Heads = NonNullable<Picker['heads']>
export type Provider = Settings['provider']
