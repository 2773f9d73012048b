/** Which fields of a record say who spoke, when and what. */

const plainKey = (key: string): string => key.toLowerCase().replace(/[\s_-]/g, '')

/** In the order of preference: a name that a person reads before an id. */
const CONTENT =
  'content text message body msg plainbody plaintext utterance transcript comment parts 内容 消息 消息内容 聊天内容 文本 value'.split(
    ' ',
  )
const TIMES =
  'timestamp ts time createdat createat createtime originalarrivaltime datetime createddatetime date sentat sent sendtime msgtime timestampms originserverts dateunixtime created start starttime 时间 发送时间 消息时间 日期'.split(
    ' ',
  )
const SPEAKERS =
  'speaker sendername actorname fromname authorname sendernick imdisplayname displayname nickname nick from sender author username user role participant talker userid senderid authorid fromid botid 发送人 发送者 发言人 说话人 用户 昵称 角色 name source'.split(
    ' ',
  )
/** A record with one of these is an article, a product, a log entry or a review. */
const OTHER_RECORDS = new Set(
  'level severity loglevel logger stack title headline price rating isbn sku score question answer 标题 价格'.split(
    ' ',
  ),
)

export interface Fields {
  readonly content: string
  readonly speaker: string
  readonly time: string | null
  /** "name" alone is the name of anything. */
  readonly isWeak: boolean
}

/** The field with a time, or null. */
export const timeKeyOf = (keys: readonly string[]): string | null =>
  keys.find((key) => TIMES.includes(plainKey(key))) ?? null

/** Null: these are not the fields of a message. */
export function fieldsOf(keys: readonly string[]): Fields | null {
  const known = new Map(keys.map((key) => [plainKey(key), key]))
  const first = (wanted: readonly string[]) => known.get(wanted.find((key) => known.has(key)) ?? '')
  const content = first(CONTENT)
  const speaker = first(SPEAKERS)
  const time = first(TIMES) ?? null
  if (content === undefined || speaker === undefined) return null
  if ([...known.keys()].some((key) => OTHER_RECORDS.has(key))) return null
  // ShareGPT has "from" and "value"; with a "name" it is any pair.
  const isWeak = plainKey(speaker) === 'name' && time === null
  if (plainKey(content) === 'value' && plainKey(speaker) === 'name') return null
  return { content, speaker, time, isWeak }
}

/** LangChain and Rasa say the role as the type of a message. */
export function typedFieldsOf(keys: readonly string[]): Fields | null {
  const first = (wanted: readonly string[]) => keys.find((key) => wanted.includes(key))
  const content = first(['content', 'text', 'data'])
  const speaker = first(['type', 'event'])
  if (content === undefined || speaker === undefined) return null
  return { content, speaker, time: timeKeyOf(keys), isWeak: false }
}

/** Examples of a training set: the keys of what is asked and of what is answered, which stand for the speakers. */
const ASKED = ['instruction', 'prompt', 'human', 'user', 'query', 'input']
const ANSWERED = ['output', 'completion', 'response', 'assistant', 'gpt', 'bot', 'chosen', 'rejected']

/** Alpaca, prompt and completion, and pairs; null: the keys are of something else. In the order of the text. */
export function exampleFieldsOf(keys: readonly string[]): readonly string[] | null {
  const known = (wanted: readonly string[]) => keys.filter((key) => wanted.includes(plainKey(key)))
  const [all, answered] = [known(ASKED), known(ANSWERED)]
  // Beside a prompt, "user" is the name of an account.
  const asked = all.length > 1 ? all.filter((key) => plainKey(key) !== 'user') : all
  // Input and output alone are those of any program.
  if (answered.length === 0 || asked.every((key) => plainKey(key) === 'input')) return null
  return keys.filter((key) => asked.includes(key) || answered.includes(key) || plainKey(key) === 'system')
}
