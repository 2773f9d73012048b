import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { decodeText } from '../../../src/engine/text/decode'
import { prepareText } from '../../../src/engine/text/prepare'
import { findDialogue } from '../../../src/engine/text/sentences/dialogue'
import { unsaidRanges } from '../../../src/engine/text/sentences/unsaid'

const CHATS = fileURLToPath(new URL('../../fixtures/chats/', import.meta.url))
const TALKS: readonly (readonly [string, string])[] = [
  ...readdirSync(CHATS)
    .filter((file) => file.endsWith('.txt'))
    .map((file) => [file, decodeText(readFileSync(CHATS + file)).text] as const),
  [
    'messages of several parts',
    '[{"role":"user","content":[{"type":"text","text":"one"},{"type":"text","text":"two \\u4f60"}]},{"role":"assistant","content":"three"}]',
  ],
]

/** The characters of the text that are not white space, each with a sign for how it is treated. */
const marked = (text: string, ranges: readonly (readonly [number, number])[]): string => {
  const marks = text.split('')
  for (const [from, to] of ranges) marks.fill('#', from, to)
  return marks.map((mark, at) => (/[\s\ufeff]/.test(text[at]!) ? '' : mark)).join('')
}

describe('what nobody said in a conversation', () => {
  it.each(TALKS)('%s: is what the model does not get', (_name, text) => {
    const unsaid = unsaidRanges(text, findDialogue(text)!)
    const { mapped } = prepareText(text, { rules: [], leaveOutMetadata: true })
    // A line break that joins two turns stands for what was between them, and is no character of it.
    const kept = mapped.spans.filter(({ same, start, end }) => same || mapped.text.slice(start, end) !== '\n')
    const gaps: [number, number][] = []
    let at = 0
    for (const { from, to } of kept) {
      gaps.push([at, from])
      at = to
    }
    gaps.push([at, text.length])
    expect(marked(text, unsaid)).toBe(marked(text, gaps))
  })

  it.each(TALKS)('%s: holds every header and every word that is left out', (_name, text) => {
    const dialogue = findDialogue(text)!
    const all = marked(text, unsaidRanges(text, dialogue))
    const heads = [...dialogue.turns.flatMap(({ head }) => head), ...dialogue.leftOut]
    expect(marked(text, [...unsaidRanges(text, dialogue), ...heads])).toBe(all)
  })

  it('has no white space at its ends', () => {
    const text = '\n [16:43] Ann: hi\n\n[16:44] Bob: hello \n'
    const found = unsaidRanges(text, findDialogue(text)!).map((range) => text.slice(...range))
    expect(found).toEqual(['[16:43] Ann:', '[16:44] Bob:'])
  })
})
