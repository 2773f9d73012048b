/** A strict reader of Prometheus' text format 0.0.4, and of what it says about histograms. */
import { expect } from 'vitest'

export interface Sample {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

export interface Family {
  readonly name: string
  readonly type: string
  readonly samples: Sample[]
}

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*'
const LABEL = '[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\["\\\\n])*"'
const SAMPLE = new RegExp(
  `^(${NAME})(?:\\{(${LABEL}(?:,${LABEL})*)\\})? (NaN|[+-]Inf|-?\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?)$`,
)

export function parsePrometheus(text: string): Family[] {
  expect(text.endsWith('\n'), 'the last line ends').toBe(true)
  const families: Family[] = []
  let helped: string | null = null
  for (const line of text.slice(0, -1).split('\n')) {
    const help = /^# HELP (\S+) \S/.exec(line)
    const type = /^# TYPE (\S+) (counter|gauge|histogram|summary|untyped)$/.exec(line)
    if (help) helped = help[1]!
    else if (type) {
      const name = type[1]!
      expect(helped, `HELP comes before TYPE of ${name}`).toBe(name)
      expect(
        families.some((family) => family.name === name),
        `${name} comes once`,
      ).toBe(false)
      families.push({ name, type: type[2]!, samples: [] })
    } else {
      const sample = SAMPLE.exec(line)
      expect(sample, `a sample: ${line}`).not.toBeNull()
      const family = families.at(-1)!
      const suffixes = family.type === 'histogram' ? '(_bucket|_sum|_count)' : ''
      expect(sample![1]).toMatch(new RegExp(`^${family.name}${suffixes}$`))
      family.samples.push({
        name: sample![1]!,
        labels: labelsOf(sample![2] ?? ''),
        value: numberOf(sample![3]!),
      })
    }
  }
  for (const family of families) checkFamily(family)
  return families
}

function labelsOf(text: string): Record<string, string> {
  const labels: Record<string, string> = {}
  for (const [, name, value] of text.matchAll(/([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g)) {
    expect(labels, 'a label comes once').not.toHaveProperty(name!)
    labels[name!] = value!.replace(/\\(.)/g, (_, unit: string) => (unit === 'n' ? '\n' : unit))
  }
  return labels
}

const numberOf = (text: string): number =>
  text === '+Inf' ? Infinity : text === '-Inf' ? -Infinity : Number(text)

function checkFamily({ name, type, samples }: Family): void {
  const keys = samples.map((sample) => JSON.stringify([sample.name, sample.labels]))
  expect(new Set(keys).size, `${name}: no sample comes twice`).toBe(keys.length)
  if (type === 'counter') {
    expect(name).toMatch(/_total$/)
    for (const { value } of samples) expect(value).toBeGreaterThanOrEqual(0)
  }
  if (type !== 'histogram') return
  const groups = new Map<string, Sample[]>()
  for (const sample of samples) {
    const { le: _, ...labels } = sample.labels
    const key = JSON.stringify(labels)
    groups.set(key, [...(groups.get(key) ?? []), sample])
  }
  for (const group of groups.values()) {
    const buckets = group.filter((sample) => sample.name.endsWith('_bucket'))
    const bounds = buckets.map(({ labels }) => numberOf(labels['le']!))
    expect(bounds, `${name}: bounds rise`).toEqual([...bounds].sort((a, b) => a - b))
    expect(bounds.at(-1)).toBe(Infinity)
    for (const [at, { value }] of buckets.entries())
      if (at > 0) expect(value, 'counts add up').toBeGreaterThanOrEqual(buckets[at - 1]!.value)
    expect(group.find((sample) => sample.name === `${name}_count`)?.value).toBe(buckets.at(-1)!.value)
    expect(group.some((sample) => sample.name === `${name}_sum`)).toBe(true)
  }
}
