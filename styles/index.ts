/** The pure part of the room: importable by Node, workers and the browser. The OpenLayers part is `styles/ol/`. */
export type * from './types.ts';
export { VARIANTS } from './types.ts';
export { PALETTE, colourOf, contrast, withOpacity } from './palette.ts';
export { CATALOGUE_VERSION, SIGNS, findSign, signOf } from './signs/catalogue.ts';
export { drawOrder, familyOf, signFor } from './sign-for.ts';
export { labelFor, labelLinesFor, rotationFor } from './label-for.ts';
export { isLandUsePlan, legalCharacterOf, type LegalCharacter } from './legal-character.ts';
