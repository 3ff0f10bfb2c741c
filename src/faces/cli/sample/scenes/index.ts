export { drawScene, isSceneKey, SCENE_KEYS, type SceneKey } from './catalog.ts'
export type { Picture } from './sheet.ts'
