import { anywhere, attribute, type Element, every, first, words } from '#wire/markup/tree.ts'
import type { WireDraft } from '#wire/reading/draft.ts'

// Agencies that call the same thing by names of their own.
const CATEGORY = /^(?:anpa-category|category|categoria|categorias|ntbkategori|stoffgruppe)$/i
const KEYWORD = /^(?:anpa-keyword|slugline|slug|aap-slug|ntbstikkord)$/i

/** What the head of a NITF document says of its story. */
export function draftOfHead(nitf: Element): Partial<WireDraft> {
  const head = first(nitf, 'head')
  const docdata = first(head, 'docdata')
  const docId = first(docdata, 'doc-id')
  const du = first(docdata, 'du-key')
  const metas = every(head, 'meta').map((meta) => ({
    name: attribute(meta, 'name'),
    content: attribute(meta, 'content'),
  }))
  const meta = (pattern: RegExp) =>
    metas.find(({ name, content }) => pattern.test(name) && content !== '')?.content ?? ''
  const correction = first(docdata, 'correction')
  return {
    agency:
      attribute(docId, 'regsrc') ||
      attribute(first(docdata, 'doc.copyright'), 'holder') ||
      attribute(first(docdata, 'del-list/from-src'), 'src-name') ||
      meta(/^aap-source$/i),
    provider: attribute(first(docdata, 'doc.copyright'), 'holder') || attribute(docId, 'regsrc'),
    id: withoutRevision(attribute(docId, 'id-string'), meta(/^ntbid$/i)) || attribute(du, 'key'),
    version: attribute(du, 'version') || attribute(du, 'generation') || meta(/^(?:ntbversjon|version)$/i),
    createdAt:
      attribute(first(docdata, 'date.issue'), 'norm') || words(first(docdata, 'date.issue')) || dateOfPub(head),
    releaseAt: placeholderless(attribute(first(docdata, 'date.release'), 'norm')),
    expiresAt: placeholderless(attribute(first(docdata, 'date.expire'), 'norm')),
    urgency: head ? attribute(anywhere(head, 'urgency')[0], 'ed-urg') : '',
    slugline: meta(KEYWORD) || attribute(du, 'key') || slugIn(words(first(head, 'title'))),
    ednote: every(docdata, 'ed-msg')
      .flatMap((message) => [attribute(message, 'info'), words(message)])
      .concat(attribute(correction, 'info'), ...lastChange(head))
      .filter(Boolean)
      .join('\n'),
    usageTerms: rightsOf(docdata),
    categories: categoriesOf(head, metas),
    subjects: subjectsOf(head),
    keywords: every(docdata, 'key-list/keyword').map((keyword) => attribute(keyword, 'key') || words(keyword)),
    kills: killsOf(docdata),
    marks: [attribute(docdata, 'management-status'), ...(correction ? ['correction'] : []), ...markOfType(head)].filter(
      Boolean,
    ),
  }
}

// Where there is a history, only the one change that is the news of this revision is for the desk.
function lastChange(head: Element | undefined): string[] {
  const changes = every(head, 'revision-history').map((one) => attribute(one, 'comment'))
  return changes.length === 1 ? changes : []
}

// NTB counts revisions behind the id, which it gives by itself elsewhere.
function withoutRevision(said: string, own: string): string {
  return own !== '' && said.startsWith(`${own}_`) && /^_\d+$/.test(said.slice(own.length)) ? own : said
}

// The Canadian Press has its slug for a title ("Rideau-Hall-Police"); others have the headline there.
function slugIn(title: string): string {
  return /^[^\s-]+(?:-[^\s-]+)+$/.test(title) ? title : ''
}

// The document that a status is about, where it is another than the one it stands in.
function killsOf(docdata: Element | undefined): string[] {
  const id = attribute(docdata, 'management-doc-idref').trim()
  const status = attribute(docdata, 'management-idref-status') || attribute(docdata, 'management-status')
  return id !== '' && /^(?:cancel(?:l?ed)?|kill(?:ed)?)$/i.test(status.trim()) ? [id] : []
}

// "YYYYMMDD000000-HHMM" stands in some files where a date should be: it says nothing, and so holds nothing back.
function placeholderless(norm: string): string | undefined {
  return norm === '' || /[YMDHS]{2}/.test(norm) ? undefined : norm
}

function dateOfPub(head: Element | undefined): string {
  return head ? attribute(anywhere(head, 'pubdata')[0], 'date.publication') : ''
}

function markOfType(head: Element | undefined): string[] {
  const type = attribute(first(head, 'tobject'), 'tobject.type')
  return /^(?:advisory|alert|daybook)$/i.test(type) ? [type] : []
}

function rightsOf(docdata: Element | undefined): string[] {
  const rights = every(docdata, 'doc.rights').flatMap((right) => [
    attribute(right, 'type'),
    attribute(right, 'limitations'),
  ])
  const copyright = first(docdata, 'doc.copyright')
  const holder = attribute(copyright, 'holder')
  const notice = holder === '' ? '' : `© ${[attribute(copyright, 'year'), holder].filter(Boolean).join(' ')}`
  return [...rights, notice].filter(Boolean)
}

function categoriesOf(head: Element | undefined, metas: readonly { name: string; content: string }[]) {
  const classified = head ? anywhere(head, 'classifier') : []
  return [
    ...metas
      .filter(({ name, content }) => CATEGORY.test(name) && content !== '')
      .map(({ name, content }) => ({ scheme: name.toLowerCase(), code: content })),
    ...classified
      .filter((one) => /category/i.test(attribute(one, 'type')))
      .map((one) => ({ scheme: attribute(one, 'type'), code: attribute(one, 'value') || words(one) })),
  ].filter(({ code }) => code !== '')
}

function subjectsOf(head: Element | undefined) {
  const subjects = every(head, 'tobject/tobject.subject').map((subject) => ({
    scheme: attribute(subject, 'tobject.subject.ipr').replace(/^IPTC$/i, 'subj') || 'subj',
    code: attribute(subject, 'tobject.subject.refnum') || attribute(subject, 'tobject.subject.code'),
    name: ['detail', 'matter', 'type'].map((part) => attribute(subject, `tobject.subject.${part}`)).find(Boolean) ?? '',
  }))
  const classified = (head ? anywhere(head, 'classifier') : [])
    .filter((one) => !/category/i.test(attribute(one, 'type')))
    .map((one) => ({
      scheme: attribute(one, 'type'),
      code: attribute(one, 'value') || attribute(one, 'idref'),
      name: words(one),
    }))
  return [...subjects, ...classified].filter(({ code, name }) => code !== '' || name !== '')
}
