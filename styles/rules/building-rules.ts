/** Classes of PlanZV 1 to 3. */
import type { StyledObject } from '../types.ts';
import { attributeOf, valueOf } from '../attributes.ts';
import type { Rules } from './rule.ts';
import { table } from '../table.ts';

/** XP_BesondereArtDerBaulNutzung → key of the sign; the key is also the abbreviation on the map. */
export const SPECIAL_KINDS = table({
	1000: 'ws',
	1100: 'wr',
	1200: 'wa',
	1300: 'wb',
	1400: 'md',
	1450: 'mdw',
	1500: 'mi',
	1550: 'mu',
	1600: 'mk',
	1700: 'ge',
	1800: 'gi',
	2000: 'so-erholung',
	2100: 'so',
	3000: 'so-erholung',
	4000: 'so',
	9999: 'bauflaeche'
});

/** XP_AllgArtDerBaulNutzung → key of the sign. */
export const GENERAL_KINDS = table({ 1000: 'w', 2000: 'm', 3000: 'g', 4000: 's', 9999: 'bauflaeche' });

/** Key of the kind of building use: the special kind (Baugebiet) before the general one (Baufläche). */
export function kindOf(object: StyledObject): string {
	const special = valueOf(object, 'besondereArtDerBaulNutzung');
	const general = valueOf(object, 'allgArtDerBaulNutzung');
	const byGeneral = general === undefined ? undefined : GENERAL_KINDS[general];
	if (special !== undefined && (special !== '9999' || !byGeneral)) return SPECIAL_KINDS[special] ?? byGeneral ?? 'bauflaeche';
	if (byGeneral !== undefined) return byGeneral;
	return attributeOf(object, 'sondernutzung') || attributeOf(object, 'sonderNutzung') ? 'so' : 'bauflaeche';
}

const byType = (object: StyledObject): string => valueOf(object, 'typ') ?? '';

export const BUILDING_RULES: Rules = {
	BP_Baugebiet: (object) => `bp-${kindOf(object)}`,
	BP_BaugebietsTeilFlaeche: (object) => `bp-${kindOf(object)}`,
	FP_BebauungsFlaeche: (object) => `fp-${kindOf(object)}`,
	BP_WohngebaeudeFlaeche: 'bp-wohngebaeude',
	BP_UeberbaubareGrundstuecksFlaeche: 'bp-ueberbaubar',
	BP_NichtUeberbaubareGrundstuecksflaeche: 'bp-nicht-ueberbaubar',
	BP_AbweichungVonUeberbaubarerGrundstuecksFlaeche: 'bp-abweichung-ueberbaubar',
	BP_AbweichungVonUeberbaubererGrundstuecksFlaeche: 'bp-abweichung-ueberbaubar',
	BP_AbweichungVonBaugrenze: 'bp-abweichung-baugrenze',
	BP_BauGrenze: 'bp-baugrenze',
	BP_BauLinie: 'bp-baulinie',
	BP_SpezielleBauweise: (object) => ({ 1300: 'bp-auskragung', 1400: 'bp-arkade' })[Number(byType(object))] ?? 'bp-bauweise',
	BP_GebaeudeFlaeche: 'bp-gebaeude',
	BP_FirstRichtungsLinie: 'bp-firstrichtung',
	BP_GebaeudeStellung: (object) => (byType(object) === '3000' ? 'bp-gebaeudestellung' : 'bp-firstrichtung'),
	BP_HoehenMass: 'bp-hoehe',
	BP_HoehenFestsetzung: 'bp-hoehe',
	BP_AbstandsMass: 'bp-masslinie',
	BP_AbstandsFlaeche: 'bp-abstandsflaeche'
};
