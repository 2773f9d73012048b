/** Nested names of HTTPie: options[num_ctx]:=8192, input[]=a, input[0]=a. */
import { EngineError } from '../../engine/errors'
import type { Json, JsonObject } from './json'
import { refuseDepth } from './work'

type Open = { [key: string]: Json | Open } | (Json | Open)[]

export function nest(fields: readonly (readonly [path: string, value: Json])[]): JsonObject {
  const root: Open = {}
  for (const [path, value] of fields) {
    const keys = keysOf(path)
    refuseDepth(keys.length)
    let into: Open = root
    keys.forEach((key, at) => {
      const next = keys[at + 1]
      const place: string | number = Array.isArray(into) ? (key === '' ? into.length : Number(key)) : key
      if (typeof place === 'number' && !(place <= fields.length)) throw far(path)
      const holder = into as Record<string | number, Json | Open>
      const before = Object.hasOwn(holder, place) ? holder[place] : undefined
      if (next === undefined) set(holder, place, value)
      else {
        const inner = typeof before === 'object' && before !== null ? before : /^\d*$/.test(next) ? [] : {}
        set(holder, place, inner)
        into = inner as Open
      }
    })
  }
  return root as unknown as JsonObject
}

/** As JSON.parse does it: `__proto__` is a name like any other. */
const set = (holder: object, place: string | number, value: Json | Open) =>
  Object.defineProperty(holder, place, { value, writable: true, enumerable: true, configurable: true })

/** input[1000000000]=a would be a list of as many items. */
function far(path: string): EngineError {
  const option = path.slice(0, 60)
  return new EngineError('paste/form', `${option}: no other field is near this place of the list.`, {
    option,
  })
}

function keysOf(path: string): string[] {
  const first = /^[^[\]]*/.exec(path)![0]
  const rest = path.slice(first.length)
  if (!/^(?:\[[^[\]]*\])*$/.test(rest)) return [path]
  return [first, ...[...rest.matchAll(/\[([^[\]]*)\]/g)].map(([, key]) => key!)]
}
