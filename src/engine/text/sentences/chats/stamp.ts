/** How chats write time, as parts of regular expressions. None of them matches the same text in two different ways. */
const DATE = String.raw`(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}月\d{1,2}日|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d{1,2}(?:, \d{4})?)`
export const TIME = String.raw`(?:(?:上午|下午|晚上|早上|凌晨|中午|午前|午後|AM|PM) ?)?\d{1,2}[:：]\d{2}(?:[:：]\d{2}(?:[.,]\d{1,6})?)?(?: ?[AaPp]\.?[Mm]\.?)?(?:Z|[+-]\d{2}:?\d{2})?`
const BETWEEN = String.raw`(?:T|,? {1,3}(?:at )?|，)(?:(?:星期|周)[一二三四五六日天] ?)?`
/** Date and time; seconds, zone, AM and 上午 are optional. */
export const DATED = `${DATE}${BETWEEN}${TIME}`
export const STAMP = `(?:${DATED}|${TIME})`

/** A name: short, on one line, without marks that end a sentence. */
export const NAME = String.raw`[^\s:：,，。！？!?;；<>{}=|"][^:：。！？!?;；<>{}=|\n]{0,39}?`

const LEVELS = /^(?:\[?(?:info|warn|warning|error|debug|trace|fatal|notice|critical|severe)\b)/i
/** Words that a log file has in the place of a name. */
export const isLogLevel = (name: string): boolean => LEVELS.test(name)

/** Roles that name a side of a conversation by themselves. */
const ROLES =
  /^(?:用户|顾客|客户|买家|卖家|商家|访客|客服|人工客服|在线客服|智能客服|机器人|坐席|店小二|小二|店铺|系统|助手|我|对方|问|答|甲|乙|お客様|オペレーター|担当者|ユーザー|店員|user|customer|client|visitor|buyer|seller|agent|support|operator|bot|assistant|system|human|ai|me|you|q|a|csr|rep)(?:[ _#-]?\w{0,8})?(?:\(.{0,20}\)|（.{0,20}）)?$/i
export const isRole = (name: string): boolean => ROLES.test(name.trim())
