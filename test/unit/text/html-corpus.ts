/** HTML and its text: what parse5 in Node and the browser's own parser must both give. */
import { readFileSync } from 'node:fs'

export type HtmlCase = readonly [html: string, text: string]

export const HTML_CASES: Readonly<Record<string, readonly HtmlCase[]>> = {
  lines: [
    ['<p>a</p><p>b</p>', 'a\n\nb'],
    ['<p>a<p>b', 'a\n\nb'],
    ['<div>a</div><div>b</div>', 'a\nb'],
    ['<div><div>a</div></div>b<div>c</div>', 'a\nb\nc'],
    ['a<br>b<br/>c</br>d', 'a\nb\nc\nd'],
    ['<p>a<br></p><p>b</p>', 'a\n\nb'],
    ['<div>a<br></div><div>b</div>', 'a\nb'],
    ['<div>a</div><div><br></div><div>b</div>', 'a\n\nb'],
    ['<div>a</div><br><br><br><div>b</div>', 'a\n\nb'],
    ['<p>a</p><p></p><p>&nbsp;</p><p>b</p>', 'a\n\nb'],
    ['<h1>标题</h1><section>一</section><section>二</section>', '标题\n一\n二'],
    ['<dl><dt>词<dd>义</dl>', '词\n义'],
    ['<hr>a<hr>b<hr>', 'a\nb'],
    ['<span style="display: block">a</span><span style="display:block">b</span>', 'a\nb'],
    ['<div style="display:inline">a</div><div style="display:inline !important">b</div>', 'ab'],
    ['', ''],
    ['   \n ', ''],
    ['<p> </p>', ''],
  ],
  'white space': [
    ['  a \n\t b  ', 'a b'],
    ['<b>a </b> b', 'a b'],
    ['<b>a</b>b', 'ab'],
    ['a<b> </b>b', 'a b'],
    ['中文\n换行', '中文 换行'], // as in Chrome
    ['a&nbsp;b', 'a b'],
    ['a&nbsp;&#160;\u00A0b', 'a   b'],
    ['<p>&nbsp;&nbsp;首行</p>', '  首行'],
    ['<p>\u3000\u3000首行</p>', '\u3000\u3000首行'],
    ['a\u200Bb', 'a\u200Bb'],
    ['<pre>\n  if (a) {\n\n\n    b\n  }  \n</pre>after', '  if (a) {\n\n\n    b\n  }  \nafter'],
    ['x<pre>a\tb</pre>', 'x\na\tb'],
    ['<textarea>a\n b</textarea>', 'a\n b'],
    ['<p style="white-space: pre-line">a   b\nc', 'a b\nc'],
    ['<pre>a  <span style="white-space:normal">b   c</span></pre>', 'a  b c'],
    ['<p style="white-space:normal;white-space:pre-wrap">a  b', 'a  b'],
    ['<p style="white-space-collapse: preserve; text-wrap: nowrap">a  b', 'a  b'],
  ],
  'what is dropped and what is kept': [
    ['a<!-- <p>no</p> -->b', 'ab'],
    ['a<!--[if gte mso 9]><xml><p>no</p></xml><![endif]-->b', 'ab'],
    ['<![if !supportLists]>yes<![endif]>', 'yes'],
    ['<!--[if !mso]><!-->yes<!--<![endif]-->', 'yes'],
    ['<head><title>no</title><meta><style>no</style></head><body>yes</body>', 'yes'],
    ['<style>p{}</style><script>"<p>no"</script><template><p>no</template><noscript>no</noscript>yes', 'yes'],
    ['<svg><text>no</text><style>no</style></svg>yes<iframe>no</iframe>', 'yes'],
    ['<xml><w:WordDocument>no</w:WordDocument></xml>yes', 'yes'],
    ['<p>a<o:p></o:p></p><w:sdt>b</w:sdt>', 'a\n\nb'],
    ['<div hidden>no</div><p style="display: none">no</p><span style="mso-hide:all">no</span>yes', 'yes'],
    ['<div id="js_content" style="visibility: hidden; opacity: 0">yes</div>', 'yes'], // WeChat's saved articles
    ['<a href="https://example.com/">链接</a>', '链接'],
    ['<ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>', '漢(hàn)'],
    ['<img alt="图形用户界面, 描述已自动生成">好<img src=x onerror="alert(1)"><img alt="">', '好'],
    [
      '好<img alt="[微笑]"><img alt="😀"><img alt="👍🏽"><img alt="🇨🇳"><img alt=":smile:"><img alt="1">',
      '好[微笑]😀👍🏽🇨🇳:smile:',
    ],
    [
      '5V&lt;6V &amp;&amp; &quot;x&quot; &#x4F60;&copy; &amp;lt; &unknown; &',
      '5V<6V && "x" 你© &lt; &unknown; &',
    ],
    ['a < b', 'a < b'],
    ['a<b', 'a'], // an unclosed tag to the end of the file, as in any browser
  ],
  lists: [
    ['<ul><li>a<li>b</ul>', '- a\n- b'],
    ['<ol><li>a</li><li>b</li></ol>c', '1. a\n2. b\nc'],
    ['<ol start=5><li>a<li value=9>b<li>c</ol>', '5. a\n9. b\n10. c'],
    ['<ol start=0><li>a</ol>', '0. a'],
    ['<ol reversed><li>a<li>b</ol>', '2. a\n1. b'],
    ['<ol start=x><li>a</ol>', '1. a'],
    ['<ul><li>a<ol><li>b<ul><li>c</ul></ol><li>d</ul>', '- a\n  1. b\n    - c\n- d'],
    ['<ul><li>a</li><ul><li>b</li></ul></ul>', '- a\n  - b'], // Google Docs
    ['<ol><li><p>a</p></li><li><p>b</p><p>c</p></li></ol>', '1. a\n2. b\nc'],
    ['<ol><li></li><li>b</li></ol>c', '2. b\nc'],
    ['<li>a', '- a'],
    ['<ul style="list-style: none"><li>首页<li>关于</ul>', '首页\n关于'],
    ['<ul><li style="list-style-type:none">a</ul>', 'a'],
    [
      '<p class=MsoListParagraph><span style="mso-list:Ignore">(一)<span>&nbsp; </span></span>总则',
      '(一) 总则',
    ],
    [
      "<p class=MsoListParagraph><span style='font-family:Wingdings'><span style='mso-list:Ignore'>l<span>&nbsp; </span></span></span>要点",
      '- 要点',
    ],
  ],
  tables: [
    ['<table><tr><td>a<td>b<tr><td>c<td>d</table>', 'a\tb\nc\td'],
    [
      '<table><thead><tr><th>a</th><th>b</th></tr></thead>\n<tbody>\n<tr>\n<td>c</td>\n<td>d</td></tr></table>x',
      'a\tb\nc\td\nx',
    ],
    ['<table><tr><td>a<td><td>c</table>', 'a\t\tc'],
    ['<table><tr><td><td>b<tr><td>c<td></table>', '\tb\nc'],
    ['<table><tr><td>a<td><tr><td>b</table>', 'a\nb'],
    ['<table><tr><td></td><td></td></tr><tr><td>b</table>', 'b'],
    ['<table><tr><td><p>a</p><p>b</p></td><td><div>c</div></td></tr></table>', 'a\nb\tc'],
    ['<table><tr><td>a<br>b</td><td>c</td></tr></table>', 'a\nb\tc'],
    ['x<table><caption>表1</caption><tr><td>a</table>y', 'x\n表1\na\ny'],
    ['<table><tr><td>外<table><tr><td>a<td>b</table><td>c</table>', '外\na\tb\n\tc'],
    ['<table><tr style="display:none"><td>no</td></tr><tr><td>a</table>', 'a'],
    ['<tr><td>a</td><td>b</td></tr><tr><td>c</td></tr>', 'a\tb\nc'], // a fragment that lost its table
    ['<table style="white-space:pre">\n <tr>\n  <td>a</td>\n  <td>b</td>\n </tr>\n</table>', 'a\tb'],
  ],
  'markers that are no comments do not count': [
    ['<p>a</p><script>"<!--StartFragment-->"</script><p>b</p>', 'a\n\nb'],
    ['a<!--EndFragment-->b', 'ab'],
    ['a<!--StartFragment-->b', 'b'],
  ],
  'the Word sample': [
    [
      readFileSync(new URL('../../samples/clipboard/word.html', import.meta.url), 'utf8'),
      [
        '3.充电故障排查',
        '手机充不进电时，先检查USB接口是否有灰尘 (see fig. 2)',
        '1) 关机&拔线',
        '2) 用软毛刷清理，电压 5V<6V',
        '型号\t接口',
        'X100\tType-C®',
        '',
        '如仍无法充电，联系售后。',
        '24小时内回复。',
      ].join('\n'),
    ],
  ],
  'Excel: the markers are inside the table': [
    [
      `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">
<head><meta name=ProgId content=Excel.Sheet>
<style><!--table {mso-displayed-decimal-separator:"\\.";} .xl65 {color:red;} --></style>
<!--[if gte mso 9]><xml><x:ExcelWorkbook>Sheet1</x:ExcelWorkbook></xml><![endif]--></head>
<body link="#0563C1">
<table border=0 cellpadding=0 width=144 style='border-collapse:collapse;width:108pt'>
<!--StartFragment-->
 <col width=72 span=2 style='width:54pt'>
 <tr height=19 style='height:14.25pt'>
  <td height=19 class=xl65 width=72 style='height:14.25pt'>型号</td>
  <td width=72>单价<span style='mso-spacerun:yes'>&nbsp;</span></td>
 </tr>
 <tr height=19>
  <td height=19>X100</td>
  <td align=right x:num="1299">1,299 </td>
 </tr>
<!--EndFragment-->
</table>
</body></html>`,
      '型号\t单价\nX100\t1,299',
    ],
  ],
  'VS Code: one div per line, spaces kept': [
    [
      '<meta charset="utf-8"><div style="color: #cccccc;font-family: Consolas;white-space: pre;"><div><span style="color: #569cd6;">def</span><span> f(x):</span></div><div><span>&#160; &#160; </span><span>return</span><span> x</span></div><br><br><div><span>print(1)</span></div></div>',
      'def f(x):\n    return x\n\n\nprint(1)',
    ],
  ],
  'Google Docs': [
    [
      '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr" style="line-height:1.38;"><span style="white-space:pre;white-space:pre-wrap;">第一段</span><span style="white-space:pre;white-space:pre-wrap;"> bold</span></p><br /><ul style="margin-top:0;"><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>要点</span></p></li><ul><li dir="ltr" aria-level="2"><p dir="ltr" role="presentation"><span>细节</span></p></li></ul></ul></b><br class="Apple-interchange-newline">',
      '第一段 bold\n\n- 要点\n  - 细节',
    ],
  ],
  'a WeChat article': [
    [
      '<section data-role="outer" style="font-size: 16px;"><section style="text-align: center;"><span leaf="">退换货说明</span></section><p style="margin: 0px;"><span>七天无理由</span></p><p><br></p><section><section><strong>1</strong></section><section>保持包装完好</section></section><section><img class="rich_pages" alt="图片" data-src="https://example.com/a.png"></section></section>',
      '退换货说明\n\n七天无理由\n\n1\n保持包装完好',
    ],
  ],
  'Feishu docs': [
    [
      '<meta charset="utf-8"><div data-page-id="x" data-lark-html-role="root" data-docx-has-block-data="false"><h2 class="heading-2 ace-line">背景</h2><div class="ace-line ace-line old-record-id-a">第一行</div><ol start="1" class="list-number1"><li class="ace-line" data-list="number"><div>下单</div></li></ol><ol start="2" class="list-number1"><li class="ace-line" data-list="number"><div>付款</div></li></ol><table class="ace-table"><colgroup><col width="100"></colgroup><tbody><tr><td><div class="ace-line">型号</div></td><td><div class="ace-line">接口</div></td></tr></tbody></table></div><span data-lark-record-data="{}" data-lark-record-format="docx/text" class="lark-record-clipboard"></span>',
      '背景\n第一行\n1. 下单\n2. 付款\n型号\t接口',
    ],
  ],
  'DingTalk docs': [
    [
      '<article class="4ever-article"><p style="text-align:left;margin-left:0"><span data-type="text">客服：</span><span data-type="text">您好</span></p><p><span data-type="leaf">用户：在吗</span></p><ul><li><span data-type="text">一</span></li></ul></article>',
      '客服：您好\n\n用户：在吗\n\n- 一',
    ],
  ],
  'a browser on Windows: the markers, and its header': [
    [
      'Version:0.9\r\nStartHTML:0000000105\r\nSourceURL:https://example.com/\r\n<html><body>\r\nbefore<!--StartFragment--><span style="display: inline !important; white-space: normal;">你好 </span><b>世界</b><!--EndFragment-->after\r\n</body></html>',
      '你好 世界',
    ],
  ],
}
