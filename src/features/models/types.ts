import type { HubHost } from '../../platform/web/hub/types'
import type { Settings } from '../../core/state'
import type { Picker } from './picker'

export type { HubHost }
export type FoundModel = Extract<Picker['found'], { phase: 'found' }>
/** Where a found model lies. */
export type FoundRef = FoundModel['ref']
/** Head files from elsewhere. */
export type Heads = NonNullable<Picker['heads']>
export type Provider = Settings['provider']
