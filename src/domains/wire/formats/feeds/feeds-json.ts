import { readJson } from '#platform/json'
import { Refusal } from '#platform/refusal'
import { type Fields, fieldsOf, numberIn, objectsIn, textIn, textsIn } from '#wire/formats/json/json-fields.ts'
import { safeAddress } from '#wire/formats/json/renditions.ts'
import type { WireDraft } from '#wire/reading/draft.ts'
import { feedBody, looksLikeExcerpt } from './feeds-body.ts'

/** Reads a JSON Feed, 1.0 or 1.1. Refuses other JSON. */
export function readJsonFeed(text: string): WireDraft[] {
  const feed = fieldsOf(readJson(text))
  if (!Array.isArray(feed.get('items')))
    throw new Refusal('invalid', 'wire.broken', 'This is no JSON Feed: it has no list of items, or is cut off.')
  return objectsIn(feed, 'items').map((item) => draftOf(item, feed))
}

function draftOf(item: Fields, feed: Fields): WireDraft {
  const html = textIn(item, 'content_html')
  const content = feedBody(html === '' ? textIn(item, 'content_text', 'summary') : html, {
    isHtml: html !== '',
    address: textIn(item, 'url'),
  })
  const isExcerpt = html === '' && textIn(item, 'content_text') === ''
  const id = textIn(item, 'id', 'url', 'external_url')
  const at = textIn(item, 'date_modified', 'date_published')
  const authors = [item, feed].map((from) => [...objectsIn(from, 'authors'), ...objectsIn(from, 'author')])
  return {
    format: 'json-feed',
    formatVersion: /\/version\/([\d.]+)/.exec(textIn(feed, 'version'))?.[1],
    provider: textIn(feed, 'title'),
    id,
    revisionKey: at && `${id}:${at}`,
    createdAt: textIn(item, 'date_published'),
    revisedAt: textIn(item, 'date_modified'),
    headline: textIn(item, 'title'),
    bylines: (authors.find((list) => list.length > 0) ?? []).map((author) => ({ name: textIn(author, 'name') })),
    summary: isExcerpt ? '' : textIn(item, 'summary'),
    body: content.body,
    wording: content.wording,
    keywords: textsIn(item, 'tags'),
    photos: [...picturesOf(item), ...content.photos],
    language: textIn(item, 'language') || textIn(feed, 'language'),
    warnings:
      isExcerpt || looksLikeExcerpt(content.wording ?? '') ? ['This may be only the beginning of the story.'] : [],
  }
}

function picturesOf(item: Fields) {
  const attached = objectsIn(item, 'attachments')
    .filter((one) => textIn(one, 'mime_type').startsWith('image/'))
    .map((one) => ({
      href: safeAddress(textIn(one, 'url')),
      caption: textIn(one, 'title'),
      width: numberIn(one, 'width'),
    }))
  const named = { href: safeAddress(textIn(item, 'image', 'banner_image')), caption: '', width: null }
  return [named, ...attached].filter(({ href }) => href !== null).map((photo) => ({ ...photo, id: photo.href ?? '' }))
}
