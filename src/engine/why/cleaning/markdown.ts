/** Markdown taken off a text, as loaders do it. */
import { IMAGE, LINK, REFERENCE, replaceLinks, withoutEmphasis } from './linear'
import type { Cleaning } from './types'

/** The text of a link stays. */
const inner = (text: string, from: number) => ({ from, by: text })
/** Addresses in angle brackets. None ends behind the last >. */
const addresses = (text: string): string => {
  const end = text.lastIndexOf('>') + 1
  return text.slice(0, end).replaceAll(/<(https?:\/\/[^>]+)>/g, '$1') + text.slice(end)
}
const links = (text: string): string =>
  [IMAGE, LINK, REFERENCE].reduce((made, link) => replaceLinks(made, link, inner), text)

const INLINE: readonly (readonly [RegExp, string])[] = [
  [/(?<![\p{L}\p{N}*])\*(?=\S)([^*\n]*?\S)\*(?!\*)/gu, '$1'],
  [/(?<![\p{L}\p{N}_])_(?=\S)([^_\n]*?\S)_(?![\p{L}\p{N}_])/gu, '$1'],
  [/~~([^\n]*?)~~/g, '$1'],
  [/`([^`\n]+)`/g, '$1'],
]
const inline = (text: string): string =>
  INLINE.reduce(
    (made, [from, to]) => made.replaceAll(from, to),
    withoutEmphasis(withoutEmphasis(addresses(links(text)), 3), 2),
  )

/** Marks at the beginning of a line. */
const HEADING = /^ {0,3}#{1,6}[ \t]*/gm
const LINES: readonly (readonly [RegExp, string])[] = [
  [/^ {0,3}(?:```|~~~)[^\n]*\n?/gm, ''],
  [/^ {0,3}(?:[-*_][ \t]*){3,}$\n?/gm, ''],
  [/^ {0,3}(?:=+|-+)[ \t]*$\n?/gm, ''],
  [/^\|?(?:[ \t]*:?-{3,}:?[ \t]*\|)+(?:[ \t]*:?-{3,}:?[ \t]*)?$\n?/gm, ''],
  [HEADING, ''],
  [/^ {0,3}>[ \t]?/gm, ''],
]
const BULLET = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+/gm
const block = (text: string): string => LINES.reduce((made, [from, to]) => made.replaceAll(from, to), text)
const stripped = (text: string): string => inline(block(text))
const withoutBullets = (text: string): string => stripped(text).replaceAll(BULLET, '')

const by = 'a loader or converter of Markdown'
export const MARKDOWN: readonly Cleaning[] = [
  { id: 'markdown-stripped', about: 'markdown', by, apply: stripped },
  { id: 'markdown-stripped-with-bullets', about: 'markdown', by, apply: withoutBullets },
  {
    id: 'markdown-stripped-to-lines',
    about: 'markdown',
    by,
    apply: (text) =>
      withoutBullets(text)
        .replaceAll(/\n\s*\n+/g, '\n')
        .trim(),
  },
  {
    id: 'markdown-stripped-to-spaces',
    about: 'markdown',
    by,
    apply: (text) => withoutBullets(text).replaceAll(/\s+/g, ' ').trim(),
  },
  { id: 'markdown-inline-stripped', about: 'markdown', by, apply: inline },
  {
    id: 'markdown-headings-stripped',
    about: 'markdown',
    by: 're.sub(r"^#+ ", "", text)',
    apply: (text) => text.replaceAll(HEADING, ''),
  },
  { id: 'markdown-heading-lines-removed', about: 'markdown', by: 'LangChain, MarkdownHeaderTextSplitter', apply: (text) => text.replaceAll(/^ {0,3}#{1,6}[ \t][^\n]*\n*/gm, '') }, // oxfmt-ignore
  {
    id: 'markdown-marks-removed',
    about: 'markdown',
    by: 're.sub(r"[#*`>_~]", "", text)',
    apply: (text) => text.replaceAll(/[#*`>_~]/g, ''),
  },
  {
    id: 'markdown-stars-hashes-removed',
    about: 'markdown',
    by: 're.sub(r"[#*]", "", text)',
    apply: (text) => text.replaceAll(/[#*]/g, ''),
  },
  { id: 'markdown-images-removed', about: 'markdown', by: 're.sub(r"!\\[.*?\\]\\(.*?\\)", "", text)', apply: (text) => replaceLinks(text, IMAGE, (_, from) => ({ from, by: '' })) }, // oxfmt-ignore
]
