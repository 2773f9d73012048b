/** What the cleaning steps of RAG platforms do, by their public source. */
import { EMAIL_OF_DIFY, replaceEmails, replaceLinks, WEB_LINK } from './linear'
import type { Cleaning } from './types'

const URL_OF_DIFY = /https?:\/\/[^\s]+/g
const SPACES_OF_DIFY = /[\t\f\r\x20\u00a0\u1680\u180e\u2000-\u200a\u202f\u205f\u3000]{2,}/g

const difyAlways = (text: string): string =>
  text
    .replaceAll('<|', '<')
    .replaceAll('|>', '>')
    // The class is meant for bytes, and takes ï, ¿ and ¾ out of a text.
    .replaceAll(/[\x00-\x08\x0B\x0C\x0E-\x1F\x7F\xEF\xBF\xBE\uFFFE]/g, '')
const difySpaces = (text: string): string =>
  text.replaceAll(/\n{3,}/g, '\n\n').replaceAll(SPACES_OF_DIFY, ' ')
const difyAddresses = (text: string): string =>
  replaceEmails(text, EMAIL_OF_DIFY, '').replaceAll(URL_OF_DIFY, '')
/** Later versions keep the addresses of links and images of Markdown. */
const difyAddressesOutsideMarkdown = (text: string): string => {
  const kept: string[] = []
  const plain = replaceEmails(text, EMAIL_OF_DIFY, '')
  const marked = replaceLinks(plain, WEB_LINK, (_, open, to) => {
    const from = plain[open - 1] === '!' ? open - 1 : open
    return { from, by: `\0${kept.push(plain.slice(from, to)) - 1}\0` }
  })
  return marked
    .replaceAll(/https?:\/\/[^\s\0]+/g, '')
    .replaceAll(/\0(\d+)\0/g, (_, at: string) => kept[Number(at)]!)
}
const difyLeading = (text: string): string =>
  text.replace(/^[\u2000-\u206F\u2E00-\u2E7F\u3000-\u303F!"#$%&'()*+,./:;<=>?@^_`~]+/, '')

/** The classes `[\s&&[^\n]]` of FastGPT are meant as set operations, which JavaScript has not: what it does is written here. */
const fastGpt = (text: string): string =>
  text
    .trim()
    .replaceAll(/([\u4e00-\u9fa5])[\s&[^\n]\]+([\u4e00-\u9fa5])/g, '$1$2')
    .replaceAll(/\r\n|\r/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .replaceAll(/[\s&[^\n]\]{2,}/g, ' ')
    .replaceAll(/[\x00-\x08]/g, ' ')
const fastGptBefore = (text: string): string =>
  text
    .replaceAll(/([\u4e00-\u9fa5])\s+([\u4e00-\u9fa5])/g, '$1$2')
    .replaceAll(/\n{2,}/g, '\n')
    .replaceAll(/\s{2,}/g, ' ')
    .replaceAll(/[\x00-\x08]/g, ' ')

const maxKb = (text: string): string =>
  text.replaceAll(/\n+/g, '\n').replaceAll(/ +/g, ' ').replaceAll(/#+/g, '').replaceAll(/\t+/g, '')

const ragFlowTags = (text: string): string =>
  text.replaceAll(/<\/?(table|td|caption|tr|th)( [^<>]{0,12})?>/g, ' ')

const DIFY = 'Dify, clean_processor.py'
export const PLATFORMS: readonly Cleaning[] = [
  {
    id: 'dify-urls-emails-removed',
    about: 'addresses',
    by: `${DIFY}: remove_urls_emails`,
    apply: difyAddresses,
  },
  { id: 'dify-spaces-collapsed', about: 'whitespace', by: `${DIFY}: remove_extra_spaces`, apply: difySpaces },
  {
    id: 'dify-urls-emails-removed-spaces-collapsed',
    about: 'addresses',
    by: `${DIFY}: both rules`,
    apply: (text) => difyAddresses(difySpaces(difyAlways(text))),
  },
  {
    id: 'dify-urls-emails-removed-outside-markdown',
    about: 'addresses',
    by: `${DIFY}: remove_urls_emails`,
    apply: difyAddressesOutsideMarkdown,
  },
  { id: 'dify-always', about: 'punctuation', by: `${DIFY}: what it always does`, apply: difyAlways },
  {
    id: 'dify-leading-symbols-removed',
    about: 'punctuation',
    by: 'Dify, remove_leading_symbols',
    apply: difyLeading,
  },
  {
    id: 'dify-leading-period-removed',
    about: 'punctuation',
    by: 'Dify, index_processor',
    apply: (text) => (/^[.。]/.test(text) ? text.slice(1).trim() : text),
  },
  { id: 'fastgpt-simple-text', about: 'whitespace', by: 'FastGPT, simpleText', apply: fastGpt },
  {
    id: 'fastgpt-simple-text-before',
    about: 'whitespace',
    by: 'FastGPT, simpleText of earlier versions',
    apply: fastGptBefore,
  },
  { id: 'maxkb-special-characters', about: 'markdown', by: 'MaxKB, filter_special_char', apply: maxKb },
  { id: 'ragflow-table-tags', about: 'html', by: 'RAGFlow, task_executor.py', apply: ragFlowTags },
]
