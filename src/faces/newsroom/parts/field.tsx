import { type InputHTMLAttributes, type ReactNode, type TextareaHTMLAttributes, useId } from 'react'
import { Icon } from './icon.tsx'

interface FieldProps {
  readonly label: string
  readonly beside?: ReactNode
  readonly hint?: string
  readonly wrong?: string | undefined
}

/** A label, a line beside it, the control, and under it what is wrong. `children` gets the ids that tie them together. */
export function Field({
  label,
  beside,
  hint,
  wrong,
  children,
}: FieldProps & {
  readonly children: (ids: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ReactNode
}) {
  const id = useId()
  const note = `${id}-note`
  return (
    <div className={wrong ? 'field bad' : 'field'}>
      <label htmlFor={id}>
        {label} {beside ? <span>{beside}</span> : null}
      </label>
      {children({
        id,
        ...(hint || wrong ? { 'aria-describedby': note } : {}),
        ...(wrong ? { 'aria-invalid': true } : {}),
      })}
      {wrong ? (
        <p className="wrong" id={note}>
          <Icon name="stop" small /> {wrong}
        </p>
      ) : hint ? (
        <p className="hint" id={note}>
          {hint}
        </p>
      ) : null}
    </div>
  )
}

type Native<element> = Omit<element, 'value' | 'onChange' | 'className'>

interface TextProps extends FieldProps, Native<InputHTMLAttributes<HTMLInputElement>> {
  readonly value: string
  readonly onValue: (value: string) => void
}

/** One line of text. */
export function TextField({ label, beside, hint, wrong, value, onValue, ...native }: TextProps) {
  return (
    <Field label={label} beside={beside} {...(hint ? { hint } : {})} wrong={wrong}>
      {(ids) => (
        <input
          type="text"
          {...native}
          {...ids}
          className="ctl"
          value={value}
          onChange={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

interface AreaProps extends FieldProps, Native<TextareaHTMLAttributes<HTMLTextAreaElement>> {
  readonly value: string
  readonly onValue: (value: string) => void
}

/** Several lines of text. */
export function AreaField({ label, beside, hint, wrong, value, onValue, rows = 2, ...native }: AreaProps) {
  return (
    <Field label={label} beside={beside} {...(hint ? { hint } : {})} wrong={wrong}>
      {(ids) => (
        <textarea
          {...native}
          {...ids}
          rows={rows}
          className="ctl"
          value={value}
          onChange={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

interface ChoiceProps extends FieldProps {
  readonly value: string
  readonly onValue: (value: string) => void
  readonly choices: readonly { readonly value: string; readonly label: string }[]
  readonly disabled?: boolean
  /** Its name for being jumped to. */
  readonly field?: string
}

/** One of a list. */
export function ChoiceField({
  label,
  beside,
  hint,
  wrong,
  value,
  onValue,
  choices,
  disabled = false,
  field,
}: ChoiceProps) {
  return (
    <Field label={label} beside={beside} {...(hint ? { hint } : {})} wrong={wrong}>
      {(ids) => (
        <span className="select">
          <select
            {...ids}
            data-field={field}
            className="ctl"
            value={value}
            disabled={disabled}
            onChange={(event) => onValue(event.currentTarget.value)}
          >
            {choices.map((choice) => (
              <option key={choice.value} value={choice.value}>
                {choice.label}
              </option>
            ))}
          </select>
          <Icon name="down" small />
        </span>
      )}
    </Field>
  )
}
