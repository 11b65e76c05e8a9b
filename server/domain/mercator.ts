/** Northward distance on a Mercator map, in degrees of longitude. */
export const northing = (latitude: number): number =>
  (Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)) * 180) / Math.PI

/** The latitude at a northward distance. */
export const latitudeAt = (north: number): number =>
  (Math.atan(Math.sinh((north * Math.PI) / 180)) * 180) / Math.PI
