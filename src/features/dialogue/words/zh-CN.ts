import type { Dictionary } from '../../../i18n/dictionary'
import type { dialogue as en } from './en'

export const dialogue: Dictionary<typeof en> = {
  dialogue: '对话',
  turns_one: '{{count}} 轮',
  turns_other: '{{count}} 轮',
  speakers_one: '{{count}} 位说话人',
  speakers_other: '{{count}} 位说话人',
  headers: {
    sentences: '时间戳和说话人参与编码',
    out: '时间戳和说话人不编码',
    in: '时间戳和说话人全部编码',
  },
  short: { sentences: '含说话人', out: '不含说话人', in: '含说话人' },
  recognised: '识别为',
  format: {
    bracketed: '[时间] 姓名：消息',
    'head-line': '每条消息上方一行：时间和姓名',
    'time-name': '时间 姓名：消息',
    'name-time': '姓名 时间：消息',
    'name-line': '每条消息上方两行：姓名、时间',
    speaker: '姓名：消息',
    cues: '字幕（WebVTT、SRT）',
    table: '表格，含说话人列和消息列',
    json: '含消息的 JSON',
    'json-lines': '含消息的 JSON Lines',
  },
  who: '说话人',
  nobody: '未署名',
  more_one: '另有 {{count}} 位',
  more_other: '另有 {{count}} 位',
  leftOut: '消息之外',
  cost: '时间戳和说话人占',
  tokens_one: '{{count}} 个 token',
  tokens_other: '{{count}} 个 token',
  ask: '两段文本的时间戳和说话人：',
  choice: {
    sentences: '只在句子里去掉',
    out: '全部去掉',
    in: '参与编码',
  },
  about: {
    sentences: '整段文本按原文编码，含时间戳和说话人；句子和分块编码时不含。',
    out: '只编码说的话，各轮之间用换行连接。不编码的部分在编辑器里显示为灰色。',
    in: '与其他文字一样编码，句子和分块也含有。',
  },
}
