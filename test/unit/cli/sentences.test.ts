import { expect, it } from 'vitest'
import { cli, jsonl } from './run'

const CHAT = '[16:43] Ann: Does it charge? No.\n[16:44] Bob: Try another cable.'

it('cuts texts, with what a conversation says around them', async () => {
  const { status, lines } = await cli(
    ['sentences'],
    jsonl([
      { id: 'a', text: '充不进电。怎么办？' },
      { id: 'b', text: CHAT },
    ]),
  )
  expect(status).toBe(0)
  expect(lines).toEqual([
    {
      id: 'a',
      sentences: [
        { start: 0, end: 5, text: '充不进电。' },
        { start: 5, end: 9, text: '怎么办？' },
      ],
    },
    {
      id: 'b',
      sentences: [
        { start: 13, end: 28, text: 'Does it charge?', speaker: 'Ann', timestamp: '16:43' },
        { start: 29, end: 32, text: 'No.', speaker: 'Ann', timestamp: '16:43' },
        { start: 46, end: 64, text: 'Try another cable.', speaker: 'Bob', timestamp: '16:44' },
      ],
    },
  ])
})

it('leaves metadata in by choice, and refuses another', async () => {
  const { lines } = await cli(['sentences', '--metadata', 'in'], jsonl([{ id: 1, text: CHAT }]))
  expect(lines[0]).toMatchObject({ sentences: [{ text: '[16:43] Ann: Does it charge?' }, {}, {}] })
  const refused = await cli(['sentences', '--metadata', 'maybe'])
  expect(refused.status).toBe(2)
  expect(refused.stderr).toContain('--metadata is in or out')
})

it('names the line and the field of bad input', async () => {
  const { status, stderr } = await cli(['sentences'], '{"id":1}\n')
  expect(status).toBe(2)
  expect(stderr).toMatch(/line 1.*text/)
})

it('names what an export says beside its messages', async () => {
  const vtt = 'WEBVTT - Talk\n\nNOTE by Ann\n\n00:01.000 --> 00:02.000\n<v Ann>Hi\n\nNOTE the end'
  const { lines } = await cli(['sentences'], jsonl([{ id: 1, text: vtt }]))
  expect(lines[0]).toEqual({
    id: 1,
    sentences: [{ start: 59, end: 61, text: 'Hi', speaker: 'Ann', timestamp: '00:01.000' }],
    left_out: [
      { start: 0, end: 26, text: 'WEBVTT - Talk\n\nNOTE by Ann' },
      { start: 63, end: 75, text: 'NOTE the end' },
    ],
  })
})
