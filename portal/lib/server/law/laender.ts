/** Code of a Land (ISO 3166-2:DE without `DE-`) → name. */
export const LAENDER = {
	BW: 'Baden-Württemberg',
	BY: 'Bayern',
	BE: 'Berlin',
	BB: 'Brandenburg',
	HB: 'Bremen',
	HH: 'Hamburg',
	HE: 'Hessen',
	MV: 'Mecklenburg-Vorpommern',
	NI: 'Niedersachsen',
	NW: 'Nordrhein-Westfalen',
	RP: 'Rheinland-Pfalz',
	SL: 'Saarland',
	SN: 'Sachsen',
	ST: 'Sachsen-Anhalt',
	SH: 'Schleswig-Holstein',
	TH: 'Thüringen'
} as const;

export type LandCode = keyof typeof LAENDER;

/** True for the code of one of the sixteen Länder, in capitals. */
export const isLand = (code: string): code is LandCode => Object.hasOwn(LAENDER, code);

/** „in Sachsen“, „im Saarland“ */
export const inLand = (code: LandCode): string => (code === 'SL' ? 'im Saarland' : `in ${LAENDER[code]}`);
