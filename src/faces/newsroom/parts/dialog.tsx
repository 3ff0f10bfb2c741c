import { type ReactNode, useId, useState } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { sentenceOf } from '#newsroom/api-client.ts'
import { Icon } from './icon.tsx'

interface SheetProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  /** `corner` lies under the story bar as a popover does; `wide` and `full` are for texts side by side and previews. */
  readonly shape?: 'plain' | 'corner' | 'wide' | 'full'
  readonly role?: 'dialog' | 'alertdialog'
  readonly beside?: ReactNode
}

/** A dialog: focus goes in and comes back, Escape and a press outside close it. */
export function Sheet({ title, onClose, children, shape = 'plain', role = 'dialog', beside }: SheetProps) {
  return (
    <ModalOverlay
      className={shape === 'corner' ? 'veil corner' : 'veil'}
      isOpen
      isDismissable={role === 'dialog'}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <Modal className={`sheetbox ${shape}`}>
        <AriaDialog role={role}>
          <div className="ph">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <span className="push" />
            {beside}
            <button className="btn bare icon" type="button" aria-label="Close" onClick={onClose}>
              <Icon name="x" />
            </button>
          </div>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

interface AskFirstProps {
  readonly title: string
  readonly yes: string
  readonly children: ReactNode
  readonly onYes: () => Promise<unknown> | undefined
  readonly onClose: () => void
  /** Oxblood for what readers cannot unsee. */
  readonly grave?: boolean
  readonly mayYes?: boolean
}

/** Asks before something that cannot be undone, and says what went wrong if it did. */
export function AskFirst({ title, yes, children, onYes, onClose, grave = false, mayYes = true }: AskFirstProps) {
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState('')
  async function act() {
    setBusy(true)
    setWrong('')
    try {
      await onYes()
      onClose()
    } catch (error) {
      setWrong(sentenceOf(error))
      setBusy(false)
    }
  }
  return (
    <Sheet title={title} onClose={onClose} role="alertdialog">
      <form
        className="pb"
        onSubmit={(event) => {
          event.preventDefault()
          void act()
        }}
      >
        <section>{children}</section>
        <Wrong text={wrong} />
        <div className="pf">
          <button className={grave ? 'btn stop' : 'btn primary'} type="submit" disabled={busy || !mayYes}>
            {busy ? 'One moment…' : yes}
          </button>
          <button className="btn bare" type="button" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Sheet>
  )
}

/** What went wrong, where the person is looking; nothing when nothing did. */
export function Wrong({ text }: { readonly text: string }) {
  const id = useId()
  if (text === '') return null
  return (
    <section id={id} role="alert">
      <p className="red strong">
        <Icon name="stop" /> {text}
      </p>
    </section>
  )
}
