import type { Dictionary } from '../../../i18n/dictionary'
import type { help as en } from './en'
import { terms } from './terms-zh-CN'

export const help: Dictionary<typeof en> = {
  title: '帮助',
  keys: {
    title: '快捷键',
    run: '分析（在任何地方都有效，包括编辑器内）',
    palette: '全部命令（在任何地方都有效，包括编辑器内）',
    list: '打开本帮助（焦点不在编辑器内时）',
    undo: '在编辑器内撤销：输入、拖入的文件、示例、交换',
    arrows: '在模式、标签页、token、单元格之间移动；Home、End 跳到第一个和最后一个标签页',
    zoom: '放大、缩小热力图；0 显示全部',
    rows: '验证的句对：移动（按住 Shift 多选）、标注、备注、撤销；分级文件用 0 到 3，4 为未定',
    open: '打开选中的单元格、按钮或 token',
    cancel: '关闭对话框或弹出框；取消固定的选择',
  },
  glossary: {
    title: '术语表',
    search: '搜索术语：中文、英文或 API 名称',
    none: '没有匹配的术语。',
    count_one: '{{count}} 个术语',
    count_other: '{{count}} 个术语',
  },
  guides: {
    title: '指南',
    open: '前往',
  },
  guide: {
    badPair: {
      title: '一对文本的分数过低或过高',
      one: '把两段文本放进 A 和 B，点“分析”。',
      two: '看分数下面列出的事实：被截断、没有共同 token、编码了时间和说话人、有隐藏字符。每一条都有可以撤销的处理办法。',
      three: '点一个分数，看它是怎么加出来的；热力图显示是哪些句子造成的。',
    },
    dialogue: {
      title: '对话里是哪一句起作用',
      one: '把对话粘贴到 A（有第二段文本就放进 B），点“分析”。',
      two: '热力图里每句一行。决定时间戳和说话人要不要参与编码。',
      three: '点一个单元格，在剖析里看数字背后的 token 和词。',
    },
    vectorDiffers: {
      title: '线上给出的向量不一样',
      one: '把文本放进 A，加载线上所用的模型。',
      two: '在“诊断”里粘贴那个向量，整段响应或日志行也可以。',
      three: '它逐一尝试前缀、截断、池化、清洗、取整，再两两组合，指出哪一种能得到这个向量。',
    },
    realModel: {
      title: '把演示模型换成 bge-m3',
      one: '点琥珀色的标记：列出各个文件、大小和精度。',
      two: '能上网：填入仓库，点“查找”，选择计算图，点“加载”。浏览器会存下来。',
      three: '不能上网：把列出的文件拷到这台机器，再选择它们的文件夹。什么都不会上传。',
    },
    handOver: {
      title: '把查到的结果交给别人',
      one: '保存案例：一个文件里有文本、设置、模型和结果；也可以复制链接。',
      two: '下载适合你的数据库的向量，或复制发给你的服务的请求。',
      three: '复制的每个数值都带着它的来源。',
    },
  },
  term: terms,
}
