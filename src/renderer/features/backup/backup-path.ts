/** A backup's full path, in the manner of the place it lies in. */
export function pathOf({ place, fileName }: { place: string; fileName: string }): string {
  const separator = place.includes('\\') ? '\\' : '/';
  return place.endsWith(separator) ? `${place}${fileName}` : `${place}${separator}${fileName}`;
}
