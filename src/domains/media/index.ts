export { credit } from './credit.ts'
export { takingTurns } from './darkroom.ts'
export { expireDue } from './expire.ts'
export { masterKey, originalKey } from './keys.ts'
export type { PhotoMetadata } from './metadata.ts'
export { develop, fingerprintOf, type Inspected, inspectPicture, obstacleToDecoding, type Picture } from './picture.ts'
export {
  findPhoto,
  findPhotoByAgencyId,
  getPhoto,
  type LibrarySearch,
  listPhotos,
  PHOTOS_A_PAGE,
  type PhotoObstacle,
  photosById,
  photosFitToPublish,
} from './queries.ts'
export { type ReceivedPhoto, receivePhoto } from './receive.ts'
export { renderRendition } from './render.ts'
export { replace } from './replace.ts'
export { retire } from './retire.ts'
export { clearRestriction, type RightsChange, restrictFrom, setRights } from './rights.ts'
export * from './shared.ts'
export { isStamped, photoSigner } from './stamp.ts'
export { type RightsGiven, type Upload, upload } from './upload.ts'
