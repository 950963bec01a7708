/** Classes of PlanZV 4 to 12: community, traffic, supply, green, water, earthworks, farming, woodland. */
import type { StyledObject } from '../types.ts';
import { firstPurpose, isTrue } from '../attributes.ts';
import { isLandUsePlan } from '../legal-character.ts';
import { GREEN_USES, PUBLIC_USES, SUPPLY_USES, useFinder } from '../signs/uses.ts';
import { type Rules, prefixed } from './rule.ts';
import { table } from '../table.ts';

const publicUse = useFinder(PUBLIC_USES);
const greenUse = useFinder(GREEN_USES);
const supplyUse = useFinder(SUPPLY_USES);

const play = table({ 1000: 'sport', 2000: 'spiel' });
const playSign = (object: StyledObject): string => prefixed(object, play[firstPurpose(object) ?? ''] ?? 'spielsport');

/** BP_ZweckbestimmungStrassenverkehr (4.0–5.4). */
const BP_ROADS = table({
	1000: 'parken',
	1100: 'fussgaenger',
	1200: 'beruhigt',
	1300: 'rad',
	1400: 'rad',
	1500: 'fussgaenger',
	1550: 'fussgaenger',
	1580: 'wirtschaftsweg',
	1600: 'rad',
	2000: 'parken',
	2100: 'fussgaenger',
	2300: 'wirtschaftsweg',
	2400: 'gruen',
	2600: 'bus',
	3000: 'laden',
	3100: 'laden',
	3200: 'rad',
	3300: 'parken',
	3400: 'beruhigt',
	3500: 'laden'
});
/** SO_ZweckbestimmungStrassenverkehr (6.0) and FP_ZweckbestimmungStrassenverkehr (4.0–5.4). */
const SO_ROADS = table({
	14000: 'beruhigt',
	14001: 'fussgaenger',
	14002: 'fussgaenger',
	14003: 'rad',
	14004: 'rad',
	14005: 'fussgaenger',
	14006: 'fussgaenger',
	14009: 'bus',
	140012: 'wirtschaftsweg',
	140013: 'wirtschaftsweg',
	14015: 'gruen',
	1600: 'parken',
	16000: 'parken',
	16001: 'rad',
	16002: 'parken',
	16003: 'rad',
	16004: 'parken',
	16005: 'laden',
	16006: 'laden',
	3400: 'beruhigt',
	3500: 'laden'
});
const specialRoad = (key: string | undefined): string => (key === undefined ? 'bp-verkehr-besonders' : `bp-verkehr-${key}`);

function landUseRoad(object: StyledObject): string {
	const purpose = firstPurpose(object);
	if (purpose === '1000') return 'fp-autobahn';
	if (purpose === '1200' || purpose === '1300') return 'fp-hauptverkehrsstrasse';
	if (purpose?.startsWith('16') || purpose === '3300') return 'fp-parken';
	if (object.geometry === 'line' && purpose?.startsWith('1400')) return 'fp-weg';
	return purpose === undefined ? 'fp-strasse' : 'fp-verkehr-besonders';
}

/** From 6.0 one class holds all roads; `hatDarstellungMitBesondZweckbest` tells PlanZV 6.3 from 6.1. */
function road6(object: StyledObject): string {
	if (isLandUsePlan(object)) return landUseRoad(object);
	return isTrue(object, 'hatDarstellungMitBesondZweckbest') ? specialRoad(SO_ROADS[firstPurpose(object) ?? '']) : 'bp-strasse';
}

/** Up to 5.4 the purpose alone; in 5.2–5.4 SO_KlassifizGewaesser 2000 meant harbour, since 6.0 it means running water. */
function water(object: StyledObject): string {
	const purpose = firstPurpose(object);
	const harbour =
		object.class === 'SO_Gewaesser'
			? purpose === '4000' || purpose === '40000' || (purpose === '2000' && object.version.startsWith('5'))
			: purpose === '1000' || purpose === '10000';
	return prefixed(object, harbour ? 'hafen' : 'gewaesser');
}

const waterManagement = (object: StyledObject): string =>
	prefixed(object, firstPurpose(object) === '1100' ? 'ueberschwemmung' : 'wasserwirtschaft');

/** SO_Wasserrecht: 1xxx are waters themselves, 2xxx to 5000 areas of floods. */
function waterLaw(object: StyledObject): string {
	const purpose = firstPurpose(object);
	if (purpose?.startsWith('1')) return prefixed(object, 'gewaesser');
	return prefixed(object, purpose === undefined || purpose === '9999' ? 'wasserwirtschaft' : 'ueberschwemmung');
}

/** Pipes and cables as lines (PlanZV 8), everything else as an area or a place (PlanZV 7). */
function supply(object: StyledObject): string {
	if (object.geometry === 'line' && !isLandUsePlan(object)) {
		const purpose = firstPurpose(object);
		return purpose === '10000' || purpose === '100010' || purpose === '26001' ? 'bp-leitung-oberirdisch' : 'bp-leitung-unterirdisch';
	}
	return prefixed(object, `versorgung${supplyUse(firstPurpose(object))}`);
}

/** SO_KlassifizNachLuftverkehrsrecht: places where aircraft start and land; the other codes are protective zones. */
const AIRFIELDS = new Set(['1000', '2000', '3000', '4000', '5000']);

export const SPACE_RULES: Rules = {
	BP_GemeinbedarfsFlaeche: (object) => `bp-gemeinbedarf${publicUse(firstPurpose(object))}`,
	FP_Gemeinbedarf: (object) => `fp-gemeinbedarf${publicUse(firstPurpose(object))}`,
	BP_SpielSportanlagenFlaeche: playSign,
	FP_SpielSportanlage: playSign,
	BP_GruenFlaeche: (object) => `bp-gruen${greenUse(firstPurpose(object))}`,
	FP_Gruen: (object) => `fp-gruen${greenUse(firstPurpose(object))}`,
	BP_KleintierhaltungFlaeche: 'bp-kleintierhaltung',
	BP_BesondererNutzungszweckFlaeche: 'bp-besonderer-nutzungszweck',
	BP_PersGruppenBestimmteFlaeche: 'bp-personengruppe',
	BP_FoerderungsFlaeche: 'bp-foerderung',
	BP_RegelungVergnuegungsstaetten: 'bp-vergnuegungsstaetten',
	BP_ZentralerVersorgungsbereich: 'bp-zentraler-versorgungsbereich',
	FP_ZentralerVersorgungsbereich: 'fp-zentraler-versorgungsbereich',

	BP_StrassenVerkehrsFlaeche: 'bp-strasse',
	BP_VerkehrsflaecheBesondererZweckbestimmung: (object) => specialRoad(BP_ROADS[firstPurpose(object) ?? '']),
	BP_StrassenbegrenzungsLinie: 'bp-strassenlinie',
	BP_EinfahrtPunkt: 'bp-einfahrt',
	BP_EinfahrtsbereichLinie: 'bp-einfahrtsbereich',
	BP_BereichOhneEinAusfahrtLinie: 'bp-ohne-einfahrt',
	BP_Strassenkoerper: 'bp-strassenkoerper',
	BP_Sichtflaeche: 'bp-sichtflaeche',
	SO_Sichtflaeche: 'bp-sichtflaeche',
	FP_Strassenverkehr: landUseRoad,
	SO_Strassenverkehr: road6,
	SO_Strassenverkehrsrecht: (object) => (isLandUsePlan(object) ? 'fp-hauptverkehrsstrasse' : 'bp-strasse'),
	SO_Schienenverkehrsrecht: 'bp-bahn',
	SO_Luftverkehrsrecht: (object) => (AIRFIELDS.has(firstPurpose(object) ?? '1000') ? 'bp-luftverkehr' : 'so-luftverkehr-zone'),

	BP_VerEntsorgung: supply,
	FP_VerEntsorgung: supply,
	BP_GewaesserFlaeche: water,
	FP_Gewaesser: water,
	SO_Gewaesser: water,
	BP_WasserwirtschaftsFlaeche: waterManagement,
	FP_Wasserwirtschaft: waterManagement,
	SO_Wasserwirtschaft: waterManagement,
	SO_Wasserrecht: waterLaw,
	FP_KeineZentrAbwasserBeseitigungFlaeche: 'fp-ohne-abwasser',

	BP_AufschuettungsFlaeche: 'bp-aufschuettung',
	BP_AbgrabungsFlaeche: 'bp-abgrabung',
	BP_BodenschaetzeFlaeche: 'bp-abgrabung',
	BP_RekultivierungsFlaeche: 'bp-abgrabung',
	FP_Aufschuettung: 'fp-aufschuettung',
	FP_AufschuettungsFlaeche: 'fp-aufschuettung',
	FP_Abgrabung: 'fp-abgrabung',
	FP_AbgrabungsFlaeche: 'fp-abgrabung',
	FP_Bodenschaetze: 'fp-abgrabung',
	FP_BodenschaetzeFlaeche: 'fp-abgrabung',

	BP_Landwirtschaft: 'bp-landwirtschaft',
	BP_LandwirtschaftsFlaeche: 'bp-landwirtschaft',
	FP_Landwirtschaft: 'fp-landwirtschaft',
	FP_LandwirtschaftsFlaeche: 'fp-landwirtschaft',
	BP_WaldFlaeche: 'bp-wald',
	FP_WaldFlaeche: 'fp-wald',
	SO_Forstrecht: (object) => prefixed(object, 'wald')
};
