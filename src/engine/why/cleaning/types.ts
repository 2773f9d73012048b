/** One way of cleaning a text, or of writing it otherwise, that pipelines are known for. */
export interface Cleaning {
  /** Public: it never changes. Its words: namespace why, group how. */
  readonly id: string
  /** What it is about: the two of a pair must differ in it. */
  readonly about:
    | 'newlines'
    | 'whitespace'
    | 'addresses'
    | 'punctuation'
    | 'markdown'
    | 'html'
    | 'accents'
    | 'case'
    | 'quotes'
    | 'transfer'
  /** The software or the call that does it. */
  readonly by: string
  readonly apply: (text: string) => string
}
