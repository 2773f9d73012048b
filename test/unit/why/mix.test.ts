/** Dense vectors that are sums: of title and text, of two texts, of the parts of a text. */
import { describe, expect, it } from 'vitest'
import type { LoadedModel } from '../../../src/engine/model/load'
import { toFloat16 } from '../../../src/engine/why/float-grids'
import { dense, denseOf, explain, modelOf, namesOf, unit } from './helpers'

const MODELS = ['demo', 'tiny'] as const

const sum = (terms: readonly (readonly [weight: number, vector: Float64Array])[]): number[] =>
  Array.from(terms[0]![1], (_, at) =>
    terms.reduce((total, [weight, vector]) => total + weight * vector[at]!, 0),
  )

const LONG =
  'A refund may be asked for within seven days. The order must be complete. Write to us, and say what is wrong with it! We answer within two working days, except on holidays.'

const meanOf = async (model: LoadedModel, parts: readonly string[], weights?: readonly number[]) => {
  const vectors = await Promise.all(parts.map((part) => denseOf(model, part)))
  return sum(vectors.map((vector, at) => [(weights ?? parts.map(() => 1 / parts.length))[at]!, vector]))
}

describe.each(MODELS)('%s', (name) => {
  it('a weighted mean of title and text, of any weight, normalised or not, rounded, padded', async () => {
    const model = await modelOf(name)
    // The demonstration model is slow: all ways of writing on the tiny one.
    const every = name === 'tiny'
    for (const [text, title] of [
      ['七天内可以申请退款。', '退款说明.docx'],
      ['A refund may be asked for within seven days.\n', 'Refund policy'],
    ] as const) {
      const [ofTitle, ofText] = [await denseOf(model, title), await denseOf(model, text)]
      for (const share of every ? [0.1, 0.25, 0.5] : [0.1]) {
        const vector = sum([[share, ofTitle], [1 - share, ofText]]) // oxfmt-ignore
        const rewritten = [unit(vector), vector.map(toFloat16), [...vector, ...Array<number>(300).fill(0)]]
        for (const made of every ? [vector, ...rewritten] : [vector]) {
          const { explained, best } = await explain(model, dense(made), text, { title })
          expect(explained).toBe(true)
          const mix = best!.hypotheses.find((each) => each.name === 'mix')
          expect(mix?.id).toBe(`mix-${share}-title-${1 - share}-text`)
          expect(mix!.values).toMatchObject({ title: share, text: 1 - share })
        }
      }
    }
  })

  // Hundreds of runs: on the tiny model only.
  it.runIf(name === 'tiny')(
    'title and a changed text; both texts of the pair; not without the title',
    async () => {
      const model = await modelOf(name)
      const text = '  My Phone does not Charge any more '
      const vector = sum([[0.1, await denseOf(model, 'Phones')], [0.9, await denseOf(model, text.toLowerCase())]]) // oxfmt-ignore
      const changed = await explain(model, dense(vector), text, { title: 'Phones' })
      expect(namesOf(changed.best)).toEqual(['lower-cased', 'mix-0.1-title-0.9-text'])
      const other = 'Where is my refund?'
      const both = sum([[0.3, await denseOf(model, other)], [0.7, await denseOf(model, text)]]) // oxfmt-ignore
      expect(namesOf((await explain(model, dense(both), text, { other })).best)).toEqual(['mix-0.3-other-0.7-text']) // oxfmt-ignore
      const unknown = await explain(model, dense(both), text)
      expect(unknown.explained).toBe(false)
      expect(unknown.notes.map(({ code }) => code)).toContain('length-below-one')
    },
  )

  it.runIf(name === 'tiny')(
    'a mean of sentences, of lines, of chunks of tokens; equal or by length',
    async () => {
      const model = await modelOf(name)
      const sentences = LONG.match(/[^.!]+[.!]/g)!.map((each) => each.trim())
      const mean = await meanOf(model, sentences)
      expect(namesOf((await explain(model, dense(mean), LONG)).best)).toEqual(['mean-of-4-sentences'])
      expect(namesOf((await explain(model, dense(unit(mean)), LONG)).best)).toEqual(['mean-of-4-sentences'])
      const lines = sentences.map((each) => each.replace(/[.!]$/, ''))
      const ofLines = await explain(model, dense(await meanOf(model, lines)), lines.join('\n'))
      expect(ofLines.best!.hypotheses[0]).toMatchObject({ name: 'mean-of', values: { n: 4, weighting: 'equal' } }) // oxfmt-ignore

      const text = `${LONG} `.repeat(6).trim()
      const ids = [...model.tokenizers.get('hf4').encode(text, 1_000_000).ids].slice(1, -1)
      const body = { first: ids.slice(0, 126), second: ids.slice(126, 252), third: ids.slice(252, 378) }
      const parts = Object.values(body).filter((part) => part.length > 0)
      const whole = ids.length <= 378 ? parts : [...parts, ids.slice(378)]
      const vectors = await Promise.all(whole.map((part) => denseOfIds(model, part)))
      const weighted = sum(vectors.map((vector, at) => [whole[at]!.length / ids.length, vector]))
      const found = await explain(model, dense(unit(weighted)), text)
      expect(found.explained).toBe(true)
      expect(namesOf(found.best)).toEqual([`mean-of-${whole.length}-tokens-of-128-by-tokens`])
    },
  )

  it.runIf(name === 'tiny')(
    'no sum is found in the vector of another text, or in one of no text',
    async () => {
      const model = await modelOf(name)
      const more = { title: 'Refund policy', other: 'Where is my refund?' }
      for (const text of [
        'Completely other words about a phone',
        LONG.replaceAll(/[.,!]/g, ''),
        `${LONG} PS: thanks`,
      ]) {
        const found = await explain(model, dense(await denseOf(model, text)), LONG, more)
        expect(found.best!.hypotheses.filter((each) => each.name === 'mix' || each.name === 'mean-of')).toEqual([]) // oxfmt-ignore
      }
      const own = await denseOf(model, LONG)
      const noise = own.map((value, at) => value + 0.02 * Math.sin(at * at * 1.7))
      expect((await explain(model, dense(noise), LONG, more)).explained).toBe(false)
    },
  )
})

async function denseOfIds(model: LoadedModel, body: readonly number[]): Promise<Float64Array> {
  const { cls, eos } = model.info.tokenizer.specialIds
  const { vectorsOf } = await import('../../../src/engine/why/run-vectors')
  const { settingsOf } = await import('./helpers')
  const { vectors } = await vectorsOf(model, 'dense', Int32Array.of(cls!, ...body, eos!), settingsOf(model), {}) // oxfmt-ignore
  return Float64Array.from(unit(vectors.dense[0]!.vector))
}
