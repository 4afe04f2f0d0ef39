/** What a dataset, a model or an endpoint might say to do harm where it is shown. */
export const HOSTILE_TEXTS: readonly string[] = [
  "\x1b[2J\x1b]0;title\x07\x9b31m\x1bc cleared",
  "\u202egnp.exe\u2066hidden\u2069\u200f\u061c",
  "one\r\x1b[1Atwo\x08\x08\x7f\x85",
  "<script>alert(1)</script><img src=x onerror=alert(1)>\"'>",
  "</pre></td></table><style>*{display:none}</style>",
  "[click](javascript:alert(1)) ![i](https://evil.example/p.png) <https://evil.example>",
  "https://evil.example/a www.evil.example | `code` ~~x~~",
  '=HYPERLINK("https://evil.example","x")',
  "+1+cmd|' /C calc'!A0",
  "-2+3",
  "@SUM(1)",
  "\t=1+1",
  "＝1+1",
  "__proto__",
  "constructor",
  "toString",
];

/** Control characters (line feed and tab apart) and marks that reorder text. */
// deno-lint-ignore no-control-regex -- control characters are what this is about
export const CONTROLS = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** Elements that run or load something, or attributes that do; only unescaped. */
export const RUNNING_HTML =
  /<\s*(?:script|style|iframe|object|embed|link|base|form)\b|<[^>]*\son\w+\s*=|<a\b[^>]*javascript:|<\/pre><\/td>/i;
