/** A request that someone copied becomes the case. The server in it is never asked. */
import type { Page } from '@playwright/test'
import { dropFiles, expect, expectText, open, test } from './page'

const CHROME_BASH = String.raw`curl 'http://gpu-7.internal:8000/v1/embeddings' \
  -H 'accept: */*' \
  -H 'authorization: Bearer sk-of-a-secret' \
  -H 'content-type: application/json' \
  --data-raw $'{"model":"BAAI/bge-m3","input":["query: it\'s 5 o\'clock\u0021 $HOME","\u4f60\u597d 100% \\"x\\""],"truncate_prompt_tokens":2048,"dimensions":24}' \
  --insecure`

const HAR = JSON.stringify({
  log: {
    version: '1.2',
    entries: [
      {
        request: { method: 'GET', url: 'http://h/app.js', headers: [] },
        response: { status: 200, content: {} },
      },
      {
        request: {
          method: 'POST',
          url: 'http://tei.internal/embed',
          headers: [{ name: 'Cookie', value: 'sid=of-a-secret' }],
          postData: {
            mimeType: 'application/json',
            text: '{"inputs":["first","second","third"],"normalize":false}',
          },
        },
        response: { status: 200, content: { text: '[[0.6,0.8],[1,0],[0,1]]' } },
      },
    ],
  },
})

const paste = async (page: Page, text: string) => {
  await page.getByTestId('paste-open').click()
  await page.getByTestId('paste-text').fill(text)
}

test('a curl and a HAR load texts and settings; undo brings back what was; what cannot be read changes nothing', async ({
  page,
}) => {
  await open(page, '?lang=en')
  await page.getByTestId('text-a').fill('mine')
  await page.getByTestId('text-b').fill('yours')

  await paste(page, CHROME_BASH)
  const found = page.getByTestId('paste-found')
  await expect(found).toHaveAttribute('data-dialect', 'vllm')
  await expect(found).toHaveAttribute('data-source', 'curl-bash')
  await expect(page.getByTestId('paste-secrets')).toHaveText('authorization')
  await expect(page.getByTestId('paste-change-maxLength')).toBeChecked()
  await page.getByTestId('paste-load').click()
  await expect(page.getByTestId('paste-dialog')).toBeHidden()
  await expectText(page, 'a', "it's 5 o'clock! $HOME")
  await expectText(page, 'b', '你好 100% "x"')
  await page.getByTestId('options-more').click()
  await expect(page.getByTestId('option-prefix')).toContainText('query:')
  await page.keyboard.press('Escape')
  await page.getByTestId('undo').click()
  await expectText(page, 'a', 'mine')
  await expectText(page, 'b', 'yours')
  await expect(page.getByTestId('options-more')).not.toHaveAttribute('data-changed', /prefix/)

  for (const [text, code, words] of [
    [`curl http://h/embed -d "{\\"inputs\\":\\"$TEXT\\"}"`, 'paste/variable', '$TEXT'],
    ['curl http://h/embed -d @body.json', 'paste/file', 'body.json'],
  ] as const) {
    await paste(page, text)
    const error = page.getByTestId('paste-dialog').getByTestId('error')
    await expect(error).toHaveAttribute('data-code', code)
    await expect(error).toContainText(words)
    await expect(page.getByTestId('paste-load')).toBeDisabled()
    await page.getByTestId('paste-close').click()
  }
  await expectText(page, 'a', 'mine')

  await page.getByTestId('paste-open').click()
  await dropFiles(page, 'paste-text', [{ name: 'session.har', bytes: Buffer.from(HAR) }])
  await expect(found).toHaveAttribute('data-texts', '3')
  await expect(page.getByTestId('paste-change-normalize')).toBeChecked()
  await page.getByTestId('paste-change-normalize').uncheck()
  await page.getByTestId('paste-load').click()
  await expectText(page, 'a', 'first')
  await expectText(page, 'b', 'second')

  // A curl in an editor is a text, and offers to be more.
  await page.getByTestId('text-b').fill('curl http://h/embed -d \'{"inputs":["q","p"]}\'')
  await page.getByTestId('read-request-b').click()
  await expect(found).toHaveAttribute('data-texts', '2')
  await page.getByTestId('paste-load').click()
  await expectText(page, 'a', 'q')
  await expectText(page, 'b', 'p')

  // A HAR's vectors go to the section that explains them.
  await paste(page, HAR)
  await expect(page.getByTestId('paste-reply')).toHaveAttribute('data-form', 'tei')
  await page.getByTestId('paste-compare').click()
  await expect(page.getByTestId('panel-diagnose')).toBeVisible()
  const kept = await page.evaluate(() => JSON.stringify(localStorage))
  expect(kept).not.toContain('of-a-secret')
})
