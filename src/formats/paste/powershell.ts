/**
 * Reads PowerShell: commands with their arguments as values, and the variables that the script itself sets. Nothing is run:
 * any other value becomes a marked name.
 */
import { openQuote } from './open-quote'
import { PsStrings, type PsTable, type PsValue } from './powershell-strings'
import { mark } from './unknown'
import { jsonOf, refuseDepth, spend } from './work'

export type { PsTable, PsValue } from './powershell-strings'

export interface PsCommand {
  readonly name: string
  /** Parameters ("-Body") as written, values as read. `bare`: without quotes, so it may be a parameter. */
  readonly args: readonly { readonly value: PsValue; readonly bare: boolean }[]
}

/** @throws EngineError paste/open-quote */
export function powershellCommands(text: string): PsCommand[] {
  return new Reader(text.replaceAll('\r\n', '\n')).script()
}

const CONSTANTS: Readonly<Record<string, PsValue>> = { true: true, false: false, null: null }
class Reader extends PsStrings {
  private readonly variables = new Map<string, PsValue>()
  private readonly files = new Map<string, PsValue>()
  private readonly commands: PsCommand[] = []

  script(): PsCommand[] {
    for (;;) {
      this.space(true)
      if (this.at >= this.text.length) return this.commands
      const before = this.at
      this.statement()
      if (this.at === before) this.at++ // a stray bracket
    }
  }

  private statement(): void {
    const assigned = this.exec(/\$([\w:]+)\s*=(?!=)\s*/y)
    if (assigned) {
      this.variables.set(assigned[1]!.toLowerCase(), this.pipeline())
      return
    }
    // A value that is changed by parts is not followed: the variable is unknown from here on.
    const changed = this.exec(/\$([\w:]+)(?:\.\w+|\[[^\]]{0,500}\])*\s*(?:\+|-|\*|\/|%|\?\?)?=(?!=)\s*/y)
    if (changed) {
      this.variables.delete(changed[1]!.toLowerCase())
      this.pipeline()
      return
    }
    this.pipeline()
  }

  /** Reads a value or commands. Follows values that are piped into ConvertTo-Json or Set-Content. */
  private pipeline(): PsValue {
    let value = this.stage(null)
    while ((this.space(false), this.text[this.at] === '|')) {
      this.at++
      this.space(true)
      value = this.stage(value)
    }
    return value
  }

  private stage(piped: PsValue): PsValue {
    this.space(false)
    const start = this.text[this.at]
    if (start === undefined || start === '\n') return piped
    if (/['"@$([\d]/.test(start)) return this.list()
    const name = this.bareWord()
    const args: { value: PsValue; bare: boolean }[] = piped === null ? [] : [{ value: piped, bare: false }]
    for (;;) {
      this.space(false)
      const char = this.text[this.at]
      if (char === undefined || '\n;|)}'.includes(char)) break
      const bare = !/['"@$([]/.test(char)
      args.push({ value: bare ? this.bareWord() : this.list(), bare })
    }
    const lower = name.toLowerCase()
    // Its value is piped, or an argument: ConvertTo-Json @{…}, -InputObject $body
    if (lower === 'convertto-json')
      return jsonOf(piped ?? args.find(({ value }) => typeof value === 'object')?.value ?? null)
    if (/^(set-content|out-file|sc)$/.test(lower)) this.files.set(fileOf(args), piped)
    else if (/^(get-content|gc|type|cat)$/.test(lower)) {
      const file = fileOf(args)
      return this.files.get(file) ?? mark(`${name} ${file}`)
    } else this.commands.push({ name, args: args.map((arg) => this.withFile(arg)) })
    return null
  }

  /** Replaces "@body.json" by the file's content where the script itself writes the file. */
  private withFile(arg: PsCommand['args'][number]): PsCommand['args'][number] {
    if (typeof arg.value !== 'string' || !arg.value.startsWith('@')) return arg
    const content = this.files.get(baseName(arg.value.slice(1)))
    return content === undefined ? arg : { ...arg, value: content }
  }

  private list(): PsValue {
    const first = this.value()
    const items = [first]
    while (this.exec(/\s*,\s*/y)) items.push(this.value())
    return items.length === 1 ? first : items
  }

  /** @throws EngineError paste/too-deep */
  private value(): PsValue {
    refuseDepth(++this.depth)
    const value = this.one()
    this.depth--
    return value
  }

  private one(): PsValue {
    const { text, at } = this
    const two = text.slice(at, at + 2)
    if (two === "@'" || two === '@"') return this.hereString(two[1]!)
    if (two === '@{') return this.table()
    if (two === '@(') {
      this.at++
      return asList(this.brackets())
    }
    const char = text[at]
    if (char === "'") return this.single()
    if (char === '"') return this.double()
    if (char === '(') return this.member(this.brackets())
    if (char === '$') return this.member(this.variable())
    if (char === '[') return this.typed()
    const number = this.exec(/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/y)
    return number ? Number(number[0]) : this.bareWord()
  }

  private brackets(): PsValue {
    this.at++
    const items: PsValue[] = []
    for (;;) {
      this.space(true)
      const char = this.text[this.at]
      if (char === undefined) throw openQuote('(', this.text.slice(0, 60))
      if (char === ')') {
        this.at++
        return items.length === 1 ? items[0]! : items
      }
      if (char === ',') this.at++
      else {
        const before = this.at
        items.push(this.pipeline())
        if (this.at === before) this.at++
      }
    }
  }

  private table(): PsTable {
    const entries: [string, PsValue][] = []
    this.at += 2
    for (;;) {
      this.space(true)
      const char = this.text[this.at]
      if (char === undefined) throw openQuote('@{', this.text.slice(0, 60))
      if (char === '}') {
        this.at++
        return Object.fromEntries(entries)
      }
      const before = this.at
      const key = char === "'" || char === '"' ? this.value() : (this.exec(/[\w-]+/y)?.[0] ?? '')
      this.exec(/\s*=\s*/y)
      entries.push([String(key), this.pipeline()])
      if (this.at === before) this.at++
    }
  }

  /** [System.Text.Encoding]::UTF8.GetBytes("…") is its text; [char]0x4f60 a character. */
  private typed(): PsValue {
    const cast = this.exec(/\[char\]\s*(0x[\da-f]+|\d+)/iy)
    if (cast) return String.fromCharCode(Number(cast[1]))
    const type = this.exec(/\[[\w.[\]]+\](?:::[\w.]+)?/y)
    if (!type) return this.bareWord()
    if (this.text[this.at] !== '(') return this.text.startsWith('::', this.at) ? null : this.value()
    const given = this.brackets()
    if (/::WriteAllText$/i.test(type[0]) && Array.isArray(given))
      this.files.set(baseName(String(given[0])), given[1] as PsValue)
    return Array.isArray(given) ? (given[0] as PsValue) : given
  }

  /** .Trim() or ["x"] after a value: the result is unknown. */
  private member(value: PsValue): PsValue {
    let found: PsValue = value
    for (;;) {
      const part = this.exec(/\.[A-Za-z]\w*(?:\([^)]{0,500}\))?|\[[^\]]{0,500}\]/y)
      if (part === null) return found
      found = mark(part[0])
    }
  }

  protected override inside(body: string): Reader {
    const reader = new Reader(body)
    spend(body.length + this.variables.size)
    for (const [name, value] of this.variables) reader.variables.set(name, value)
    return reader
  }

  protected override variable(): PsValue {
    if (this.text.startsWith('$(', this.at)) return this.subexpression()
    const found = this.exec(/\$(?:\{([^}]{1,200})\}|((?:env:)?\w+))/iy)
    if (!found) {
      this.at++
      return '$'
    }
    const name = (found[1] ?? found[2])!.toLowerCase()
    return (
      (Object.hasOwn(CONSTANTS, name) ? CONSTANTS[name] : null) ??
      this.variables.get(name) ??
      (Object.hasOwn(CONSTANTS, name) ? null : mark(found[0]))
    )
  }

  private subexpression(): PsValue {
    const start = this.at
    this.at++
    const value = this.brackets()
    return value === null ? mark(this.text.slice(start, this.at)) : value
  }

  /** A backtick at the end of a line continues the line. `lines`: line ends count as space too. */
  private space(lines: boolean): void {
    this.exec(lines ? /(?:[\s;]|`\n|#[^\n]*)+/y : /(?:[ \t]|`[ \t]*\n)+/y)
  }
}

/** The file's name alone: its folder may be a variable. */
const baseName = (path: string): string => path.replace(/^.*[\\/]/, '')

const asList = (value: PsValue): PsValue => (Array.isArray(value) ? value : [value])

function fileOf(args: PsCommand['args']): string {
  const named = args.findIndex(({ value }) => typeof value === 'string' && /^-(literal)?path$/i.test(value))
  const found =
    named >= 0 ? args[named + 1] : args.find(({ value, bare }) => bare && !String(value).startsWith('-'))
  return baseName(String(found?.value ?? args.at(-1)?.value ?? ''))
}
