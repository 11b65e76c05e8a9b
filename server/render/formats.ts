export const pictureFormats = ['svg', 'png', 'pdf'] as const
export type PictureFormat = (typeof pictureFormats)[number]
