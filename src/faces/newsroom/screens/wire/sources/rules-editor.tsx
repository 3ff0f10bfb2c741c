import { ChoiceField, TextField } from '#newsroom/parts/field.tsx'
import { Icon } from '#newsroom/parts/icon.tsx'
import { sectionChoices, useMe } from '#newsroom/parts/me.ts'
import { blankRule, type RuleDraft } from './source-draft.ts'

type Choices = readonly { readonly value: string; readonly label: string }[]

interface RulesProps {
  readonly rules: readonly RuleDraft[]
  readonly desks: Choices
  readonly onRules: (rules: readonly RuleDraft[]) => void
}

const URGENCIES: Choices = [
  { value: '', label: 'Any' },
  { value: '1', label: '1, flash' },
  { value: '2', label: '2 or more urgent' },
  { value: '3', label: '3 or more urgent' },
  { value: '4', label: '4 or more urgent' },
  { value: '5', label: '5 or more urgent' },
]
const TYPES: Choices = ['text', 'picture', 'video', 'audio', 'graphic', 'package'].map((type) => ({
  value: type,
  label: type,
}))

/** What is done with items that fit, from the first rule to the last. */
export function RulesEditor({ rules, desks, onRules }: RulesProps) {
  const change = (at: number, now: Partial<RuleDraft>) =>
    onRules(rules.map((rule, index) => (index === at ? { ...rule, ...now } : rule)))
  function move(at: number, by: -1 | 1) {
    const [one, other] = [rules[at], rules[at + by]]
    if (one && other) onRules(rules.map((rule, index) => (index === at ? other : index === at + by ? one : rule)))
  }
  return (
    <section aria-label="Rules" className="stack">
      <h3>Rules</h3>
      {rules.length === 0 ? <p className="quiet">None: everything goes to the desk above.</p> : null}
      {rules.map((rule, at) => (
        <RuleFields
          key={rule.key}
          rule={rule}
          n={at + 1}
          desks={desks}
          onRule={(now) => change(at, now)}
          onRemove={() => onRules(rules.filter((one) => one.key !== rule.key))}
          onUp={at > 0 ? () => move(at, -1) : undefined}
          onDown={at < rules.length - 1 ? () => move(at, 1) : undefined}
        />
      ))}
      <div>
        <button className="btn" type="button" onClick={() => onRules([...rules, blankRule()])}>
          <Icon name="plus" />
          Add a rule
        </button>
      </div>
    </section>
  )
}

interface RuleProps {
  readonly rule: RuleDraft
  readonly n: number
  readonly desks: Choices
  readonly onRule: (change: Partial<RuleDraft>) => void
  readonly onRemove: () => void
  readonly onUp: (() => void) | undefined
  readonly onDown: (() => void) | undefined
}

function RuleFields({ rule, n, desks, onRule, onRemove, onUp, onDown }: RuleProps) {
  const { paper, person } = useMe()
  const isAdmin = person.role === 'admin'
  const text = (field: 'name' | 'words' | 'categories' | 'tags') => ({
    value: rule[field],
    onValue: (value: string) => onRule({ [field]: value }),
  })
  const choice = (field: 'maxUrgency' | 'type' | 'deskId' | 'sectionId') => ({
    value: rule[field],
    onValue: (value: string) => onRule({ [field]: value }),
  })
  const tick = (field: 'spike' | 'alert' | 'publish' | 'stop', label: string, note = '', disabled = false) => (
    <label className="pick">
      <input
        type="checkbox"
        checked={rule[field]}
        disabled={disabled}
        onChange={(event) => onRule({ [field]: event.currentTarget.checked })}
      />
      <span>
        <b>{label}</b>
        {note ? <small>{note}</small> : null}
      </span>
    </label>
  )
  return (
    <fieldset className="bare-set stack">
      <legend className="vh">Rule {n}</legend>
      <div className="two">
        <TextField
          label={`Rule ${n}`}
          required
          maxLength={80}
          placeholder="Floods to the metro desk"
          {...text('name')}
        />
        <span className="btns">
          <button
            className="btn bare small icon"
            type="button"
            aria-label={`Move rule ${n} up`}
            disabled={!onUp}
            onClick={onUp}
          >
            <Icon name="up" small />
          </button>
          <button
            className="btn bare small icon"
            type="button"
            aria-label={`Move rule ${n} down`}
            disabled={!onDown}
            onClick={onDown}
          >
            <Icon name="down" small />
          </button>
          <button className="btn bare small icon" type="button" aria-label={`Remove rule ${n}`} onClick={onRemove}>
            <Icon name="bin" small />
          </button>
        </span>
      </div>
      <TextField
        label="When it has one of these words"
        beside="commas between; flood* for all that begin so"
        {...text('words')}
      />
      <div className="two">
        <TextField label="and one of these categories" beside="commas between" {...text('categories')} />
        <ChoiceField label="and is this urgent" choices={URGENCIES} {...choice('maxUrgency')} />
      </div>
      <div className="two">
        <ChoiceField
          label="and is of this type"
          choices={[{ value: '', label: 'Any' }, ...TYPES]}
          {...choice('type')}
        />
        <TextField label="Tag it" beside="commas between" {...text('tags')} />
      </div>
      <div className="two">
        <ChoiceField
          label="Put it on the desk"
          choices={[{ value: '', label: 'No other' }, ...desks]}
          {...choice('deskId')}
        />
        <ChoiceField
          label="It leans to the section"
          choices={[{ value: '', label: 'As the source' }, ...sectionChoices(paper)]}
          {...choice('sectionId')}
        />
      </div>
      {tick('alert', 'Ring an alarm in the newsroom')}
      {tick('spike', 'Spike it at once')}
      {tick(
        'publish',
        'Publish it by itself',
        isAdmin ? 'Without anyone having read it.' : 'Only an administrator may switch this on.',
        !isAdmin,
      )}
      {tick('stop', 'Look at no further rule')}
    </fieldset>
  )
}
