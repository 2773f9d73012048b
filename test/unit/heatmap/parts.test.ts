/** One cell by itself, and with parts of a text left out: the scores of the same texts as a pair. */
import { describe, expect, it } from 'vitest'
import { EncodedCache } from '../../../src/engine/encode/cache'
import { anatomyOf } from '../../../src/engine/heatmap/anatomy'
import { occludeParts } from '../../../src/engine/heatmap/occlude'
import type { OccludeProgress } from '../../../src/engine/heatmap/types'
import { analyzePair } from '../../../src/engine/pipeline'
import { SCORE_NAMES } from '../../../src/engine/score/types'
import { folderSource } from '../../../src/platform/node/folder'
import { MODEL_FOLDERS, plainScores, valueOf } from '../../engine'
import { load, SETTINGS } from '../model/real-runtime'
import { EN, unitsOf, WEIGHTS, ZH } from './helpers'

const tiny = async () => load(await folderSource(MODEL_FOLDERS.tiny))

const pair = async (model: Awaited<ReturnType<typeof tiny>>, a: string, b: string) =>
  plainScores(
    (await analyzePair(model, new EncodedCache(), { a, b, settings: SETTINGS, weights: WEIGHTS })).scores,
  )

describe('anatomy of a cell', () => {
  it('is that of the pair, with each text against itself', async () => {
    const model = await tiny()
    const cache = new EncodedCache()
    const [a, b] = [unitsOf(ZH), unitsOf(EN)]
    const input = { a, b, contextMode: 'isolated', settings: SETTINGS, i: 3, j: 1, weights: WEIGHTS } as const
    const found = await anatomyOf(model, cache, input)
    expect(plainScores(found.scores)).toEqual(await pair(model, ZH[3], EN[1]))
    expect(plainScores(found.self.a)).toEqual(await pair(model, ZH[3], ZH[3]))
    expect(plainScores(found.self.b)).toEqual(await pair(model, EN[1], EN[1]))
    // <s> has no row.
    expect(valueOf(found.explanation.colbert).forward.queryTokens[0]).toBe(1)
    const own = await anatomyOf(model, cache, { ...input, b: null, i: 2, j: 4 })
    expect(plainScores(own.scores)).toEqual(await pair(model, ZH[2], ZH[4]))
    await model.release()
  })

  it('of a unit that is not there is refused', async () => {
    const model = await tiny()
    const input = {
      a: unitsOf(ZH),
      b: null,
      contextMode: 'isolated',
      settings: SETTINGS,
      weights: WEIGHTS,
    } as const
    await expect(anatomyOf(model, new EncodedCache(), { ...input, i: 0, j: 5 })).rejects.toMatchObject({
      code: 'settings/invalid',
    })
    await model.release()
  })
})

describe('parts left out', () => {
  it.each(['a', 'b'] as const)('of %s: the pair with what is left', async (side) => {
    const model = await tiny()
    const [a, b] = [`${ZH[0]}${ZH[1]}`, EN[1]]
    const text = side === 'a' ? a : b
    // All of it too: nothing is a text as well.
    const parts = [{ start: 0, end: 2 }, { start: 3, end: 5 }, { start: 0, end: text.length }] // oxfmt-ignore
    const messages: OccludeProgress[] = []
    const input = { a, b, side, parts, settings: SETTINGS, weights: WEIGHTS } as const
    const found = await occludeParts(model, new EncodedCache(), input, {
      onProgress: (progress) => messages.push(progress),
    })
    expect(plainScores(found.base)).toEqual(await pair(model, a, b))
    for (const [index, { start, end }] of parts.entries()) {
      const rest = text.slice(0, start) + text.slice(end)
      const expected = await (side === 'a' ? pair(model, rest, b) : pair(model, a, rest))
      expect(plainScores(found.parts[index]!)).toEqual(expected)
    }
    expect(found.encoded).toBe(5)
    expect(messages.flatMap(({ part }) => (part ? [part.index] : []))).toEqual([0, 1, 2])
    expect(messages.at(-1)).toMatchObject({ done: 3, total: 3 })
    expect(messages.find(({ part }) => part)!.part!.scores).toEqual(found.parts[0])
    expect(Object.keys(found.base)).toEqual([...SCORE_NAMES])
    await model.release()
  })
})
