/** The colors one hour and weather lend a landscape, from sky to shadow. */
export interface Light {
  readonly sky: readonly [string, string, string]
  readonly sun: string
  readonly far: string
  readonly middle: string
  readonly near: string
  readonly dark: string
  readonly lit: string
  readonly water: string
  readonly window: string
  readonly snow: string
  readonly isNight: boolean
}

export type Hour = 'dawn' | 'day' | 'gold' | 'dusk' | 'night' | 'gray' | 'winter'

export const INK = '#1c2530'
export const CREAM = '#f4e7cb'
export const BRICK = '#9a3b2a'
export const RED = '#8c1c13'
export const OCHRE = '#d79b3f'
export const PINE = '#2f4a43'
export const SLATE = '#52697b'

const LIT = '#f6c667'

export const LIGHTS: Record<Hour, Light> = {
  dawn: {
    sky: ['#8fa9b8', '#e9c7ac', '#f6dcae'], sun: '#fbeec4', far: '#a89fa6', middle: '#7d8a86', near: '#55685c', dark: '#2b3a3c',
    lit: '#f3d9a4', water: '#a9b9bd', window: LIT, snow: '#f3e9e0', isNight: false,
  },
  day: {
    sky: ['#7fa7bd', '#b9d0d1', '#ece3c8'], sun: '#fbf1d0', far: '#8ba3ab', middle: '#6f8c7c', near: '#4d6b4f', dark: '#28403b',
    lit: '#efd596', water: '#7fa3ae', window: '#39505d', snow: '#f7f2e6', isNight: false,
  },
  gold: {
    sky: ['#c9a98a', '#ecc587', '#f8df9f'], sun: '#fdf0c0', far: '#b98d70', middle: '#a5783f', near: '#7a5a30', dark: '#40342b',
    lit: '#f2c467', water: '#b79c7e', window: '#5a4436', snow: '#fbecd0', isNight: false,
  },
  dusk: {
    sky: ['#3b4b66', '#a9706c', '#eba572'], sun: '#f7cf8c', far: '#6a5a70', middle: '#4a4a61', near: '#33394b', dark: '#1d2432',
    lit: '#e9a066', water: '#8d6a70', window: LIT, snow: '#cdbdc4', isNight: false,
  },
  night: {
    sky: ['#131d2e', '#223450', '#3f5672'], sun: '#f4ecd2', far: '#2f4259', middle: '#24344a', near: '#1a2738', dark: '#101825',
    lit: '#d9b878', water: '#2a4058', window: LIT, snow: '#9fb0c2', isNight: true,
  },
  gray: {
    sky: ['#8e9a9f', '#b5bab6', '#d6d1c2'], sun: '#e6e1d2', far: '#9aa3a3', middle: '#77847f', near: '#586660', dark: '#333f40',
    lit: '#d9cfae', water: '#8d9a9d', window: '#e8c57c', snow: '#ebe8de', isNight: false,
  },
  winter: {
    sky: ['#9db4c2', '#cdd8da', '#f1e4d0'], sun: '#fdf3d8', far: '#a9bac3', middle: '#8199a4', near: '#5d7682', dark: '#2c3f49',
    lit: '#f2dfb8', water: '#93abb6', window: '#f0c878', snow: '#f8f6ef', isNight: false,
  },
} // biome-ignore format: a table of colors
