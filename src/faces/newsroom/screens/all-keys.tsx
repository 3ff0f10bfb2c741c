import { Sheet } from '#newsroom/parts/dialog.tsx'
import { Caps, useBoard } from '#newsroom/parts/keys.tsx'

/** Every key that works on this screen, and the switch that turns single letters off. */
export function AllKeys({ onClose }: { readonly onClose: () => void }) {
  const { all, lettersAct, setLettersAct } = useBoard()
  return (
    <Sheet title="Keys on this screen" onClose={onClose} shape="plain">
      <div className="pb">
        <section>
          <ul className="allkeys">
            {all.map((key) => (
              <li key={`${key.keys} ${key.label}`}>
                {key.label}
                <span className="combo-keys">
                  <Caps keys={key.keys} />
                </span>
              </li>
            ))}
          </ul>
        </section>
        <section>
          <label className="pick">
            <input
              type="checkbox"
              checked={lettersAct}
              onChange={(event) => setLettersAct(event.currentTarget.checked)}
            />
            <span>
              <b>Single letters act</b>
              <small>When no field has focus. Turn this off if you dictate or often press keys by mistake.</small>
            </span>
          </label>
        </section>
      </div>
    </Sheet>
  )
}
