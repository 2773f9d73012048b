/** Questions about values of unknown type, such as parsed JSON. */

/** An object with named members: neither null nor an array. Narrows a union of JSON types to its object type. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
