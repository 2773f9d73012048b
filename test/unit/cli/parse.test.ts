/** The command line as data, and what is said of it: help and docs/cli.md. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { COMMAND_NAMES, COMMANDS } from '../../../cli/commands'
import { OPTIONS } from '../../../cli/describe/options'
import { parse } from '../../../cli/parse'
import { UsageError } from '../../../cli/shared/usage-error'
import { CLI_DOCUMENT, withCommandSections } from '../../../scripts/docs-cli'
import { cli } from './run'

function command(...argv: string[]) {
  const parsed = parse(argv)
  if (parsed.kind === 'help') throw new Error('help')
  return parsed
}
function help(...argv: string[]) {
  const parsed = parse(argv)
  if (parsed.kind !== 'help') throw new Error(parsed.command)
  return parsed.text
}

describe('--outputs', () => {
  it('names outputs by their role', () => {
    expect(command('score', '--outputs', 'dense=o1,colbert=a=b,tokens=/out/3').args.outputs).toEqual({
      dense: 'o1',
      colbert: 'a=b',
      tokens: '/out/3',
    })
  })
  it.each(['dense', 'dense=', 'other=x', 'dense=a,dense=b', '', '__proto__=x'])('%s is refused', (text) => {
    expect(() => parse(['score', '--outputs', text])).toThrow(UsageError)
  })
})

describe('parse', () => {
  it('gives defaults, and the values of options in either form, before or after the command', () => {
    expect(command('score').args).toMatchObject({
      file: null,
      model: null,
      tokenizer: 'hf4',
      maxLength: null,
      weights: { dense: 1, sparse: 1, colbert: 1 },
      threads: 1,
      whole: false,
      encoder: 'own',
    })
    const argv = ['--model', 'm', 'score', '--weights=0.4,0.2,0.4', 'in.jsonl', '--whole', '--threads', '4']
    expect(command(...argv)).toMatchObject({
      command: 'score',
      args: {
        file: 'in.jsonl',
        model: 'm',
        weights: { dense: 0.4, sparse: 0.2, colbert: 0.4 },
        threads: 4,
        whole: true,
      },
      withoutEffect: [],
    })
    expect(command('encode', '--threads', '2', '--threads', '3', '--', '--odd').args).toMatchObject({
      threads: 3,
      file: '--odd',
    })
  })

  it('names options that the command does not have, and those that contradict it', async () => {
    expect(command('sentences', '--layer', '0').withoutEffect).toEqual([
      { flag: '--layer', commands: ['attention'] },
    ])
    const { status, stderr } = await cli(['sentences', '--layer', '0'], '{"text":"a"}\n')
    expect([status, stderr]).toEqual([
      0,
      'm3scope: --layer has no effect on sentences; it is an option of attention.\n',
    ])
    expect(() => command('replay', 'x', '--faithful')).toThrow(/--faithful does not go with replay/)
  })

  it.each([
    [[], /a command is missing; commands are tokenize, .*"m3scope help"/],
    [['encde'], /no command "encde"; commands are tokenize, .*Did you mean encode\?/],
    [['help', 'encde'], /no command "encde".*Did you mean encode\?/],
    [['encode', '--modl', 'x'], /no option --modl\. Did you mean .*--model\?.*"m3scope help encode"/],
    [['encode', '-x'], /no option -x\. "m3scope help encode"/],
    [['--frobnicate', 'encode'], /no option --frobnicate/],
    [['encode', '--model'], /a value is missing after --model/],
    [['encode', '--model', '--whole'], /a value is missing after --model: --whole follows/],
    [['encode', '--whole=yes'], /--whole=yes: the option takes no value/],
    [['encode', 'a', 'b', 'c'], /encode takes one input file at most; found also: b c/],
    [['encode', '--threads', '0'], /--threads is a whole number from 1, not "0"/],
    [['encode', '--threads', '1.5'], /--threads is a whole number from 1, not "1.5"/],
    [['score', '--weights', '1,x,1'], /--weights takes three numbers/],
    [['score', '--weights', '1,-1,1'], /--weights: The weight of sparse must be a number ≥ 0/],
    [['export', '--to', 'pinecone'], /--to: there is no target "pinecone"; known are json, milvus/],
    [['tokenize', '--timeout', 'x'], /--timeout is a whole number from 1, not "x"/],
  ])('%j is refused', (argv, message) => {
    expect(() => parse(argv)).toThrow(UsageError)
    expect(() => parse(argv)).toThrow(message)
  })
})

describe('help', () => {
  it.each([[['help']], [['--help']], [['-h']], [['--help', 'encode']]])('%j lists all', (argv) => {
    const text = help(...argv)
    for (const name of COMMAND_NAMES) expect(text).toContain(`  ${name} `)
    for (const { flag } of Object.values(OPTIONS)) expect(text).toContain(`  ${flag}`)
    expect(text).toContain('2 bad input or arguments')
  })

  it.each(COMMAND_NAMES)('%s: fields, options and example', (name) => {
    const text = help('help', name)
    expect(help(name, '--help')).toBe(text)
    const { options, output, example } = COMMANDS[name]
    expect(text).toContain(example)
    expect(text).toContain(output.split('\n')[0])
    const flags = [...text.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, flag]) => flag)
    expect(flags).toEqual(options.map((option) => OPTIONS[option].flag))
    expect(text).not.toContain('`')
  })

  it('goes to standard output', async () => {
    const { status, stdout, stderr } = await cli(['help'])
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toBe(help('help'))
  })

  it.each(COMMAND_NAMES)('the example of %s is a command line without mistakes', (name) => {
    const [, line = ''] = /npm run -s cli -- ([^>|]*)/.exec(COMMANDS[name].example) ?? []
    expect(command(...line.trim().split(' '))).toMatchObject({ command: name, withoutEffect: [] })
  })
})

describe('docs/cli.md', () => {
  it('is what the descriptions give (npm run docs:cli writes it)', async () => {
    const document = readFileSync(CLI_DOCUMENT, 'utf8')
    expect(await withCommandSections(document)).toBe(document)
    expect(Math.max(...document.split('\n').map((line) => line.length))).toBeLessThan(220)
  })
  it('needs its markers', async () => {
    await expect(withCommandSections('# The command line\n')).rejects.toThrow(/needs the lines/)
  })
})
