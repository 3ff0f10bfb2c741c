export { readCredit, type SplitCaption, splitCaption } from './caption.ts'
export { type Caution, type Circumstances, cautionsAbout, type Restricted } from './fitness.ts'
export {
  type Cleared,
  type Focus,
  MEDIA_TYPES,
  mayRetire,
  mayUpload,
  PHOTO_MAX_BYTES,
  type Photo,
  type PhotoFact,
  type PhotoWords,
  type PictureObstacle,
  pictureRefusals,
  type WhenExpired,
} from './photo.ts'
export {
  cropOf,
  FORMATS,
  type Format,
  type Framed,
  type PictureSources,
  parseRendition,
  photoAddress,
  pictureSources,
  RENDITION_WIDTHS,
  type Rendition,
  renditionSize,
  SHAPES,
  type Shape,
  type Sign,
  SOCIAL_WIDTH,
  widthsOf,
} from './rendition.ts'
export { expiryOf, RESTRICTION_KINDS, type Restriction, type RestrictionKind, restrictionsOf } from './restriction.ts'
export type { PaperPlace } from './territory.ts'
