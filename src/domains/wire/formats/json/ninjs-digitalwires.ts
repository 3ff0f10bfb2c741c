import type { WireDraft } from '#wire/reading/draft.ts'
import { type Fields, numberIn, objectsIn, textIn } from './json-fields.ts'
import { fromHtml } from './ninjs-body.ts'
import { descriptionOf, photosOfNinjs } from './ninjs-photos.ts'

/** True for an entry of dpa's digitalwires, which is much like ninjs and is not. */
export function isDigitalwire(item: Fields): boolean {
  return textIn(item, 'format').startsWith('digitalwires') || (item.has('article_html') && item.has('urn'))
}

/**
 * Reads an entry of dpa's digitalwires 0.9. Its notepad is not read: it repeats the notes to editors, and its second part are telephones
 * and addresses of reporters, which must not be in any field.
 */
export function readDigitalwire(item: Fields): WireDraft {
  const id = textIn(item, 'urn', 'entry_id')
  const version = textIn(item, 'version')
  const content = fromHtml(
    ['article_html', 'infobox_html', 'linkbox_html'].map((name) => textIn(item, name)).join('\n'),
  )
  const photos = photosOfNinjs(item, false)
  const isPicture = content.body.length === 0 && photos.length > 0
  const creators = namesOf(item, 'creator')
  return {
    format: 'ninjs',
    formatVersion: textIn(item, 'format') || 'digitalwires',
    agency: 'dpa',
    provider: namesOf(item, 'provider')[0] ?? 'dpa',
    id,
    version,
    revisionKey: `${id}:${version || textIn(item, 'version_created', 'updated')}`,
    type: isPicture ? 'picture' : 'text',
    embargoUntil: item.get('embargoed') === null || !item.has('embargoed') ? undefined : textIn(item, 'embargoed'),
    createdAt: textIn(item, 'version_created', 'updated'),
    revisedAt: textIn(item, 'version_created', 'updated'),
    urgency: numberIn(item, 'urgency') ?? undefined,
    headline: textIn(item, 'headline'),
    slugline: textIn(item, 'kicker'),
    bylines: [{ name: textIn(item, 'byline') }],
    credit: textIn(item, 'creditline'),
    dateline: textIn(item, 'dateline'),
    summary: textIn(item, 'teaser', 'subhead') || (isPicture ? '' : descriptionOf(item, 'summary')),
    body: content.body,
    wording: content.wording,
    ednote: notesOf(item).join('\n'),
    usageTerms: ['usageterms', 'copyrightnotice', 'autopublishnotice']
      .map((name) => textIn(item, name))
      .filter(Boolean),
    ...codesOf(item),
    keywords: namesOf(item, 'keyword'),
    photos: [
      ...photos.map((photo) => (isPicture ? { ...photo, creator: photo.creator || creators.join(', ') } : photo)),
      ...content.photos,
    ],
    language: textIn(item, 'language'),
    marks: [`stat:${textIn(item, 'pubstatus')}`, textIn(item, 'signal'), ...namesOf(item, 'signal')].filter(Boolean),
  }
}

// "Kontakte" are never read, nor the line of initials that closes each item.
function notesOf(item: Fields): string[] {
  return objectsIn(item, 'ednotes')
    .filter((note) => !/contact|kontakt|closingline/i.test(textIn(note, 'role')))
    .map((note) => textIn(note, 'ednote'))
    .filter((note, at, all) => note !== '' && all.indexOf(note) === at)
}

function ofType(item: Fields, type: string): Fields[] {
  return objectsIn(item, 'categories').filter((one) => textIn(one, 'type') === `dnltype:${type}`)
}

function namesOf(item: Fields, type: string): string[] {
  return ofType(item, type)
    .map((one) => textIn(one, 'name'))
    .filter(Boolean)
}

function codesOf(item: Fields): Pick<WireDraft, 'categories' | 'subjects'> {
  const coded = (one: Fields) => {
    const [scheme = '', ...code] = textIn(one, 'qcode').split(':')
    return { scheme, code: code.join(':') }
  }
  return {
    categories: ofType(item, 'desk').map(coded),
    subjects: [...ofType(item, 'dpasubject'), ...ofType(item, 'geosubject')].map((one) => ({
      ...coded(one),
      name: textIn(one, 'name'),
    })),
  }
}
