import { useEditorState } from '@tiptap/react'
import { type ReactNode, useState } from 'react'
import { Toolbar as AriaToolbar, Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { dayIn } from '#domains/paper/shared'
import { useDesk } from '#newsroom/parts/desk.ts'
import { Icon, type IconName } from '#newsroom/parts/icon.tsx'
import { insertBlocks } from '#newsroom/parts/insert-block.ts'
import { useZone } from '#newsroom/parts/me.ts'
import { PhotoPicker } from '#newsroom/parts/photo-picker.tsx'
import { useOf } from '#newsroom/parts/photo-uses.ts'
import { EmbedSheet } from './embed-sheet.tsx'
import { LinkSheet } from './link-sheet.tsx'

const STYLES = [
  { id: 'paragraph', label: 'Paragraph' },
  { id: 'h2', label: 'Heading' },
  { id: 'h3', label: 'Small heading' },
  { id: 'pre', label: 'Plain text' },
] as const

type Open = 'link' | 'photo' | 'gallery' | 'embed' | undefined

/** What can be done to the text. Arrow keys move along it; Tab leaves it. */
export function Toolbar() {
  const { editor, readOnly } = useDesk()
  const zone = useZone()
  const [open, setOpen] = useState<Open>()
  const on = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      style: now.isActive('heading', { level: 2 })
        ? 'h2'
        : now.isActive('heading', { level: 3 })
          ? 'h3'
          : now.isActive('preformatted')
            ? 'pre'
            : 'paragraph',
      bold: now.isActive('bold'),
      italic: now.isActive('italic'),
      link: now.isActive('link'),
      bullets: now.isActive('bulletList'),
      numbers: now.isActive('orderedList'),
      quote: now.isActive('blockquote'),
      undo: now.can().undo(),
      redo: now.can().redo(),
    }),
  })
  const chain = () => editor.chain().focus()
  const insert = (type: string, attrs: Record<string, unknown>) => insertBlocks(editor, [{ type, attrs }], 'after')
  function style(key: React.Key) {
    if (key === 'h2' || key === 'h3')
      chain()
        .setNode('heading', { level: key === 'h2' ? 2 : 3 })
        .run()
    else
      chain()
        .setNode(key === 'pre' ? 'preformatted' : 'paragraph')
        .run()
  }
  const tool = (label: string, icon: IconName, act: () => void, pressed?: boolean, disabled = false) => (
    <Tool label={label} onPress={act} pressed={pressed} disabled={readOnly || disabled}>
      <Icon name={icon} />
    </Tool>
  )

  return (
    <AriaToolbar className="tools" aria-label="Text">
      <MenuTrigger>
        <Button className="btn bare" isDisabled={readOnly}>
          {STYLES.find((one) => one.id === on.style)?.label} <Icon name="down" small />
          <span className="vh">, style of the paragraph</span>
        </Button>
        <Popover placement="bottom start">
          <Menu className="drop" aria-label="Style of the paragraph" onAction={style}>
            {STYLES.map((one) => (
              <MenuItem key={one.id} id={one.id} textValue={one.label}>
                {one.label}
                {one.id === on.style ? <Icon name="check" small /> : null}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
      <span className="sep" />
      <Tool label="Bold" onPress={() => chain().toggleBold().run()} pressed={on.bold} disabled={readOnly}>
        <b aria-hidden="true">B</b>
      </Tool>
      <Tool label="Italic" onPress={() => chain().toggleItalic().run()} pressed={on.italic} disabled={readOnly}>
        <em aria-hidden="true">I</em>
      </Tool>
      {tool('Link', 'link', () => setOpen('link'), on.link)}
      {tool('List', 'list', () => chain().toggleBulletList().run(), on.bullets)}
      {tool('Numbered list', 'numbers', () => chain().toggleOrderedList().run(), on.numbers)}
      {tool('Quote', 'quote', () => chain().toggleWrap('blockquote').run(), on.quote)}
      <span className="sep" />
      <Tool label="Photo" named onPress={() => setOpen('photo')} disabled={readOnly}>
        <Icon name="photo" />
      </Tool>
      <Tool
        label="Pull quote"
        named
        onPress={() => insertBlocks(editor, [{ type: 'pullquote' }], 'inside')}
        disabled={readOnly}
      >
        <Icon name="pull" />
      </Tool>
      {tool('Gallery', 'gallery', () => setOpen('gallery'))}
      {tool('Table', 'table', () => insertBlocks(editor, [freshTable(3, 3)], 'inside'))}
      {tool('Embed', 'embed', () => setOpen('embed'))}
      {tool('Correction note', 'note', () => insert('correction', { text: '', on: dayIn(zone, new Date()) }))}
      <span className="push" />
      {tool('Undo', 'undo', () => chain().undo().run(), undefined, !on.undo)}
      {tool('Redo', 'redo', () => chain().redo().run(), undefined, !on.redo)}
      {open === 'link' ? <LinkSheet onClose={() => setOpen(undefined)} /> : null}
      {open === 'embed' ? (
        <EmbedSheet
          onClose={() => setOpen(undefined)}
          onEmbed={(embed) => {
            setOpen(undefined)
            insert('embed', { ...embed })
          }}
        />
      ) : null}
      {open === 'photo' || open === 'gallery' ? (
        <PhotoPicker
          title={open === 'photo' ? 'Put in a photo' : 'Put in a gallery'}
          many={open === 'gallery'}
          onClose={() => setOpen(undefined)}
          onPick={(photos) => {
            setOpen(undefined)
            const uses = photos.map(useOf)
            if (open === 'gallery') insert('gallery', { title: '', photos: uses })
            else insert('photo', { photo: uses[0] })
          }}
        />
      ) : null}
    </AriaToolbar>
  )
}

interface ToolProps {
  readonly label: string
  readonly onPress: () => void
  readonly pressed?: boolean | undefined
  readonly disabled?: boolean
  readonly named?: boolean
  readonly children: ReactNode
}

function Tool({ label, onPress, pressed, disabled = false, named = false, children }: ToolProps) {
  return (
    <button
      className={named ? 'btn bare named' : 'btn bare icon'}
      type="button"
      title={label}
      aria-label={label}
      aria-pressed={pressed}
      disabled={disabled}
      // The text keeps its selection while a button is pressed.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      {children}
      {named ? <span>{label}</span> : null}
    </button>
  )
}

function freshTable(rows: number, columns: number) {
  const cells = (type: string) => Array.from({ length: columns }, () => ({ type, content: [{ type: 'paragraph' }] }))
  return {
    type: 'table',
    content: Array.from({ length: rows }, (_, row) => ({
      type: 'tableRow',
      content: cells(row === 0 ? 'tableHeader' : 'tableCell'),
    })),
  }
}
