/** Texts of one role, each once: by id where the file gives one, by the text itself where it does not. */
import type { Items, SkipReason } from '../../../engine/validate/types'
import { loneSurrogate } from '../../../engine/text/surrogates'

export interface Refused {
  readonly reason: SkipReason
  readonly value: string
}

export class ItemList {
  private readonly texts: string[] = []
  private readonly ids: (string | null)[] = []
  private readonly byId = new Map<string, number>()
  private readonly byText = new Map<string, number>()

  constructor(private readonly role: 'query' | 'document') {}

  get length(): number {
    return this.texts.length
  }

  /**
   * What `add` would give, without adding anything: a row that is skipped leaves no text behind. -1: it would be a new item.
   * @param id '' if the row has none @param text '' if the row has none: then the id must be known
   */
  look(id: string, text: string): number | Refused {
    const known = id === '' ? undefined : this.byId.get(id)
    if (text.trim() === '') {
      if (known !== undefined) return known
      return id === '' || !this.isComplete ? this.empty() : { reason: 'unknown-id', value: id }
    }
    if (loneSurrogate(text) !== null) return { reason: 'lone-surrogate', value: id }
    if (known !== undefined)
      return this.texts[known] === text ? known : { reason: 'id-has-another-text', value: id }
    return (id === '' ? this.byText.get(text) : undefined) ?? -1
  }

  add(id: string, text: string): number | Refused {
    const found = this.look(id, text)
    if (found !== -1) return found
    const index = this.texts.push(text) - 1
    this.ids.push(id === '' ? null : id)
    if (id !== '') this.byId.set(id, index)
    if (!this.byText.has(text)) this.byText.set(text, index)
    return index
  }

  has(id: string): boolean {
    return this.byId.has(id)
  }

  /** True: a file has given all texts, so an id without one is unknown. */
  isComplete = false

  private empty(): Refused {
    return { reason: this.role === 'query' ? 'empty-query' : 'empty-document', value: '' }
  }

  /** Made ids are the position ("q1", "d1"), with a mark where the file gives that id to another text. */
  items(): Items {
    const letter = this.role === 'query' ? 'q' : 'd'
    const ids = this.ids.map((id, at) => {
      if (id !== null) return id
      let made = `${letter}${at + 1}`
      while (this.byId.has(made)) made += '-'
      return made
    })
    return { ids, texts: this.texts }
  }
}
