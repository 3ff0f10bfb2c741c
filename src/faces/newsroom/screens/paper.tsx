import { useQueryClient } from '@tanstack/react-query'
import type { Me, PaperView } from '#faces/api/contract'
import { useMe } from '#newsroom/parts/me.ts'
import { Empty } from '#newsroom/parts/rest.tsx'
import { useTitle } from '#newsroom/parts/title.ts'
import { NameplateForm } from './nameplate-form.tsx'
import { SectionsForm } from './sections-form.tsx'
import { WeatherForm } from './weather-form.tsx'

/** What the paper is called and how it is divided. */
export function PaperScreen() {
  const { paper, person, may } = useMe()
  const queries = useQueryClient()
  useTitle('Paper')
  function took(now: PaperView) {
    queries.setQueryData<Me>(['me'], (me) => (me ? { ...me, paper: now } : me))
  }
  return (
    <main id="work" className="page">
      <div className="bar">
        <h1>Paper</h1>
        <span className="push" />
        <a className="btn bare" href="/" target="_blank" rel="noreferrer">
          See it as readers do
        </a>
      </div>
      {may.arrangePaper ? (
        <div className="scroll">
          <div className="paperpage">
            <div>
              <NameplateForm
                key={`${paper.name} ${paper.establishedOn}`}
                paper={paper}
                mayChange={person.role === 'admin'}
                onPaper={took}
              />
              {person.role === 'admin' ? <WeatherForm paper={paper} /> : null}
            </div>
            <SectionsForm paper={paper} onPaper={took} />
          </div>
        </div>
      ) : (
        <Empty title="The paper is arranged by its editors" />
      )}
    </main>
  )
}
