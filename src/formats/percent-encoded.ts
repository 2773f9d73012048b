/**
 * encodeURIComponent, which throws a URIError for half of a surrogate pair. Bytes of UTF-8 cannot hold one: programs send U+FFFD in its
 * place, and so does this.
 */
export const percentEncoded = (text: string): string =>
  encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\uFFFD'))
