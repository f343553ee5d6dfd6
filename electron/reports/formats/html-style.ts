const tones = ['baseline', 'optimized', 'saving', 'increase', 'neutral'];

/** The style of an HTML report: light and dark by the reader's own setting, and light on paper. */
export const htmlStyle = `
:root{color-scheme:light dark;--text:#1c2430;--dim:#5a6675;--line:#d9dee5;--paper:#fff;--soft:#f5f7f9;--baseline:#6b7a8d;--optimized:#1f6fd6;--saving:#1b8a5a;--increase:#c2410c;--neutral:#5a6675;--warning:#8a4b00;--warning-paper:#fff4e0}
@media (prefers-color-scheme:dark){:root{--text:#e6eaf0;--dim:#a3aebc;--line:#3a4350;--paper:#161b22;--soft:#1f2630;--baseline:#94a3b8;--optimized:#5aa2ff;--saving:#4ac38b;--increase:#ff8a5c;--neutral:#a3aebc;--warning:#ffcf8a;--warning-paper:#3a2a10}}
@media print{:root{color-scheme:light;--text:#000;--dim:#444;--line:#bbb;--paper:#fff;--soft:#f5f5f5;--baseline:#6b7a8d;--optimized:#1f6fd6;--saving:#1b8a5a;--increase:#c2410c;--neutral:#444;--warning:#8a4b00;--warning-paper:#fff}
@page{margin:16mm}h2{break-after:avoid}tr,figure,.facts{break-inside:avoid}thead{display:table-header-group}.scroll{overflow:visible}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--text);font:15px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;font-variant-numeric:tabular-nums}
main{max-width:960px;margin:0 auto;padding:32px 20px}
h1{margin:0;font-size:28px;line-height:1.25}h2{margin:36px 0 10px;font-size:19px}
p{margin:8px 0}.subtitle,.origin,figcaption,.hint{color:var(--dim)}.origin{font-size:13px;overflow-wrap:anywhere}
.warning{padding:8px 12px;border-left:4px solid var(--warning);background:var(--warning-paper);color:var(--warning)}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(240px,1fr));gap:12px;margin:14px 0}
.facts div{padding:10px 14px;background:var(--soft);border-radius:8px}.facts dt{color:var(--dim);font-size:13px}
.facts dd{margin:0;font-size:21px;font-weight:600}.facts .hint{display:block;font-size:13px;font-weight:400}
figure{margin:14px 0}figcaption{font-size:14px;margin-bottom:6px}svg{width:100%;height:auto;max-width:760px}svg text{fill:var(--text)}
.scroll{overflow-x:auto;margin:14px 0}
table{border-collapse:collapse;width:100%;font-size:14px}caption{text-align:left;font-weight:600;padding:6px 0}
th,td{padding:5px 10px 5px 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
th.number,td.number{text-align:right;white-space:nowrap}tfoot td{font-weight:600}
td:not(.number){overflow-wrap:anywhere;min-width:90px}
.thin{fill:none;stroke:var(--line);stroke-width:1}.line{fill:none;stroke-width:2.5}
${tones.map((tone) => `.fill-${tone}{fill:var(--${tone})}.line-${tone}{stroke:var(--${tone})}`).join('')}
`;
