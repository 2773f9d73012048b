/** Nested names of HTTPie: options[num_ctx]:=8192, input[]=a, input[0]=a. */
import type { Json, JsonObject } from './json'

type Open = { [key: string]: Json | Open } | (Json | Open)[]

export function nest(fields: readonly (readonly [path: string, value: Json])[]): JsonObject {
  const root: Open = {}
  for (const [path, value] of fields) {
    const keys = keysOf(path)
    let into: Open = root
    keys.forEach((key, at) => {
      const next = keys[at + 1]
      const place: string | number = Array.isArray(into) ? (key === '' ? into.length : Number(key)) : key
      const holder = into as Record<string | number, Json | Open>
      if (next === undefined) holder[place] = value
      else {
        if (typeof holder[place] !== 'object' || holder[place] === null)
          holder[place] = /^\d*$/.test(next) ? [] : {}
        into = holder[place] as Open
      }
    })
  }
  return root as unknown as JsonObject
}

function keysOf(path: string): string[] {
  const first = /^[^[\]]*/.exec(path)![0]
  const rest = path.slice(first.length)
  if (!/^(?:\[[^[\]]*\])*$/.test(rest)) return [path]
  return [first, ...[...rest.matchAll(/\[([^[\]]*)\]/g)].map(([, key]) => key!)]
}
