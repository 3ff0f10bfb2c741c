import { type AddressInfo, createServer, type Socket } from 'node:net'

/** A letter in the mailbox. */
export interface Letter {
  readonly uid: number
  readonly from: string
  readonly subject: string
  readonly source: string
  readonly flags: Set<string>
}

/** A mailbox that is asked by IMAP. */
export interface ImapServer {
  readonly port: number
  readonly letters: Letter[]
  /** A letter as it lies on the wire, from `From:` on. */
  put(letter: { from: string; subject: string; source: string; flags?: readonly string[] }): number
  /** A mailbox of the same name that was made anew. */
  renew(): void
  /** Ends the connection at the next letter whose text is asked for. */
  hangUpOnce: boolean
  /** Refuses to set flags. */
  readOnly: boolean
  close(): Promise<void>
}

/** An IMAP server with one mailbox. Name "wire", password "let me in". */
export async function anImapServer(): Promise<ImapServer> {
  const letters: Letter[] = []
  const open = new Set<Socket>()
  let validity = 1
  let nextUid = 1

  const server: ImapServer = {
    port: 0,
    letters,
    hangUpOnce: false,
    readOnly: false,
    put({ from, subject, source, flags = [] }) {
      const uid = nextUid++
      letters.push({ uid, from, subject, source: source.replace(/\r?\n/g, '\r\n'), flags: new Set(flags) })
      return uid
    },
    renew() {
      validity += 1
      nextUid = 1
      letters.length = 0
    },
    async close() {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => listener.close(resolve))
    },
  }

  const listener = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => {})
    const say = (line: string) => void socket.write(`${line}\r\n`)

    function chosen(set: string, isUid: boolean): { letter: Letter; n: number }[] {
      const most = isUid ? Math.max(0, ...letters.map(({ uid }) => uid)) : letters.length
      const ranges = set.split(',').map((part) => part.split(':').map((one) => (one === '*' ? most : Number(one))))
      return letters
        .map((letter, at) => ({ letter, n: at + 1 }))
        .filter(({ letter, n }) =>
          ranges.some(([from = 0, to = from]) => {
            const at = isUid ? letter.uid : n
            return at >= Math.min(from, to) && at <= Math.max(from, to)
          }),
        )
    }

    function fetched({ letter, n }: { letter: Letter; n: number }, items: string): void {
      const [, name = '', host = ''] = /^(?:.*<)?([^@<\s]+)@([^>\s]+)>?$/.exec(letter.from) ?? []
      const parts = [`UID ${letter.uid}`]
      if (/FLAGS/.test(items)) parts.push(`FLAGS (${[...letter.flags].join(' ')})`)
      if (/RFC822\.SIZE/.test(items)) parts.push(`RFC822.SIZE ${Buffer.byteLength(letter.source)}`)
      if (/ENVELOPE/.test(items)) {
        const who = `((NIL NIL "${name}" "${host}"))`
        parts.push(
          `ENVELOPE ("Tue, 24 Nov 2026 12:00:00 +0000" "${letter.subject}" ${who} ${who} ${who} NIL NIL NIL NIL "<${letter.uid}@tests>")`,
        )
      }
      if (/BODY(\.PEEK)?\[\]/.test(items)) {
        if (server.hangUpOnce) {
          server.hangUpOnce = false
          return void socket.destroy()
        }
        parts.push(`BODY[] {${Buffer.byteLength(letter.source)}}\r\n${letter.source}`)
      }
      say(`* ${n} FETCH (${parts.join(' ')})`)
    }

    function obey(line: string): unknown {
      const [, tag = '*', verb = '', rest = ''] = /^(\S+)\s+(\S+)\s*(.*)$/.exec(line) ?? []
      const isUid = verb.toUpperCase() === 'UID'
      const [, word = verb, more = rest] = isUid ? (/^(\S+)\s*(.*)$/.exec(rest) ?? []) : []
      const ok = (text = 'Done.') => say(`${tag} OK ${text}`)
      switch (word.toUpperCase()) {
        case 'CAPABILITY':
          say('* CAPABILITY IMAP4rev1 UIDPLUS')
          return ok()
        case 'LOGIN': {
          if (/^"?wire"? "let me in"$/.test(more)) return ok('[CAPABILITY IMAP4rev1 UIDPLUS] Come in.')
          return say(`${tag} NO [AUTHENTICATIONFAILED] Not with that.`)
        }
        case 'LIST':
        case 'LSUB':
          // The way to ask for the sign between the parts of a name.
          if (/""$/.test(more)) say('* LIST (\\Noselect) "/" ""')
          if (/"(?:INBOX|\*|%)"$/i.test(more)) say('* LIST (\\HasNoChildren) "/" "INBOX"')
          return ok()
        case 'SELECT':
        case 'EXAMINE':
          if (!/^"?INBOX"?$/i.test(more)) return say(`${tag} NO [NONEXISTENT] There is no such mailbox.`)
          say(`* ${letters.length} EXISTS`)
          say('* 0 RECENT')
          say('* FLAGS (\\Seen \\Flagged \\Deleted)')
          say('* OK [PERMANENTFLAGS (\\Seen \\Flagged \\Deleted)] Limited')
          say(`* OK [UIDVALIDITY ${validity}] Valid`)
          say(`* OK [UIDNEXT ${nextUid}] Next`)
          return ok(server.readOnly ? '[READ-ONLY] Selected.' : '[READ-WRITE] Selected.')
        case 'SEARCH': {
          const set = /UID ([\d:*,]+)/.exec(more)?.[1]
          const found = (set ? chosen(set, true).map(({ letter }) => letter) : letters).filter(
            ({ flags }) => !/UNSEEN/.test(more) || !flags.has('\\Seen'),
          )
          say(`* SEARCH ${found.map(({ uid }) => uid).join(' ')}`.trimEnd())
          return ok()
        }
        case 'FETCH': {
          const [, set = '', items = ''] = /^(\S+)\s+(.*)$/.exec(more) ?? []
          for (const one of chosen(set, isUid)) fetched(one, items)
          return ok()
        }
        case 'STORE': {
          const [, set = '', flags = ''] = /^(\S+)\s+\+FLAGS(?:\.SILENT)?\s+\(([^)]*)\)/i.exec(more) ?? []
          if (server.readOnly) return say(`${tag} NO The mailbox is read-only.`)
          for (const { letter } of chosen(set, isUid)) for (const flag of flags.split(' ')) letter.flags.add(flag)
          return ok()
        }
        case 'LOGOUT':
          say('* BYE')
          ok()
          return socket.end()
        case 'NOOP':
        case 'CLOSE':
        case 'ID':
        case 'ENABLE':
        case 'NAMESPACE':
          return ok()
        default:
          return say(`${tag} BAD I do not know that.`)
      }
    }

    let text = ''
    socket.on('data', (bytes) => {
      text += bytes.toString()
      const lines = text.split('\r\n')
      text = lines.pop() ?? ''
      for (const line of lines) obey(line)
    })
    say('* OK [CAPABILITY IMAP4rev1 UIDPLUS] The tests’ own server.')
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  return Object.assign(server, { port: (listener.address() as AddressInfo).port })
}
