/** What must not be read: a value that the program changes later, and lists that are no vectors. */
import { describe, expect, test } from 'vitest'
import { findInPaste } from '../../../src/formats/paste/read'

/** The texts, or the code of the error. */
function read(text: string): readonly string[] | string {
  const found = findInPaste(text)
  if (found.kind === 'request') return found.cases[0]!.texts
  return found.kind === 'vectors' ? 'vectors' : found.error.code
}
const js = (program: string, input = 'q') =>
  `${program}\nfetch("http://h/embed",{method:"POST",body:JSON.stringify({inputs:${input}})})`
const python = (program: string, json = '{"inputs": q}') =>
  `import requests\n${program}\nrequests.post("http://h/embed", json=${json})`
const powershell = (program: string) =>
  `${program}\nInvoke-RestMethod -Uri http://h/embed -Method Post -Body $body`

describe('a value that changes', () => {
  test.each([
    ['JavaScript +=', js('let q = "x";\nq += " y";')],
    ['JavaScript, set again', js('let q = "x";\nq = q + " y";')],
    ['JavaScript, in a block', js('let q = "x";\nif (a) { q = "z"; }')],
    ['JavaScript push', js('const q=["a"];\nq.push("b");')],
    ['JavaScript property', js('const b={inputs:"a"};\nb.inputs="z";', 'b').replace('{inputs:b}', 'b')],
    ['JavaScript parameter', `const q = "x"\n${js('const send = (q) => q')}`],
    ['Python +=', python('q="a"\nq += " b"')],
    ['Python append', python('q=["a"]\nq.append("b")')],
    ['Python item', python('q=["a","b"]\nq[0]="z"')],
    ['Python key', python('p={"inputs":"a"}\np["inputs"]="z"', 'p')],
    ['Python update', python('p={"inputs":"a"}\np.update({"inputs":"z"})', 'p')],
    ['Python parameter', python('q="a"\ndef f(q):\n    return q')],
    ['PowerShell +=', powershell('$q = "a"\n$q += " b"\n$body = @{inputs=$q} | ConvertTo-Json')],
    ['PowerShell key', powershell('$b = @{inputs="a"}\n$b.inputs = "z"\n$body = $b | ConvertTo-Json')],
  ])('%s: is not read', (_, text) => expect(read(text)).toMatch(/^paste\/(variable|no-texts)$/))

  test.each([
    ['JavaScript const', js('const q = "x";'), ['x']],
    ['Python, set again', python('q="a"\nq=q+" b"'), ['a b']],
    ['Python default of another name', python('q="a"\ndef f(other):\n    return other'), ['a']],
    ['bash +=', 'Q="a"; Q+=" b"\ncurl http://h/embed -d "{\\"inputs\\":\\"$Q\\"}"', ['a b']],
    ['PowerShell', powershell('$q = "a"\n$body = @{inputs=$q} | ConvertTo-Json'), ['a']],
  ])('%s: is read', (_, text, texts) => expect(read(text)).toEqual(texts))
})

describe('what only looks like vectors', () => {
  test.each([
    '{"ids":[["a","b","c"]],"distances":[[0.1,0.2,0.3]],"embeddings":null,"documents":null}',
    '{"distances":[0.1,0.2,0.3]}',
    '{"scores":[0.81,0.22,0.13]}',
    '{"ids":[1,2,3,4]}',
  ])('%s', (text) => expect(read(text)).toBe('paste/no-texts'))

  test.each(['0 35378 8999 2', '0, 35378, 8999, 38, 2', '[0, 35378, 8999, 2]'])('ids: %s', (text) =>
    expect(read(text)).toBe('paste/token-ids'),
  )

  test('codes of a byte and scaled integers are vectors', () => {
    const codes = Array.from({ length: 32 }, (_, at) => (at * 37) % 256)
    expect(read(codes.join(' '))).toBe('vectors')
    expect(read(JSON.stringify(codes.map((code) => 9 * (code - 128))))).toBe('vectors')
  })

  test.each([
    '2024',
    '3.14',
    'null',
    'true',
    'Draw: [5, 12, 23, 34, 45, 7]',
    'tel: +49 (30) 123-456, [1, 2]',
  ])('%s is text', (text) => expect(findInPaste(text).kind).toBe('text'))

  test('a point of Qdrant has its text and its vector', () => {
    const found = findInPaste(
      '{"result":{"id":1,"payload":{"text":"hi"},"vector":[0.1,0.2,0.3,0.4]},"status":"ok","time":0.001}',
    )
    expect(found).toMatchObject({ kind: 'request', cases: [{ texts: ['hi'] }] })
    expect(found.kind === 'request' && found.cases[0]!.reply?.items[0]?.dense).toHaveLength(4)
  })
})
