/** Public note about a text that an editor shortened. */
export const shortenedNote = (reason: string): string => `Text redaktionell gekürzt. Grund: ${reason}`;
