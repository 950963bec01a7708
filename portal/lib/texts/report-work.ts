/** Public note about a text that an editor shortened. */
export const shortenedNote = (reason: string): string => `Text redaktionell gekürzt. Grund: ${reason}`;

/** Public: the place was corrected. */
export const movedNote = 'Der Ort wurde berichtigt.';
export const recategorisedNote = (category: string): string => `Neue Kategorie: ${category}`;
export const mergedIntoNote = (ref: string): string => `Schon gemeldet: wird zusammen mit ${ref} bearbeitet.`;
export const mergedHereNote = (ref: string): string => `Die Meldung ${ref} betrifft dasselbe und wird hier mitbearbeitet.`;
export const splitNote = 'Ein Teil dieser Meldung wird als eigene Meldung bearbeitet.';
export const forwardedNote = (tenant: string): string => `Weitergeleitet an: ${tenant}. Den Stand finden Sie weiter hier.`;
export const reopenedNote = 'Von der meldenden Person wieder geöffnet.';
