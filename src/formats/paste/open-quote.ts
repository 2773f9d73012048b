import { EngineError } from '../../engine/errors'

/** @param from the text from the quote on */
export const openQuote = (quote: string, from: string) => {
  const start = from.slice(0, 60)
  return new EngineError('paste/open-quote', `${quote} is not closed: ${start}`, { quote, start })
}
