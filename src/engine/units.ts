/** Index spaces and units as types, so that a token's index is never mistaken for its id. */

type Brand<T, Name extends string> = T & { readonly __brand: Name }

/** An id in the model's vocabulary. */
export type TokenId = Brand<number, 'TokenId'>
/** A position in a token sequence; 0 is `<s>`. */
export type TokenIndex = Brand<number, 'TokenIndex'>
/** A UTF-16 index into the original text, as `String.prototype.slice` counts. */
export type CharOffset = Brand<number, 'CharOffset'>
export type Milliseconds = Brand<number, 'Milliseconds'>
export type Bytes = Brand<number, 'Bytes'>

export const tokenId = (n: number) => n as TokenId
export const tokenIndex = (n: number) => n as TokenIndex
export const charOffset = (n: number) => n as CharOffset
export const milliseconds = (n: number) => n as Milliseconds
export const bytes = (n: number) => n as Bytes
