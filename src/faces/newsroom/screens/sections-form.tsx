import { useState } from 'react'
import { slugOf } from '#domains/stories/shared'
import type { PaperView } from '#faces/api/contract'
import { arrangeSections, dropSection } from '#newsroom/api-calls.ts'
import { sentenceOf } from '#newsroom/api-client.ts'
import { AskFirst, Wrong } from '#newsroom/parts/dialog.tsx'
import { Icon } from '#newsroom/parts/icon.tsx'
import { same } from '#newsroom/parts/same.ts'
import { useVoice } from '#newsroom/parts/say.tsx'
import { addedTo, freshSection, inOrder, movedBy, type SectionDraft, toLines } from '#newsroom/parts/section-order.ts'

interface SectionsFormProps {
  readonly paper: PaperView
  readonly onPaper: (paper: PaperView) => void
}

/** The sections and their order. Nothing changes for readers until it is saved. */
export function SectionsForm({ paper, onPaper }: SectionsFormProps) {
  const [base, setBase] = useState(() => inOrder(paper.sections))
  const [sections, setSections] = useState(base)
  const [wrong, setWrong] = useState('')
  const [busy, setBusy] = useState(false)
  const [dropping, setDropping] = useState<SectionDraft>()
  const { say, whisper } = useVoice()
  const changed = !same(sections, base)
  const set = (key: string, change: Partial<SectionDraft>) =>
    setSections((all) => all.map((one) => (one.key === key ? { ...one, ...change } : one)))

  function took(now: PaperView) {
    onPaper(now)
    setBase(inOrder(now.sections))
    setSections(inOrder(now.sections))
  }
  async function save() {
    setBusy(true)
    setWrong('')
    const before = base
    try {
      const now = await arrangeSections(toLines(sections))
      took(now)
      const added = addedTo(before, inOrder(now.sections))
      const undo = async () => {
        for (const id of added) await dropSection(id)
        took(await arrangeSections(toLines(before)))
      }
      say('Sections saved. Readers see them now.', {
        label: 'Undo',
        act: () => void undo().catch((error: unknown) => say(sentenceOf(error))),
      })
    } catch (error) {
      setWrong(sentenceOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <div className="stack">
        <h2>Sections</h2>
        <p className="quiet">In the order readers see them. A section keeps its address for as long as it is there.</p>
        <ol className="tree">
          {sections.map((section) => {
            const called = section.name || 'new section'
            const move = (by: 1 | -1) => {
              setSections(movedBy(sections, section.key, by))
              whisper(`${called} moved ${by < 0 ? 'up' : 'down'}.`)
            }
            const can = (by: 1 | -1) => !same(movedBy(sections, section.key, by), sections)
            return (
              <li key={section.key} className={section.parentKey === null ? '' : 'below'}>
                <input
                  className="ctl"
                  aria-label={`Name of ${called}`}
                  placeholder="Name"
                  maxLength={80}
                  required
                  value={section.name}
                  onChange={(event) =>
                    set(section.key, {
                      name: event.currentTarget.value,
                      ...(section.id ? {} : { slug: slugOf(event.currentTarget.value) }),
                    })
                  }
                />
                <input
                  className="ctl"
                  aria-label={`Address of ${called}`}
                  placeholder="address"
                  maxLength={60}
                  required
                  pattern="[a-z0-9]+(-[a-z0-9]+)*"
                  title="Small letters, figures and single hyphens"
                  readOnly={section.id !== undefined}
                  value={section.slug}
                  onChange={(event) => set(section.key, { slug: event.currentTarget.value })}
                />
                <span className="btns">
                  <button
                    className="btn small icon"
                    type="button"
                    aria-label={`Move ${called} up`}
                    disabled={!can(-1)}
                    onClick={() => move(-1)}
                  >
                    <Icon name="up" small />
                  </button>
                  <button
                    className="btn small icon"
                    type="button"
                    aria-label={`Move ${called} down`}
                    disabled={!can(1)}
                    onClick={() => move(1)}
                  >
                    <Icon name="down" small />
                  </button>
                  {section.parentKey === null ? (
                    <button
                      className="btn small icon"
                      type="button"
                      aria-label={`Add a section below ${called}`}
                      onClick={() => setSections(freshSection(sections, section.key))}
                    >
                      <Icon name="plus" small />
                    </button>
                  ) : null}
                  {section.id === undefined ? (
                    <button
                      className="btn small icon"
                      type="button"
                      aria-label={`Leave out ${called}`}
                      onClick={() =>
                        setSections(sections.filter((one) => one.key !== section.key && one.parentKey !== section.key))
                      }
                    >
                      <Icon name="x" small />
                    </button>
                  ) : (
                    <button
                      className="btn small icon"
                      type="button"
                      aria-label={`Delete ${called}`}
                      disabled={changed}
                      title={changed ? 'Save the sections first, or put them back.' : undefined}
                      onClick={() => setDropping(section)}
                    >
                      <Icon name="x" small />
                    </button>
                  )}
                </span>
              </li>
            )
          })}
        </ol>
        {dropping?.id === undefined ? null : (
          <AskFirst
            title={`Delete ${dropping.name}?`}
            yes="Delete the section"
            grave
            onYes={async () => {
              took(await dropSection(dropping.id ?? ''))
              say(`${dropping.name} is deleted.`)
            }}
            onClose={() => setDropping(undefined)}
          >
            <p>
              It leaves the menu, and its page and feeds are no longer there for readers who kept their addresses. A
              section in which stories stand cannot be deleted.
            </p>
          </AskFirst>
        )}
        <Wrong text={wrong} />
        <div className="btns">
          <button className="btn primary" type="submit" disabled={!changed || busy}>
            Save the sections
          </button>
          <button className="btn" type="button" onClick={() => setSections(freshSection(sections, null))}>
            <Icon name="plus" />
            Add a section
          </button>
          {changed ? (
            <button className="btn bare" type="button" onClick={() => setSections(base)}>
              Put back as it was
            </button>
          ) : null}
        </div>
      </div>
    </form>
  )
}
