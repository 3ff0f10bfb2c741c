import { AreaField, TextField } from '#newsroom/parts/field.tsx'
import { FIELDS, type SourceDraft } from './source-draft.ts'

interface KindFieldsProps {
  readonly draft: SourceDraft
  readonly hasSecret: boolean
  readonly wrong: Readonly<Record<string, string>>
  readonly onDraft: (change: Partial<SourceDraft>) => void
}

type TextName = 'path' | 'url' | 'host' | 'port' | 'user' | 'mailbox' | 'query' | 'hostKey'

/** Where the source is and how we get in: the fields of its kind. */
export function KindFields({ draft, hasSecret, wrong, onDraft }: KindFieldsProps) {
  const has = (field: keyof SourceDraft) => FIELDS[draft.kind].includes(field)
  const text = (field: TextName) => ({
    value: draft[field],
    onValue: (value: string) => onDraft({ [field]: value }),
    wrong: wrong[`settings.${field}`],
    autoComplete: 'off',
    spellCheck: false,
  })
  const kept = hasSecret ? { beside: 'leave empty to keep' } : {}
  const isKeyFile = draft.kind === 'sftp'
  return (
    <>
      {has('url') ? (
        <TextField
          label="Address"
          required
          inputMode="url"
          placeholder="https://"
          {...text('url')}
          {...(draft.kind === 'ap-media'
            ? { hint: 'Of the feed, such as https://api.ap.org/media/v/content/feed' }
            : {})}
        />
      ) : null}
      {has('query') ? (
        <TextField label="Added to the address" beside="as page_size=50&in_my_plan=true" {...text('query')} />
      ) : null}
      {has('host') ? (
        <div className="two">
          <TextField label="Host" required {...text('host')} />
          <TextField label="Port" beside="empty: the usual one" inputMode="numeric" {...text('port')} />
        </div>
      ) : null}
      {has('user') || has('password') ? (
        <div className="two">
          <TextField label="Name to sign in with" {...text('user')} />
          {has('password') ? (
            <TextField
              label="Password"
              {...kept}
              type="password"
              autoComplete="new-password"
              value={draft.password}
              onValue={(password) => onDraft({ password })}
            />
          ) : null}
        </div>
      ) : null}
      {has('key') && !isKeyFile ? (
        <TextField
          label="Key"
          {...kept}
          type="password"
          autoComplete="new-password"
          value={draft.key}
          onValue={(key) => onDraft({ key })}
        />
      ) : null}
      {has('key') && isKeyFile ? (
        <AreaField
          label="Private key"
          beside={hasSecret ? 'leave empty to keep' : 'in place of a password'}
          spellCheck={false}
          autoComplete="off"
          rows={3}
          value={draft.key}
          onValue={(key) => onDraft({ key })}
        />
      ) : null}
      {has('path') ? (
        <TextField
          label="Folder"
          required={draft.kind === 'folder'}
          hint={
            draft.kind === 'folder'
              ? 'Within the wire folder of the paper’s data, or a whole path that an operator allowed.'
              : 'Files are moved to done or failed within it, if we may.'
          }
          {...text('path')}
        />
      ) : null}
      {has('mailbox') ? <TextField label="Mailbox" beside="empty: INBOX" {...text('mailbox')} /> : null}
      {has('from') ? (
        <AreaField
          label="Senders"
          hint="One to a line: a whole address, or all of a domain as @agency.example. Letters of others are left alone."
          value={draft.from}
          onValue={(from) => onDraft({ from })}
          wrong={wrong['settings.from']}
        />
      ) : null}
      {has('secure') ? (
        <label className="pick">
          <input
            type="checkbox"
            checked={draft.secure}
            onChange={(event) => onDraft({ secure: event.currentTarget.checked })}
          />
          <span>
            <b>Over a secure connection (TLS)</b>
          </span>
        </label>
      ) : null}
      {has('hostKey') ? (
        <TextField label="Key of the host" beside="empty: the first one seen is kept" {...text('hostKey')} />
      ) : null}
    </>
  )
}
