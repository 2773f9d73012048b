/** Cleaning steps that are written by hand again and again: line breaks, addresses, punctuation, accents, quotes. */
import { EMAIL, replaceEmails, replaceWordsWithAt, withoutEndPunctuation } from './linear'
import type { Cleaning } from './types'

const BREAK = /\r\n|\r|\n/g
const ADDRESS = /(?:https?|ftp):\/\/[^\s<>"'，。；：！？、）】》]+|www\.[^\s<>"'，。；：！？、）】》]+/gi
/** As Python's [^\w\s]. */
const NOT_WORD = /[^\p{L}\p{N}_\s]/gu
const ASCII_PUNCTUATION = /[!-/:-@[-`{-~]/g
const PUNCTUATION = /\p{P}/gu
const PUNCTUATION_AND_SYMBOLS = /[\p{P}\p{S}]/gu
const NOT_CHINESE_OR_ALPHANUMERIC = /[^\u4e00-\u9fa5a-zA-Z0-9]/g
const CJK = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uff65]`

const regex = 'a regular expression'
const of = (about: Cleaning['about'], id: string, by: string, apply: Cleaning['apply']): Cleaning => ({ id, about, by, apply }) // oxfmt-ignore

export const PLAIN: readonly Cleaning[] = [
  of('newlines', 'newlines-removed', 'text.replace("\\n", "")', (text) => text.replaceAll(BREAK, '')),
  of('newlines', 'newlines-collapsed', 're.sub(r"\\n+", "\\n", text)', (text) =>
    text.replaceAll(/(?:\r\n|\r|\n)+/g, '\n'),
  ),
  of('newlines', 'newline-runs-to-space', 're.sub(r"\\n+", " ", text)', (text) =>
    text.replaceAll(/(?:\r\n|\r|\n)+/g, ' '),
  ),
  of('newlines', 'blank-lines-removed', 'a loop over the lines', (text) => text.split(BREAK).map((line) => line.trim()).filter(Boolean).join('\n')), // oxfmt-ignore
  of('newlines', 'lines-joined', '"".join(text.splitlines()) of trimmed lines', (text) => text.split(BREAK).map((line) => line.trim()).join('')), // oxfmt-ignore
  of('newlines', 'lines-joined-by-spaces', '" ".join of trimmed lines', (text) => text.split(BREAK).map((line) => line.trim()).filter(Boolean).join(' ')), // oxfmt-ignore
  of('newlines', 'lines-joined-by-commas', '"，".join(lines)', (text) => text.split(BREAK).map((line) => line.trim()).filter(Boolean).join('，')), // oxfmt-ignore
  of('newlines', 'newlines-doubled', 'Markdown or HTML loaders', (text) =>
    text.replaceAll(/(?:\r\n|\r|\n)+/g, '\n\n'),
  ),
  of('whitespace', 'spaces-collapsed', 're.sub(r" +", " ", text)', (text) => text.replaceAll(/[ \t]+/g, ' ')),
  of('whitespace', 'spaces-removed', 'text.replace(" ", "")', (text) => text.replaceAll(' ', '')),
  of('whitespace', 'spaces-between-chinese-removed', regex, (text) => text.replaceAll(new RegExp(`(?<=${CJK})\\s+(?=${CJK})`, 'gu'), '')), // oxfmt-ignore
  of('whitespace', 'spaces-beside-chinese-removed', regex, (text) => text.replaceAll(new RegExp(`(?<=${CJK})[^\\S\\n]+|[^\\S\\n]+(?=${CJK})`, 'gu'), '')), // oxfmt-ignore
  of('whitespace', 'spaces-beside-chinese-added', 'pangu', (text) => text.replaceAll(/(?<=\p{Script=Han})(?=[a-z0-9])|(?<=[a-z0-9])(?=\p{Script=Han})/giu, ' ')), // oxfmt-ignore
  of('whitespace', 'start-trimmed', 'lstrip()', (text) => text.trimStart()),
  of('whitespace', 'end-trimmed', 'rstrip()', (text) => text.trimEnd()),
  of('addresses', 'urls-emails-removed', regex, (text) =>
    replaceEmails(text, EMAIL, '').replaceAll(ADDRESS, ''),
  ),
  of('addresses', 'urls-removed', regex, (text) => text.replaceAll(ADDRESS, '')),
  of('addresses', 'urls-to-next-space-removed', 're.sub(r"http\\S+", "", text)', (text) =>
    text.replaceAll(/(?:http|www\.)\S+/g, ''),
  ),
  of('addresses', 'emails-removed', regex, (text) => replaceEmails(text, EMAIL, '')),
  of('addresses', 'urls-emails-to-spaces', regex, (text) =>
    replaceEmails(text, EMAIL, ' ').replaceAll(ADDRESS, ' '),
  ),
  of('addresses', 'words-with-at-removed', 're.sub(r"\\S+@\\S+", "", text)', (text) => replaceWordsWithAt(text, '').replaceAll(/(?:http|www\.)\S+/g, '')), // oxfmt-ignore
  of('addresses', 'urls-masked', 'text.replace(url, "[URL]")', (text) =>
    replaceEmails(text, EMAIL, '[EMAIL]').replaceAll(ADDRESS, '[URL]'),
  ),
  of('addresses', 'urls-masked-by-tags', 'text.replace(url, "<url>")', (text) => replaceEmails(text, EMAIL, '<email>').replaceAll(ADDRESS, '<url>')), // oxfmt-ignore
  of('punctuation', 'punctuation-removed', 'Unicode category P', (text) => text.replaceAll(PUNCTUATION, '')),
  of('punctuation', 'not-word-removed', 're.sub(r"[^\\w\\s]", "", text)', (text) =>
    text.replaceAll(NOT_WORD, ''),
  ),
  of('punctuation', 'punctuation-symbols-removed', 'Unicode categories P and S', (text) => text.replaceAll(PUNCTUATION_AND_SYMBOLS, '')), // oxfmt-ignore
  of('punctuation', 'ascii-punctuation-removed', 'string.punctuation', (text) =>
    text.replaceAll(ASCII_PUNCTUATION, ''),
  ),
  of('punctuation', 'punctuation-to-spaces', regex, (text) => text.replaceAll(PUNCTUATION, ' ')),
  of('punctuation', 'not-word-to-spaces', 're.sub(r"[^\\w\\s]", " ", text)', (text) =>
    text.replaceAll(NOT_WORD, ' '),
  ),
  of('punctuation', 'only-words', 're.sub(r"\\W+", " ", text)', (text) =>
    text.replaceAll(/[^\p{L}\p{N}_]+/gu, ' ').trim(),
  ),
  of('punctuation', 'only-chinese-alphanumeric', 're.sub(r"[^\\u4e00-\\u9fa5a-zA-Z0-9]", "", text)', (text) => text.replaceAll(NOT_CHINESE_OR_ALPHANUMERIC, '')), // oxfmt-ignore
  of('punctuation', 'only-chinese-alphanumeric-spaces', 're.sub(r"[^\\u4e00-\\u9fa5a-zA-Z0-9\\s]", "", text)', (text) => text.replaceAll(/[^\u4e00-\u9fa5a-zA-Z0-9\s]/g, '')), // oxfmt-ignore
  of('punctuation', 'punctuation-lower-cased', 'lower(), then string.punctuation', (text) => text.toLowerCase().replaceAll(PUNCTUATION, '')), // oxfmt-ignore
  of('punctuation', 'end-punctuation-removed', 'rstrip("?.!。？！")', (text) => withoutEndPunctuation(text)),
  of('punctuation', 'period-added', 'text + "."', (text) => `${text}.`),
  of('punctuation', 'full-stop-added', 'text + "。"', (text) => `${text}。`),
  of('punctuation', 'full-width-punctuation', 'a table of characters', (text) => text.replaceAll(/[，。！？：；（）“”‘’、]/g, (each) => TO_ASCII[each]!)), // oxfmt-ignore
  of('punctuation', 'digits-removed', 're.sub(r"\\d+", "", text)', (text) =>
    text.replaceAll(/\p{Nd}+/gu, ''),
  ),
  of('quotes', 'quotes-straightened', 'a table of characters', (text) => text.replaceAll(/[‘’‚‛]/g, "'").replaceAll(/[“”„‟]/g, '"').replaceAll(/[–—]/g, '-')), // oxfmt-ignore
  of('quotes', 'quotes-removed', 'strip("\\"\'")', (text) => text.replaceAll(/["“”]/g, '')),
  of('quotes', 'backslashes-removed', 'text.replace("\\\\", "")', (text) => text.replaceAll('\\', '')),
  of('accents', 'accents-stripped', 'unicodedata.normalize("NFKD", …) without category Mn', (text) => text.normalize('NFKD').replaceAll(/\p{Mn}/gu, '')), // oxfmt-ignore
  of('accents', 'accents-stripped-nfd', 'unicodedata.normalize("NFD", …) without category Mn', (text) => text.normalize('NFD').replaceAll(/\p{Mn}/gu, '').normalize('NFC')), // oxfmt-ignore
  of('accents', 'accents-stripped-ascii', 'normalize("NFKD", …).encode("ascii", "ignore")', (text) => text.normalize('NFKD').replaceAll(/[^\0-\x7f]/g, '')), // oxfmt-ignore
  of('accents', 'accents-stripped-lower-cased', 'BertNormalizer, strip_accents', (text) => text.toLowerCase().normalize('NFD').replaceAll(/\p{Mn}/gu, '')), // oxfmt-ignore
  of('accents', 'zero-width-removed', regex, (text) =>
    text.replaceAll(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, ''),
  ),
  of('case', 'upper-cased', 'upper()', (text) => text.toUpperCase()),
  of(
    'case',
    'capitalised',
    'capitalize()',
    (text) => text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase(),
  ),
]

const TO_ASCII: Readonly<Record<string, string>> = { '，': ',', '。': '.', '！': '!', '？': '?', '：': ':', '；': ';', '（': '(', '）': ')', '“': '"', '”': '"', '‘': "'", '’': "'", '、': ',' } // oxfmt-ignore
