/** What people say to each other, and who they are: what a log, a list, a form and the way of a parcel do not have. */

/** Roles that name a side of a conversation by themselves. */
const ROLES =
  /^(?:用户|顾客|客户|买家|卖家|商家|访客|客服|(?:人工|在线|智能)?客服(?!对话|会话|聊天|记录|电话|热线|中心|服务|系统)\p{Script=Han}{1,3}|(?:人工|在线|智能)客服|说话人|发言人|speaker(?=[ _-]?\d)|机器人|坐席|店小二|小二|店铺|系统|助手|我|对方|问|答|甲|乙|お客様|オペレーター|担当者|ユーザー|店員|アシスタント|고객|고객님|상담원|상담사|사용자|user|customer|client|visitor|buyer|seller|agent|support|operator|bot|chatbot|assistant|system|human|ai|me|you|q|a|csr|rep|kunde|agente|cliente|usuario|utilisateur|benutzer|клиент|оператор|пользователь)(?:[ _#-]\w{1,8}|\d{1,8}|(?<=\p{Script=Han})[a-z]\d{0,3})?(?:\(.{0,20}\)|（.{0,20}）)?$/iu
export const isRole = (name: string): boolean => ROLES.test(name.trim())

const LINK = /(?:https?|ftp):\/\/\S+|www\.\S+/g
/** A question, a call, a face. */
const MARKS = /[?？!！؟;]\s*["”»)]*(?:\s|$)|[?？！؟]|\p{Emoji_Presentation}|(?<!\S)[:;]-?[)(DPp](?!\S)/u
/** Person, greeting, thanks, yes and no, in the languages of most chats. */
const WORDS = new RegExp(
  String.raw`(?<![\p{L}\p{M}/])(?:${[
    "i|i'm|i’m|i'll|i’ll|i've|i’ve|i'd|im|you|you're|you’re|u|your|me|my|mine|we|we're|we’re|hi|hello|hey|thanks|thank|thx|please|pls|ok|okay|okey|yes|yeah|yep|nope|sorry|lol|haha\\p{L}*|bye|what's|what’s|don't|don’t|can't|can’t|let's|let’s",
    'ich|du|dir|dich|mir|mich|ihr|hallo|danke|bitte|ja|nein|moin|genau|hola|gracias|sí|yo|tú|usted|vale|buenos|buenas|olá|oi|obrigad[oa]|sim|você|eu|tudo|bonjour|bonsoir|salut|merci|oui|je|tu|vous|svp|ciao|grazie|sì|buongiorno|prego',
    'hoi|bedankt|dank|ik|jij|nee|hej|tack|tak|takk|jag|jeg|hei|moi|kiitos|joo|kyllä|minä|sinä|mä|cześć|dziękuję|dzięki|proszę|dzień|merhaba|selam|teşekkürler|teşekkür|evet|hayır|tamam|ben|sen|ahoj|děkuji|díky|ano|szia|köszönöm|igen|bună|mulțumesc|chào|vâng|dạ|cảm ơn|bạn|mình|halo|terima kasih|iya|saya|kamu',
    'привет|здравствуйте|спасибо|да|нет|я|вы|ты|мне|пожалуйста|дякую|так|ні|здраво|благодаря|γεια|ευχαριστώ|ναι|όχι|مرحبا|أهلا|شكرا|نعم|السلام|انا|أنا|سلام|ممنون|مرسی|بله|שלום|תודה|כן|היי|नमस्ते|धन्यवाद|हाँ|मैं|आप|जी',
  ].join('|')})(?![\p{L}\p{M}/])`,
  'iu',
)
/** The same in scripts that write words without spaces, or join them to others. */
const PIECES =
  /[你您我咱吗嘛呢吧啊哦嗯呀啦哈噢喔呗亲謝谢嗎妳]|^(?:好|对|行|在|没|有|是|不)(?:的|了|啊|呀|是)?[。，,!！~～]*$|好的|是的|在的|请问|請問|麻烦|稍等|收到|怎么|怎麼|什么|什麼|为啥|哪[里儿个]|多少|です|ます|ました|ません|ください|ありがと|はい|いいえ|こんにち|おはよ|すみません|了解|だよ|[ねよか][。！]?$|[요죠까][\s.?!~]*$|니다|^[네예응][\s.!]*$|안녕|감사|[ㅋㅎㅠ]{2}|สวัสดี|ขอบคุณ|ครับ|ค่ะ|คะ|ผม/u

/** Whether people say this to each other. */
export function isTalk(said: string): boolean {
  const words = said.replace(LINK, ' ')
  return MARKS.test(words) || WORDS.test(words) || PIECES.test(words)
}

/** Most surnames in Chinese, and how one calls a person. */
const CHINESE_NAME =
  /^(?:[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文張劉陳楊趙黃吳孫馬羅鄭謝韓馮許蘇盧蔣葉](?:\p{Script=Han}{1,2}|[某总哥姐工])|[小老阿]\p{Script=Han}{1,2}|\p{Script=Han}{1,3}(?:先生|女士|小姐|经理|师傅|老师|同学|主管|客服|妈妈|爸爸))(?:[(（].{1,20}[)）])?$/u
const PLACE_NAME = /^(?:[郑徐常苏温江金黄武万]\p{Script=Han})$|[州市县區区省站港]$/u
/** An id: user_10086, +34 600 11 22 33, 张三(10086). */
const ID = /\(\d{4,}\)$|^[a-z]*[_-]?\d{4,}$|^\+\d|@/i

/** Who they are to each other: beside words of a form these are fields, so they need words that are said too. */
const SIDE =
  /^(?:老师|学生|医生|患者|记者|主持人|嘉宾|面试官|候选人|销售|顾问|家长|interviewer|interviewee|doctor|patient|teacher|student)\d{0,2}$/i

/** Whether a name is a person's by itself. */
export const isPersonal = (name: string): boolean =>
  SIDE.test(name) ||
  (CHINESE_NAME.test(name) && !PLACE_NAME.test(name)) ||
  ID.test(name) ||
  /^\p{Emoji_Presentation}/u.test(name)
