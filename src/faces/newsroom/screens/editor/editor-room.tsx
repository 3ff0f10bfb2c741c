import { useNavigate } from '@tanstack/react-router'
import { EditorContent } from '@tiptap/react'
import { useEffect, useRef, useState } from 'react'
import type { StoryView } from '#faces/api/contract'
import { TABS, type Tab, useDesk } from '#newsroom/parts/desk.ts'
import { useKeys } from '#newsroom/parts/keys.tsx'
import { useVoice } from '#newsroom/parts/say.tsx'
import { useTitle } from '#newsroom/parts/title.ts'
import { useChecks } from './checks.ts'
import { ConflictSheet } from './conflict-sheet.tsx'
import { Inspector } from './inspector.tsx'
import { MeanwhileNotice } from './meanwhile-notice.tsx'
import { PreviewSheet } from './preview-sheet.tsx'
import { PublishSheet } from './publish-sheet.tsx'
import { RecoverNotice } from './recover-notice.tsx'
import { Sheet } from './sheet.tsx'
import { StandingNotice } from './standing-notice.tsx'
import { StoryBar } from './story-bar.tsx'
import { Toolbar } from './toolbar.tsx'
import { WireStrip } from './wire-strip.tsx'
import { WithdrawSheet } from './withdraw-sheet.tsx'

export type DialogName = 'publish' | 'preview' | 'withdraw'

interface EditorRoomProps {
  readonly hash: string
  readonly reread: () => Promise<StoryView>
}

/** The editor's screen: story bar, text as readers will see it, inspector, and the dialogs that act on the story. */
export function EditorRoom({ hash, reread }: EditorRoomProps) {
  const desk = useDesk()
  const { view, copy, saving, loop, open, readOnly } = desk
  const { say } = useVoice()
  const navigate = useNavigate()
  const [dialog, setDialog] = useState<DialogName | undefined>(() => (hash === 'publish' ? 'publish' : undefined))
  const [conflictOpen, setConflictOpen] = useState(true)
  const checks = useChecks()
  const checkAt = useRef(0)
  useTitle(copy.slugline || copy.headline || 'New story')
  const tab: Tab = TABS.find((name) => name === hash) ?? 'story'
  const conflict = saving.trouble?.kind === 'conflict' ? saving.trouble.conflict : undefined
  const isConflict = conflict !== undefined
  // The next conflict opens by itself too, though this one was put off.
  useEffect(() => {
    if (!isConflict) setConflictOpen(true)
  }, [isConflict])

  async function saveVersion() {
    if (readOnly) return
    if (await loop.flush('version')) say('Saved as a version.')
  }
  function nextCheck() {
    const all = [...checks.stops, ...checks.looks]
    if (all.length === 0) return say('Nothing to check.')
    all[checkAt.current % all.length]?.jump()
    checkAt.current += 1
  }
  function publish() {
    if (view.may.publish && view.state !== 'withdrawn') setDialog('publish')
  }

  useKeys([
    { keys: 'Ctrl+S', label: 'Save a version', run: () => void saveVersion() },
    ...(view.may.publish && view.state !== 'withdrawn' ? [{ keys: 'Ctrl+Enter', label: 'Publish', run: publish }] : []),
    { keys: 'P', label: 'Preview', run: () => setDialog('preview') },
    { keys: 'F8', label: 'Next check', run: nextCheck },
    ...TABS.map((name, index) => ({
      keys: `Alt+${index + 1}`,
      label: `Inspector: ${name}`,
      run: () => open(name),
      hidden: true,
    })),
    { keys: 'Escape', label: 'Back to stories', run: () => void navigate({ to: '/' }) },
  ])

  return (
    <main className="edit" id="work">
      <StoryBar
        onDialog={setDialog}
        onConflict={() => setConflictOpen(true)}
        onSave={() => void saveVersion()}
        checks={checks}
      />
      <div className="edit-notices">
        <RecoverNotice />
        <MeanwhileNotice reread={reread} />
        <StandingNotice />
        <WireStrip reread={reread} />
      </div>
      <div className="desk-col">
        <Toolbar />
        <Sheet>
          <EditorContent editor={desk.editor} />
        </Sheet>
      </div>
      <Inspector tab={tab} checks={checks} />
      {dialog === 'publish' ? (
        <PublishSheet checks={checks} onClose={() => setDialog(undefined)} onPreview={() => setDialog('preview')} />
      ) : null}
      {dialog === 'preview' ? <PreviewSheet onClose={() => setDialog(undefined)} /> : null}
      {dialog === 'withdraw' ? <WithdrawSheet onClose={() => setDialog(undefined)} /> : null}
      {conflict && conflictOpen ? <ConflictSheet conflict={conflict} onClose={() => setConflictOpen(false)} /> : null}
    </main>
  )
}
