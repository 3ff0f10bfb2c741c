import { useState } from 'react'
import { isLink } from '#newsroom/parts/body-document.ts'
import { useDesk } from '#newsroom/parts/desk.ts'
import { Sheet } from '#newsroom/parts/dialog.tsx'
import { TextField } from '#newsroom/parts/field.tsx'

/** Links the words chosen, changes the link the cursor stands in, or takes it off. */
export function LinkSheet({ onClose }: { readonly onClose: () => void }) {
  const { editor } = useDesk()
  const now = String(editor.getAttributes('link').href ?? '')
  const [href, setHref] = useState(now)
  const [wrong, setWrong] = useState<string>()

  function link() {
    const typed = href.trim()
    // "example.org/page" is what people type; it is meant as https.
    const address = /^[\w-]+(\.[\w-]+)+(\/|$)/.test(typed) ? `https://${typed}` : typed
    if (!isLink(address)) return setWrong('A link starts with https://, mailto:, tel: or / for a page of our own.')
    onClose()
    const chain = editor.chain().focus().extendMarkRange('link')
    if (editor.state.selection.empty && now === '') {
      chain.insertContent({ type: 'text', text: address, marks: [{ type: 'link', attrs: { href: address } }] }).run()
    } else chain.setLink({ href: address }).run()
  }
  return (
    <Sheet title="Link" onClose={onClose}>
      <form
        className="pb"
        onSubmit={(event) => {
          event.preventDefault()
          link()
        }}
      >
        <section>
          <TextField
            label="Goes to"
            inputMode="url"
            value={href}
            onValue={setHref}
            wrong={wrong}
            placeholder="https://"
          />
        </section>
        <div className="pf">
          <button className="btn primary" type="submit">
            Link
          </button>
          {now ? (
            <button
              className="btn bare"
              type="button"
              onClick={() => {
                onClose()
                editor.chain().focus().extendMarkRange('link').unsetLink().run()
              }}
            >
              Take off the link
            </button>
          ) : null}
        </div>
      </form>
    </Sheet>
  )
}
