import { strToU8, zipSync } from 'fflate'
import writeXlsx from 'write-excel-file/universal'
import { describe, expect, it } from 'vitest'
import { pairsOf, read, reasons } from './support'

const NS = 'http://schemas.openxmlformats.org'

/** A workbook of sheets in XML. Strings are inline; style 1 is a date. */
function workbook(sheets: Readonly<Record<string, string>>): Uint8Array {
  const names = Object.keys(sheets)
  const rels = names.map(
    (_, at) =>
      `<Relationship Id="rId${at + 1}" Type="${NS}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  )
  const files: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${NS}/package/2006/content-types"/>`,
    'xl/workbook.xml': `<workbook xmlns="${NS}/spreadsheetml/2006/main" xmlns:r="${NS}/officeDocument/2006/relationships"><sheets>${names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${NS}/package/2006/relationships">${rels.join('')}<Relationship Id="rId99" Type="${NS}/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${NS}/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
  }
  names.forEach((name, at) => {
    files[`xl/worksheets/sheet${at + 1}.xml`] =
      `<worksheet xmlns="${NS}/spreadsheetml/2006/main">${sheets[name]!}</worksheet>`
  })
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])))
}

const text = (ref: string, value: string) =>
  `<c r="${ref}" t="inlineStr"><is><t xml:space="preserve">${value}</t></is></c>`
const row = (number: number, ...cells: string[]) => `<row r="${number}">${cells.join('')}</row>`
const data = (...rows: string[]) => `<sheetData>${rows.join('')}</sheetData>`

describe('an XLSX file', () => {
  it('is read as another program writes it', async () => {
    const bytes = await writeXlsx([
      [{ value: '用户问题' }, { value: '召回文档' }, { value: '相似度' }, { value: '是否相关' }],
      [{ value: '怎么退货' }, { value: ' 在订单页申请 ' }, { value: 0.87 }, { value: '是' }],
      [{ value: '怎么换货' }, { value: '联系客服' }, { value: 0.5 }, { value: '否' }],
    ]).toBlob()
    const { reply } = await read(new Uint8Array(await bytes.arrayBuffer()), '坏例.xlsx')
    expect(reply.shape).toBe('xlsx')
    expect(pairsOf(reply)).toEqual([
      { row: 1, query: '怎么退货', document: ' 在订单页申请 ', production: 0.87, grade: 1 },
      { row: 2, query: '怎么换货', document: '联系客服', production: 0.5, grade: 0 },
    ])
  })

  it('gives stored values of formulas, and reports formulas that have none', async () => {
    const sheet = data(
      row(1, text('A1', 'query'), text('B1', 'document'), text('C1', 'score')),
      row(
        2,
        text('A2', 'a'),
        '<c r="B2" t="str"><f>A2&amp;"x"</f><v>ax</v></c>',
        '<c r="C2"><f>1/2</f><v>0.5</v></c>',
      ),
      row(3, text('A3', 'b'), '<c r="B3" t="str"><f>A3&amp;"x"</f></c>', '<c r="C3"><v>1</v></c>'),
      row(4, text('A4', 'c'), '<c r="B4" t="e"><f>1/0</f><v>#DIV/0!</v></c>'),
    )
    const { reply } = await read(workbook({ S: sheet }), 'x.xlsx')
    expect(pairsOf(reply)).toEqual([{ row: 1, query: 'a', document: 'ax', production: 0.5 }])
    expect(reasons(reply)).toEqual([
      [2, 'empty-document', ''],
      [3, 'empty-document', ''],
    ])
    expect(reply.notes).toContainEqual({ code: 'formula-without-value', about: '', count: 1 })
  })

  it('fills a query that is merged over its documents, and nothing else', async () => {
    const sheet = `${data(
      row(1, text('A1', '三月坏例')),
      row(2, text('A2', '查询'), text('B2', '文档'), text('C2', '标注')),
      row(3, text('A3', '退货'), text('B3', '甲'), text('C3', '是')),
      row(4, text('B4', '乙')),
      row(5, text('B5', '丙')),
      row(6),
      row(7, text('A7', '换货'), text('B7', '丁')),
      row(8, text('A8', '换货')),
    )}<mergeCells count="4"><mergeCell ref="A1:C1"/><mergeCell ref="A3:A5"/><mergeCell ref="C3:C5"/><mergeCell ref="B7:B8"/></mergeCells>`
    const { reply } = await read(workbook({ S: sheet }), 'x.xlsx')
    expect(pairsOf(reply)).toEqual([
      { row: 1, query: '退货', document: '甲', grade: 1 },
      { row: 2, query: '退货', document: '乙' },
      { row: 3, query: '退货', document: '丙' },
      { row: 5, query: '换货', document: '丁' },
    ])
    expect(reasons(reply)).toEqual([[6, 'empty-document', '']])
    expect(reply.notes).toEqual(
      expect.arrayContaining([
        { code: 'merged-filled', about: '查询', count: 2 },
        { code: 'merged-left', about: '标注', count: 2 },
        { code: 'merged-left', about: '文档', count: 1 },
      ]),
    )
  })

  it('reads dates and the sheet that is asked for', async () => {
    const first = data(row(1, text('A1', 'notes')))
    const second = data(
      row(1, text('A1', 'query'), text('B1', 'document'), text('C1', 'when')),
      row(2, text('A2', 'a'), text('B2', 'b'), '<c r="C2" s="1"><v>45000</v></c>'),
    )
    const third = data(
      row(1, text('A1', 'query'), text('B1', 'document')),
      row(2, text('A2', 'x'), text('B2', 'y')),
    )
    const bytes = workbook({ Info: first, 'A &amp; B': second, Third: third })
    const { reply } = await read(bytes, 'x.xlsx')
    expect(reply.sheets).toEqual(['Info', 'A & B', 'Third'])
    expect(reply.set!.columns).toEqual([{ name: 'when', values: ['2023-03-15'] }])
    expect(reply.notes).toContainEqual({ code: 'one-sheet', about: 'A & B', count: 3 })
    const { reply: other } = await read(bytes, 'x.xlsx', { sheet: 'Third' })
    expect(pairsOf(other)).toEqual([{ row: 1, query: 'x', document: 'y' }])
    await expect(read(bytes, 'x.xlsx', { sheet: 'None' })).rejects.toMatchObject({
      code: 'validation/no-sheet',
      values: { known: 'Info, A & B, Third' },
    })
  })

  it.each([
    ['a zip of something else', zipSync({ 'a.txt': strToU8('x') })],
    ['a file that is cut off', workbook({ S: data() }).slice(0, 300)],
    ['broken XML', workbook({ S: '<sheetData><row><c r="A1"' })],
    ['only a beginning', new Uint8Array([0x50, 0x4b, 3, 4])],
  ])('is refused if it is %s', async (_, bytes) => {
    await expect(read(bytes, 'x.xlsx')).rejects.toMatchObject({ name: 'EngineError' })
  })
})
