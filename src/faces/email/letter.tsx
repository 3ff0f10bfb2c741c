import { inline } from 'css-inline'
import type { Child } from 'hono/jsx'

// Mail programs know tables and inline styles and little else. The dark colors reach those that read a style sheet.
const style = `
body { margin: 0; padding: 0; background: #f4f1e8; }
.page { background: #f4f1e8; }
.sheet { background: #fdfcf9; border-top: 3px solid #16150f; }
.name { padding: 28px 32px 12px; font: 600 26px/1.1 Newsreader, Georgia, 'Times New Roman', serif; color: #16150f; border-bottom: 3px double #16150f; }
.words { padding: 24px 32px 8px; font: 400 17px/1.5 Newsreader, Georgia, 'Times New Roman', serif; color: #16150f; }
.words p { margin: 0 0 16px; }
.act { padding: 4px 32px 20px; }
.button { display: inline-block; padding: 13px 20px; background: #16150f; color: #fdfcf9; font: 600 15px/1 'Libre Franklin', Helvetica, Arial, sans-serif; text-decoration: none; border-radius: 3px; }
.fine { padding: 0 32px 28px; font: 400 13px/1.5 'Libre Franklin', Helvetica, Arial, sans-serif; color: #5c584c; }
.fine p { margin: 0 0 10px; }
.fine a { color: #5c584c; word-break: break-all; }
`

const dark = `
@media (prefers-color-scheme: dark) {
  body, .page { background: #0c0b09 !important; }
  .sheet { background: #14130f !important; border-color: #ece8dd !important; }
  .name, .words { color: #ece8dd !important; border-color: #ece8dd !important; }
  .button { background: #ece8dd !important; color: #14130f !important; }
  .fine, .fine a { color: #a39d8d !important; }
}
`

/** The sheet that every letter of the paper is set on: the paper's name, then what is said, the one thing to do, the fine print. */
export function LetterSheet(props: { paperName: string; subject: string; words: Child; act: Child; fine: Child }) {
  return (
    <html lang="en-US">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <title>{props.subject}</title>
        <style>{dark}</style>
      </head>
      <body>
        <table class="page" role="presentation" width="100%" cellpadding="0" cellspacing="0" border={0}>
          <tbody>
            <tr>
              <td align="center" style="padding: 24px 12px">
                <table
                  class="sheet"
                  role="presentation"
                  width="100%"
                  cellpadding="0"
                  cellspacing="0"
                  border={0}
                  style="max-width: 560px"
                >
                  <tbody>
                    <tr>
                      <td class="name">{props.paperName}</td>
                    </tr>
                    <tr>
                      <td class="words">{props.words}</td>
                    </tr>
                    <tr>
                      <td class="act">{props.act}</td>
                    </tr>
                    <tr>
                      <td class="fine">{props.fine}</td>
                    </tr>
                  </tbody>
                </table>
              </td>
            </tr>
          </tbody>
        </table>
      </body>
    </html>
  )
}

/** The letter as mail programs need it: every style on its element, the dark colors left as a sheet. */
export function inlined(letter: unknown): string {
  return `<!doctype html>${inline(String(letter), { extra_css: style, inline_style_tags: false, keep_style_tags: true })}`
}
