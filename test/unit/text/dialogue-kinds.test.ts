/** Conversations of many applications and languages, and texts that only look like one. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findDialogue } from '../../../src/engine/text/sentences/dialogue'
import { splitSentences } from '../../../src/engine/text/sentences/split'
import { expectWhole, rowsOf, type Row } from './turns'

interface Case {
  readonly id: string
  readonly text: string
  readonly turns: readonly Row[]
  readonly leftOut?: readonly string[]
}

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../fixtures/${name}.json`, import.meta.url), 'utf8'))
const KINDS = read('chats-kinds') as readonly Case[]
const NONE = read('chats-none') as Readonly<Record<string, string>>

describe('conversations', () => {
  it.each(KINDS)('$id', ({ text, turns, leftOut = [] }) => {
    expect(rowsOf(text)).toEqual(turns)
    const dialogue = findDialogue(text)!
    expect(dialogue.leftOut.map((range) => text.slice(...range))).toEqual(leftOut)
    expectWhole(text)
  })

  // Of an export as data, the keys and ids are left out without a word.
  const lines = KINDS.filter(({ text }) => !/json|table/.test(findDialogue(text)?.format ?? ''))
  it.each(lines)('each word is said, a time, a name or named as left out: $id', ({ text }) => {
    const { turns, leftOut } = findDialogue(text)!
    const rest = text.split('')
    const take = (start: number, end: number) => rest.fill(' ', start, end)
    for (const { start, end, head, speaker, timestamp } of turns) {
      take(start, end)
      for (const [from, to] of head)
        for (const known of [speaker, timestamp]) {
          const at = known === null ? -1 : text.indexOf(known, from)
          if (known !== null && at >= 0 && at < to) take(at, at + known.length)
        }
    }
    for (const range of leftOut) take(...range)
    const words = rest
      .join('')
      // The end of a cue and its number, the receiver in Zoom, Slack's status.
      .replace(
        /-->.*|^.*\d\S*$|From |to (?:Everyone|.*\((?:Direct Message|privately)\))|:house:|<v[.\w]*/gm,
        '',
      )
    expect(words).not.toMatch(/[\p{L}\p{N}]{2}/u)
  })
})

describe('no conversation', () => {
  it.each(Object.entries(NONE))('%s', (_, text) => {
    expect(findDialogue(text)).toBeNull()
    const kept = splitSentences(text)
      .sentences.map((one) => one.text)
      .join('')
    expect(kept.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
  })
})
