/** Classes of PlanZV 13 to 15, scopes of plans and presentation objects. */
import type { StyledObject } from '../types.ts';
import { firstPurpose, valueOf } from '../attributes.ts';
import { defaultId } from '../signs/defaults.ts';
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

/** SO_GebietsArt: conservation areas have a sign of their own (PlanZV 14.1). */
function specialArea(object: StyledObject): string {
	const kind = valueOf(object, 'gebietsArt');
	const conservation =
		kind !== undefined && (kind.startsWith('17') || kind === '1999' || kind === '2000' || kind === '2100' || kind === '2200');
	return conservation ? 'bp-erhaltungsbereich' : defaultId('SO', object.geometry);
}

/** SO_KlassifizBaubeschraenkung 2000 restricts building, the others forbid it. */
const buildingRestriction = (object: StyledObject): string =>
	valueOf(object, 'artDerFestlegung') === '2000' ? defaultId('SO', object.geometry) : 'bp-freihalten';

const natureReserve = (object: StyledObject): string => prefixed(object, 'naturschutz');

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
	BP_Wegerecht: 'bp-wegerecht',
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
	BP_NutzungsartenGrenze: 'bp-nutzungsgrenze',
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
	LP_RasterplanAenderung: 'lp-geltungsbereich',
	SO_Plan: 'so-geltungsbereich',
	SO_Bereich: 'so-geltungsbereich',
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
