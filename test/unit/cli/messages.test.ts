import { expect, it } from 'vitest'
import { Messages } from '../../../cli/shared/messages'

function messages(isTTY: boolean) {
  const written: string[] = []
  return { written, messages: new Messages({ isTTY, write: (text) => written.push(text) }) }
}

it('on a terminal, progress is one line that is rewritten and removed', () => {
  const { written, messages: to } = messages(true)
  to.progress('one')
  to.progress('one')
  to.progress('two')
  to.say('stays')
  to.progress('three')
  to.clearProgress()
  to.clearProgress()
  expect(written.join('')).toBe(
    'm3scope: one\r\u001b[Km3scope: two\r\u001b[Km3scope: stays\nm3scope: three\r\u001b[K',
  )
})

it('elsewhere each new progress is a line', () => {
  const { written, messages: to } = messages(false)
  to.progress('one')
  to.progress('one')
  to.say('stays')
  to.progress('two')
  to.clearProgress()
  expect(written.join('')).toBe('m3scope: one\nm3scope: stays\nm3scope: two\n')
})
