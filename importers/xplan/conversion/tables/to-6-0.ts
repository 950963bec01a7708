import { assignBereich, moveLegalBasis, moveProcedure, moveRasters } from '../steps/document-5.ts';
import {
	rebuildChangedPlans,
	rebuildEmbargo,
	rebuildLegalCharacter6,
	rebuildLegalGround,
	rebuildPlanGiver,
	rebuildReferences5,
	rebuildRoofs,
	rebuildTexts
} from '../steps/features-5.ts';
import { rebuildComplexTypes } from '../steps/complex-types.ts';
import { rebuildShownProperties } from '../steps/shown-properties.ts';
import type { Feature } from '../../model.ts';
import type { ClassRule, StepTables } from '../types.ts';

const value = (feature: Feature, name: string): string => feature.attributes.find((each) => each.name === name)?.value ?? '';
/** A class of which only some kinds have moved. */
const partly = (from: string, to: string, property: string, codes: string[]): ClassRule => ({
	to: (feature) => (codes.includes(value(feature, property)) ? to : from)
});

const OLD_LP = 'Die Klassen der Landschaftspläne sind neu; eine Entsprechung gibt es nicht.';
const LOST_LP =
	'Abgrenzung AllgGruenflaeche AnpflanzungBindungErhaltung Ausgleich Biotopverbundflaeche Bodenschutzrecht ErholungFreizeit Forstrecht Landschaftsbild ' +
	'NutzungsAusschluss NutzungserfordernisRegelung PlanerischeVertiefung SchutzPflegeEntwicklung SchutzobjektInternatRecht SonstigesRecht ' +
	'WasserrechtGemeingebrEinschraenkungNaturschutz WasserrechtSchutzgebiet WasserrechtSonstige WasserrechtWirtschaftAbflussHochwSchutz ' +
	'ZuBegruenendeGrundstueckflaeche Zwischennutzung';

/** 5.0 to 5.4 → 6.0. */
export const TO_6_0: StepTables = {
	classes: {
		BP_StrassenVerkehrsFlaeche: { to: 'SO_Strassenverkehr', set: { hatDarstellungMitBesondZweckbest: 'false' } },
		BP_VerkehrsflaecheBesondererZweckbestimmung: { to: 'SO_Strassenverkehr', set: { hatDarstellungMitBesondZweckbest: 'true' } },
		FP_Strassenverkehr: { to: 'SO_Strassenverkehr', set: { hatDarstellungMitBesondZweckbest: 'false' } },
		SO_Strassenverkehrsrecht: { to: 'SO_Strassenverkehr', set: { hatDarstellungMitBesondZweckbest: 'false' } },
		BP_GewaesserFlaeche: 'SO_Gewaesser',
		FP_Gewaesser: 'SO_Gewaesser',
		SO_Wasserrecht: partly('SO_Wasserrecht', 'SO_Gewaesser', 'artDerFestlegung', ['1000', '10000', '10001', '10002']),
		BP_WasserwirtschaftsFlaeche: 'SO_Wasserwirtschaft',
		FP_Wasserwirtschaft: 'SO_Wasserwirtschaft',
		BP_Sichtflaeche: 'SO_Sichtflaeche',
		BP_ErhaltungsBereichFlaeche: 'SO_Gebiet',
		BP_RekultivierungsFlaeche: { to: 'SO_SonstigesRecht', set: { artDerFestlegung: '1500' } },
		BP_BodenschaetzeFlaeche: 'BP_AbgrabungsFlaeche',
		FP_Bodenschaetze: 'FP_Abgrabung',
		BP_FirstRichtungsLinie: { to: 'BP_GebaeudeStellung', set: { typ: '1000' } },
		BP_TextlicheFestsetzungsFlaeche: 'BP_TextAbschnittFlaeche',
		FP_TextlicheDarstellungsFlaeche: 'FP_TextAbschnittFlaeche',
		LP_TextlicheFestsetzungsFlaeche: 'LP_TextAbschnittObjekt',
		BP_TextAbschnitt: 'XP_TextAbschnitt',
		FP_TextAbschnitt: 'XP_TextAbschnitt',
		LP_TextAbschnitt: 'XP_TextAbschnitt',
		RP_TextAbschnitt: 'XP_TextAbschnitt',
		SO_TextAbschnitt: 'XP_TextAbschnitt',
		BP_AbweichungVonUeberbaubererGrundstuecksFlaeche: 'BP_AbweichungVonUeberbaubarerGrundstuecksFlaeche',
		BP_Landwirtschaft: 'BP_LandwirtschaftsFlaeche',
		FP_LandwirtschaftsFlaeche: 'FP_Landwirtschaft',
		FP_NutzungsbeschraenkungsFlaeche: 'FP_Nutzungsbeschraenkung',
		SO_Bauverbotszone: 'SO_Baubeschraenkung',
		SO_Luftverkehrsrecht: partly('SO_Luftverkehrsrecht', 'SO_Baubeschraenkung', 'artDerFestlegung', ['7000']),
		SO_SonstigesRecht: partly('SO_SonstigesRecht', 'SO_Baubeschraenkung', 'artDerFestlegung', ['1000', '1200']),
		SO_SchutzgebietNaturschutzrecht: 'LP_SchutzBestimmterTeileVonNaturUndLandschaft',
		SO_SchutzgebietSonstigesRecht: 'SO_SonstigesRecht',
		RP_Legendenobjekt: { to: null, reason: 'Legendenobjekte gibt es in der neuen Version nicht.' },
		...Object.fromEntries(LOST_LP.split(' ').map((name) => [`LP_${name}`, { to: null, reason: OLD_LP }]))
	},
	renamed: {
		aendert: 'aendertPlan',
		wurdeGeaendertVon: 'wurdeGeaendertVonPlan',
		'XP_VerbundenerPlan.rechtscharakter': 'aenderungsArt',
		'BP_AnpflanzungBindungErhaltung.baumArt': 'pflanzenArt',
		'BP_ErhaltungsBereichFlaeche.grund': 'gebietsArt',
		'BP_WasserwirtschaftsFlaeche.zweckbestimmung': 'artDerFestlegung',
		'BP_WasserwirtschaftsFlaeche.detaillierteZweckbestimmung': 'detailArtDerFestlegung',
		'FP_Wasserwirtschaft.zweckbestimmung': 'artDerFestlegung',
		'FP_Wasserwirtschaft.detaillierteZweckbestimmung': 'detailArtDerFestlegung',
		'SO_SchutzgebietNaturschutzrecht.zone': 'schutzzone',
		'SO_SchutzgebietNaturschutzrecht.detailArtDerFestlegung': 'artDerFestlegungText',
		'LP_Plan.auslegungsDatum': 'auslegungsStartDatum',
		'LP_Plan.tOeBbeteiligungsDatum': 'tOeBbeteiligungsStartDatum',
		'LP_Plan.oeffentlichkeitsbeteiligungDatum': 'oeffentlichkeitsBetStartDatum',
		'LP_TextlicheFestsetzungsFlaeche.konkretisierung': 'rechtsCharText',
		'LP_GenerischesObjekt.konkretisierung': 'rechtsCharText'
	},
	redundant: {},
	dropped: {},
	types: {},
	codes: {
		XP_RechtscharakterPlanaenderung: { '1000': ['1000'], '1100': ['10001'], '2000': ['2000'], '20000': ['2000'], '20001': ['3000'] },
		BP_ZweckbestimmungStrassenverkehr: { '1000': ['16000'] },
		XP_ZweckbestimmungGewaesser: { '1100': ['1000'] },
		BP_WegerechtTypen: { '3000': ['1000', '2000'], '4100': ['1000', '4000'], '4200': ['2000', '4000'], '5000': ['1000', '2000', '4000'] },
		SO_GebietsArt: { '1999': ['1700'], '2000': ['17000'], '2100': ['17001'], '2200': ['17002'] },
		BP_ErhaltungsGrund: { '1000': ['17000'], '2000': ['17001'], '3000': ['17002'] },
		SO_KlassifizNachSonstigemRecht: { '1000': ['2000'], '1200': ['2000'] },
		SO_KlassifizNachLuftverkehrsrecht: { '7000': ['2000'] }
	},
	defaults: {
		rechtscharakter: '9998',
		raumkonkretisierung: '9998',
		'LP_SchutzBestimmterTeileVonNaturUndLandschaft.artDerFestlegung': '9999',
		'LP_SchutzBestimmterTeileVonNaturUndLandschaft.rechtsstandSchG': '9999',
		pegelTyp: '1000',
		berechnungsgrundlage: '1000'
	},
	before: [assignBereich, moveLegalBasis, moveProcedure, moveRasters],
	rebuild: [
		rebuildLegalCharacter6,
		rebuildLegalGround,
		rebuildReferences5,
		rebuildChangedPlans,
		rebuildEmbargo,
		rebuildPlanGiver,
		rebuildRoofs,
		rebuildTexts,
		rebuildComplexTypes,
		rebuildShownProperties
	]
};
