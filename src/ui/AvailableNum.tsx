import type { Available } from '../engine/model/types'
import { Num } from './Num'
import { Unavailable } from './Unavailable'

/** A number, or the reason why there is none. */
export function AvailableNum({ value }: { readonly value: Available<number> }) {
  return value.state === 'available' ? <Num value={value.value} /> : <Unavailable reason={value.reason} />
}
