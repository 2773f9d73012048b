/**
 * How likely is it that somebody wrote this text? A unigram model with a handful of classes, made to tell
 * readings of the same bytes apart: most GBK files are also valid Big5, Shift_JIS, EUC-KR or UTF-16, so that
 * "decodes without error" decides nothing. `chardet` gives every such reading a confidence of 10 below about ten
 * characters, and a pasted sentence is often shorter than that.
 */

// The most frequent hanzi (Jun Da's list of modern Chinese, plus words of shops and support desks), then the
// traditional forms that differ. Of the hanzi in real sentences two thirds and more are among them (80% in
// test/samples/chats), of the hanzi in a wrong reading few (2% of those chats' GBK read as Big5, 9% of Korean read as
// GBK). The list is not needed to tell GBK from Big5; it tells Chinese from other text.
const FREQUENT =
  '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因' +
  '只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿' +
  '原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界' +
  '达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运笔请您谢客服单订货退款付买卖支持充线网络登录密码账号户屏幕印错误置软载装版换修' +
  '快递价钱元钟周午早晚票税额注册申操步骤按键击输选择检查连接失败功链店商城优惠券送收寄址姓联邮箱默启停显示隐配模型档句词语索询段落测试器端' +
  '這個們來為國說時會對於著過發後裡種經麼學現當沒動還進樣開從實軍無與長機關點業將兩間問並應戰頭體見產話內給門兒東聲員論處義幾認條氣題爾別變總電數報結務場計資許統區隊決馬書則聽卻達強難權設記類據邊' +
  '張該規萬覺術領確傳師觀讓識帶導爭運筆請謝單訂貨買賣線網絡錄碼賬帳號戶錯誤軟載裝換遞價錢鍾鐘稅額註冊驟鍵擊輸選擇檢連敗鏈優聯繫郵啟顯隱檔詞語詢測試'

const PUNCTUATION =
  '　、。，．·：；！？（）《》〈〉「」『』【】〔〕“”‘’—…～％￥＋－／０１２３４５６７８９①②③④⑤⑥⑦⑧⑨'

const enum Kind {
  Other,
  Ascii,
  Punctuation,
  Frequent,
  /** In the first, everyday level of GB 2312 (3,755 hanzi) or Big5 (5,401). */
  Everyday,
  RareHanzi,
  Kana,
  Control,
  /** Private use, U+FFFD and C1: what converters write for invalid bytes. */
  Junk,
}

// Natural logarithms of (share of the class in ordinary text ÷ members of the class), rounded. Only the
// differences matter, and those are large.
const LOG_LIKELIHOOD: Readonly<Record<Kind, number>> = {
  [Kind.Other]: -13,
  [Kind.Ascii]: -4.5,
  [Kind.Punctuation]: -5.5,
  [Kind.Frequent]: -6.7,
  [Kind.Everyday]: -9.9,
  [Kind.RareHanzi]: -16,
  [Kind.Kana]: -10.5, // EUC-JP's kana are GB 2312's kana: they must not make it look Chinese
  [Kind.Control]: -18,
  [Kind.Junk]: -25,
}

let kinds: Uint8Array | undefined

/** The class of each UTF-16 unit. The everyday hanzi need no list: both encodings give them rows of their own. */
function kindTable(): Uint8Array {
  if (kinds) return kinds
  const table = new Uint8Array(0x10000)
  table.fill(Kind.RareHanzi, 0x3400, 0xa000)
  table.fill(Kind.Kana, 0x3041, 0x3100)
  table.fill(Kind.Junk, 0x80, 0xa0)
  table.fill(Kind.Junk, 0xe000, 0xf900)
  table.fill(Kind.Junk, 0xfff0)
  table.fill(Kind.Control, 0, 0x20)
  table.fill(Kind.Ascii, 0x20, 0x7f)
  table[0x7f] = Kind.Control
  for (const c of [0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1b]) table[c] = Kind.Ascii // with VT and ESC: Word's breaks, coloured logs
  const mark = (text: string, kind: Kind) => {
    for (let i = 0; i < text.length; i++) table[text.charCodeAt(i)] = kind
  }
  mark(decodeRows('gb18030', 0xb0, 0xd7), Kind.Everyday)
  mark(decodeRows('big5', 0xa4, 0xc5), Kind.Everyday)
  table[0xfffd] = Kind.Junk // the unassigned cells at the end of GB 2312's first level
  table.fill(Kind.Junk, 0xe000, 0xf900)
  mark(FREQUENT, Kind.Frequent)
  mark(PUNCTUATION, Kind.Punctuation)
  return (kinds = table)
}

function decodeRows(encoding: 'gb18030' | 'big5', first: number, last: number): string {
  const bytes: number[] = []
  for (let lead = first; lead <= last; lead++) {
    if (encoding === 'big5') for (let trail = 0x40; trail < 0x7f; trail++) bytes.push(lead, trail)
    for (let trail = 0xa1; trail < 0xff; trail++) bytes.push(lead, trail)
  }
  return new TextDecoder(encoding).decode(new Uint8Array(bytes))
}

export interface Likelihood {
  /** Sum over the text, in nats: compares readings of the same bytes, the higher the likelier. */
  readonly total: number
  /** Mean of a non-ASCII character, in nats: says whether a reading looks like Chinese at all (0 without any). */
  readonly mean: number
  /** Number of UTF-16 units outside ASCII. */
  readonly wide: number
  /** Share of control characters that text files do not use (0 to 1). */
  readonly controls: number
}

/** Linear in the length of `text`; allocates nothing. */
export function likelihood(text: string): Likelihood {
  const table = kindTable()
  const counts = new Float64Array(Kind.Junk + 1)
  for (let i = 0; i < text.length; i++) counts[table[text.charCodeAt(i)]!]!++
  let total = 0
  for (let kind = 0; kind < counts.length; kind++) total += counts[kind]! * LOG_LIKELIHOOD[kind as Kind]
  const ascii = counts[Kind.Ascii]!
  const control = counts[Kind.Control]!
  const wide = text.length - ascii - control
  const outside = total - ascii * LOG_LIKELIHOOD[Kind.Ascii] - control * LOG_LIKELIHOOD[Kind.Control]
  return { total, mean: wide ? outside / wide : 0, wide, controls: text.length ? control / text.length : 0 }
}
