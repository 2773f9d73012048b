/** Units and index spaces as types, so that one is never mistaken for another. */

type Brand<T, Name extends string> = T & { readonly __brand: Name }

/** A UTF-16 index into the original text, as `String.prototype.slice` counts. */
export type CharOffset = Brand<number, 'CharOffset'>
export type Milliseconds = Brand<number, 'Milliseconds'>
export type Bytes = Brand<number, 'Bytes'>

export const charOffset = (n: number) => n as CharOffset
export const milliseconds = (n: number) => n as Milliseconds
export const bytes = (n: number) => n as Bytes
