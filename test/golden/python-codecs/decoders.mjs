/**
 * Writes what TextDecoder makes of each pair of bytes, for make.py:
 *   node decoders.mjs node.json [chromium.json PATH_OF_CHROMIUM]
 * The product takes from TextDecoder only what Node's and the browser's agree on; the rest is in data.ts.
 */
import { writeFileSync } from 'node:fs'
import { TextDecoder } from 'node:util'

const LABELS = ['gbk', 'gb18030', 'big5', 'shift_jis', 'euc-kr', 'euc-jp']

function decoded(labels) {
  const all = {}
  for (const label of labels) {
    const found = {}
    const add = (bytes) => {
      const decoder = new TextDecoder(label, { ignoreBOM: true })
      const text = decoder.decode(Uint8Array.from(bytes), { stream: true }) + decoder.decode()
      if ([...text].length === 1 && text !== '\uFFFD')
        found[bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')] = text
    }
    for (let lead = 0x81; lead <= 0xfe; lead++)
      for (let trail = 0x30; trail <= 0xfe; trail++) add([lead, trail])
    if (label === 'euc-jp')
      for (let lead = 0xa1; lead <= 0xfe; lead++)
        for (let trail = 0xa1; trail <= 0xfe; trail++) add([0x8f, lead, trail])
    all[label] = found
  }
  return all
}

const [own, browser, executablePath] = process.argv.slice(2)
writeFileSync(own, JSON.stringify(decoded(LABELS)))
if (browser) {
  const { chromium } = await import('playwright-core')
  const started = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  const page = await started.newPage()
  const code = `(${decoded.toString()})(${JSON.stringify(LABELS)})`
  writeFileSync(browser, JSON.stringify(await page.evaluate(code)))
  await started.close()
}
