/** File name endings of the pictures that menus and pick lists offer, lower case, without the dot. */
export const imageExtensions = ['png', 'jpg', 'jpeg', 'jpe', 'jfif'] as const;

/** Whether a path ends like a picture's; what the file really is, is told by its content. */
export function hasImageExtension(path: string): boolean {
  const extension = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase();
  return imageExtensions.some((known) => known === extension);
}
