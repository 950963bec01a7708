/** The pure part of the room: importable by Node, workers and the browser. The OpenLayers part is `styles/ol/`. */
export type * from './types.ts';
export { VARIANTS } from './types.ts';
export { PALETTE, colourOf, contrast, withOpacity } from './palette.ts';
export { CATALOGUE_VERSION, SIGNS, findSign, signOf } from './signs/catalogue.ts';
export { drawOrder, familyOf, presentationOrder, signFor } from './sign-for.ts';
export { presentationFor, type Presentation } from './presentation.ts';
export { parseLettering, type Lettering } from './lettering.ts';
export { legendFor } from './legend.ts';
export { PERIMETER_STATES, type PerimeterState, perimeterStateOf } from './perimeter-states.ts';
export { labelFor, labelLinesFor, rotationFor } from './label-for.ts';
export { isLandUsePlan, legalCharacterOf, type LegalCharacter } from './legal-character.ts';
export { explain, titleFor } from './explain/explain.ts';
export { legalBasis, writeSldFor, type SldOptions } from './sld/write-sld.ts';
export { graphicSvg } from './sld/graphics.ts';
