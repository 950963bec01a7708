/** Classes of PlanZV 13 to 15, scopes of plans and presentation objects. */
import type { StyledObject } from '../types.ts';
import { firstPurpose, isTrue, valueOf } from '../attributes.ts';
import { type Rules, prefixed } from './rule.ts';
import { table } from '../table.ts';

/** XP_AnpflanzungBindungErhaltungsGegenstand: which ones are trees. */
const TREES = new Set(['1000', '1100', '1200', '1300']);

function planting(object: StyledObject): string {
	const subject = valueOf(object, 'gegenstand');
	if (subject === '5000' || subject === '6000') return 'bp-begruenung';
	const tree = subject === undefined ? object.geometry === 'point' : TREES.has(subject);
	const measure = valueOf(object, 'massnahme');
	if (measure === '3000' && object.geometry !== 'point') return 'bp-pflanzen-erhalten';
	return `bp-${measure === '1000' || measure === '3000' ? 'erhalten' : 'pflanzen'}-${tree ? 'baum' : 'strauch'}`;
}

/** XP_ZweckbestimmungKennzeichnung. */
const MARKINGS = table({
	1000: 'bp-kennzeichnung-vorkehrung',
	2000: 'bp-kennzeichnung-bergbau',
	3000: 'bp-kennzeichnung-vorkehrung',
	4000: 'bp-kennzeichnung-altlast',
	5000: 'bp-kennzeichnung-laerm',
	6000: 'bp-kennzeichnung-bergbau',
	7000: 'bp-vorhabengebiet',
	8000: 'bp-vorhabengebiet'
});
const marking = (object: StyledObject): string => MARKINGS[firstPurpose(object) ?? ''] ?? 'bp-kennzeichnung';

/** BP_ZweckbestimmungNebenanlagen: parking spaces, garages, the rest. */
function ancillary(object: StyledObject): string {
	const purpose = firstPurpose(object);
	if (purpose === '1000' || purpose === '3700') return 'bp-stellplaetze';
	return purpose === '2000' || purpose === '3100' || purpose === '3200' ? 'bp-garagen' : 'bp-nebenanlagen';
}

/** SO_KlassifizNachDenkmalschutzrecht. */
function heritage(object: StyledObject): string {
	const kind = firstPurpose(object);
	if (kind === '1100') return 'bp-denkmal-einzel';
	if (kind === '1200' || kind === '1500' || kind === '1600') return 'bp-bodendenkmal';
	if (kind === undefined && object.geometry === 'point') return 'bp-denkmal-einzel';
	return 'bp-denkmal-ensemble';
}

/** SO_GebietsArt: §§ 136, 165, 171a and 171e BauGB. */
const RENEWAL = new Set(['1100', '1200', '1300', '1400']);

/** SO_GebietsArt: conservation areas have a sign of their own (PlanZV 14.1). */
function specialArea(object: StyledObject): string {
	const kind = valueOf(object, 'gebietsArt');
	if (kind === undefined) return 'so-gebiet';
	if (kind.startsWith('17') || kind === '1999' || kind === '2000' || kind === '2100' || kind === '2200') return 'bp-erhaltungsbereich';
	if (kind === '1000') return 'so-bodenordnung';
	return RENEWAL.has(kind) ? 'so-sanierung' : 'so-gebiet';
}

/** SO_KlassifizBaubeschraenkung 2000 restricts building, the others forbid it. */
const buildingRestriction = (object: StyledObject): string =>
	valueOf(object, 'artDerFestlegung') === '2000' ? 'so-baubeschraenkung' : 'bp-freihalten';

/** XP_KlassifizSchutzgebietNaturschutzrecht → key of the sign; five digits are kinds of their first four. */
const RESERVE_KINDS = table({
	1000: '-naturschutzgebiet',
	1100: '-nationalpark',
	1200: '-biosphaere',
	1300: '-landschaftsschutz',
	1400: '-naturpark',
	1500: '-naturdenkmal',
	1600: '-landschaftsteil',
	1700: '-biotop',
	1800: '-natura2000',
	2000: '-nationalpark'
});
function natureReserve(object: StyledObject): string {
	const kind = firstPurpose(object) ?? valueOf(object, 'artDerFestlegung') ?? '';
	const key = `naturschutz${RESERVE_KINDS[kind] ?? RESERVE_KINDS[kind.slice(0, 4)] ?? ''}`;
	return object.class.startsWith('LP_') ? `lp-${key}` : prefixed(object, key);
}

/** BP_Wegerecht: strips of up to 3 m have no room for the row of boxes. */
const rightOfWay = (object: StyledObject): string => (isTrue(object, 'istSchmal') ? 'bp-wegerecht-schmal' : 'bp-wegerecht');

export const OTHER_RULES: Rules = {
	BP_SchutzPflegeEntwicklungsFlaeche: 'bp-spe',
	BP_SchutzPflegeEntwicklungsMassnahme: 'bp-spe',
	BP_AusgleichsFlaeche: 'bp-ausgleich',
	BP_AusgleichsMassnahme: 'bp-ausgleich',
	BP_EingriffsBereich: 'bp-eingriff',
	BP_AnpflanzungBindungErhaltung: planting,
	FP_SchutzPflegeEntwicklung: 'fp-spe',
	FP_AusgleichsFlaeche: 'fp-ausgleich',
	BP_Schutzgebiet: natureReserve,
	SO_SchutzgebietNaturschutzrecht: natureReserve,
	LP_SchutzBestimmterTeileVonNaturUndLandschaft: natureReserve,
	LP_SchutzobjektBundesrecht: natureReserve,
	LP_SchutzobjektInternatRecht: natureReserve,
	SO_SchutzgebietWasserrecht: (object) => prefixed(object, 'wasserschutz'),

	BP_ErhaltungsBereichFlaeche: 'bp-erhaltungsbereich',
	SO_Gebiet: specialArea,
	BP_DenkmalschutzEinzelanlage: 'bp-denkmal-einzel',
	BP_DenkmalschutzEnsembleFlaeche: 'bp-denkmal-ensemble',
	SO_Denkmalschutzrecht: heritage,
	LP_Denkmalschutzrecht: heritage,

	BP_NebenanlagenFlaeche: ancillary,
	BP_NebenanlagenAusschlussFlaeche: 'bp-nebenanlagen-ausschluss',
	BP_GemeinschaftsanlagenFlaeche: 'bp-gemeinschaftsanlagen',
	BP_GemeinschaftsanlagenZuordnung: 'bp-gemeinschaftsanlagen-zuordnung',
	BP_Wegerecht: rightOfWay,
	BP_Immissionsschutz: 'bp-immissionsschutz',
	FP_Nutzungsbeschraenkung: 'bp-immissionsschutz',
	FP_NutzungsbeschraenkungsFlaeche: 'bp-immissionsschutz',
	FP_VorbehalteFlaeche: 'bp-immissionsschutz',
	BP_ImmissionsortLaerm: 'bp-laermkontingent',
	BP_ZusatzkontingentLaerm: 'bp-laermkontingent',
	BP_ZusatzkontingentLaermFlaeche: 'bp-laermkontingent',
	BP_RichtungssektorGrenze: 'bp-richtungssektor',
	BP_TechnischeMassnahmenFlaeche: 'bp-technische-massnahmen',
	BP_LuftreinhalteFlaeche: 'bp-technische-massnahmen',
	BP_ErneuerbareEnergieFlaeche: 'bp-technische-massnahmen',
	BP_FreiFlaeche: 'bp-freihalten',
	SO_Bauverbotszone: 'bp-freihalten',
	SO_Baubeschraenkung: buildingRestriction,
	BP_KennzeichnungsFlaeche: marking,
	FP_Kennzeichnung: marking,
	SO_Bodenschutzrecht: 'bp-kennzeichnung-altlast',
	LP_Bodenschutzrecht: 'bp-kennzeichnung-altlast',
	SO_Grenze: 'so-grenze',
	SO_Gelaendemorphologie: 'so-gelaende',
	SO_SonstigesRecht: 'so-sonstiges-recht',
	SO_SchutzgebietSonstigesRecht: 'so-sonstiges-recht',
	SO_Objekt: 'so-sonstiges-recht',
	SO_Linienobjekt: 'so-sonstiges-recht',
	SO_Festpunkt: 'so-festpunkt',
	BP_GenerischesObjekt: 'bp-generisch',
	FP_GenerischesObjekt: 'fp-generisch',
	BP_NatuerlicherKlimaschutz: 'bp-klimaschutz',
	FP_NatuerlicherKlimaschutz: 'fp-klimaschutz',
	FP_AnpassungKlimawandel: 'fp-klimaschutz',
	FP_PrivilegiertesVorhaben: 'fp-privilegiert',
	BP_GebaeudeTyp: 'bp-gebaeude',
	BP_NutzungsartenGrenze: (object) => (valueOf(object, 'typ') === '9999' ? 'bp-abgrenzung-sonstige' : 'bp-nutzungsgrenze'),
	BP_TextlicheFestsetzungsFlaeche: 'bp-textfestsetzung',
	BP_TextAbschnittFlaeche: 'bp-textfestsetzung',
	SO_TextAbschnittFlaeche: 'bp-textfestsetzung',
	FP_TextlicheDarstellungsFlaeche: 'fp-textdarstellung',
	FP_TextAbschnittFlaeche: 'fp-textdarstellung',
	BP_Veraenderungssperre: 'bp-veraenderungssperre',
	BP_FlaecheOhneFestsetzung: 'bp-ohne-festsetzung',
	FP_FlaecheOhneDarstellung: 'fp-ohne-darstellung',
	BP_UnverbindlicheVormerkung: 'bp-hinweis',
	FP_UnverbindlicheVormerkung: 'bp-hinweis',
	BP_FestsetzungNachLandesrecht: 'bp-landesrecht',
	FP_DarstellungNachLandesrecht: 'bp-landesrecht',

	BP_Plan: 'bp-geltungsbereich',
	BP_Bereich: 'bp-geltungsbereich',
	BP_RasterplanAenderung: 'bp-geltungsbereich',
	FP_Plan: 'fp-geltungsbereich',
	FP_Bereich: 'fp-geltungsbereich',
	FP_RasterplanAenderung: 'fp-geltungsbereich',
	RP_Plan: 'rp-geltungsbereich',
	RP_Bereich: 'rp-geltungsbereich',
	RP_RasterplanAenderung: 'rp-geltungsbereich',
	LP_Plan: 'lp-geltungsbereich',
	LP_Bereich: 'lp-geltungsbereich',
	LP_BiotopverbundBiotopvernetzung: 'lp-biotopverbund',
	LP_Biotopverbundflaeche: 'lp-biotopverbund',
	LP_Eingriffsregelung: 'lp-eingriffsregelung',
	LP_Ausgleich: 'lp-eingriffsregelung',
	LP_ZieleErfordernisseMassnahmen: 'lp-massnahme',
	LP_SchutzPflegeEntwicklung: 'lp-massnahme',
	LP_AnpflanzungBindungErhaltung: 'lp-anpflanzung',
	LP_ZuBegruenendeGrundstueckflaeche: 'lp-anpflanzung',
	LP_NutzungserfordernisRegelung: 'lp-nutzungsregelung',
	LP_NutzungsAusschluss: 'lp-nutzungsregelung',
	LP_ErholungFreizeit: 'lp-erholung',
	LP_Landschaftsbild: 'lp-landschaftsbild',
	LP_Forstrecht: 'lp-wald',
	LP_AllgGruenflaeche: 'lp-gruenflaeche',
	LP_WasserrechtSchutzgebiet: 'lp-wasser',
	LP_WasserrechtSonstige: 'lp-wasser',
	LP_WasserrechtGemeingebrEinschraenkungNaturschutz: 'lp-wasser',
	LP_WasserrechtWirtschaftAbflussHochwSchutz: 'lp-wasser',
	LP_TextAbschnittObjekt: 'lp-text',
	LP_TextlicheFestsetzungsFlaeche: 'lp-text',
	LP_Abgrenzung: 'lp-abgrenzung',
	LP_SonstigeAbgrenzuung: 'lp-abgrenzung',
	LP_PlanerischeVertiefung: 'lp-planung',
	LP_Zwischennutzung: 'lp-planung',
	LP_SonstigesRecht: 'lp-fachrecht',
	LP_GenerischesObjekt: 'lp-generisch',
	LP_RasterplanAenderung: 'lp-geltungsbereich',
	SO_Plan: 'so-geltungsbereich',
	SO_Bereich: 'so-geltungsbereich',
	RP_TextAbschnittObjekt: 'fp-textdarstellung',
	RP_Legendenobjekt: 'xp-text',
	SO_RasterplanAenderung: 'so-geltungsbereich',

	XP_PTO: 'xp-text',
	XP_LTO: 'xp-text',
	XP_Nutzungsschablone: 'xp-text',
	XP_PPO: (object) => (valueOf(object, 'schriftinhalt') === undefined ? 'xp-symbol' : 'xp-text'),
	XP_LPO: 'xp-hinweislinie',
	XP_FPO: 'xp-hinweisflaeche',
	XP_Praesentationsobjekt: 'xp-symbol',
	XP_Rasterdarstellung: 'xp-rasterbild',
	XP_RasterplanBasis: 'xp-rasterbild'
};
