/** What Markdown, a chat or a word processor put around or into a request. */

/**
 * The blocks between fences (``` or ~~~) or between single backticks, in their order. Only where the fence is the first thing that
 * can hold a request: a text within a request may have fences too.
 */
export function fenced(text: string): string[] {
  const quoted = /^(?:[ \t]*>.*(?:\r?\n|$))+$/.test(text) ? text.replace(/^[ \t]*> ?/gm, '') : text
  const inline =
    /^`([^`\n]+)`$/.exec(quoted) ?? /(?:^|[^\w"'])`((?:curl|wget|https?|xh)\s[^`\n]+)`(?!\w)/.exec(quoted)
  if (inline) return [inline[1]!]
  const open = /^([ \t]*)(`{3,}(?!`)|~{3,}(?!~))[^`\n]*\r?\n/m.exec(quoted)
  if (!open || /["'{]/.test(quoted.slice(0, open.index).replace(/\w['’]\w/g, '')))
    return quoted === text ? [] : [quoted]
  const blocks: string[] = []
  const fence = /^[ \t]*(`{3,}(?!`)|~{3,}(?!~))[^`\n]*\r?\n([^]*?)(?:^[ \t]*\1[`~]*[ \t]*$|(?![^]))/gm
  for (const [, , body] of quoted.matchAll(fence)) if (body!.trim() !== '') blocks.push(body!.trim())
  // A program may be spread over blocks: the address in one, the call in the next.
  return blocks.length > 1 ? [blocks.join('\n'), ...blocks] : blocks
}

/** Whether nothing but the marks of Markdown stands around a block. */
export function isWhole(text: string, block: string): boolean {
  const bare = (given: string) =>
    given
      .replace(/^[ \t>]+/gm, '')
      .replace(/^(?:`{3,}|~{3,})[^\n]*$/gm, '')
      .replace(/^`|`$/g, '')
      .replaceAll(/\s+/g, '')
  return bare(text) === bare(block)
}

/**
 * Typographic quotes, dashes and no-break spaces as the plain ones that a shell and JSON know. An apostrophe within a word stays: it
 * belongs to a text.
 */
export const withPlainQuotes = (text: string): string =>
  withPlainBodies(
    // A plain apostrophe in a body between typographic quotes would end it.
    text.replace(/[‘‚](\s*[{[][^‘]*?[}\]]\s*)[’‘](?=\s|$)/g, (_, body: string) => quoted(body)),
  )
    // The full-width colon and comma of a Chinese keyboard, between values.
    .replace(/(?<=["“”])\s*：\s*(?=["“”{[\d])/g, ':')
    .replace(/(?<=["“”}\]])\s*，\s*(?=["“”{[])/g, ',')
    .replace(/[“”„‟″＂]/g, '"')
    .replace(/(?<![\p{L}\p{N}])[‘’‚‛＇]|[‘’‚‛＇](?![\p{L}\p{N}])/gu, "'")
    .replace(/(?<=\s)[–—](?=[A-Za-z]\s)/g, '-')
    .replace(/(?<=\s)[–—](?=[A-Za-z])/g, '--')
    .replace(/(?<!\u00a0)\u00a0+(?=[-'"\\^]|https?:)|(?<=['"])\u00a0+/g, ' ')

/**
 * Bodies between typographic double quotes: from a quote before a bracket to the next bracket before a quote. The ends are found
 * first, because looking for the end of each beginning would read the rest of the text again and again.
 */
function withPlainBodies(text: string): string {
  const ends = [...text.matchAll(/[}\]]\s*[»«“”](?=\s|$)/g)]
  let next = 0
  let done = 0
  let out = ''
  for (const { index, 0: open } of text.matchAll(/[«»„“”]\s*[{[]/g)) {
    if (index < done) continue
    while (next < ends.length && ends[next]!.index < index + open.length) next++
    const end = ends[next]
    if (end === undefined) break
    const until = end.index + end[0].length
    const all = text.slice(index, until)
    out += text.slice(done, index) + plainBody(all, all.slice(1, -1))
    done = until
  }
  return out + text.slice(done)
}

function plainBody(all: string, body: string): string {
  if (body.includes('"')) return quoted(body)
  return /^\s*\{\s*[“”][^]*[“”]\s*\}\s*$/.test(body) ? quoted(body.replace(/[“”]/g, '"')) : all
}

const quoted = (body: string) => `'${body.replaceAll("'", "'\\''")}'`
