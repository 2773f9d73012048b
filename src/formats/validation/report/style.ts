/** The report's only style sheet: light, dark, and on paper (A4). */
export const STYLE = `
:root{color-scheme:light dark;--ink:#1f2733;--soft:#55606f;--line:#d5dbe3;--ground:#fff;--panel:#f6f8fa;--accent:#1d5f94;--yes:#1f7a5c;--no:#b4530a;--other:#aab6c4;--band:#1d5f941f}
@media (prefers-color-scheme:dark){:root{--ink:#e3e8ef;--soft:#a3aebd;--line:#39424f;--ground:#14181f;--panel:#1b2029;--accent:#6bb0e8;--yes:#57c29b;--no:#f0a35e;--other:#5c6878;--band:#6bb0e82b}}
*{box-sizing:border-box}
body{margin:0 auto;padding:24px 16px;max-width:1040px;background:var(--ground);color:var(--ink);font:14px/1.5 system-ui,-apple-system,"Segoe UI","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;overflow-wrap:anywhere}
h1{font-size:22px;margin:0 0 4px}h2{font-size:17px;margin:32px 0 8px;padding-top:8px;border-top:1px solid var(--line)}h3{font-size:14px;margin:20px 0 2px}
p{margin:6px 0;max-width:80ch}.note,.legend,caption{color:var(--soft);font-size:12px}.lead{font-size:15px}
nav ul{display:flex;flex-wrap:wrap;gap:4px 16px;margin:8px 0;padding:0;list-style:none}a{color:var(--accent)}
.scroll{overflow-x:auto;margin:8px 0 16px}
table{border-collapse:collapse;font-size:12px;font-variant-numeric:tabular-nums;min-width:50%}
caption{text-align:left;padding:4px 0}th,td{padding:3px 8px;border-bottom:1px solid var(--line);text-align:right;vertical-align:top;overflow-wrap:normal}
thead th{word-break:keep-all;color:var(--soft);font-weight:600;vertical-align:bottom;overflow-wrap:normal}td:not(.text){white-space:nowrap}tbody th{font-weight:600;text-align:left}th:first-child,td.text,th.text{text-align:left}td.text{min-width:260px}td.text bdi{white-space:pre-wrap}
.wide td,.wide th{text-align:left;white-space:normal;overflow-wrap:anywhere}.wide td{min-width:64px}td.text{overflow-wrap:anywhere}.none{color:var(--soft)}tr.is-yes{background:var(--band)}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,400px),1fr));gap:16px}
figure{margin:0;padding:8px 12px;border:1px solid var(--line);border-radius:4px;background:var(--panel)}figcaption{font-weight:600}
svg{display:block;width:100%;height:auto}svg text{fill:var(--soft);font-size:11px}svg path{fill:none}.grid{stroke:var(--line)}.axis{stroke:var(--soft)}
svg .relevant{fill:var(--yes)}svg .irrelevant{fill:var(--no)}svg .unlabelled{fill:var(--other)}svg rect.band{fill:var(--band)}
svg .threshold{stroke:var(--ink);stroke-width:1.5;stroke-dasharray:4 3}svg .line{stroke-width:1.75}.line.all{stroke:var(--accent)}.line.yes{stroke:var(--yes);stroke-dasharray:7 3}.line.no{stroke:var(--no);stroke-dasharray:2 3}svg .diagonal{stroke:var(--other);stroke-dasharray:3 3}
.key{display:inline-block;width:12px;height:10px;margin:0 2px 0 8px;vertical-align:-1px}.key:first-child{margin-left:0}.key.relevant,.key.yes{background:var(--yes)}.key.irrelevant,.key.no{background:var(--no)}.key.unlabelled{background:var(--other)}.key.band{background:var(--band);outline:1px solid var(--line)}.key.all{background:var(--accent)}.key.threshold{height:0;border-top:2px dashed var(--ink);vertical-align:3px}
details{margin:6px 0}summary{cursor:pointer;color:var(--accent);font-size:12px;min-height:24px;padding:3px 0}
@page{size:A4;margin:14mm}
@media print{:root{--ink:#000;--soft:#444;--line:#bbb;--ground:#fff;--panel:#fff;--accent:#1d5f94;--yes:#1f7a5c;--no:#b4530a;--other:#aab6c4;--band:#1d5f941f}body{max-width:none;padding:0;font-size:10pt;-webkit-print-color-adjust:exact;print-color-adjust:exact}nav,details{display:none}.scroll{overflow:visible}table{font-size:8pt;width:100%}th,td{padding:2px 4px}td.text{min-width:0}.charts{grid-template-columns:1fr 1fr}figure,tr{break-inside:avoid}h2,h3{break-after:avoid}}
`
