import { afterEach, expect, it, vi } from 'vitest'

/** The calendar of a page that has just started. */
async function fresh() {
  vi.resetModules()
  return import('../../../src/engine/text/sentences/chats/calendar')
}
afterEach(() => void vi.resetModules())

const PHRASES = ['februar', '昨天', 'yesterday', '下午', 'mi.', 'la', 'xyz', '오후', 'пн']

it('words that are asked for in parts are the same as those asked for at once', async () => {
  const once = await fresh()
  const known = PHRASES.map((phrase) => once.calendarWord(phrase, 0))
  expect(known[0]).toBeDefined()
  const inParts = await fresh()
  let pauses = 0
  await inParts.prepareCalendar(() => Promise.resolve(void pauses++))
  expect(PHRASES.map((phrase) => inParts.calendarWord(phrase, 0))).toEqual(known)
  expect(pauses).toBeGreaterThan(20)
})

it('a text that comes between two parts is not kept waiting, and ends the preparation', async () => {
  const calendar = await fresh()
  let pauses = 0
  await calendar.prepareCalendar(() => {
    pauses++
    expect(calendar.calendarWord('februar', 0)).toBeDefined()
    return Promise.resolve()
  })
  expect(pauses).toBe(1)
})

it('what is recognised does not depend on the preparation', async () => {
  vi.resetModules()
  const { prepare, recognise } = await import('../../../src/engine/text/sentences/chats')
  const talk = '[16:43] Ana: hi\n[16:44] Bob: hello'
  const before = recognise(talk)
  await prepare(() => Promise.resolve())
  expect(recognise(talk)).toEqual(before)
  expect(before?.turns).toHaveLength(2)
})
