/** The request beside the tabs: copied, run in a shell, it delivers the editors' texts. */
import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import { promisify } from 'node:util'
import { expect, open, test } from './page'

const run = promisify(execFile)

test('copy curl: the command delivers both texts exactly; dialect, server and form are remembered', async ({
  page,
  context,
}) => {
  const bodies: string[] = []
  const paths: string[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      bodies.push(Buffer.concat(parts).toString('utf8'))
      paths.push(request.url ?? '')
      response.end('{}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const base = `http://127.0.0.1:${typeof address === 'object' ? address!.port : 0}/v1/`
  const inBash = async (script: string) => {
    bodies.length = paths.length = 0
    await run('bash', ['-c', script], { env: { ...process.env, NO_PROXY: '*' } })
  }

  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await open(page, '?lang=en')
  const copied = () => page.evaluate(() => navigator.clipboard.readText())

  await test.step('without a text there is nothing to copy, and the page says so', async () => {
    await page.getByTestId('copy-curl').click()
    await expect(page.getByTestId('request-empty')).toBeVisible()
    await expect(page.getByTestId('request-command')).toHaveCount(0)
  })

  const a = 'it\'s "A"\n$(touch x) `y` $HOME %PATH% !z! \\n 手机充不进电 😀'
  const b = '‘B’ & <b> | 100 % \\'
  await page.getByTestId('text-a').fill(a)
  await page.getByTestId('text-b').fill(b)
  await page.getByTestId('request-url').fill(base)

  await test.step('OpenAI: dense; the sparse half of the mode cannot be had', async () => {
    await expect(page.getByTestId('request-cannot')).toHaveAttribute('data-head', 'sparse')
    await expect(page.getByTestId('copy-curl')).toHaveCount(1)
    await page.getByTestId('copy-curl').click()
    await expect(page.getByTestId('copy-curl')).toHaveAttribute('data-state', 'copied')
    await inBash(await copied())
    expect(paths).toEqual(['/v1/embeddings'])
    expect(JSON.parse(bodies[0]!)).toMatchObject({ input: [a, b], model: 'BAAI/bge-m3' })
  })

  await test.step('TEI: similarity, as the section shows it', async () => {
    await page.getByTestId('request-dialect-tei').click()
    await page.getByTestId('request-url').fill(base)
    await page.getByTestId('request-kind-similarity').click()
    await inBash((await page.getByTestId('request-command').textContent())!)
    expect(paths).toEqual(['/similarity'])
    expect(JSON.parse(bodies[0]!)).toMatchObject({ inputs: { source_sentence: a, sentences: [b] } })
    await page.getByTestId('request-copy').click()
    await expect.poll(copied).toContain('/similarity')
  })

  await test.step('a name and password are not written', async () => {
    await page.getByTestId('request-url').fill('http://me:secret@h')
    await expect(page.getByTestId('request-cannot')).toHaveAttribute('data-reason', 'url-credentials')
    await expect(page.getByTestId('request-command')).toHaveCount(0)
    await page.getByTestId('request-url').fill(base)
  })

  await test.step('after a reload', async () => {
    await page.getByTestId('request-form-cmd').click()
    await page.reload()
    await page.getByTestId('copy-curl-more').click()
    await expect(page.getByTestId('request-dialect')).toHaveAttribute('data-value', 'tei')
    await expect(page.getByTestId('request-form')).toHaveAttribute('data-value', 'cmd')
    await expect(page.getByTestId('request-url')).toHaveValue(base)
    await expect(page.getByTestId('request-command')).toContainText('curl.exe')
  })
  server.closeAllConnections()
  server.close()
})
