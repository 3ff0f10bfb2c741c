import { useState } from 'react'
import { slugOf } from '#domains/stories/shared'
import type { PaperView } from '#faces/api/contract'
import { arrangeSections } from '#newsroom/api-calls.ts'
import { sentenceOf } from '#newsroom/api-client.ts'
import { Wrong } from '#newsroom/parts/dialog.tsx'
import { Icon } from '#newsroom/parts/icon.tsx'
import { same } from '#newsroom/parts/same.ts'
import { useVoice } from '#newsroom/parts/say.tsx'
import { freshSection, inOrder, movedBy, type SectionDraft, toLines } from '#newsroom/parts/section-order.ts'

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
    const before = toLines(base)
    try {
      took(await arrangeSections(toLines(sections)))
      say('Sections saved. Readers see them now.', {
        label: 'Undo',
        act: () => void arrangeSections(before).then(took, (error: unknown) => say(sentenceOf(error))),
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
        <p className="quiet">In the order readers see them. A section’s old address forwards to its new one.</p>
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
                  ) : null}
                </span>
              </li>
            )
          })}
        </ol>
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
