import { Icon } from '#newsroom/parts/icon.tsx'
import type { Check, Checks } from './checks.ts'

/** What stops publication, what is worth a look, and the way to each. */
export function ChecksPanel({ checks }: { readonly checks: Checks }) {
  const { stops, looks } = checks
  return (
    <>
      {stops.length > 0 ? (
        <section className="block">
          <h2 className="red">
            <Icon name="stop" />
            Stops publication <span className="quiet">{stops.length}</span>
          </h2>
          {stops.map((check) => (
            <Issue key={check.sentence} check={check} stops />
          ))}
        </section>
      ) : null}
      {looks.length > 0 ? (
        <section className="block">
          <h2>
            <Icon name="look" />
            Look at these <span className="quiet">{looks.length}</span>
          </h2>
          {looks.map((check) => (
            <Issue key={check.sentence} check={check} />
          ))}
        </section>
      ) : null}
      {stops.length === 0 ? (
        <section className="block">
          <h2>
            <Icon name="check" />
            {looks.length === 0 ? 'Everything is in place' : 'Nothing stops publication'}
          </h2>
          <p className="quiet">Headline, section, byline, text, and a credit and a description for every photo.</p>
        </section>
      ) : null}
    </>
  )
}

function Issue({ check, stops = false }: { readonly check: Check; readonly stops?: boolean }) {
  return (
    <div className={stops ? 'issue stops' : 'issue'}>
      <Icon name={stops ? 'stop' : 'look'} />
      <p>
        <b>{check.sentence}</b>
      </p>
      {check.code === 'withdrawn' ? null : (
        <div className="btns">
          <button className="btn small" type="button" onClick={check.jump}>
            Go there
          </button>
        </div>
      )}
    </div>
  )
}
