/** What the reader of XLSX files does not say: merged cells, formulas without a value, and how large a file becomes. */
import { unzipSync, zipSync } from 'fflate'
import { EngineError } from '../../../engine/errors'
import { saidBy } from '../../../engine/detail-words'

/** Bytes of XML. A small archive may hold any number of bytes. */
const MOST = 2 ** 30

export interface Merged {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

export interface SheetFacts {
  readonly merged: readonly Merged[]
  /** Formulas without a stored value. */
  readonly withoutValue: number
}

export interface Workbook {
  readonly sheet: (name: string) => SheetFacts
  /** The same files, not compressed: for compressed ones the reader starts workers of its own, which a site may forbid. */
  readonly archive: ArrayBuffer
}

/** @throws EngineError file/too-large, validation/xlsx */
export function unzip(bytes: Uint8Array, file: string): Workbook {
  let size = 0
  let files: Record<string, Uint8Array>
  try {
    unzipSync(bytes, {
      filter: ({ originalSize }) => {
        size += originalSize
        return false
      },
    })
    if (size > MOST) throw tooLarge(file, size)
    files = unzipSync(bytes, { filter: ({ name }) => /\.(xml|rels)$/.test(name) })
  } catch (error) {
    if (error instanceof EngineError) throw error
    throw new EngineError('validation/xlsx', `${file} cannot be read as XLSX: ${saidBy(error)}`, {
      file,
      detail: saidBy(error),
    })
  }
  const text = (name: string) => new TextDecoder().decode(files[name] ?? new Uint8Array())
  const paths = sheetPaths(text('xl/workbook.xml'), text('xl/_rels/workbook.xml.rels'))
  return {
    sheet: (name) => factsOf(text(paths.get(name) ?? '')),
    archive: zipSync(files, { level: 0 }).buffer,
  }
}

const tooLarge = (file: string, bytes: number) =>
  new EngineError('file/too-large', `${file} is too large: ${bytes} bytes.`, { file, bytes, limit: MOST })

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`(?:^|\\s)(?:\\w+:)?${name}="([^"]*)"`).exec(tag)?.[1]

function sheetPaths(workbook: string, relations: string): ReadonlyMap<string, string> {
  const targets = new Map(
    [...relations.matchAll(/<(?:\w+:)?Relationship\s[^>]*>/g)].map(([tag]) => [
      attribute(tag, 'Id'),
      attribute(tag, 'Target') ?? '',
    ]),
  )
  return new Map(
    [...workbook.matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)].map(([tag]) => {
      const target = targets.get(/\s\w+:id="([^"]*)"/.exec(tag)?.[1]) ?? ''
      return [
        unescaped(attribute(tag, 'name') ?? ''),
        target.startsWith('/') ? target.slice(1) : `xl/${target}`,
      ]
    }),
  )
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const unescaped = (text: string): string =>
  text.replace(
    /&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name] ?? whole
      const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal)
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole
    },
  )

function factsOf(xml: string): SheetFacts {
  const merged = [
    ...xml.matchAll(/<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/g),
  ].map(([, left, top, right, bottom]): Merged => ({
    top: Number(top) - 1,
    left: columnOf(left!),
    bottom: Number(bottom) - 1,
    right: columnOf(right!),
  }))
  let withoutValue = 0
  for (const [, rest] of xml.matchAll(/<(?:\w+:)?f(?:\s[^>]*)?(?:\/>|>[^<]*<\/(?:\w+:)?f>)(.{0,60})/gs))
    if (!/^<(?:\w+:)?v(?:\s[^>]*)?>[^<]/.test(rest!)) withoutValue++
  return { merged, withoutValue }
}

const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
