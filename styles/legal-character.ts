/**
 * What an object is in law (rechtscharakter). The codes were renumbered in 6.0: up to 5.4 every family has its own list,
 * from 6.0 one list (XP_Rechtscharakter) serves all. Everything here therefore asks for the version first.
 */
import type { StyledObject } from './types.ts';
import { valueOf } from './attributes.ts';
import { type Table, table } from './table.ts';

export type LegalCharacter =
	| 'festsetzung'
	| 'darstellung'
	| 'nachrichtlich'
	| 'hinweis'
	| 'vermerk'
	| 'kennzeichnung'
	| 'ziel'
	| 'grundsatz'
	| 'zielUndGrundsatz'
	| 'vorschlag'
	| 'information'
	| 'landschaftsplan'
	| 'geplant'
	| 'unbekannt'
	| 'sonstiges';

const UP_TO_5: Record<string, Table<LegalCharacter>> = {
	BP: table<LegalCharacter>({ 1000: 'festsetzung', 2000: 'nachrichtlich', 3000: 'hinweis', 4000: 'vermerk', 5000: 'kennzeichnung' }),
	FP: table<LegalCharacter>({ 1000: 'darstellung', 2000: 'nachrichtlich', 3000: 'hinweis', 4000: 'vermerk', 5000: 'kennzeichnung' }),
	SO: table<LegalCharacter>({
		1000: 'festsetzung',
		1500: 'darstellung',
		1800: 'landschaftsplan',
		2000: 'nachrichtlich',
		3000: 'hinweis',
		4000: 'vermerk',
		5000: 'kennzeichnung'
	}),
	RP: table<LegalCharacter>({
		1000: 'ziel',
		2000: 'grundsatz',
		3000: 'nachrichtlich',
		4000: 'nachrichtlich',
		5000: 'nachrichtlich',
		6000: 'information',
		7000: 'ziel',
		8000: 'zielUndGrundsatz',
		9000: 'vorschlag'
	}),
	LP: table<LegalCharacter>({
		1000: 'landschaftsplan',
		2000: 'geplant',
		3000: 'nachrichtlich',
		4000: 'landschaftsplan',
		5000: 'festsetzung'
	})
};

const FROM_6 = table<LegalCharacter>({
	1000: 'festsetzung',
	2000: 'nachrichtlich',
	3000: 'darstellung',
	4000: 'ziel',
	4100: 'grundsatz',
	4200: 'nachrichtlich',
	4300: 'nachrichtlich',
	4400: 'information',
	4500: 'ziel',
	4600: 'zielUndGrundsatz',
	4700: 'vorschlag',
	5000: 'landschaftsplan',
	5100: 'geplant',
	5200: 'landschaftsplan',
	5300: 'landschaftsplan',
	6000: 'hinweis',
	7000: 'kennzeichnung',
	8000: 'vermerk'
});

/** The legal character of an object, or undefined where the document does not say (4.x). */
export function legalCharacterOf(object: StyledObject): LegalCharacter | undefined {
	const code = valueOf(object, 'rechtscharakter');
	if (code === undefined) return undefined;
	if (code === '9998') return 'unbekannt';
	if (code === '9999') return 'sonstiges';
	if (Number.parseInt(object.version, 10) >= 6) return FROM_6[code];
	return UP_TO_5[object.class.slice(0, 2)]?.[code];
}

/**
 * Whether the object belongs to a land-use plan of the whole municipality (Flächennutzungsplan): by class, or, for the SO_ classes
 * that serve both kinds of plan, by legal character.
 */
export function isLandUsePlan(object: StyledObject): boolean {
	if (object.class.startsWith('FP_')) return true;
	return object.class.startsWith('SO_') && legalCharacterOf(object) === 'darstellung';
}
